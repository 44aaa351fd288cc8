// A load under which a server may be ended in any way: students who book, cancel and chat without
// pause, come back with the same key to what was not answered, and remember what was acknowledged.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Client, newKey, within } from './server.mjs';

/** A small generator with a printed seed, so that a failing run can be told from another. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const newSeed = () => Number(process.env.SEED ?? Date.now() % 1e9);

/** Only refusals of the rules; never "internal". */
const REFUSALS = /^(slot_taken|already_booked|slot_overlaps|slot_past|rate_limited|busy)$/;

class Worker {
  constructor(load, email, cookie) {
    Object.assign(this, { load, email, cookie });
    this.messages = []; // texts acknowledged
    this.held = undefined; // booking acknowledged and not cancelled
    this.pending = undefined; // a command without its answer, sent again with its key
    this.ends = []; // how the server ended its connections
  }

  get isWorking() {
    return !this.load.isOver && (!this.load.isStopped || this.pending);
  }

  choose() {
    const { chance, slots, chat } = this.load;
    if (this.held) return { cmd: 'booking.cancel', args: { booking: this.held }, key: newKey() };
    if (chance() < 0.5) return { cmd: 'slot.book', args: { slot: slots[Math.floor(chance() * slots.length)] }, key: newKey() };
    return { cmd: 'chat.post', args: { chat, text: newKey() }, key: newKey() };
  }

  settle(command, reply) {
    this.pending = undefined;
    if (reply.err) {
      assert.match(reply.err.code, REFUSALS, JSON.stringify(reply));
      return;
    }
    if (command.cmd === 'slot.book') this.held = reply.ok.booking;
    else if (command.cmd === 'booking.cancel') this.held = undefined;
    else this.messages.push(command.args.text);
    this.load.count();
  }

  async work() {
    while (this.isWorking) {
      const client = await Client.connect(this.load.server, this.cookie).catch(() => undefined);
      if (client) await this.talk(client);
      else await new Promise((again) => setImmediate(again)); // the server is down; come back
    }
  }

  async talk(client) {
    try {
      while (this.isWorking) {
        const command = (this.pending ??= this.choose());
        this.settle(command, await client.send(command.cmd, command.args, command.key));
        client.clear();
      }
      await client.close();
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      const { code, reason } = await within(client.closed, 'the end of a connection');
      // Who never stops to think sends a hundred messages in a second now and then.
      if (reason !== 'flood') this.ends.push({ code, reason, bye: client.bye?.reason });
    }
  }
}

export class Load {
  /** Opens the demo fair; `clients` students, over slots that are few enough to be fought over. */
  static async start(server, { clients = 12, chance }) {
    const load = Object.assign(new Load(), { server, chance, acknowledged: 0, isStopped: false, isOver: false });
    await load.#find();
    const people = load.query("SELECT a.email FROM account a JOIN participation p ON p.account_id = a.id WHERE p.role = 'student' ORDER BY a.id LIMIT ?", clients);
    load.workers = [];
    for (const { email } of people) load.workers.push(new Worker(load, email, await server.signIn(email)));
    load.working = Promise.all(load.workers.map((worker) => worker.work()));
    load.working.catch(() => load.end()); // whoever waits for the load hears why
    return load;
  }

  async #find() {
    const visitor = await this.server.client();
    const fair = (await visitor.ok('fair.list')).fairs[0].id;
    const organiser = await this.server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair });
    const slots = [];
    for (const room of (await visitor.snapshot(`fair:${fair}`)).room) {
      for (const booth of (await visitor.snapshot(`room:${room.id}`)).booth) {
        if (slots.length >= 40) break;
        const page = await visitor.snapshot(`booth:${booth.id}`);
        this.chat ??= page.booth[0].chat;
        slots.push(...page.slot.map((slot) => slot.id));
      }
    }
    this.slots = slots.slice(0, 40);
    await organiser.close();
    await visitor.close();
  }

  query(sql, ...values) {
    const database = new DatabaseSync(join(this.server.dir, 'stagebeurs.db'), { readOnly: true });
    try {
      return database.prepare(sql).all(...values);
    } finally {
      database.close();
    }
  }

  count() {
    this.acknowledged++;
    if (this.acknowledged === this.target) this.reached();
  }

  /** Waits for so many acknowledgements more: they, not a time, say how much was done. */
  more(n) {
    const reached = new Promise((done) => Object.assign(this, { target: this.acknowledged + n, reached: done }));
    return Promise.race([this.working, within(reached, `${n} acknowledgements`)]);
  }

  /** Every command is answered, then nobody sends any more. */
  async finish() {
    this.isStopped = true;
    await this.working;
  }

  /** Nobody sends any more, answered or not: a test is over, well or not. */
  end() {
    this.isOver = true;
  }

  /** Whatever was acknowledged is in the database, once; whatever was refused is not. */
  check() {
    const live = "state IN ('booked', 'checked_in', 'in_call')";
    const doubled = this.query(`SELECT slot_id FROM booking WHERE ${live} GROUP BY slot_id HAVING count(*) > 1`);
    assert.deepEqual(doubled, [], 'a slot is held twice');
    for (const { email, held, messages } of this.workers) {
      const [{ id }] = this.query('SELECT id FROM account WHERE email = ?', email);
      const bookings = this.query(`SELECT id FROM booking WHERE account_id = ? AND ${live}`, id).map((row) => row.id);
      assert.deepEqual(bookings, held ? [held] : [], `${email}'s booking`);
      const texts = this.query('SELECT text FROM message WHERE author_id = ?', id).map((row) => row.text);
      assert.deepEqual(texts.sort(), messages.toSorted(), `${email}'s messages, each once`);
    }
  }
}
