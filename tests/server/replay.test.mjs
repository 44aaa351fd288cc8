// The command log of a real server under load, over a stop, a kill and their starts, makes the same
// database again, row by row: whatever changes anything is a command whose time and chance came with
// it. What a kill cost the log is seen, and never replayed into something else.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { Load, newSeed, random } from '../lib/load.mjs';
import { Server } from '../lib/server.mjs';

const program = join(dirname(process.env.STAGEBEURS_BIN ?? 'build/asan/stagebeurs'), 'replay');

/** Every table with its rows in one order. */
function tables(path) {
  const database = new DatabaseSync(path, { readOnly: true });
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const all = names.map(({ name }) => {
    const columns = database.prepare(`SELECT name FROM pragma_table_info('${name}')`).all().map((column) => `"${column.name}"`);
    return [name, database.prepare(`SELECT * FROM "${name}" ORDER BY ${columns.join()}`).all()];
  });
  database.close();
  return all;
}

/** A recruiter at work: students join the line, are called, talk and leave without a word. */
async function talk(server, workers) {
  const recruiter = await server.client('recruiter@demo.example');
  const { booth } = recruiter.hello.me.participations[0];
  const seat = (await recruiter.ok('seat.take', { booth })).seat;
  for (const { email } of workers) {
    const student = await server.client(email);
    await student.send('queue.join', { booth, question: 'Hoe laat?' });
    // Whom it calls, the line decides; a refusal is part of an evening too.
    const call = (await recruiter.send('call.next', { seat })).ok?.call;
    if (call && (await student.send('call.accept', { call })).ok) {
      await student.ok('call.join', { call });
      await recruiter.ok('call.join', { call });
    }
    await student.close();
    if (call) await recruiter.send('call.end', { call });
  }
  await recruiter.close();
}

/** Somebody signs in by a mailed link, in the browser that asked and in another one. */
async function signIn(server) {
  const asked = await server.post('session.ask', { email: 'manager@demo.example' });
  const cookie = asked.headers['set-cookie'][0].split(';')[0];
  const database = new DatabaseSync(join(server.dir, 'stagebeurs.db'), { readOnly: true });
  const { text } = database.prepare("SELECT text FROM mail WHERE kind = 'sign_in' ORDER BY id DESC LIMIT 1").get();
  database.close();
  const [, token] = /\/in#([\w-]+)/.exec(text);
  const { code } = (await server.post('session.redeem', { token })).body.ok;
  await server.post('session.enter_code', { code: '000000' }, { cookie });
  await server.post('session.enter_code', { code }, { cookie });
}

describe('the command log', () => {
  let server;
  let load;
  const seed = newSeed();
  const chance = random(seed);
  before(async () => {
    // Mails are rows too: what they say, and the links in them, come out the same.
    server = await Server.start({ demo: true, record: true, args: ['--mail_shown=yes'] });
    load = await Load.start(server, { clients: 24, chance });
  });
  after(() => {
    load?.end();
    return server.end();
  });

  const read = async () => (await readFile(server.record, 'utf8')).split('\n').slice(0, -1);
  const database = () => tables(join(server.dir, 'stagebeurs.db'));

  /** Sequence and number of lines of each transaction, in the log's order. */
  function transactions(lines) {
    const found = new Map();
    for (const { seq, of } of lines.map((line) => JSON.parse(line))) found.set(seq, { of, n: (found.get(seq)?.n ?? 0) + 1 });
    return found;
  }

  /** Whether nothing is missing, as the sequences and the numbers of lines say. */
  function isWhole(lines) {
    try {
      const all = [...transactions(lines)];
      return all.every(([seq, { of, n }], i) => seq === i + 1 && n === of);
    } catch {
      return false; // a torn line
    }
  }

  it(`makes the same database again, over a stop and a start (SEED=${seed})`, async () => {
    await Promise.all([talk(server, load.workers.slice(0, 4)), signIn(server), load.more(400)]);
    assert.equal(await server.stop(), 0);
    await server.run();
    await Promise.all([talk(server, load.workers.slice(4, 8)), load.more(400)]);
    assert.equal(await server.stop(), 0);
    const lines = await read();
    const names = new Set(lines.map((line) => JSON.parse(line).cmd));
    for (const name of ['import.load', 'session.redeem', 'session.ask', 'session.enter_code', 'mail.configure', 'server.resumed', 'person.online', 'person.offline', 'slot.book', 'booking.cancel', 'chat.post', 'seat.take', 'queue.join', 'call.next', 'call.accept', 'call.join', 'call.page_lost', 'call.end']) assert.ok(names.has(name), `${name} was done`);
    const { code, log, path } = await replay(lines, 'stopped');
    assert.equal(code, 0, log);
    assert.deepEqual(tables(path), database());
    await server.run();
  });

  it('makes the same database again after kills, or says what the kills cost it', async () => {
    for (let kill = 0; kill < 5; kill++) {
      await load.more(50);
      await server.kill();
      await server.run();
    }
    await load.more(50);
    await load.finish();
    load.check();
    assert.equal(await server.stop(), 0);
    const lines = await read();
    const { code, log, path } = await replay(lines, 'killed');
    // As a rule it is; a kill may come between COMMIT and log.
    assert.equal(code === 0, isWhole(lines), log);
    if (code === 0) assert.deepEqual(tables(path), database());
    else assert.match(log, /replay_hole|replay_differs|bad_json/);
    await server.run();
  });

  it('a log from which something is missing is refused where it is missing', async () => {
    const lines = (await read()).slice(0, 400);
    const all = [...transactions(lines)];
    const shared = all.find(([, { of }]) => of > 1)?.[0];
    assert.ok(shared, 'commands shared a transaction');
    const seqOf = (line) => JSON.parse(line).seq;
    const missing = {
      hole: lines.filter((line) => seqOf(line) !== all[50][0]),
      start: lines.slice(1),
      part: lines.filter((line, i) => seqOf(line) !== shared || seqOf(lines[i - 1]) === shared),
      chance: lines.map((line, i) => (i === 200 ? line.replace('"seed":"', `$&${'A'.repeat(400)}`) : line)),
      torn: lines.map((line, i) => (i === 200 ? line.slice(0, 80) : line)),
    };
    for (const [what, rest] of Object.entries(missing)) {
      const { code, log } = await replay(rest, what);
      assert.notEqual(code, 0, what);
      assert.match(log, { hole: /replay_hole/, start: /replay_hole/, part: /replay_differs/, chance: /bad_json/, torn: /bad_json/ }[what]);
    }
  });

  /** A replay of these lines into a new database: { code, log, path }. */
  async function replay(lines, name) {
    const log = join(server.dir, `${name}.log`);
    const path = join(server.dir, `${name}.db`);
    await writeFile(log, lines.map((line) => `${line}\n`).join(''));
    return new Promise((done) => {
      execFile(program, [log, path], (error, stdout, stderr) => done({ code: error?.code ?? 0, log: stderr, path }));
    });
  }
});
