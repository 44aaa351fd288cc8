// Time: who is slow to say what it wants, who falls silent, who does not read. Deadlines are set
// short; each test waits for the server to act, never for a clock of its own.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { HttpConnection, Server, Ws, frame, handshake, importDemo, parseResponse, raw, soon } from './lib.mjs';

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
	await soon(once(socket, 'close'), 'the server to lose patience');
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
			silence_timeout_ms: 1200,
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
		assert.ok(took(since) < 3000);
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
		const since = started();
		while (took(since) < 2000) {
			const { hb } = await ws.message((m) => m.hb);
			assert.ok(Math.abs(hb - Date.now()) < 60_000);
			n++;
			const pings = ws.frames.filter((f) => f.opcode === 9).length;
			while (ws.pongs === undefined || ws.pongs < pings) {
				ws.send(frame('', { opcode: 10 }));
				ws.pongs = (ws.pongs ?? 0) + 1;
			}
		}
		assert.ok(n >= 4, `${n} heartbeats in 2 s`);
		assert.ok(ws.frames.some((f) => f.opcode === 9), 'it was pinged');
		assert.equal(await ws.close(), 1000);
	});

	it('who does not is hung up on', async () => {
		const ws = await Ws.open(server);
		const since = started();
		assert.equal(await ws.ended(), 1001);
		assert.equal(ws.closeReason, 'silent');
		assert.ok(took(since) >= 1000 && took(since) < 4000);
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
	let server;
	let fair;
	before(async () => {
		server = await Server.start({ conn_send_bytes: 4096, conn_queue_bytes: 65536, close_timeout_ms: 300 });
		fair = await importDemo(server);
	});
	after(() => server.stop());

	it('is sent away, costs a bounded amount and delays nobody', async () => {
		const slow = await Ws.open(server);
		slow.socket.pause();
		const ask = () => slow.sendJson({ id: slow.nextId++, cmd: 'subscribe', args: { topic: `fair:${fair}` } });
		const quick = await Ws.open(server);
		let most = 0;
		let longest = 0;
		const dropped = 'stagebeurs_net_dropped_total{reason="slow_reader"}';
		for (let i = 0; i < 600; i++) {
			for (let n = 0; n < 3; n++) ask();
			const since = started();
			await quick.call('fair.list', {});
			longest = Math.max(longest, took(since));
			const metrics = await server.metrics();
			most = Math.max(most, metrics.stagebeurs_net_queued_bytes);
			if (metrics[dropped] > 0) break;
			await new Promise((r) => setTimeout(r, 60));
		}
		assert.equal((await server.metrics())[dropped], 1);
		assert.ok(most >= 60_000 && most <= 65536 + 20_000, `${most} bytes waited at most`);
		assert.ok(longest < 1000, `the other one waited ${longest} ms`);
		// It reads at last: whole frames, and why it was sent away.
		slow.socket.resume();
		await slow.ended().catch(() => {});
		await server.metric('stagebeurs_net_connections{kind="websocket"}', (n) => n === 1);
		await server.metric('stagebeurs_net_queued_bytes', (n) => n === 0);
		await server.metric('stagebeurs_net_lagging_connections', (n) => n === 0);
		await quick.close();
	});

	it('that reads in time again is told 1013 behind whole frames', async () => {
		const other = await Server.start({ conn_send_bytes: 4096, conn_queue_bytes: 65536, close_timeout_ms: 10_000 });
		try {
			const id = await importDemo(other);
			const ws = await Ws.open(other);
			ws.socket.pause();
			const dropped = 'stagebeurs_net_dropped_total{reason="slow_reader"}';
			while (!(await other.metrics())[dropped]) {
				ws.sendJson({ id: ws.nextId++, cmd: 'subscribe', args: { topic: `fair:${id}` } });
				await new Promise((r) => setTimeout(r, 15));
			}
			ws.socket.resume();
			assert.equal(await ws.ended(), 1013);
			assert.equal(ws.closeReason, 'slow_reader');
			assert.ok(ws.messages.length > 10, 'what was on its way arrived whole');
		} finally {
			await other.stop();
		}
	});

	it('of a file gets it whole, however slowly', async () => {
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
	});
});
