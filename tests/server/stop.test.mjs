// The server is stopped with SIGTERM under load, as an update does, again and again. It ends well and
// soon, tells everybody who is connected that it will be back, and loses and doubles nothing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Load, newSeed, random } from '../lib/load.mjs';
import { Server } from '../lib/server.mjs';

const STOPS = process.env.STAGEBEURS_LONG ? 1000 : 40;

describe('SIGTERM', () => {
  let server;
  let load;
  const seed = newSeed();
  before(async () => {
    server = await Server.start({ demo: true });
  });
  after(() => {
    load?.end();
    return server.end();
  });

  it(`says goodbye to all and loses nothing in ${STOPS} stops (SEED=${seed})`, async () => {
    const chance = random(seed);
    load = await Load.start(server, { clients: 24, chance });
    for (let stop = 0; stop < STOPS; stop++) {
      await load.more(30 + Math.floor(chance() * 100));
      assert.equal(await server.stop(), 0, server.log);
      await server.run();
    }
    await load.finish();
    assert.equal(await server.stop(), 0);
    load.check();
    assert.match(await server.cli('check'), /sound/);
    for (const { email, ends } of load.workers) {
      // Whoever was still coming back when the next stop came was not told twice.
      assert.ok(ends.length > STOPS / 4, `${email} was connected at ${ends.length} stops only`);
      for (const end of ends) assert.deepEqual(end, { code: 1001, reason: 'restart', bye: 'restart' }, email);
    }
    await server.run();
  });
});
