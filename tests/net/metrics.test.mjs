// What /metrics says is what happened: a known number of things is done, every byte of it counted on
// the client's side, and the figures differ by exactly that.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse } from '../lib/prometheus.mjs';
import { HttpConnection, Local, Server, Ws, closed, frame, importDemo, signIn, soon } from './lib.mjs';

const HOUR = 3_600_000;
let server;
let fair;
before(async () => {
	// Nothing that the server does by itself comes in between.
	server = await Server.start({ heartbeat_ms: HOUR, silence_timeout_ms: HOUR, idle_timeout_ms: HOUR });
	fair = await importDemo(server);
	const local = new Local(server);
	await local.call('fair.open', { fair });
	local.close();
	await local.closed;
});
after(() => server.stop());

const sum = (list, f) => list.reduce((total, one) => total + f(one), 0);

/** Looks at the figures over a connection of its own, whose bytes are figures too. */
class Watch {
	/** Clients whose bytes count, the closed ones too. */
	sockets = [];

	static async start() {
		const watch = new Watch();
		watch.connection = new HttpConnection(server);
		await watch.look(); // the connection is there
		await watch.still(() => true);
		return watch;
	}

	async look() {
		const { socket } = this.connection;
		const read = socket.bytesRead; // the answer does not know of itself
		const { body } = await this.connection.ask('GET', '/metrics');
		const all = [socket, ...this.sockets];
		this.last = { figures: parse(body.toString()), sent: sum(all, (s) => s.bytesWritten), got: read + sum(this.sockets, (s) => s.bytesRead) };
		return this.last.figures;
	}

	/** Looks until the server has seen that everybody who left is gone, and starts from there. */
	async still(isRight) {
		for (let i = 0; i < 5000; i++) {
			const figures = await this.look();
			if (isRight((name) => figures.get(`stagebeurs_${name}`))) {
				this.from = this.last;
				return;
			}
		}
		assert.fail('the figures never came to rest');
	}

	/** How the figures differ from where the watch started; this look is a request of its own. */
	async changes() {
		await this.look();
		return (name) => this.last.figures.get(`stagebeurs_${name}`) - this.from.figures.get(`stagebeurs_${name}`);
	}

	get bytes() {
		return { sent: this.last.sent - this.from.sent, got: this.last.got - this.from.got };
	}

	async open(change) {
		const ws = await Ws.open(server, change);
		this.sockets.push(ws.socket);
		return ws;
	}

	end() {
		this.connection.close();
	}
}

/** A slot that is free, and the chat of its booth. */
async function findSlot() {
	const ws = await Ws.open(server);
	const snapshot = async (topic) => (await ws.call('subscribe', { topic })).ok.snapshot;
	for (const room of (await snapshot(`fair:${fair}`)).room) {
		for (const booth of (await snapshot(`room:${room.id}`)).booth) {
			const page = await snapshot(`booth:${booth.id}`);
			if (!page.slot.length) continue;
			assert.equal(await ws.close(), 1000);
			return { chat: page.booth[0].chat, slot: page.slot.at(-1).id };
		}
	}
	return assert.fail('the demo fair has slots');
}

const texts = (clients) => sum(clients, (ws) => ws.frames.filter((f) => f.opcode <= 2).length);
const commands = (change) => ['ok', 'refused', 'failed'].map((result) => change(`commands_total{result="${result}"}`));

/** Runs with a watch, and checks at the end that all bytes were counted. */
async function watched(test) {
	const watch = await Watch.start();
	try {
		await test(watch);
		await watch.look();
		const { from, last } = watch;
		const difference = (name) => last.figures.get(name) - from.figures.get(name);
		assert.equal(difference('stagebeurs_net_received_bytes_total'), watch.bytes.sent, 'bytes received');
		assert.equal(difference('stagebeurs_net_sent_bytes_total'), watch.bytes.got, 'bytes sent');
	} finally {
		watch.end();
	}
}

describe('/metrics', () => {
	it('counts connections, messages and refusals as they are', () =>
		watched(async (watch) => {
			const clients = [];
			for (let i = 0; i < 5; i++) clients.push(await watch.open());
			for (const ws of clients) {
				assert.ok((await ws.call('fair.list', {})).ok);
				assert.ok((await ws.call('subscribe', { topic: `fair:${fair}` })).ok.snapshot);
				assert.equal((await ws.call('subscribe', { topic: 'cellar:1' })).err.code, 'unknown_topic');
				assert.equal((await ws.call('fair.close', { fair })).err.code, 'not_signed_in');
				ws.send(frame('no JSON'));
				assert.equal((await ws.message(() => true)).err.code, 'bad_json'); // the engine never hears of it
			}
			const change = await watch.changes();
			assert.equal(change('net_accepted_total'), 5);
			assert.equal(change('net_connections{kind="websocket"}'), 5);
			assert.equal(change('net_connections{kind="http"}'), 0);
			assert.equal(change('net_http_requests_total'), 5 + 1, 'a handshake each, and this look');
			assert.equal(change('net_messages_total'), 5 * 5);
			assert.equal(change('net_frames_sent_total'), texts(clients));
			assert.equal(texts(clients), 5 * 6, 'hello and five answers');
			assert.equal(change('net_subscriptions'), 5);
			assert.equal(change('snapshots_total'), 1, 'what all see is made once');
			assert.deepEqual(commands(change), [5 * 2, 5 * 2, 0], 'who one is, is no command');
			assert.equal(change('command_seconds_count'), 5 * 4);
			assert.equal(change('commits_total'), 0);
			const writes = change('net_writes_total');
			assert.ok(writes >= 1 && writes <= texts(clients) + 5 + 1, `${writes} writes`);

			for (const ws of clients) assert.equal(await ws.close(), 1000);
			await watch.still((figure) => figure('net_connections{kind="websocket"}') === 0);
			assert.equal(watch.from.figures.get('stagebeurs_net_subscriptions'), 0);
			assert.equal(watch.from.figures.get('stagebeurs_net_queued_bytes'), 0);
		}));

	it('counts bookings, their commits and what followers hear', async () => {
		const { cookie: Cookie } = await signIn(server, 'student@demo.example');
		const { chat, slot } = await findSlot();
		await watched(async (watch) => {
			const ws = await watch.open({ Cookie });
			const followers = [];
			for (let i = 0; i < 3; i++) followers.push(await watch.open({ Cookie }));
			for (const follower of followers) assert.ok((await follower.call('subscribe', { topic: `chat:${chat}` })).ok);
			// Coming online was a command too; it is done when its figures stand still.
			await watch.still((figure) => figure('engine_queue') === 0 && figure('net_subscriptions') === 3);
			const before = texts([ws, ...followers]);

			const booked = await ws.call('slot.book', { slot }, { key: 'metrics-0001' });
			assert.ok(booked.ok, JSON.stringify(booked));
			assert.deepEqual((await ws.call('slot.book', { slot }, { key: 'metrics-0001' })).ok, booked.ok, 'the same again');
			assert.equal((await ws.call('slot.book', { slot }, { key: 'metrics-0002' })).err.code, 'slot_taken');
			for (let i = 0; i < 10; i++) assert.ok((await ws.call('chat.post', { chat, text: `${i}` }, { key: `metrics-chat-${i}` })).ok);
			// At once: while the first is committed the others come to share a transaction, of which only
			// what changes something counts.
			ws.socket.cork();
			const mixed = [ws.call('chat.post', { chat, text: 'before' }), ws.call('slot.book', { slot }, { key: 'metrics-0001' }), ws.call('slot.book', { slot }, { key: 'metrics-0003' }), ws.call('chat.post', { chat, text: 'last' })];
			ws.socket.uncork();
			assert.deepEqual((await Promise.all(mixed)).map((reply) => reply.err?.code), [undefined, undefined, 'slot_taken', undefined]);
			for (const follower of followers) await follower.message((m) => m.ev?.some((event) => event.item.text === 'last'));

			const change = await watch.changes();
			assert.deepEqual(commands(change), [2 + 10 + 3, 1 + 1, 0]);
			assert.equal(change('command_seconds_count'), 17);
			assert.ok(change('command_seconds_sum') >= 0 && change('command_seconds_sum') < 17 * 20);
			assert.equal(change('committed_commands_total'), 1 + 10 + 2, 'a repeated key changes nothing');
			const commits = change('commits_total');
			assert.ok(commits === 12 || commits === 13, `${commits} commits: eleven were waited for`);
			assert.equal(change('app_seq'), commits);
			assert.ok(change('commit_seconds_total') > 0 && change('commit_seconds_total') < 13 * 20);
			assert.equal(change('net_messages_total'), 17);
			assert.equal(change('net_frames_sent_total'), texts([ws, ...followers]) - before);
			assert.equal(texts([ws, ...followers]) - before, 17 + 3 * (commits - 1), 'answers, and the chat to three');
			assert.ok(change('frames_total') >= commits - 1, 'the chat’s, once for all who follow');
			assert.equal(change('snapshots_total'), 0);
			assert.equal(change('timers_total'), 0);
			for (const one of [ws, ...followers]) assert.equal(await one.close(), 1000);
		});
	});

	it('counts why requests are refused and connections ended', () =>
		watched(async (watch) => {
			for (let i = 0; i < 3; i++) {
				const socket = server.connect();
				watch.sockets.push(socket);
				socket.resume().write('GET / HTTP/1.1\nHost: localhost\n\n');
				await soon(closed(socket), 'the refusal');
			}
			for (let i = 0; i < 2; i++) {
				const ws = await watch.open();
				ws.send(frame('{}', { isMasked: false }));
				assert.equal(await ws.ended(), 1002);
			}
			const change = await watch.changes();
			assert.equal(change('net_accepted_total'), 5);
			assert.equal(change('net_refused_total{reason="bare_lf"}'), 3);
			assert.equal(change('net_dropped_total{reason="bad_frame"}'), 2);
			assert.equal(change('net_http_requests_total'), 2 + 1);
			for (const [name, value] of watch.last.figures) {
				if (!/refused_total\{|dropped_total/.test(name) || /bare_lf|bad_frame/.test(name)) continue;
				if (!name.startsWith('stagebeurs_net_')) continue;
				assert.equal(value, watch.from.figures.get(name), name);
			}
		}));
});
