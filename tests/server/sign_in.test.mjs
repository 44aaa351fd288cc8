// Signing in by a mailed link: it works once, for ten minutes, in the browser that asked; elsewhere it shows a
// code to type there. Nobody learns which addresses are known, and nobody's mailbox is flooded.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { MailServer } from '../lib/mail.mjs';
import { Client, Server } from '../lib/server.mjs';

const MINUTE = 60 * 1000;

/** Cookies as a browser keeps them. */
class Browser {
  /** `network`: its address, as a proxy tells it; absent: this machine's. */
  constructor(server, network) {
    this.server = server;
    this.cookies = new Map();
    this.headers = network ? { 'x-forwarded-for': `192.0.2.99, ${network}` } : {};
  }

  async post(cmd, args) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.server.post(cmd, args, { cookie, headers: this.headers });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair, ...rules] = line.split('; ');
      assert.deepEqual(rules.slice(0, 4), ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']);
      this.cookies.set(...pair.split('='));
    }
    return answer;
  }

  async ask(email) {
    const { status, body } = await this.post('session.ask', { email });
    assert.deepEqual([status, body], [200, { ok: {} }]);
  }
}

describe('a mailed link', () => {
  let server, smtp;
  before(async () => {
    smtp = await MailServer.start();
    server = await Server.start({
      demo: true, clock: true,
      args: ['--trusted_proxies=127.0.0.1', `--smtp_url=smtp://127.0.0.1:${smtp.port}`, '--smtp_plain=yes', '--mail_from=beurs@stagebeurs.example', '--public_url=https://beurs.example'],
    });
  });
  // Each test has an hour of its own.
  beforeEach(async () => {
    await server.passTime(61 * MINUTE);
    smtp.taken.length = 0;
  });
  after(async () => {
    await server.end();
    await smtp.end();
  });

  /** Mails with a link, without notices of new browsers. */
  const links = (email) => smtp.for(email).filter(({ subject }) => subject === 'Inloggen bij Stagebeurs');
  const nthLink = async (email, n = 0) => {
    await smtp.until(() => links(email).length > n);
    return links(email)[n];
  };
  const tokenOf = (mail) => /\/in#([\w-]+)/.exec(mail.text)[1];

  it('signs in the browser that asked for it, once', async () => {
    const browser = new Browser(server);
    await browser.ask('Recruiter@Demo.Example');
    const mail = await nthLink('recruiter@demo.example');
    assert.equal(mail.subject, 'Inloggen bij Stagebeurs');
    const token = tokenOf(mail);
    const { body } = await browser.post('session.redeem', { token });
    assert.equal(body.ok.me.participations[0].role, 'recruiter');
    const client = await Client.connect(server, `__Host-s=${browser.cookies.get('__Host-s')}`);
    assert.equal(client.hello.me.account, body.ok.me.account);
    await client.close();
    assert.equal((await browser.post('session.redeem', { token })).body.err.code, 'link_invalid');
  });

  it('opened in another browser shows a code, which works where it was asked for', async () => {
    const asked = new Browser(server), other = new Browser(server);
    await asked.ask('manager@demo.example');
    const token = tokenOf(await nthLink('manager@demo.example'));
    const { body: { ok: { code, me } }, headers } = await other.post('session.redeem', { token });
    assert.match(code, /^\d{6}$/);
    assert.equal(me, undefined);
    assert.equal(headers['set-cookie'], undefined);
    assert.equal((await other.post('session.redeem', { token })).body.ok.code, code, 'pressing again shows the same');
    // It counts in no browser but that one, and not even there when it is wrong.
    const wrong = code === '000000' ? '000001' : '000000';
    assert.deepEqual((await other.post('session.enter_code', { code })).body, { ok: {} });
    const third = new Browser(server);
    await third.ask('recruiter@demo.example');
    assert.deepEqual((await third.post('session.enter_code', { code })).body, { ok: {} });
    assert.equal((await third.post('session.redeem', { token })).body.ok.code, code, 'a browser that asked for another link');
    assert.deepEqual((await asked.post('session.enter_code', { code: wrong })).body, { ok: {} });
    const entered = await asked.post('session.enter_code', { code });
    assert.equal(entered.body.ok.me.participations[0].role, 'manager');
    assert.ok(asked.cookies.get('__Host-s'));
    assert.deepEqual((await asked.post('session.enter_code', { code })).body, { ok: {} }, 'it works once');
    assert.equal((await asked.post('session.redeem', { token })).body.err.code, 'link_invalid');
  });

  it('has a code that is not to be guessed', async () => {
    const asked = new Browser(server);
    await asked.ask('manager@demo.example');
    const { code } = (await new Browser(server).post('session.redeem', { token: tokenOf(await nthLink('manager@demo.example')) })).body.ok;
    for (let n = 0; n < 5; n++) await asked.post('session.enter_code', { code: String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0') });
    assert.deepEqual((await asked.post('session.enter_code', { code })).body, { ok: {} });
  });

  it('is over after ten minutes', async () => {
    const browser = new Browser(server);
    await browser.ask('manager@demo.example');
    const token = tokenOf(await nthLink('manager@demo.example'));
    await server.passTime(10 * MINUTE + 1000);
    assert.equal((await browser.post('session.redeem', { token })).body.err.code, 'link_invalid');
  });

  it('is asked for again in the same browser, and both open there', async () => {
    const browser = new Browser(server);
    await browser.ask('manager@demo.example');
    const first = await nthLink('manager@demo.example');
    await browser.ask('manager@demo.example');
    await nthLink('manager@demo.example', 1);
    assert.ok((await browser.post('session.redeem', { token: tokenOf(first) })).body.ok.me);
  });

  it('is not sent to who has no account, whose answer is the same', async () => {
    const browser = new Browser(server), known = new Browser(server);
    await browser.ask('nobody@demo.example');
    await known.ask('manager@demo.example');
    await nthLink('manager@demo.example');
    assert.deepEqual(smtp.for('nobody@demo.example'), []);
    assert.equal(browser.cookies.get('__Host-a').length, known.cookies.get('__Host-a').length);
  });

  it('is sent to one address three times an hour for strangers of one network, and twelve times for all', async () => {
    const asks = async (address, network, times) => {
      for (let n = 0; n < times; n++) await new Browser(server, network).ask(address);
    };
    await asks('manager@demo.example', '198.51.100.1', 5);
    await asks('recruiter@demo.example', '198.51.100.1', 1);
    await nthLink('recruiter@demo.example');
    assert.equal(links('manager@demo.example').length, 3);
    for (let last = 2; last < 8; last++) await asks('manager@demo.example', `2001:db8:0:${last}::1`, 3);
    await asks('organisator@demo.example', '198.51.100.1', 1);
    await nthLink('organisator@demo.example');
    assert.equal(links('manager@demo.example').length, 12);
  });

  it('still reaches who signed in with this browser before, whatever strangers ask', async () => {
    const own = new Browser(server);
    await own.ask('manager@demo.example');
    assert.ok((await own.post('session.redeem', { token: tokenOf(await nthLink('manager@demo.example')) })).body.ok.me);
    await server.passTime(61 * MINUTE);
    smtp.taken.length = 0;
    for (let n = 0; n < 5; n++) await new Browser(server).ask('manager@demo.example');
    await own.ask('manager@demo.example');
    await smtp.until(() => links('manager@demo.example').length === 4);
    assert.ok((await own.post('session.redeem', { token: tokenOf(links('manager@demo.example')[3]) })).body.ok.me);
  });

  it('is refused to one network that asks for hundreds, and to nobody else', async () => {
    const statuses = [];
    // No faster than fifty a second, which is as much as is taken of everybody.
    for (let n = 0; n < 320; n++) {
      const flood = new Browser(server, '203.0.113.7');
      statuses.push((await flood.post('session.ask', { email: `nobody${n}@demo.example` })).status);
      if (n % 40 === 39) await server.passTime(1000);
    }
    assert.equal(statuses.filter((status) => status === 200).length, 300);
    assert.ok(statuses.slice(300).every((status) => status === 429));
    await new Browser(server, '203.0.113.8').ask('manager@demo.example');
    await nthLink('manager@demo.example');
  });

  it('that was opened in a new browser is told to its owner, who can sign out everywhere', async () => {
    const email = 'organisator2@demo.example'; // who did not sign in yet
    const [first, second] = [new Browser(server), new Browser(server)];
    for (const browser of [first, second]) {
      smtp.taken.length = 0;
      await browser.ask(email);
      assert.ok((await browser.post('session.redeem', { token: tokenOf(await nthLink(email)) })).body.ok.me);
    }
    const notices = () => smtp.for(email).filter(({ subject }) => subject === 'Ingelogd met een nieuwe browser');
    await smtp.until(() => notices().length === 1);
    const [notice] = notices();
    assert.match(notice.text, /Overal uitloggen/);
    // The same browser again is no news.
    smtp.taken.length = 0;
    await second.ask(email);
    assert.ok((await second.post('session.redeem', { token: tokenOf(await nthLink(email)) })).body.ok.me);
    const client = await Client.connect(server, `__Host-s=${first.cookies.get('__Host-s')}`);
    const { status, headers } = await second.post('session.end_all', {});
    assert.equal(status, 200);
    assert.match(headers['set-cookie'][0], /^__Host-s=;/);
    await client.closed;
    for (const browser of [first, second]) {
      const back = await Client.connect(server, `__Host-s=${browser.cookies.get('__Host-s')}`);
      assert.equal(back.hello.me, undefined);
      await back.close();
    }
    assert.deepEqual(notices(), [], 'no notice of what was known');
  });

  it('signs out whoever came in by an employer\'s invitation', async () => {
    const manager = await server.client('manager@demo.example');
    const [{ booth }] = manager.hello.me.participations;
    const { token } = await manager.ok('staff.invite', { booth, email: 'eva@school.example', name: 'Eva', role: 'recruiter' });
    const taker = new Browser(server), owner = new Browser(server);
    await taker.post('session.redeem', { token });
    const client = await Client.connect(server, `__Host-s=${taker.cookies.get('__Host-s')}`);
    await owner.ask('eva@school.example');
    assert.ok((await owner.post('session.redeem', { token: tokenOf(await nthLink('eva@school.example')) })).body.ok.me);
    await client.closed;
    const back = await Client.connect(server, client.cookie);
    assert.equal(back.hello.me, undefined);
    await back.close();
    await manager.close();
  });
});

describe('without a mail server', () => {
  let server;
  before(async () => { server = await Server.start({ demo: true }); });
  after(() => server.end());

  it('no link can be asked for, and that is said', async () => {
    assert.match(server.log, /event=no_mail/);
    assert.deepEqual((await server.post('mail.mode', {})).body.ok, { mode: 'off' });
    assert.equal((await server.post('session.ask', { email: 'manager@demo.example' })).body.err.code, 'wrong_state');
  });
});
