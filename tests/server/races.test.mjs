// Races that an evening has, driven on purpose: many who want one slot, two who call one student, an
// answer against the end of its time. Whoever wins, both sides and the database tell the same story.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { Client, Server } from '../lib/server.mjs';

const CLIENTS = 200;
// A connection may send so much at once; a line is dear.
const ROUNDS = 6;
const RING_MS = 45_000;
const top = resolve(import.meta.dirname, '../..');

describe('races', { timeout: 240_000 }, () => {
  let server, booth, organiser, recruiter, colleague, seats;

  before(async () => {
    server = await Server.start({ demo: true, clock: true });
    organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair: organiser.hello.me.participations[0].fair });
    recruiter = await server.client('recruiter@demo.example');
    colleague = await server.client('recruiter2@demo.example');
    booth = recruiter.hello.me.participations[0].booth;
    seats = [await recruiter.ok('seat.take', { booth }), await colleague.ok('seat.take', { booth })].map(({ seat }) => seat);
  });
  after(() => server.end());

  const rows = (sql, ...values) => {
    const db = new DatabaseSync(join(server.dir, 'stagebeurs.db'), { readOnly: true });
    const found = db.prepare(sql).all(...values);
    db.close();
    return found;
  };
  const codes = (replies) => replies.map(({ err }) => err?.code ?? 'ok').sort();

  /** A student in the line, rung by the recruiter. */
  const ring = async (student) => {
    await student.ok('queue.join', { booth });
    return (await recruiter.ok('call.next', { seat: seats[0] })).call;
  };
  /** Whatever became of it, the next round begins with an empty line and a free seat. */
  const clear = async (student, call) => {
    await student.send('call.end', { call });
    await recruiter.send('seat.resume', { seat: seats[0] });
    for (const { id } of rows('SELECT id FROM queue_entry WHERE account_id = ? AND ended_ms IS NULL', student.hello.me.account)) {
      await student.send('queue.leave', { entry: id });
    }
  };
  const outcome = (call) => rows('SELECT c.state, c.reason, q.state AS entry, s.state AS seat FROM call c JOIN queue_entry q ON q.id = c.entry_id JOIN seat s ON s.id = c.seat_id WHERE c.id = ?', call)[0];

  it(`of ${CLIENTS} who want one slot at once, one has it`, async () => {
    const emails = [...(await readFile(join(top, 'demo/students.csv'), 'utf8')).matchAll(/[\w.-]+@demo\.example/g)].map(([email]) => email);
    const waiting = [...new Set(emails)].slice(0, CLIENTS);
    const clients = [];
    // Signing in is not the race; a few at a time.
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let email = waiting.pop(); email; email = waiting.pop()) clients.push(await server.client(email));
    }));
    assert.equal(clients.length, CLIENTS);
    const [slot] = (await organiser.ok('subscribe', { topic: `booth:${booth}` })).snapshot.slot.filter(({ is_free }) => is_free);
    const replies = await Promise.all(clients.map((client) => client.send('slot.book', { slot: slot.id })));
    assert.deepEqual([...new Set(codes(replies))], ['ok', 'slot_taken']);
    const [winner, ...others] = replies.filter(({ ok }) => ok);
    assert.deepEqual(others, []);
    assert.deepEqual(rows('SELECT id FROM booking WHERE slot_id = ?', slot.id).map(({ id }) => id), [winner.ok.booking]);
    // What the winner gives back is fought over again, by all the others at the same moment.
    const [holder] = clients.splice(replies.indexOf(winner), 1);
    const again = await Promise.all([holder.send('booking.cancel', { booking: winner.ok.booking }), ...clients.map((client) => client.send('slot.book', { slot: slot.id }))]);
    assert.ok(again[0].ok);
    assert.ok(again.slice(1).filter(({ ok }) => ok).length <= 1);
    assert.equal(rows("SELECT count(*) AS n FROM booking WHERE slot_id = ? AND state NOT IN ('cancelled', 'expired')", slot.id)[0].n, again.slice(1).filter(({ ok }) => ok).length);
    await Promise.all([holder, ...clients].map((client) => client.close()));
  });

  it(`two seats call one student at once: one rings, ${ROUNDS} times`, async () => {
    const student = await server.client('student2@demo.example');
    for (let round = 0; round < ROUNDS; round++) {
      await student.ok('queue.join', { booth });
      const replies = await Promise.all([recruiter.send('call.next', { seat: seats[0] }), colleague.send('call.next', { seat: seats[1] })]);
      assert.deepEqual(codes(replies), ['nobody_waiting', 'ok']);
      const { call } = replies.find(({ ok }) => ok).ok;
      assert.equal(rows('SELECT count(*) AS n FROM call WHERE student_id = ? AND ended_ms IS NULL', student.hello.me.account)[0].n, 1);
      await (replies[0].ok ? recruiter : colleague).ok('call.end', { call });
      await clear(student, call);
    }
    await student.close();
  });

  it(`a student says yes on one device and no on the other, ${ROUNDS} times`, async () => {
    const phone = await server.client('student2@demo.example');
    const laptop = await Client.connect(server, phone.cookie);
    for (let round = 0; round < ROUNDS; round++) {
      const call = await ring(phone);
      const yes = () => phone.send('call.accept', { call });
      const no = () => laptop.send('call.decline', { call });
      const replies = round % 2 ? await Promise.all([yes(), no()]) : (await Promise.all([no(), yes()])).reverse();
      assert.deepEqual(codes(replies), ['ok', 'wrong_state']);
      const { state, reason, entry, seat } = outcome(call);
      if (replies[0].ok) assert.deepEqual({ state, reason, entry, seat }, { state: 'connecting', reason: null, entry: 'in_call', seat: 'in_call' });
      else assert.deepEqual({ state, reason, entry, seat }, { state: 'ended', reason: 'declined', entry: 'waiting', seat: 'free' });
      await clear(phone, call);
    }
    for (const client of [phone, laptop]) await client.close();
  });

  it(`an answer against a ring that is taken back, ${ROUNDS} times`, async () => {
    const student = await server.client('student2@demo.example');
    const won = { ok: 0, wrong_state: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const call = await ring(student);
      const accept = () => student.send('call.accept', { call });
      const takeBack = () => recruiter.send('call.end', { call });
      // Each is sent first every other time.
      const [answer] = round % 2 ? await Promise.all([accept(), takeBack()]) : (await Promise.all([takeBack(), accept()])).reverse();
      const code = answer.err?.code ?? 'ok';
      won[code]++;
      // Taken back after the answer it is a talk that was ended: either way it is over, on all sides.
      const { state, reason, entry } = outcome(call);
      assert.equal(state, 'ended');
      assert.equal(reason, code === 'ok' ? 'hung_up' : 'withdrawn');
      assert.equal(entry, 'waiting');
      await clear(student, call);
    }
    assert.equal(won.ok + won.wrong_state, ROUNDS, JSON.stringify(won));
    await student.close();
  });

  it('an answer against the end of the ring', async () => {
    const student = await server.client('student2@demo.example');
    const won = { ok: 0, wrong_state: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const call = await ring(student);
      const [answer] = await Promise.all([student.send('call.accept', { call }), server.passTime(RING_MS + 1000)]);
      const code = answer.err?.code ?? 'ok';
      won[code]++;
      const { state, reason, entry } = outcome(call);
      if (code === 'ok') assert.notEqual(reason, 'no_answer');
      else assert.deepEqual({ state, reason, entry }, { state: 'ended', reason: 'no_answer', entry: 'waiting' });
      await clear(student, call);
    }
    assert.equal(won.ok + won.wrong_state, ROUNDS, JSON.stringify(won));
    await student.close();
  });

  it('and the database is sound', async () => {
    for (const client of [organiser, recruiter, colleague]) await client.close();
    await server.stop();
    assert.match(await server.cli('check'), /sound/);
    await server.run();
  });
});
