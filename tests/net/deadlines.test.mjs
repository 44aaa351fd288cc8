// Time: who is slow to say what it wants, who falls silent, who does not read. Deadlines are set
// short; each test waits for the server to act, never for a clock of its own.
import { readFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HttpConnection, Local, Server, Throttle, Ws, api, closed, frame, handshake, importDemo, parseResponse, raw, soon } from './lib.mjs';

const started = () => performance.now();
const took = (since) => performance.now() - since;

/** Writes a byte now and then until the other side closes; resolves with all that came. */
async function trickle(socket, bytes, everyMs = 40) {
	const parts = [];
	socket.on('data', (d) => parts.push(d));
	let i = 0;
	const timer = setInterval(() => {
		if (i < bytes.length && !socket.destroyed) socket.write(bytes.subarray(i, ++i));
	}, everyMs);
	await soon(closed(socket), 'the server to lose patience');
	clearInterval(timer);
	return Buffer.concat(parts);
}

describe('requests', () => {
	let server;
	before(async () => {
		server = await Server.start({ head_timeout_ms: 400, body_timeout_ms: 500, idle_timeout_ms: 300, close_timeout_ms: 200 });
	});
	after(() => server.stop());

	const host = () => `Host: localhost:${server.port}\r\n`;

	it('a connection that says nothing is closed', async () => {
		const since = started();
		assert.equal((await raw(server, '')).length, 0);
		assert.ok(took(since) >= 300 && took(since) < 3000);
	});

	it('half a head is answered 408', async () => {
		const { status, body } = parseResponse(await raw(server, `GET / HTTP/1.1\r\n${host()}`));
		assert.equal(status, 408);
		assert.equal(body.toString(), 'head_timeout\n');
	});

	it('a head that trickles is answered 408, however lively it is', async () => {
		const since = started();
		const got = await trickle(server.connect(), Buffer.from(`GET / HTTP/1.1\r\n${host()}X: ${'a'.repeat(500)}`));
		assert.equal(parseResponse(got).status, 408);
		assert.ok(took(since) < 3000);
	});

	it('a body that stays away is answered 408', async () => {
		const bytes = `POST /api/v1/fair.list HTTP/1.1\r\n${host()}Origin: ${server.origin}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n`;
		const { status, body } = parseResponse(await raw(server, bytes));
		assert.equal(status, 408);
		assert.equal(body.toString(), 'body_timeout\n');
	});

	it('a body that trickles is answered 408', async () => {
		const socket = server.connect();
		socket.write(`POST /api/v1/fair.list HTTP/1.1\r\n${host()}Origin: ${server.origin}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n`);
		assert.equal(parseResponse(await trickle(socket, Buffer.alloc(900, ' '))).status, 408);
	});

	it('an idle connection is closed after its last answer', async () => {
		const connection = new HttpConnection(server);
		assert.equal((await connection.ask('GET', '/')).status, 200);
		const since = started();
		await soon(connection.closed, 'the idle connection to close');
		assert.ok(took(since) >= 200 && took(since) < 3000);
	});

	it('an idle connection that asks again in time is kept', async () => {
		const connection = new HttpConnection(server);
		for (let i = 0; i < 6; i++) {
			assert.equal((await connection.ask('GET', '/')).status, 200);
			await new Promise((r) => setTimeout(r, 100));
		}
		connection.close();
	});

	it('200 of them at once keep nobody else waiting', async () => {
		const slow = Array.from({ length: 200 }, () => raw(server, 'GET / HTTP/1.1\r\nHost'));
		for (let i = 0; i < 10; i++) {
			const since = started();
			const connection = new HttpConnection(server);
			assert.equal((await connection.ask('GET', '/healthz')).status, 200);
			assert.ok(took(since) < 1000);
			connection.close();
		}
		for (const got of await Promise.all(slow)) assert.equal(parseResponse(got).status, 408);
	});
});

describe('WebSockets', () => {
	let server;
	before(async () => {
		server = await Server.start({
			message_timeout_ms: 500,
			// Long enough that a busy machine does not make us silent ourselves.
			silence_timeout_ms: 4000,
			heartbeat_ms: 300,
			close_timeout_ms: 200,
		});
	});
	after(() => server.stop());

	it('a frame that trickles is closed with 1008', async () => {
		const ws = await Ws.open(server);
		const since = started();
		await trickle(ws.socket, frame(' '.repeat(1000)));
		assert.equal(ws.closeCode, 1008);
		assert.equal(ws.closeReason, 'message_timeout');
		assert.ok(took(since) < 30_000);
	});

	it('a message whose fragments trickle is closed with 1008, pings or not', async () => {
		const ws = await Ws.open(server);
		ws.send(frame('{', { fin: false }));
		const timer = setInterval(() => {
			if (ws.socket.destroyed) return;
			ws.send(Buffer.concat([frame('  ', { opcode: 0, fin: false }), frame('', { opcode: 9 })]));
		}, 50);
		assert.equal(await ws.ended(), 1008);
		clearInterval(timer);
		assert.equal(ws.closeReason, 'message_timeout');
	});

	it('a frame that never ends behind whole ones is closed with 1008', async () => {
		const ws = await Ws.open(server);
		ws.send(Buffer.concat([frame('{}'), frame('{}'), frame('{}').subarray(0, 5)]));
		assert.equal(await ws.ended(), 1008);
	});

	it('who answers pings stays, and hears a heartbeat', async () => {
		const ws = await Ws.open(server);
		let n = 0;
		let pings = 0;
		while (n < 8 || pings < 2) {
			const { hb } = await ws.message((m) => m.hb);
			assert.ok(Math.abs(hb - Date.now()) < 60_000);
			n++;
			pings = ws.frames.filter((f) => f.opcode === 9).length;
			while (ws.pongs === undefined || ws.pongs < pings) {
				ws.send(frame('', { opcode: 10 }));
				ws.pongs = (ws.pongs ?? 0) + 1;
			}
		}
		assert.equal(await ws.close(), 1000);
	});

	it('who does not is hung up on', async () => {
		const ws = await Ws.open(server);
		const since = started();
		assert.equal(await ws.ended(), 1001);
		assert.equal(ws.closeReason, 'silent');
		assert.ok(took(since) >= 3500 && took(since) < 30_000);
		await server.metric('stagebeurs_net_dropped_total{reason="silent"}', (n) => n >= 1);
	});

	it('who vanishes without a word is forgotten', async () => {
		const ws = await Ws.open(server);
		ws.socket.resetAndDestroy();
		await server.metric('stagebeurs_net_connections{kind="websocket"}', (n) => n === 0);
	});

	it('a handshake that stops half way is answered 408', async () => {
		const other = await Server.start({ head_timeout_ms: 300 });
		try {
			const half = handshake(other).slice(0, 100);
			assert.equal(parseResponse(await raw(other, half)).status, 408);
		} finally {
			await other.stop();
		}
	});
});

describe('a slow reader', () => {
	const DROPPED = 'stagebeurs_net_dropped_total{reason="slow_reader"}';
	const STUDENTS = readFileSync(new URL('../../demo/students.csv', import.meta.url), 'utf8')
		.split('\n')
		.slice(2, 26)
		.map((line) => line.split(',')[1]);
	/** 4 KB that do not pack to nothing: what is long goes out as deflate. */
	const text = () => String.fromCodePoint(...Array.from({ length: 1000 }, () => randomInt(0x20000, 0x2a6df)));

	/** The session cookie of somebody of the demo. */
	async function cookieOf(server, email) {
		const local = new Local(server);
		const { token } = (await local.call('account.link', { email })).ok;
		local.close();
		const { headers } = await api(server, 'session.redeem', { token });
		return headers['set-cookie'][0].split(';')[0];
	}

	/** A fair whose doors are open, somebody's cookie, and the chat of a booth. */
	async function open(settings) {
		const server = await Server.start({ conn_send_bytes: 4096, conn_queue_bytes: 65536, ...settings });
		const fair = await importDemo(server);
		const local = new Local(server);
		await local.call('fair.open', { fair });
		local.close();
		const Cookie = await cookieOf(server, 'student@demo.example');
		const ws = await Ws.open(server, { Cookie });
		const { room } = (await ws.call('subscribe', { topic: `fair:${fair}` })).ok.snapshot;
		const { booth } = (await ws.call('subscribe', { topic: `room:${room[0].id}` })).ok.snapshot;
		const about = (await ws.call('subscribe', { topic: `booth:${booth[0].id}` })).ok.snapshot;
		const { chat } = Object.values(about).flat().find((item) => item.chat);
		await ws.close();
		return { server, Cookie, chat };
	}

	/** Somebody follows a chat and does not read, others write in it, until the server has enough. */
	async function overfill({ server, Cookie, chat }) {
		const throttle = await Throttle.start(server);
		const slow = await Ws.open(throttle.server, { Cookie });
		const quick = await Ws.open(server, { Cookie });
		for (const ws of [slow, quick])
			assert.ok((await ws.call('subscribe', { topic: `chat:${chat}` })).ok);
		throttle.hold();
		const writers = await Promise.all(Array.from({ length: 4 }, () => Ws.open(server, { Cookie })));
		let most = 0;
		let longest = 0;
		for (let i = 0; !(await server.metrics())[DROPPED]; i++) {
			const since = started();
			const writer = writers[i % writers.length];
			const { ok, err } = await writer.call('chat.post', { chat, text: text() });
			assert.ok(ok || err.code === 'rate_limited', JSON.stringify(err));
			if (ok) {
				const isIt = (m) => m.ev?.some((e) => JSON.stringify(e).includes(`"id":${ok.message}`));
				await quick.message(isIt);
				longest = Math.max(longest, took(since));
			}
			most = Math.max(most, (await server.metrics()).stagebeurs_net_queued_bytes);
			assert.ok(i < 400, 'it is never sent away');
		}
		for (const ws of [...writers, quick]) await ws.close();
		return { throttle, slow, most, longest };
	}

	it('is sent away, costs a bounded amount and delays nobody', async () => {
		const fair = await open({ close_timeout_ms: 300 });
		const { server } = fair;
		try {
			const { throttle, most, longest } = await overfill(fair);
			assert.ok(most >= 60_000 && most <= 65536 + 5000, `${most} bytes waited at most`);
			assert.ok(longest < 1000, `another one waited ${longest} ms`);
			// It goes on not reading: soon nothing of it is left.
			await server.metric('stagebeurs_net_connections{kind="websocket"}', (n) => n === 0);
			assert.equal((await server.metrics()).stagebeurs_net_queued_bytes, 0);
			assert.equal((await server.metrics()).stagebeurs_net_lagging_connections, 0);
			throttle.end();
		} finally {
			await server.stop();
		}
	});

	it('that reads again in time is told 1013 behind whole frames', async () => {
		const fair = await open({ close_timeout_ms: 15_000 });
		try {
			const { throttle, slow } = await overfill(fair);
			throttle.flow();
			assert.equal(await slow.ended(), 1013);
			assert.equal(slow.closeReason, 'slow_reader');
			const texts = slow.messages.filter((m) => m.t === `chat:${fair.chat}`);
			assert.ok(texts.length >= 1, 'what was on its way arrived whole');
			throttle.end();
		} finally {
			await fair.server.stop();
		}
	});

	it('of what has a newest value gets the newest, and what changed since', async () => {
		const fair = await open({});
		const { server, Cookie } = fair;
		let throttle;
		try {
			const recruiter = await Ws.open(server, { Cookie: await cookieOf(server, 'recruiter@demo.example') });
			const booth = recruiter.hello.me.participations[0].booth;
			await recruiter.call('seat.take', { booth });
			const waiting = await Promise.all(
				STUDENTS.map(async (email) => Ws.open(server, { Cookie: await cookieOf(server, email) })),
			);
			throttle = await Throttle.start(server);
			const slow = await Ws.open(throttle.server, { Cookie });
			const { seq } = (await slow.call('subscribe', { topic: `queue:${booth}` })).ok;
			throttle.hold();
			// The line changes until far more was published than may wait for one reader.
			// One after the other: what is asked at once is one transaction, and one frame.
			const entries = [];
			for (const ws of waiting) entries.push((await ws.call('queue.join', { booth })).ok.entry);
			for (let turn = 0; turn < 4; turn++) {
				for (const [i, ws] of waiting.entries()) {
					await ws.call('queue.leave', { entry: entries[i] });
					entries[i] = (await ws.call('queue.join', { booth })).ok.entry;
				}
			}
			await server.metric('stagebeurs_net_frames_conflated_total', (n) => n > 50);
			assert.ok((await server.metrics()).stagebeurs_net_queued_bytes < 20_000);
			assert.ok(!(await server.metrics())[DROPPED]);
			throttle.flow();
			const isLine = (m) => m.t === `queue:${booth}`;
			let last = seq;
			for (let next; (next = await slow.message(isLine)).prev <= last; ) last = next.seq;
			const since = (await slow.call('subscribe', { topic: `queue:${booth}`, since: last })).ok;
			const fresh = (await recruiter.call('subscribe', { topic: `queue:${booth}` })).ok;
			const now = since.snapshot?.line ?? since.events.map((event) => event.item);
			assert.deepEqual(now.at(-1), fresh.snapshot.line[0]);
			assert.equal(now.at(-1).places.length, STUDENTS.length);
			for (const ws of [...waiting, recruiter, slow]) await ws.close();
		} finally {
			throttle?.end();
			await server.stop();
		}
	});

	it('that asks all the time is not read, and costs no time', async () => {
		const fair = await open({ conn_queue_bytes: 16_000_000 });
		const { server } = fair;
		try {
			const throttle = await Throttle.start(server);
			const ws = await Ws.open(throttle.server, { Cookie: fair.Cookie });
			throttle.hold();
			const ask = () => {
				for (let i = 0; i < 30; i++) ws.sendJson({ id: ws.nextId++, cmd: 'subscribe', args: { topic: `chat:${fair.chat}` } });
			};
			const writer = await Ws.open(server, { Cookie: fair.Cookie });
			for (let i = 0; i < 10; i++) await writer.call('chat.post', { chat: fair.chat, text: text() });
			ask();
			await server.metric('stagebeurs_net_lagging_connections', (n) => n === 1);
			ask();
			// libwebsockets alone spins here: it polls for input that it does not read.
			const before = server.cpuTicks();
			await new Promise((r) => setTimeout(r, 500));
			assert.ok(server.cpuTicks() - before <= 15, 'hundredths of a second in half a second');
			throttle.flow();
			await ws.until(() => ws.messages.filter((m) => m.re).length >= 50, 'all answers after all');
			assert.equal(await ws.close(), 1000);
			await writer.close();
			throttle.end();
		} finally {
			await server.stop();
		}
	});

	it('of a file gets it whole, however slowly', async () => {
		const server = await Server.start({ conn_send_bytes: 4096 });
		const connection = new HttpConnection(server);
		const response = connection.ask('GET', '/assets/figtree-9z.woff2');
		connection.socket.pause();
		await server.metric('stagebeurs_net_lagging_connections', (n) => n >= 1);
		const timer = setInterval(() => {
			connection.socket.resume();
			setTimeout(() => connection.socket.pause(), 5);
		}, 10);
		assert.equal((await response).body.length, 3_000_000);
		clearInterval(timer);
		connection.close();
		await server.stop();
	});
});
