// A real server process on a temporary directory, and real WebSocket clients. Used by every test
// that is not a unit test. STAGEBEURS_BIN is the binary (ctest sets it).
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { randomInt, randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import WebSocket from 'ws';

const run = promisify(execFile);
const top = resolve(import.meta.dirname, '../..');
const bin = process.env.STAGEBEURS_BIN ?? join(top, 'build/release/stagebeurs');

/** How long anything may take before a test gives up: generous, machines are shared. */
export const PATIENCE_MS = 30_000;

export class Server {
  /** `args`: more --key=value; `record`: keeps a command log; `clock`: its wall clock can be moved on. The
   *  port stays the same over a restart. */
  static async start({ args = [], demo = false, port = 0, record = false, clock = false } = {}) {
    const server = new Server();
    server.browsers = new Map(); // by address: the cookie of their browser
    server.dir = await mkdtemp(join(tmpdir(), 'stagebeurs-'));
    server.record = join(server.dir, 'record');
    server.args = record ? [...args, `--record=${server.record}`] : args;
    server.port = port;
    if (clock) await server.setClock(0);
    await server.run();
    if (demo) await server.cli('import', join(top, 'demo'));
    return server;
  }

  /** Starts the process and waits until it listens. */
  async run() {
    this.log = '';
    this.listeners = new Set();
    const args = ['serve', `--data=${this.dir}`, `--port=${this.port}`, `--web=${join(top, 'web/dist')}`, ...this.args];
    this.process = spawn(bin, args, { stdio: ['ignore', 'inherit', 'pipe'], env: { ...process.env, ...this.clockEnv } });
    this.exited = new Promise((done) => this.process.once('exit', (code, signal) => done({ code, signal })));
    const lines = createInterface({ input: this.process.stderr });
    const listening = new Promise((done, fail) => {
      lines.on('line', (line) => {
        this.log += `${line}\n`;
        for (const look of this.listeners) look(line);
        if (process.env.STAGEBEURS_LOG) console.error(line);
        const match = /event=ready.* port=(\d+)/.exec(line) ?? /event=listening.* port=(\d+)/.exec(line);
        if (match) done(Number(match[1]));
      });
      this.exited.then(({ code, signal }) => fail(new Error(`server ended (${code ?? signal}):\n${this.log}`)));
    });
    this.port = await within(listening, 'the server to listen');
    this.exited.catch(() => {});
  }

  /** The next line of the log that matches; what was logged before does not count. */
  logged(pattern) {
    const found = new Promise((done, fail) => {
      const look = (line) => {
        if (!pattern.test(line)) return;
        this.listeners.delete(look);
        done(line);
      };
      this.listeners.add(look);
      this.exited.then(() => fail(new Error(`server ended, waiting for ${pattern}`)));
    });
    found.catch(() => {});
    return within(found, String(pattern));
  }

  async setClock(aheadMs) {
    const file = join(this.dir, 'clock');
    this.aheadMs = aheadMs;
    await writeFile(file, `+${Math.round(aheadMs / 1000)}`);
    this.clockEnv = {
      LD_PRELOAD: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0`,
    };
  }

  /** Hours pass in a moment: libfaketime moves the wall's clock of the real process. A command wakes it. */
  async passTime(ms) {
    await this.setClock(this.aheadMs + ms);
    await this.post('fair.list', {});
  }

  get origin() {
    return `http://localhost:${this.port}`;
  }

  /** Loads import files by kind: { people: 'email,…' }. */
  async importFiles(files) {
    const paths = [];
    for (const [kind, csv] of Object.entries(files)) {
      paths.push(join(this.dir, `${kind}.csv`));
      await writeFile(paths.at(-1), csv);
    }
    await this.cli('import', ...paths);
  }

  /** A subcommand against this server's data; its standard output. */
  async cli(name, ...args) {
    const { stdout } = await run(bin, [name, `--data=${this.dir}`, ...args], { maxBuffer: 1 << 26 });
    return stdout;
  }

  /** As a power cut would: no chance to say goodbye. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** As an operator would; the exit code. */
  async stop() {
    this.process.kill('SIGTERM');
    return (await within(this.exited, 'the server to stop')).code;
  }

  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      // A sanitizer that found something, a leak included, ends the process with another code.
      const code = await this.stop();
      if (code !== 0) throw new Error(`the server ended with ${code}:\n${this.log}`);
    }
    await rm(this.dir, { recursive: true, force: true });
  }

  /** A session cookie for the person with this address. */
  async signIn(email) {
    const token = JSON.parse(await this.cli('link', email, '--json')).token;
    // Everybody has a browser of their own, and is told of no other.
    const { status, headers, body } = await this.post('session.redeem', { token }, { cookie: this.browsers.get(email) });
    if (status !== 200) throw new Error(`sign-in of ${email}: ${status} ${JSON.stringify(body)}`);
    const [session, browser] = headers['set-cookie'].map((line) => line.split(';')[0]);
    this.browsers.set(email, browser);
    return session;
  }

  /** POST /api/v1/<cmd>, on a connection of its own: buckets are per connection. */
  async post(cmd, args, { cookie, headers = {} } = {}) {
    const sent = request(`${this.origin}/api/v1/${cmd}`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        origin: this.origin,
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
    });
    sent.end(typeof args === 'string' ? args : JSON.stringify(args));
    const [response] = await once(sent, 'response');
    const text = Buffer.concat(await response.toArray()).toString();
    return { status: response.statusCode, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  }

  /** A connected client; signed in when an address is given. */
  async client(email) {
    return Client.connect(this, email ? await this.signIn(email) : undefined);
  }
}

/** A WebSocket client that keeps what it hears, so that tests await events instead of sleeping. */
export class Client {
  static async connect(server, cookie) {
    const client = new Client();
    client.server = server;
    client.cookie = cookie;
    await client.open();
    return client;
  }

  async open() {
    this.next = 1;
    this.heard = [];
    this.bye = undefined; // the server's goodbye; clear() keeps it
    this.waiting = new Set();
    this.socket = new WebSocket(`ws://localhost:${this.server.port}/ws`, 'stagebeurs.v1', {
      headers: { origin: this.server.origin, ...(this.cookie ? { cookie: this.cookie } : {}) },
    });
    this.closed = new Promise((done) => this.socket.on('close', (code, reason) => done({ code, reason: String(reason) })));
    this.socket.on('error', () => {});
    this.socket.on('message', (data, isBinary) => {
      const message = JSON.parse(String(isBinary ? inflateRawSync(data) : data));
      this.bye ??= message.bye;
      this.heard.push(message);
      for (const look of this.waiting) look();
    });
    this.hello = (await this.hear((m) => m.hello, 'hello')).hello;
  }

  /** The first message, heard already or to come, for which `is` gives something true. */
  hear(is, what = String(is)) {
    const found = new Promise((done, fail) => {
      const look = () => {
        const message = this.heard.find(is);
        if (!message) return;
        this.waiting.delete(look);
        done(message);
      };
      this.waiting.add(look);
      this.closed.then((why) => fail(new Error(`closed (${why.code} ${why.reason}) waiting for ${what}`)));
      look();
    });
    return within(found, what);
  }

  /** Forgets what was heard. */
  clear() {
    this.heard.length = 0;
  }

  /** Sends a command; its whole reply. What is no JSON is answered without saying to what. */
  async send(cmd, args = {}, key) {
    const id = this.next++;
    this.socket.send(JSON.stringify({ id, cmd, args, ...(key ? { key } : {}) }));
    const reply = await this.hear((m) => m.re === id || (m.err && m.re === undefined), `reply to ${cmd}`);
    this.heard.splice(this.heard.indexOf(reply), 1);
    return reply;
  }

  /** Sends a command that must succeed; the inside of "ok". */
  async ok(cmd, args, key) {
    const reply = await this.send(cmd, args, key);
    if (!reply.ok) throw new Error(`${cmd} ${JSON.stringify(args)}: ${JSON.stringify(reply)}`);
    return reply.ok;
  }

  /** The items of a topic as they are now: { name: [items] }. */
  async snapshot(topic) {
    return (await this.ok('subscribe', { topic })).snapshot;
  }

  async close() {
    this.socket.close();
    return this.closed;
  }
}

/** Waits for a promise, but not for ever; says what it waited for. */
export async function within(promise, what, ms = PATIENCE_MS) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const newKey = () => randomUUID();

/** A port that nobody listens on just now, for who must know it before. Below those that the kernel gives
 *  to who connects: one of them may be taken meanwhile, even by who asks whether somebody listens there
 *  and so connects to itself. */
export async function freePort() {
  for (;;) {
    const server = createServer().listen(randomInt(10_000, 32_000), '127.0.0.1');
    if (await once(server, 'listening').then(() => true, () => false)) {
      const { port } = server.address();
      server.close();
      await once(server, 'close');
      return port;
    }
  }
}
