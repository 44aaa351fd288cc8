// A coturn of our own, as script/server starts it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, within } from './server.mjs';

const top = resolve(import.meta.dirname, '../..');
const SECRET = 'a secret of this test';

export class Turn {
  /** Ready when its port answers. */
  static async start() {
    const port = await freePort();
    const turn = new Turn();
    turn.port = port;
    turn.dir = await mkdtemp(join(tmpdir(), 'stagebeurs-turn-'));
    await writeFile(join(turn.dir, 'turn.secret'), SECRET);
    turn.process = spawn(join(top, 'script/turn'), [turn.dir, '127.0.0.1', String(port)], { stdio: 'inherit' });
    turn.exited = new Promise((done) => turn.process.once('exit', done));
    await within((async () => { while (!(await answers(port))) ; })(), 'coturn');
    return turn;
  }

  /** What a server is told to send its browsers here. */
  get args() {
    return turnArgs(this.port);
  }

  async end() {
    this.process.kill();
    await this.exited;
    await rm(this.dir, { recursive: true, force: true });
  }
}

export const turnArgs = (port) => {
  const urls = ['udp', 'tcp'].map((transport) => `turn:127.0.0.1:${port}?transport=${transport}`);
  return [`--turn_urls=${urls.join()}`, `--turn_secret=${SECRET}`];
};

const answers = (port) => new Promise((done) => {
  const socket = createConnection(port, '127.0.0.1');
  socket.once('connect', () => { socket.destroy(); done(true); });
  socket.once('error', () => setTimeout(() => done(false), 50));
});
