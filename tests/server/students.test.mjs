// A class comes in at once, by one link and from behind one address: each gets an account and a session of their own.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
