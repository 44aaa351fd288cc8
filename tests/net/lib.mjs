// A real server process on a free port with a data directory of its own, and clients that speak
// bytes: what the tests send wrongly, no library would send.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { brotliCompressSync, inflateRawSync } from 'node:zlib';

export const BIN = process.env.STAGEBEURS_BIN ?? 'build/debug/stagebeurs';

/** Ten times a second is as often as anything is looked at; the suite's own patience is long. */
const PATIENCE_MS = 20_000;

/** Rejects when the promise takes too long, so that a hang names itself. */
export function soon(promise, what, ms = PATIENCE_MS) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`waited ${ms} ms in vain: ${what}`)), ms);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Resolves when the socket is closed, by whatever: events.once() would reject on a reset. */
export function closed(socket) {
	return new Promise((resolve) => socket.once('close', resolve));
}

export const INDEX = '<!doctype html><title>Stagebeurs</title>\n';
export const SCRIPT = `// ${'a script that compresses well. '.repeat(4000)}\n`;

/** A built client small enough to compare byte by byte. */
export function makeWeb(dir) {
	const web = join(dir, 'web');
	mkdirSync(join(web, 'assets'), { recursive: true });
	writeFileSync(join(web, 'index.html'), INDEX);
	writeFileSync(join(web, 'assets/main-1a2b3c.js'), SCRIPT);
	writeFileSync(join(web, 'assets/main-1a2b3c.js.br'), brotliCompressSync(SCRIPT));
	writeFileSync(join(web, 'assets/main-1a2b3c.css'), 'body{margin:0}\n');
	writeFileSync(join(web, 'assets/figtree-9z.woff2'), randomBytes(3_000_000));
	writeFileSync(join(web, 'manifest.webmanifest'), '{}\n');
	writeFileSync(join(web, '.hidden'), 'no\n');
	return web;
}

export function makeDir() {
	return mkdtempSync(join(tmpdir(), 'stagebeurs-net-'));
}

/** Starts the program; resolves when it ended, with its code and all that it said. */
export async function runToEnd(args, options = {}) {
	const child = spawn(BIN, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
	let out = '';
	let err = '';
	child.stdout.on('data', (d) => (out += d));
	child.stderr.on('data', (d) => (err += d));
	const [code, signal] = await soon(once(child, 'close'), `${args.join(' ')} to end`);
	return { code, signal, out, err };
}

export class Server {
	log = '';

	/** Settings as an object: { head_timeout_ms: 300 }. */
	static async start(settings = {}, options = {}) {
		const server = new Server();
		server.dir = options.dir ?? makeDir();
		server.data = join(server.dir, 'data');
		const all = { data: server.data, web: makeWeb(server.dir), port: 0, ...settings };
		const args = Object.entries(all).map(([key, value]) => `--${key}=${value}`);
		server.child = spawn(BIN, ['serve', ...args], {
			stdio: ['ignore', 'ignore', 'pipe', ...(options.stdio ?? [])],
			env: { ...process.env, ...options.env },
		});
		server.ended = once(server.child, 'close');
		const listening = new Promise((resolve, reject) => {
			server.child.stderr.on('data', (d) => {
				server.log += d;
				const line = /event=listening address=\S+ port=(\d+).*\n[^]*event=ready/.exec(server.log);
				if (line) resolve(Number(line[1]));
			});
			server.child.once('error', reject);
			server.child.once('close', (code) =>
				reject(new Error(`ended with ${code}:\n${server.log}`)),
			);
		});
		server.port = await soon(listening, 'the listening line');
		server.isTls = 'tls_cert' in settings;
		return server;
	}

	get origin() {
		return `${this.isTls ? 'https' : 'http'}://localhost:${this.port}`;
	}

	connect() {
		const to = { port: this.port, host: '127.0.0.1' };
		const socket = this.isTls ? tls.connect({ ...to, rejectUnauthorized: false }) : net.connect(to);
		socket.setNoDelay(true);
		socket.on('error', () => {}); // a reset is an end like any other
		return socket;
	}

	/** Stops it as an operator does. A sanitizer's report is a failure of the test at hand. */
	async stop() {
		this.child.kill('SIGTERM');
		const [code, signal] = await soon(this.ended, 'the server to stop');
		rmSync(this.dir, { recursive: true, force: true });
		if (code !== 0 || /Sanitizer|runtime error/.test(this.log))
			throw new Error(`ended with ${code ?? signal}:\n${this.log.slice(-8000)}`);
	}

	/** Time spent on a processor, in hundredths of a second. */
	cpuTicks() {
		const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
		return Number(fields[11]) + Number(fields[12]);
	}

	/** The figures of /metrics by name and labels. */
	async metrics() {
		const { body } = await request(this, 'GET', '/metrics');
		return Object.fromEntries(
			body
				.toString()
				.split('\n')
				.filter((l) => l && !l.startsWith('#'))
				.map((l) => [l.slice(0, l.lastIndexOf(' ')), Number(l.slice(l.lastIndexOf(' ') + 1))]),
		);
	}

	/** Waits until a figure says so. */
	async metric(name, isRight) {
		for (let i = 0; i < 200; i++) {
			const value = (await this.metrics())[name];
			if (isRight(value)) return value;
			await new Promise((r) => setTimeout(r, 50));
		}
		throw new Error(`${name} never became right`);
	}
}

// ---- HTTP ----

/** Sends bytes as they are; resolves with all that came until the server closed. */
export function raw(server, bytes) {
	const socket = server.connect();
	const parts = [];
	socket.on('data', (d) => parts.push(d));
	socket.write(bytes);
	return soon(closed(socket), 'the server to close').then(() => Buffer.concat(parts));
}

/** One response out of a stream of bytes: { status, headers, body, rest }; null: not all there. */
export function parseResponse(bytes, isHead = false) {
	const end = bytes.indexOf('\r\n\r\n');
	if (end < 0) return null;
	const [first, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
	const headers = {};
	for (const line of lines) {
		const at = line.indexOf(':');
		const [name, value] = [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
		if (name === 'set-cookie') (headers[name] ??= []).push(value);
		else headers[name] = value;
	}
	const status = Number(first.split(' ')[1]);
	const length = isHead || status === 304 ? 0 : Number(headers['content-length'] ?? 0);
	const start = end + 4;
	if (bytes.length < start + length) return null;
	return {
		status,
		headers,
		body: bytes.subarray(start, start + length),
		rest: bytes.subarray(start + length),
	};
}

/** A connection that asks one thing after another. */
export class HttpConnection {
	bytes = Buffer.alloc(0);
	waiting = [];
	isClosed = false;

	constructor(server) {
		this.server = server;
		this.socket = server.connect();
		this.socket.on('data', (d) => {
			this.bytes = Buffer.concat([this.bytes, d]);
			this.settle();
		});
		this.closed = closed(this.socket).then(() => {
			this.isClosed = true;
			this.settle();
		});
	}

	settle() {
		while (this.waiting.length) {
			const { resolve, reject, isHead } = this.waiting[0];
			const response = parseResponse(this.bytes, isHead);
			if (response) {
				this.bytes = response.rest;
				resolve(response);
			} else if (this.isClosed) {
				reject(new Error(`closed before the response; got ${this.bytes}`));
			} else {
				return;
			}
			this.waiting.shift();
		}
	}

	next(isHead = false) {
		const response = new Promise((resolve, reject) => {
			this.waiting.push({ resolve, reject, isHead });
		});
		this.settle();
		return soon(response, 'a response');
	}

	ask(method, path, headers = {}, body = '') {
		const all = { Host: `localhost:${this.server.port}`, ...headers };
		if (method === 'POST') all['Content-Length'] ??= Buffer.byteLength(body);
		const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
		this.socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
		return this.next(method === 'HEAD');
	}

	close() {
		this.socket.destroy();
	}
}

export async function request(server, method, path, headers, body) {
	const connection = new HttpConnection(server);
	try {
		return await connection.ask(method, path, headers, body);
	} finally {
		connection.close();
	}
}

/** A command over HTTP, as the client's pages send it: { status, headers, json }. */
export async function api(server, cmd, args, headers = {}) {
	const response = await request(
		server,
		'POST',
		`/api/v1/${cmd}`,
		{ 'Content-Type': 'application/json', Origin: server.origin, ...headers },
		typeof args === 'string' ? args : JSON.stringify(args),
	);
	return { ...response, json: JSON.parse(response.body) };
}

// ---- WebSocket ----

export const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** A handshake's bytes. `change` replaces headers; undefined leaves one out. */
export function handshake(server, change = {}, first = 'GET /ws HTTP/1.1') {
	const headers = {
		Host: `localhost:${server.port}`,
		Connection: 'Upgrade',
		Upgrade: 'websocket',
		Origin: server.origin,
		'Sec-WebSocket-Version': '13',
		'Sec-WebSocket-Key': KEY,
		'Sec-WebSocket-Protocol': 'stagebeurs.v1',
		...change,
	};
	const lines = Object.entries(headers)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}: ${value}\r\n`);
	return `${first}\r\n${lines.join('')}\r\n`;
}

/** A client's frame, right unless told otherwise. */
export function frame(payload, o = {}) {
	const data = Buffer.from(payload);
	const { fin = true, rsv = 0, opcode = 1, isMasked = true, lengthBytes, length = data.length } = o;
	const n = lengthBytes ?? (length < 126 ? 0 : length < 65536 ? 2 : 8);
	const head = Buffer.alloc(2 + n);
	head[0] = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
	head[1] = (isMasked ? 0x80 : 0) | (n === 0 ? length : n === 2 ? 126 : 127);
	if (n === 2) head.writeUInt16BE(length, 2);
	if (n === 8) head.writeBigUInt64BE(BigInt(length), 2);
	if (!isMasked) return Buffer.concat([head, data]);
	const mask = randomBytes(4);
	return Buffer.concat([head, mask, data.map((b, i) => b ^ mask[i % 4])]);
}

/** A WebSocket whose every byte is ours. */
export class Ws {
	bytes = Buffer.alloc(0);
	frames = [];
	waiting = [];
	messages = [];
	closeCode = null;
	closeReason = '';
	nextId = 1;

	/** Opens it; with a cookie where one is given. The hello is in `hello`. */
	static async open(server, change = {}) {
		const ws = new Ws();
		ws.server = server;
		ws.socket = server.connect();
		ws.closed = closed(ws.socket).then(() => ws.#settle());
		ws.socket.write(handshake(server, change));
		await soon(ws.#upgraded(), 'the handshake');
		ws.hello = (await ws.message((m) => m.hello)).hello;
		return ws;
	}

	#upgraded() {
		return new Promise((resolve, reject) => {
			const onData = (d) => {
				this.bytes = Buffer.concat([this.bytes, d]);
				const end = this.bytes.indexOf('\r\n\r\n');
				if (end < 0) return;
				const head = this.bytes.subarray(0, end).toString();
				this.socket.off('data', onData);
				if (!head.startsWith('HTTP/1.1 101')) return reject(new Error(head));
				this.head = head;
				this.bytes = this.bytes.subarray(end + 4);
				this.socket.on('data', (more) => this.#take(more));
				this.#take(Buffer.alloc(0));
				resolve();
			};
			this.socket.on('data', onData);
			this.socket.once('close', () => reject(new Error('closed during the handshake')));
		});
	}

	#take(more) {
		this.bytes = Buffer.concat([this.bytes, more]);
		for (;;) {
			if (this.bytes.length < 2) break;
			const short = this.bytes[1] & 0x7f;
			const n = short === 126 ? 2 : short === 127 ? 8 : 0;
			if (this.bytes[1] & 0x80) throw new Error('a server must not mask');
			if (this.bytes.length < 2 + n) break;
			const length =
				n === 0 ? short : n === 2 ? this.bytes.readUInt16BE(2) : Number(this.bytes.readBigUInt64BE(2));
			if (this.bytes.length < 2 + n + length) break;
			const payload = Buffer.from(this.bytes.subarray(2 + n, 2 + n + length));
			const opcode = this.bytes[0] & 0x0f;
			if (!(this.bytes[0] & 0x80) || this.bytes[0] & 0x70) throw new Error('FIN or RSV is wrong');
			this.frames.push({ opcode, payload });
			if (opcode === 1 || opcode === 2)
				this.messages.push(JSON.parse(opcode === 2 ? inflateRawSync(payload) : payload));
			if (opcode === 8) {
				this.closeCode = length ? payload.readUInt16BE(0) : 1005;
				this.closeReason = payload.subarray(2).toString();
			}
			this.bytes = this.bytes.subarray(2 + n + length);
		}
		this.#settle();
	}

	#settle() {
		this.waiting = this.waiting.filter((look) => !look());
	}

	/** Resolves with what `look` returns once that is truthy; looked at whenever something came. */
	until(look, what) {
		return soon(
			new Promise((resolve, reject) => {
				const once_ = () => {
					const found = look();
					if (found) resolve(found);
					else if (this.socket.destroyed) reject(new Error(`closed (${this.closeCode}), not ${what}`));
					else return false;
					return true;
				};
				if (!once_()) this.waiting.push(once_);
			}),
			what,
		);
	}

	/** The first message that fits, taken out of the list. */
	message(fits) {
		return this.until(() => {
			const i = this.messages.findIndex(fits);
			return i >= 0 && this.messages.splice(i, 1)[0];
		}, `a message ${fits}`);
	}

	send(bytes) {
		this.socket.write(bytes);
	}

	sendJson(value) {
		this.send(frame(JSON.stringify(value)));
	}

	/** A command and its answer. */
	call(cmd, args, more = {}) {
		const id = this.nextId++;
		this.sendJson({ id, cmd, ...(args === undefined ? {} : { args }), ...more });
		return this.message((m) => m.re === id);
	}

	/** How the server ends it: the code of its close frame, null when there was none. */
	async ended() {
		await soon(this.closed, 'the server to close');
		return this.closeCode;
	}

	/** A proper goodbye. */
	async close(code = 1000) {
		const payload = Buffer.alloc(2);
		payload.writeUInt16BE(code);
		this.send(frame(payload, { opcode: 8 }));
		this.socket.end();
		return this.ended();
	}
}

// ---- the administrator's socket ----

/** Asks through <data>/stagebeurs.sock, as `stagebeurs user` does. */
export class Local {
	text = '';
	waiting = [];
	nextId = 1;

	constructor(server) {
		this.socket = net.connect(join(server.data, 'stagebeurs.sock'));
		this.closed = closed(this.socket);
		this.socket.on('error', () => {});
		this.socket.on('data', (d) => {
			this.text += d;
			for (let end; (end = this.text.indexOf('\n')) >= 0; ) {
				const line = JSON.parse(this.text.slice(0, end));
				this.text = this.text.slice(end + 1);
				this.waiting.shift()?.(line);
			}
		});
	}

	line(text) {
		const answer = new Promise((resolve) => this.waiting.push(resolve));
		this.socket.write(`${text}\n`);
		return soon(answer, 'an answer of the local socket');
	}

	call(cmd, args) {
		return this.line(JSON.stringify({ id: this.nextId++, cmd, args }));
	}

	close() {
		this.socket.destroy();
	}
}

/** Makes an account and signs it in over HTTP: the session's cookie. */
export async function signIn(server, email = 'noor@example.org') {
	const local = new Local(server);
	await local.call('account.create', { email, name: 'Noor van den Berg', is_admin: false });
	const { ok } = await local.call('account.link', { email });
	local.close();
	const { headers, json, status } = await api(server, 'session.redeem', { token: ok.token });
	if (status !== 200) throw new Error(JSON.stringify(json));
	const [setCookie] = headers['set-cookie'];
	return { cookie: setCookie.split(';')[0], setCookie, json };
}

/** Loads the demo fair; its id. */
export async function importDemo(server) {
	const local = new Local(server);
	const kinds = 'fairs organisations rooms programmes processes booths placements people students slots';
	const files = kinds.split(' ').map((kind) => ({
		kind,
		name: `${kind}.csv`,
		csv: readFileSync(new URL(`../../demo/${kind}.csv`, import.meta.url), 'utf8'),
	}));
	const answer = await local.call('import.load', { files });
	local.close();
	if (!answer.ok) throw new Error(JSON.stringify(answer));
	return answer.ok.fair;
}

/**
 * A way to the server that can be stopped like a reader that does not read. Node cannot make its
 * receive buffer small and the kernel lets it grow to megabytes; a few lines of Python can.
 */
const THROTTLE = `
import socket, sys, threading
up = socket.socket()
up.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
up.connect(("127.0.0.1", int(sys.argv[1])))
door = socket.create_server(("127.0.0.1", 0))
print(door.getsockname()[1], flush=True)
down, _ = door.accept()
flows = threading.Event()
flows.set()
def orders():
    for line in sys.stdin:
        flows.set() if line.strip() == "flow" else flows.clear()
    flows.set()
def client():
    try:
        while data := down.recv(65536):
            up.sendall(data)
    except OSError:
        pass
threading.Thread(target=orders, daemon=True).start()
threading.Thread(target=client, daemon=True).start()
try:
    while flows.wait() and (data := up.recv(2048)):
        down.sendall(data)
except OSError:
    pass
down.close()
`;

export class Throttle {
	static async start(server) {
		const throttle = new Throttle();
		throttle.child = spawn('python3', ['-c', THROTTLE, server.port], { stdio: ['pipe', 'pipe', 'inherit'] });
		const [port] = await soon(once(throttle.child.stdout, 'data'), 'the throttle');
		throttle.port = Number(port);
		throttle.to = server;
		return throttle;
	}

	/** What Ws.open() and HttpConnection need of a server. */
	get server() {
		const connect = () => net.connect(this.port, '127.0.0.1').on('error', () => {});
		return { port: this.to.port, origin: this.to.origin, connect };
	}

	hold() {
		this.child.stdin.write('hold\n');
	}

	flow() {
		this.child.stdin.write('flow\n');
	}

	end() {
		this.child.kill();
	}
}
