// RFC 6455 as the server must hold clients to it: Autobahn's structure where it is about refusing,
// and what libwebsockets 4.1.6 lets pass (facts/security.md §1.2), each with the code it closes with.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Server, Ws, frame } from './lib.mjs';

let server;
before(async () => {
	server = await Server.start({ conn_per_address: 10000 });
});
after(() => server.stop());

const PING = 9;
const PONG = 10;
const CLOSE = 8;
const LIST = JSON.stringify({ id: 1, cmd: 'fair.list', args: {} });
const closeWith = (code, reason = '') => {
	const payload = Buffer.concat([Buffer.alloc(2), Buffer.from(reason)]);
	payload.writeUInt16BE(code);
	return frame(payload, { opcode: CLOSE });
};

/** [what it shows, the bytes, the code] */
const REFUSED = [
	['an unmasked text', frame(LIST, { isMasked: false }), 1002],
	['an unmasked ping', frame('', { opcode: PING, isMasked: false }), 1002],
	['an unmasked close', frame('', { opcode: CLOSE, isMasked: false }), 1002],
	...[4, 2, 1, 7].map((rsv) => [`RSV ${rsv} on a text`, frame(LIST, { rsv }), 1002]),
	['RSV1 on a ping', frame('', { opcode: PING, rsv: 4 }), 1002],
	['RSV1 on a pong', frame('', { opcode: PONG, rsv: 4 }), 1002],
	['RSV1 on a close', frame('', { opcode: CLOSE, rsv: 4 }), 1002],
	['RSV1 on a continuation', Buffer.concat([frame('{', { fin: false }), frame('}', { opcode: 0, rsv: 4 })]), 1002],
	...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) => [`opcode ${opcode}`, frame('', { opcode }), 1002]),
	['binary', frame('x', { opcode: 2 }), 1003],
	['empty binary', frame('', { opcode: 2 }), 1003],
	['the start of a binary message', frame('x', { opcode: 2, fin: false }), 1003],
	['a 16-bit length of 5', frame('hello', { lengthBytes: 2 }), 1002],
	['a 16-bit length of 0', frame('', { lengthBytes: 2 }), 1002],
	['a 64-bit length of 5', frame('hello', { lengthBytes: 8 }), 1002],
	['a 64-bit length of 300', frame('x'.repeat(300), { lengthBytes: 8 }), 1002],
	['a ping of 126 bytes', frame('x'.repeat(126), { opcode: PING }), 1002],
	['a close of 126 bytes', frame('x'.repeat(126), { opcode: CLOSE }), 1002],
	['a ping in fragments', frame('', { opcode: PING, fin: false }), 1002],
	['a close in fragments', frame('', { opcode: CLOSE, fin: false }), 1002],
	['a continuation of nothing', frame('x', { opcode: 0 }), 1002],
	['a continuation of nothing, more to come', frame('x', { opcode: 0, fin: false }), 1002],
	['a text within a text', Buffer.concat([frame('{', { fin: false }), frame(LIST)]), 1002],
	['a continuation after the end', Buffer.concat([frame(LIST), frame('x', { opcode: 0 })]), 1002],
	// the length is refused before a byte of it came
	['16 KiB and a byte, announced', frame('', { length: 16385, lengthBytes: 2 }), 1009],
	['1 MiB, announced', frame('', { length: 1 << 20, lengthBytes: 8 }), 1009],
	['2^63-1, announced', frame('', { length: 2n ** 63n - 1n, lengthBytes: 8 }), 1009],
	['2^63, announced', frame('', { length: 2n ** 63n, lengthBytes: 8 }), 1002],
	['2^64-1, announced', frame('', { length: 2n ** 64n - 1n, lengthBytes: 8 }), 1002],
	['fragments of 16 KiB and a byte', Buffer.concat([frame('x'.repeat(16000), { fin: false }), frame('x'.repeat(385), { opcode: 0 })]), 1009],
	// text
	['bytes that are no UTF-8', frame(Buffer.from('"\xff"', 'latin1')), 1007],
	['an overlong slash', frame(Buffer.from([0x22, 0xc0, 0xaf, 0x22])), 1007],
	['an overlong form of three bytes', frame(Buffer.from([0xe0, 0x80, 0xaf])), 1007],
	['a surrogate', frame(Buffer.from([0xed, 0xa0, 0x80])), 1007],
	['above U+10FFFF', frame(Buffer.from([0xf4, 0x90, 0x80, 0x80])), 1007],
	['a character cut off', frame(Buffer.from([0xe2, 0x82])), 1007],
	['a wrong byte in the second fragment', Buffer.concat([frame('"', { fin: false }), frame(Buffer.from([0x80]), { opcode: 0 })]), 1007],
	// goodbyes
	['a close of one byte', frame('x', { opcode: CLOSE }), 1002],
	...[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535].map((code) => [`a close with ${code}`, closeWith(code), 1002]),
	['a close whose reason is no UTF-8', frame(Buffer.from([3, 232, 0xff]), { opcode: CLOSE }), 1007],
	// floods
	['65 empty fragments', Buffer.concat([frame('{', { fin: false }), ...Array.from({ length: 65 }, () => frame('', { opcode: 0, fin: false }))]), 1008],
	['10,000 one-byte fragments', Buffer.concat([frame('', { fin: false }), ...Array.from({ length: 10000 }, () => frame(' ', { opcode: 0, fin: false }))]), 1008],
	['300 messages at once', Buffer.concat(Array.from({ length: 300 }, () => frame('{}'))), 1008],
];

/** [what it shows, the bytes, the code echoed] */
const GOODBYES = [
	['without a code', frame('', { opcode: CLOSE }), 1005],
	...[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999].map((code) => [`with ${code}`, closeWith(code, 'tot ziens, é'), code]),
];

describe('frames that are refused', () => {
	for (const [what, bytes, code] of REFUSED) {
		it(`${code}: ${what}`, async () => {
			const ws = await Ws.open(server);
			ws.send(bytes);
			assert.equal(await ws.ended(), code);
		});
	}

	it('are at least 40', () => assert.ok(REFUSED.length >= 40));

	it('are refused as well when they come byte by byte', async () => {
		const ws = await Ws.open(server);
		for (const byte of frame('', { length: 1 << 20, lengthBytes: 8 })) {
			ws.send(Buffer.from([byte]));
			await new Promise(setImmediate);
		}
		assert.equal(await ws.ended(), 1009);
	});
});

describe('goodbyes', () => {
	for (const [what, bytes, code] of GOODBYES) {
		it(`${what} are answered alike`, async () => {
			const ws = await Ws.open(server);
			ws.send(bytes);
			assert.equal(await ws.ended(), code);
		});
	}

	it('end it: what comes behind is not read', async () => {
		const ws = await Ws.open(server);
		ws.send(Buffer.concat([closeWith(1000), frame(LIST), frame('a', { opcode: PING })]));
		assert.equal(await ws.ended(), 1000);
		assert.deepEqual(ws.frames.map((f) => f.opcode).slice(1), [CLOSE]);
	});

	it('wait for nobody: the socket closes though the client keeps it open', async () => {
		const other = await Server.start({ close_timeout_ms: 200 });
		try {
			const ws = await Ws.open(other);
			ws.socket.allowHalfOpen = true;
			ws.send(closeWith(1000));
			await other.metric('stagebeurs_net_connections{kind="websocket"}', (n) => n === 0);
			assert.equal(ws.closeCode, 1000);
			ws.socket.destroy();
		} finally {
			await other.stop();
		}
	});
});

describe('frames that are right', () => {
	const answered = async (ws, bytes) => {
		ws.send(bytes);
		assert.deepEqual(await ws.message((m) => m.re === 1), { re: 1, seq: 0, ok: { fairs: [] } });
		assert.equal(await ws.close(), 1000);
	};

	it('one text', async () => answered(await Ws.open(server), frame(LIST)));

	it('byte by byte', async () => {
		const ws = await Ws.open(server);
		for (const byte of frame(LIST)) {
			ws.send(Buffer.from([byte]));
			await new Promise(setImmediate);
		}
		await answered(ws, Buffer.alloc(0));
	});

	it('fragments with pings and pongs between them', async () => {
		const ws = await Ws.open(server);
		await answered(
			ws,
			Buffer.concat([
				frame(LIST.slice(0, 5), { fin: false }),
				frame('are you there?', { opcode: PING }),
				frame(LIST.slice(5, 9), { opcode: 0, fin: false }),
				frame('', { opcode: PONG }),
				frame(LIST.slice(9), { opcode: 0 }),
			]),
		);
		assert.equal(ws.frames.find((f) => f.opcode === PONG).payload.toString(), 'are you there?');
	});

	it('a character cut by a fragment', async () => {
		const ws = await Ws.open(server);
		const bytes = Buffer.from(JSON.stringify({ id: 1, cmd: 'é' }));
		const at = bytes.indexOf(0xc3) + 1;
		ws.send(
			Buffer.concat([
				frame(bytes.subarray(0, at), { fin: false }),
				frame(bytes.subarray(at), { opcode: 0 }),
			]),
		);
		assert.equal((await ws.message((m) => m.re === 1)).err.code, 'unknown_command');
		await ws.close();
	});

	it('a few empty fragments', async () =>
		answered(
			await Ws.open(server),
			Buffer.concat([
				frame('', { fin: false }),
				...Array.from({ length: 10 }, () => frame('', { opcode: 0, fin: false })),
				frame(LIST, { opcode: 0 }),
			]),
		));

	it('exactly 16 KiB', async () => {
		const ws = await Ws.open(server);
		const padded = LIST.replace('{}', `{${' '.repeat(16384 - LIST.length)}}`);
		assert.equal(padded.length, 16384);
		await answered(ws, frame(padded));
	});

	it('a ping of 125 bytes, and an unasked pong', async () => {
		const ws = await Ws.open(server);
		const payload = Buffer.alloc(125, 0xfe);
		ws.send(Buffer.concat([frame('x', { opcode: PONG }), frame(payload, { opcode: PING })]));
		const pong = await ws.until(() => ws.frames.find((f) => f.opcode === PONG), 'a pong');
		assert.deepEqual(pong.payload, payload);
		await ws.close();
	});

	it('ten pings at once, each answered in order', async () => {
		const ws = await Ws.open(server);
		ws.send(Buffer.concat(Array.from({ length: 10 }, (_, i) => frame(`p${i}`, { opcode: PING }))));
		await ws.until(() => ws.frames.filter((f) => f.opcode === PONG).length === 10, '10 pongs');
		const pongs = ws.frames.filter((f) => f.opcode === PONG).map((f) => f.payload.toString());
		assert.deepEqual(pongs, Array.from({ length: 10 }, (_, i) => `p${i}`));
		await ws.close();
	});

	it('20,000 pings at once, of which the newest is answered and few are kept', async () => {
		const ws = await Ws.open(server);
		ws.send(Buffer.concat(Array.from({ length: 20000 }, (_, i) => frame(`${i}`, { opcode: PING }))));
		const isLast = (f) => f.opcode === PONG && f.payload.toString() === '19999';
		await ws.until(() => ws.frames.some(isLast), 'the newest pong');
		assert.ok((await server.metrics()).stagebeurs_net_queued_bytes < 65536);
		assert.equal(await ws.close(), 1000);
	});

	it('many commands in one write', async () => {
		const ws = await Ws.open(server);
		const some = (id) => frame(JSON.stringify({ id, cmd: 'fair.list', args: {} }));
		ws.send(Buffer.concat(Array.from({ length: 20 }, (_, i) => some(i + 1))));
		for (let id = 1; id <= 20; id++) await ws.message((m) => m.re === id);
		await ws.close();
	});
});
