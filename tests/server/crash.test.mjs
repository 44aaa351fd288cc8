// The server is killed with SIGKILL at random moments under load, again and again. Whatever was
// acknowledged is there afterwards, once; whatever was refused is not; and clients that send their
// unanswered commands again with the same key end up with one result.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Load, newSeed, random } from '../lib/load.mjs';
import { Server } from '../lib/server.mjs';

const KILLS = process.env.STAGEBEURS_LONG ? 2000 : 100;

describe('kill -9', () => {
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

  it(`loses nothing that was acknowledged in ${KILLS} kills (SEED=${seed})`, async () => {
    const chance = random(seed);
    load = await Load.start(server, { chance });
    for (let kill = 0; kill < KILLS; kill++) {
      await load.more(1 + Math.floor(chance() * 60));
      await server.kill();
      await server.run();
    }
    await load.finish();
    assert.ok(load.acknowledged > KILLS * 10, `only ${load.acknowledged} commands were acknowledged`);
    assert.equal(await server.stop(), 0);
    load.check();
    assert.match(await server.cli('check'), /sound/);
    await server.run();
  });
});
