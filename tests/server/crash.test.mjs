// The server is killed with SIGKILL at random moments under load, again and again. Whatever was
// acknowledged is there afterwards, once; whatever was refused is not; and clients that send their
// unanswered commands again with the same key end up with one result.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Client, newKey, Server, within } from '../lib/server.mjs';

const KILLS = process.env.STAGEBEURS_LONG ? 2000 : 100;
const CLIENTS = 12;

/** A small generator with a printed seed, so that a failing run can be told from another. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One student who books, cancels and chats without pause, and remembers what was acknowledged. */
class Worker {
  constructor(server, cookie, slots, chat, chance) {
    Object.assign(this, { server, cookie, slots, chat, chance });
    this.messages = []; // texts acknowledged
    this.held = undefined; // booking acknowledged and not cancelled
    this.pending = undefined; // a command without its answer, sent again with its key
    this.acknowledged = 0;
    this.stopped = false;
  }

  choose() {
    if (this.held) return { cmd: 'booking.cancel', args: { booking: this.held }, key: newKey() };
    if (this.chance() < 0.5) return { cmd: 'slot.book', args: { slot: this.slots[Math.floor(this.chance() * this.slots.length)] }, key: newKey() };
    return { cmd: 'chat.post', args: { chat: this.chat, text: newKey() }, key: newKey() };
  }

  settle(command, reply) {
    this.pending = undefined;
    if (reply.err) {
      // Only refusals of the rules; never "internal".
      assert.match(reply.err.code, /slot_taken|already_booked|slot_overlaps|slot_past|rate_limited|busy/, JSON.stringify(reply));
      return;
    }
    this.acknowledged++;
    if (command.cmd === 'slot.book') this.held = reply.ok.booking;
    else if (command.cmd === 'booking.cancel') this.held = undefined;
    else this.messages.push(command.args.text);
  }

  async work() {
    while (!this.stopped || this.pending) {
      try {
        const client = await Client.connect(this.server, this.cookie);
        while (!this.stopped || this.pending) {
          const command = (this.pending ??= this.choose());
          this.settle(command, await client.send(command.cmd, command.args, command.key));
          client.clear();
        }
        await client.close();
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        await new Promise((again) => setImmediate(again)); // the server is down; come back
      }
    }
  }
}

describe('kill -9', () => {
  let server;
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const chance = random(seed);
  before(async () => {
    server = await Server.start({ demo: true });
  });
  after(() => server.end());

  it(`loses nothing that was acknowledged in ${KILLS} kills (SEED=${seed})`, async () => {
    const visitor = await server.client();
    const fair = (await visitor.ok('fair.list')).fairs[0].id;
    const organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair });
    const rooms = (await visitor.snapshot(`fair:${fair}`)).room;
    const booths = [];
    for (const room of rooms) booths.push(...(await visitor.snapshot(`room:${room.id}`)).booth);
    let slots = [];
    let chat;
    for (const booth of booths) {
      const page = await visitor.snapshot(`booth:${booth.id}`);
      chat ??= page.booth[0].chat;
      slots.push(...page.slot.map((slot) => slot.id));
      if (slots.length >= 40) break;
    }
    slots = slots.slice(0, 40); // few enough to be fought over
    await organiser.close();
    await visitor.close();

    const database = new DatabaseSync(join(server.dir, 'stagebeurs.db'), { readOnly: true });
    const emails = database.prepare("SELECT a.email FROM account a JOIN participation p ON p.account_id = a.id WHERE p.role = 'student' ORDER BY a.id LIMIT ?").all(CLIENTS).map((row) => row.email);
    database.close();
    const workers = [];
    for (const email of emails) workers.push(new Worker(server, await server.signIn(email), slots, chat, chance));
    const working = Promise.all(workers.map((worker) => worker.work()));
    working.catch(() => {});

    for (let kill = 0; kill < KILLS; kill++) {
      // A number of acknowledgements, not a time, decides when: the load is always there.
      const target = workers.reduce((sum, w) => sum + w.acknowledged, 0) + 1 + Math.floor(chance() * 60);
      await Promise.race([working, within((async () => {
        while (workers.reduce((sum, w) => sum + w.acknowledged, 0) < target) await new Promise((next) => setImmediate(next));
      })(), 'acknowledgements')]);
      await server.kill();
      await server.run();
    }
    for (const worker of workers) worker.stopped = true;
    await working;

    const total = workers.reduce((sum, w) => sum + w.acknowledged, 0);
    assert.ok(total > KILLS * 10, `only ${total} commands were acknowledged`);
    assert.equal(await server.stop(), 0);
    check(server, workers, emails);
    assert.match(await server.cli('check'), /sound/);
    await server.run();
  });
});

function check(server, workers, emails) {
  const database = new DatabaseSync(join(server.dir, 'stagebeurs.db'), { readOnly: true });
  const live = "state IN ('booked', 'checked_in', 'in_call')";
  const doubled = database.prepare(`SELECT slot_id FROM booking WHERE ${live} GROUP BY slot_id HAVING count(*) > 1`).all();
  assert.deepEqual(doubled, [], 'a slot is held twice');
  workers.forEach((worker, i) => {
    const account = database.prepare('SELECT id FROM account WHERE email = ?').get(emails[i]).id;
    const held = database.prepare(`SELECT id FROM booking WHERE account_id = ? AND ${live}`).all(account).map((row) => row.id);
    assert.deepEqual(held, worker.held ? [worker.held] : [], `${emails[i]}'s booking`);
    const texts = database.prepare('SELECT text FROM message WHERE author_id = ?').all(account).map((row) => row.text);
    assert.deepEqual([...texts].sort(), [...worker.messages].sort(), `${emails[i]}'s messages, each once`);
  });
  database.close();
}
