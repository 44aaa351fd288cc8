// A class comes in at once, by one link and from behind one address: each gets an account and a session of their own.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MailServer } from '../lib/mail.mjs';
import { Client, Server } from '../lib/server.mjs';

const CLASS = 30;
const DAY = 24 * 3600 * 1000;

describe('a class', () => {
  let server, organiser, fair, code;
  before(async () => {
    server = await Server.start({ demo: true });
    organiser = await server.client('organisator@demo.example');
    fair = organiser.hello.me.participations[0].fair;
    const { schools } = await organiser.ok('group.list', { fair });
    const draft = { name: 'Z4A', until_ms: Date.now() + DAY, most: CLASS };
    const { group } = await organiser.ok('group.add', { fair, school: schools[0].id, draft });
    const { groups } = await organiser.ok('group.list', { fair });
    code = groups.find(({ id }) => id === group).code;
  });
  after(() => server.end());

  const join = (name) => server.post('group.join', { code, name, locale: 'nl' });

  it('comes in within the same second, each as themselves, and nobody more', async () => {
    const answers = await Promise.all(Array.from({ length: CLASS }, (_, i) => join(`Student ${i}`)));
    assert.deepEqual(answers.map(({ status }) => status), Array(CLASS).fill(200));
    const cookies = answers.map(({ headers }) => headers['set-cookie'][0].split(';')[0]);
    assert.equal(new Set(cookies).size, CLASS);
    assert.equal(new Set(answers.map(({ body }) => body.ok.way_back)).size, CLASS);
    const { body } = await join('Een te veel');
    assert.equal(body.err.code, 'group_full');
    const first = await Client.connect(server, cookies[0]);
    assert.equal(first.hello.me.name, 'Student 0');
    assert.deepEqual(first.hello.me.participations.map(({ fair, role }) => [fair, role]), [[fair, 'student']]);
    const { card } = await first.snapshot('me');
    assert.deepEqual([card[0].id, card[0].group], [fair, 'Z4A']);
    // Who is there already comes again as who they are, also by a link that is full.
    assert.deepEqual(await first.ok('group.join', { code, locale: 'nl' }), { fair });
    await first.close();
  });

  it('comes back by a link of their own, on as many devices as they like', async () => {
    const { group } = await organiser.ok('group.add', {
      fair, school: (await organiser.ok('group.list', { fair })).schools[0].id,
      draft: { name: 'Z4B', until_ms: Date.now() + DAY, most: 1 },
    });
    code = (await organiser.ok('group.list', { fair })).groups.find(({ id }) => id === group).code;
    const { body: { ok: { way_back: token } } } = await join('Noor');
    for (let i = 0; i < 2; i++) {
      const { body, headers } = await server.post('session.redeem', { token });
      assert.equal(body.ok.me.name, 'Noor');
      assert.match(headers['set-cookie'][0], /^__Host-s=/);
    }
    await organiser.close();
  });
});

describe("a student of a school that is known by its addresses", () => {
  let server, smtp, fair;
  const cookie = ({ headers }, name) => headers['set-cookie']?.find((line) => line.startsWith(name))?.split(';')[0];
  const ask = (email, browser) =>
    server.post('student.ask', { fair, email, name: 'Emma de Wit', locale: 'nl' }, browser && { cookie: browser });
  const enter = (code, browser) => server.post('student.enter', { code }, { cookie: browser });
  const codeFor = async (email) => /\d{8}/.exec((await smtp.to(email)).subject)[0];

  before(async () => {
    smtp = await MailServer.start();
    server = await Server.start({
      demo: true,
      args: [`--smtp_url=smtp://127.0.0.1:${smtp.port}`, '--smtp_plain=yes', '--mail_from=beurs@stagebeurs.example', '--public_url=https://beurs.example'],
    });
    const organiser = await server.client('organisator@demo.example');
    fair = organiser.hello.me.participations[0].fair;
    const { schools } = await organiser.ok('group.list', { fair });
    const mine = schools.find(({ is_mine: isMine }) => isMine);
    await organiser.ok('school.set_domains', { school: mine.id, domains: ['@Student.School.example'] });
    const other = schools.find(({ is_mine: isMine }) => !isMine);
    assert.equal((await organiser.send('school.set_domains', { school: other.id, domains: [] })).err.code, 'not_found');
    const known = await organiser.ok('student.schools', { fair });
    assert.deepEqual(known.schools, [{ id: mine.id, name: mine.name, domains: ['student.school.example'] }]);
    await organiser.close();
  });
  after(async () => {
    await server.end();
    await smtp.end();
  });

  it('comes by a code that was mailed, and only then has an account', async () => {
    const asked = await ask('Emma@student.school.example');
    assert.deepEqual([asked.status, asked.body], [200, { ok: {} }]);
    const code = await codeFor('emma@student.school.example');
    await assert.rejects(server.signIn('emma@student.school.example'), 'there is no account yet');
    // What a stranger types is in no mail.
    assert.doesNotMatch(smtp.for('emma@student.school.example')[0].text, /Emma|de Wit/);
    assert.deepEqual((await enter(code)).body, { ok: { is_right: false } }, 'not in another browser');
    const entered = await enter(code, cookie(asked, '__Host-a'));
    assert.deepEqual(entered.body, { ok: { is_right: true } });
    const client = await Client.connect(server, cookie(entered, '__Host-s'));
    assert.equal(client.hello.me.name, 'Emma de Wit');
    const { card } = await client.snapshot('me');
    assert.equal(card[0].email, 'emma@student.school.example');
    await client.close();
    assert.deepEqual((await enter(code, cookie(asked, '__Host-a'))).body, { ok: { is_right: false } }, 'once');
    assert.ok(await server.signIn('emma@student.school.example'));
  });

  it('asks again, and either code counts, whichever mail comes first', async () => {
    const first = await ask('noor@student.school.example');
    const code = await codeFor('noor@student.school.example');
    const again = await ask('noor@student.school.example', cookie(first, '__Host-a'));
    assert.equal(cookie(again, '__Host-a'), cookie(first, '__Host-a'));
    assert.deepEqual((await enter(code, cookie(again, '__Host-a'))).body, { ok: { is_right: true } });
  });

  it('is told apart from others by the domain alone, and by nothing that is known of an address', async () => {
    for (const email of ['emma@school.example', 'emma@student.school.example.evil.example', 'no address']) {
      assert.equal((await ask(email)).body.err.field, 'args.email');
    }
    const [known, unknown] = [await ask('emma@student.school.example'), await ask('nobody@student.school.example')];
    assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
  });
});
