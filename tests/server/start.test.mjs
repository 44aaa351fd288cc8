// What an operator meets: a database that cannot be used is refused in words, a clean stop tells the
// clients, and what is wrong is named.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { open, readdir, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Server } from '../lib/server.mjs';

/** Stops a fair's server, does something to its files, and expects a refusal that says `words`. */
async function refuses(words, harm) {
  const server = await Server.start();
  try {
    assert.equal(await server.stop(), 0);
    await harm(join(server.dir, 'stagebeurs.db'));
    await assert.rejects(server.run(), (error) => {
      assert.match(error.message, words);
      return true;
    });
  } finally {
    await server.end();
  }
}

describe('at a start', () => {
  it('a file that is no database is refused', () => refuses(/not a Stagebeurs database|damaged/, (path) => writeFile(path, 'x'.repeat(8192))));

  it('a damaged database is refused', () => refuses(/damaged/, async (path) => {
    const file = await open(path, 'r+');
    for (let page = 3; page < 40; page++) await file.write(Buffer.alloc(2000, 0xa5), 0, 2000, page * 4096 + 100);
    await file.close();
  }));

  it('a newer database is refused', () => refuses(/newer version/, (path) => {
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 9999');
    database.close();
  }));

  it('a second server on the same data is refused', async () => {
    const server = await Server.start();
    try {
      const second = Object.assign(new Server(), { dir: server.dir, args: [], port: 0 });
      await assert.rejects(second.run(), /another process is using this database/);
    } finally {
      await server.end();
    }
  });
});

describe('while it runs', () => {
  let server;
  before(async () => { server = await Server.start({ demo: true }); });
  after(() => server.end());

  it('what it writes is for its own user alone, in whatever directory', async () => {
    const before = process.umask(0o022);
    const server = await Server.start({ record: true });
    process.umask(before);
    try {
      await server.cli('user', 'ellen@example.org', 'Ellen');
      const names = (await readdir(server.dir)).filter((name) => !name.endsWith('.sock'));
      assert.ok(names.includes('stagebeurs.db') && names.includes('record'));
      for (const name of names) assert.equal((await stat(join(server.dir, name))).mode & 0o077, 0, name);
    } finally {
      await server.end();
    }
  });

  it('healthz and metrics say how it is', async () => {
    const health = await fetch(`${server.origin}/healthz`);
    assert.equal(health.status, 200);
    const metrics = await (await fetch(`${server.origin}/metrics`)).text();
    for (const name of ['commands_total', 'command_seconds_bucket', 'commits_total', 'events_total']) assert.match(metrics, new RegExp(`^stagebeurs_${name}`, 'm'));
  });

  it('is heard more often by who steers the evening, so that they see at once that it hangs', async () => {
    const server = await Server.start({ demo: true, args: ['--heartbeat_ms=3600000', '--watched_heartbeat_ms=300'] });
    try {
      const organiser = await server.client('organisator@demo.example');
      const { fair } = organiser.hello.me.participations[0];
      await organiser.ok('subscribe', { topic: `dashboard:${fair}` });
      for (let n = 0; n < 2; n++) {
        await organiser.hear((m) => m.hb, 'a heartbeat');
        organiser.clear();
      }
    } finally {
      await server.end();
    }
  });

  it('a stale cookie is nobody, and the client is told', async () => {
    const { Client } = await import('../lib/server.mjs');
    const client = await Client.connect(server, '__Host-s=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG');
    assert.equal(client.hello.me, undefined);
    const reply = await client.send('subscribe', { topic: 'me' });
    assert.equal(reply.err.code, 'not_signed_in');
    await client.close();
  });

  it('signing out closes the connections of that session and no others', async () => {
    const first = await server.client('student@demo.example');
    const other = await server.client('student@demo.example');
    first.socket.send(JSON.stringify({ id: 1, cmd: 'session.end', key: 'sign-out-1' }));
    assert.equal((await first.closed).code, 4401);
    assert.ok(await other.ok('fair.list'));
    await other.close();
  });

  it('a topic from the future gets a snapshot', async () => {
    const client = await server.client('student@demo.example');
    const reply = await client.ok('subscribe', { topic: 'me', since: 999_999_999 });
    assert.ok(reply.snapshot);
    await client.close();
  });

  it('a backup taken while it runs opens and is sound, and an import with a fault changes nothing', async () => {
    await server.cli('backup', join(server.dir, 'copy.db'));
    const database = new DatabaseSync(join(server.dir, 'copy.db'), { readOnly: true });
    assert.equal(database.prepare('PRAGMA integrity_check').get().integrity_check, 'ok');
    const rooms = database.prepare('SELECT count(*) AS n FROM room').get().n;
    assert.ok(rooms >= 10);
    database.close();
    const file = join(server.dir, 'rooms.csv');
    await writeFile(file, 'fair,slug,name,name_en,sector,position\nleidse-regio,nieuw,Nieuw,New,ict,99\nleidse-regio,fout,Fout,Wrong,no-such-sector,100\n');
    await assert.rejects(server.cli('import', file), (error) => {
      assert.match(error.stderr, /rooms\.csv:3/);
      assert.match(error.stderr, /sector/);
      return true;
    });
    const live = new DatabaseSync(join(server.dir, 'stagebeurs.db'), { readOnly: true });
    assert.equal(live.prepare('SELECT count(*) AS n FROM room').get().n, rooms);
    live.close();
  });

  it('SIGTERM says goodbye, commits and ends with 0', async () => {
    const client = await server.client('student@demo.example');
    const code = server.stop();
    await client.hear((m) => m.bye, 'bye');
    assert.equal((await client.closed).code, 1001);
    assert.equal(await code, 0);
    await server.run();
  });
});
