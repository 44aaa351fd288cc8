// A list that an organiser handed in outlives the server, and what would come of it leaves nothing behind; who asks
// to come without an account is held back by the network that it comes from.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client, Server } from '../lib/server.mjs';

const rows = (from, n) => Array.from({ length: n }, (_, i) => `${from + i},Zorg,Firm ${from + i},,,,,Kim,k${from + i}@firm.example,\n`).join('');

describe('employers', () => {
  let server, organiser, fair;
  before(async () => {
    server = await Server.start({ args: ['--trusted_proxies=127.0.0.1'] });
    await server.cli('user', 'ellen@roc.example', 'Ellen', '--admin');
    organiser = await server.client('ellen@roc.example');
    const { school } = await organiser.ok('school.add', { name: 'ROC', city: '' });
    const opens_ms = Date.now() + 86_400_000;
    const draft = { name: 'Fair', kind: 'internship', opens_ms, closes_ms: opens_ms + 3_600_000, target: 1, talk_minutes: 8 };
    fair = (await organiser.ok('fair.create', { school, draft })).fair;
    await organiser.ok('room.add', { fair, draft: { name: 'Zorg', name_en: '', sector: 'care' } });
  });
  after(() => server.end());

  const stage = (part, csv, is_last) =>
    organiser.ok('import.stage', { fair, kind: 'employers', name: 'list.csv', part, is_last, csv });
  const booths = async () => (await organiser.snapshot(`exhibitors:${fair}`)).exhibitor?.length ?? 0;

  it('of a list that was handed in are there after a kill, and come when it is accepted', async () => {
    await stage(0, rows(2, 60), false);
    const { staged } = await stage(1, rows(62, 60), true);
    const before = await organiser.ok('import.check', { fair, staged });
    assert.equal(before.rows.filter(({ outcome }) => outcome === 'added').length, 120);
    assert.equal(await booths(), 0);
    const { cookie } = organiser;
    await server.kill();
    await server.run();
    organiser = await Client.connect(server, cookie);
    const { imports } = await organiser.ok('import.staged', { fair });
    assert.deepEqual(imports.map(({ id, rows: n }) => [id, n]), [[staged, 120]]);
    // The trial left nothing: the same comes of it again, down to the rows.
    assert.deepEqual(await organiser.ok('import.check', { fair, staged }), before);
    assert.equal((await organiser.ok('import.accept', { fair, staged, faulty: 0 })).added, 120);
    assert.equal(await booths(), 120);
  });

  it('are at most a thousand on a list', async () => {
    for (let part = 0; part < 10; part++) await stage(part, rows(part * 100 + 1, 100), false);
    const last = { fair, kind: 'employers', name: 'l', part: 10, is_last: true, csv: rows(1001, 1) };
    const { err } = await organiser.send('import.stage', last);
    assert.deepEqual([err.code, err.field], ['bad_value', 'args.csv']);
  });

  it('who ask to come are heard, and nobody keeps others out alone', async () => {
    const { room: [{ id: room }] } = await organiser.snapshot(`fair:${fair}`);
    let n = 0;
    const ask = async (network) => {
      const draft = { employer: `Asks ${n}`, city: '', room, contact: 'Kim', email: `a${n++}@asks.example`, tagline: '' };
      const { body } = await server.post('exhibitor.ask', { fair, draft }, { headers: { 'x-forwarded-for': network } });
      return body.err?.code ?? 'ok';
    };
    const codes = [];
    for (let i = 0; i < 7; i++) codes.push(await ask('198.51.100.7'));
    assert.deepEqual(codes, ['ok', 'ok', 'ok', 'ok', 'ok', 'rate_limited', 'rate_limited']);
    assert.equal(await ask('198.51.100.8'), 'ok');
    // A socket does not say where it comes from.
    const asker = await Client.connect(server);
    const { err } = await asker.send('exhibitor.ask', { fair, draft: { employer: 'X', city: '', room, contact: 'Kim', email: 'x@asks.example', tagline: '' } });
    assert.equal(err.code, 'forbidden');
    await asker.close();
    await organiser.close();
  });
});
