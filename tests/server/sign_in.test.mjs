// Signing in by a mailed link: it works once, for ten minutes, in the browser that asked; elsewhere it shows a
// code to type there. Nobody learns which addresses are known, and nobody's mailbox is flooded.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { MailServer } from '../lib/mail.mjs';
import { Client, Server } from '../lib/server.mjs';

const MINUTE = 60 * 1000;

/** Cookies as a browser keeps them. */
class Browser {
  constructor(server) {
    this.server = server;
    this.cookies = new Map();
  }

  async post(cmd, args) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.server.post(cmd, args, { cookie });
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
      args: [`--smtp_url=smtp://127.0.0.1:${smtp.port}`, '--smtp_plain=yes', '--mail_from=beurs@stagebeurs.example', '--public_url=https://beurs.example'],
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

  const tokenOf = (mail) => /\/in#([\w-]+)/.exec(mail.text)[1];

  it('signs in the browser that asked for it, once', async () => {
    const browser = new Browser(server);
    await browser.ask('Recruiter@Demo.Example');
    const mail = await smtp.to('recruiter@demo.example');
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
    const token = tokenOf(await smtp.to('manager@demo.example'));
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
    const { code } = (await new Browser(server).post('session.redeem', { token: tokenOf(await smtp.to('manager@demo.example')) })).body.ok;
    for (let n = 0; n < 5; n++) await asked.post('session.enter_code', { code: String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0') });
    assert.deepEqual((await asked.post('session.enter_code', { code })).body, { ok: {} });
  });

  it('is over after ten minutes', async () => {
    const browser = new Browser(server);
    await browser.ask('manager@demo.example');
    const token = tokenOf(await smtp.to('manager@demo.example'));
    await server.passTime(10 * MINUTE + 1000);
    assert.equal((await browser.post('session.redeem', { token })).body.err.code, 'link_invalid');
  });

  it('is asked for again in the same browser, and both open there', async () => {
    const browser = new Browser(server);
    await browser.ask('manager@demo.example');
    const first = await smtp.to('manager@demo.example');
    await browser.ask('manager@demo.example');
    await smtp.until(() => smtp.taken.length === 2);
    assert.ok((await browser.post('session.redeem', { token: tokenOf(first) })).body.ok.me);
  });

  it('is not sent to who has no account, whose answer is the same', async () => {
    const browser = new Browser(server), known = new Browser(server);
    await browser.ask('nobody@demo.example');
    await known.ask('manager@demo.example');
    await smtp.to('manager@demo.example');
    assert.equal(smtp.taken.length, 1);
    assert.equal(browser.cookies.get('__Host-a').length, known.cookies.get('__Host-a').length);
  });

  it('is sent to one address three times an hour, whoever asks', async () => {
    for (let n = 0; n < 5; n++) await new Browser(server).ask('manager@demo.example');
    await new Browser(server).ask('recruiter@demo.example');
    await smtp.to('recruiter@demo.example');
    assert.equal(smtp.for('manager@demo.example').length, 3);
  });

  it('signs out whoever came in by an employer\'s invitation', async () => {
    const manager = await server.client('manager@demo.example');
    const [{ booth }] = manager.hello.me.participations;
    const { token } = await manager.ok('staff.invite', { booth, email: 'eva@school.example', name: 'Eva', role: 'recruiter' });
    const taker = new Browser(server), owner = new Browser(server);
    await taker.post('session.redeem', { token });
    const client = await Client.connect(server, `__Host-s=${taker.cookies.get('__Host-s')}`);
    await owner.ask('eva@school.example');
    await smtp.until(() => smtp.for('eva@school.example').length === 2);
    assert.ok((await owner.post('session.redeem', { token: tokenOf(smtp.for('eva@school.example')[1]) })).body.ok.me);
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
