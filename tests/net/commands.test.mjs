// Commands on their way to the engine and back: the envelope, over WebSocket, HTTP and the local
// socket, and what is answered before the engine is asked.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HttpConnection, Local, Server, Ws, api, frame, importDemo, request, signIn } from './lib.mjs';

let server;
before(async () => {
	server = await Server.start({ conn_per_address: 10000 });
});
after(() => server.stop());

const withWs = async (test) => {
	const ws = await Ws.open(server);
	await test(ws);
	assert.equal(await ws.close(), 1000);
};

describe('messages that are refused, and the connection stays', () => {
	const nested = (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`;
	/** [what it shows, the text, the answer] */
	const MESSAGES = [
		['no text', '', { err: { code: 'bad_json' } }],
		['no JSON', 'hello', { err: { code: 'bad_json' } }],
		['half a message', '{"id":1,"cmd":', { err: { code: 'bad_json' } }],
		['something behind it', '{"id":1,"cmd":"fair.list"} x', { err: { code: 'bad_json' } }],
		['a list', '[1]', { err: { code: 'bad_json' } }],
		['a number', '1', { err: { code: 'bad_json' } }],
		['null', 'null', { err: { code: 'bad_json' } }],
		['a key twice', '{"id":1,"id":2,"cmd":"fair.list"}', { err: { code: 'bad_json' } }],
		['1e999', '{"id":1e999,"cmd":"fair.list"}', { err: { code: 'bad_json' } }],
		['2^63', '{"id":9223372036854775808,"cmd":"fair.list"}', { err: { code: 'bad_json' } }],
		['\\u0000', '{"id":1,"cmd":"a\\u0000b"}', { err: { code: 'bad_json' } }],
		['a lone surrogate', '{"id":1,"cmd":"\\ud800"}', { err: { code: 'bad_json' } }],
		['nine levels', `{"id":1,"cmd":"fair.list","args":${nested(9)}}`, { err: { code: 'bad_json' } }],
		['300 values', `{"id":1,"cmd":"fair.list","args":{"a":[${'1,'.repeat(300)}1]}}`, { err: { code: 'bad_json' } }],
		['no id', '{"cmd":"fair.list"}', { err: { code: 'missing_field', field: 'id' } }],
		...['0', '-1', '1.5', '"1"', 'null', 'true', '9007199254740992'].map((id) => [`id ${id}`, `{"id":${id},"cmd":"fair.list"}`, { err: { code: 'bad_value', field: 'id' } }]),
		['no cmd', '{"id":7}', { re: 7, err: { code: 'missing_field', field: 'cmd' } }],
		['a cmd that is a number', '{"id":7,"cmd":1}', { re: 7, err: { code: 'bad_value', field: 'cmd' } }],
		['an unknown command', '{"id":7,"cmd":"fair.burn","args":{}}', { re: 7, err: { code: 'unknown_command', field: 'cmd' } }],
		['an unknown field', '{"id":7,"cmd":"fair.list","more":1}', { re: 7, err: { code: 'unknown_field', field: 'more' } }],
		['an unknown field with a long name', `{"id":7,"cmd":"fair.list","${'é'.repeat(200)}":1}`, { re: 7, err: { code: 'unknown_field', field: '…' } }],
		['args that are a list', '{"id":7,"cmd":"fair.list","args":[]}', { re: 7, err: { code: 'bad_value', field: 'args' } }],
		['args that are null', '{"id":7,"cmd":"fair.list","args":null}', { re: 7, err: { code: 'bad_value', field: 'args' } }],
		['an unknown argument', '{"id":7,"cmd":"fair.list","args":{"x":1}}', { re: 7, err: { code: 'unknown_field', field: 'args.x' } }],
		['a missing argument', '{"id":7,"cmd":"subscribe","args":{}}', { re: 7, err: { code: 'missing_field', field: 'args.topic' } }],
		['an argument of the wrong type', '{"id":7,"cmd":"subscribe","args":{"topic":1}}', { re: 7, err: { code: 'bad_value', field: 'args.topic' } }],
		['a key of 7', '{"id":7,"cmd":"fair.list","key":"1234567"}', { re: 7, err: { code: 'bad_value', field: 'key' } }],
		['a key of 65', `{"id":7,"cmd":"fair.list","key":"${'a'.repeat(65)}"}`, { re: 7, err: { code: 'bad_value', field: 'key' } }],
		['a key with a space', '{"id":7,"cmd":"fair.list","key":"12345678 9"}', { re: 7, err: { code: 'bad_value', field: 'key' } }],
		['a command of the server itself', '{"id":7,"cmd":"server.resumed","args":{"down_ms":1}}', { re: 7, err: { code: 'forbidden' } }],
		['signing in', `{"id":7,"cmd":"session.redeem","args":{"token":"${'a'.repeat(43)}"}}`, { re: 7, err: { code: 'forbidden', field: 'cmd' } }],
		['connecting as somebody', `{"id":7,"cmd":"session.connect","args":{"token":"${'a'.repeat(43)}"}}`, { re: 7, err: { code: 'forbidden' } }],
		['disconnecting somebody', '{"id":7,"cmd":"session.disconnect","args":{"account":1}}', { re: 7, err: { code: 'forbidden' } }],
		['an unknown topic', '{"id":7,"cmd":"subscribe","args":{"topic":"cellar:1"}}', { re: 7, err: { code: 'unknown_topic' } }],
		['a topic without its id', '{"id":7,"cmd":"subscribe","args":{"topic":"fair:"}}', { re: 7, err: { code: 'unknown_topic' } }],
		['me of nobody', '{"id":7,"cmd":"subscribe","args":{"topic":"me"}}', { re: 7, err: { code: 'not_signed_in' } }],
	];
	for (const [what, text, expected] of MESSAGES)
		it(`${expected.err.code}: ${what}`, () =>
			withWs(async (ws) => {
				ws.send(frame(text));
				const answer = await ws.message(() => true);
				assert.equal(answer.re, expected.re);
				assert.equal(answer.err.code, expected.err.code);
				if (expected.err.field) assert.equal(answer.err.field, expected.err.field);
				assert.ok((await ws.call('fair.list', {})).ok, 'the connection stays');
			}));

	it('what is the server’s own is forbidden to who is signed in too', async () => {
		const { cookie } = await signIn(server, 'curious@example.org');
		const ws = await Ws.open(server, { Cookie: cookie });
		for (const [cmd, args] of [
			['server.resumed', { down_ms: 1 }],
			['session.connect', { token: 'a'.repeat(43) }],
			['session.disconnect', { account: 1 }],
			['account.link', { email: 'a@b.nl' }],
			['account.list', {}],
		])
			assert.equal((await ws.call(cmd, args)).err.code, 'forbidden', cmd);
		await ws.close();
	});

	it('args may be left out where there are none', () =>
		withWs(async (ws) => assert.ok((await ws.call('fair.list')).ok)));

	it('the largest id is answered', () =>
		withWs(async (ws) => {
			ws.sendJson({ id: 2 ** 53 - 1, cmd: 'fair.list', args: {} });
			assert.ok((await ws.message((m) => m.re === 2 ** 53 - 1)).ok);
		}));
});

describe('rates', () => {
	it('refuse the 61st command of a burst, and recover', () =>
		withWs(async (ws) => {
			for (let id = 1; id <= 80; id++) ws.sendJson({ id, cmd: 'fair.list', args: {} });
			const answers = [];
			for (let i = 0; i < 80; i++) answers.push(await ws.message(() => true));
			const refused = answers.filter((a) => a.err?.code === 'rate_limited').length;
			assert.ok(refused >= 10 && refused <= 20, `${refused} of 80 refused`);
			ws.nextId = 1000;
			do await new Promise((r) => setTimeout(r, 100));
			while (!(await ws.call('fair.list', {})).ok);
		}));
});

describe('topics', () => {
	it('at most 32 per connection, also when all are asked for at once', async () => {
		const rooms = await Server.start();
		try {
			const ws = await Ws.open(rooms);
			const fair = await importDemo(rooms);
			const { ok } = await ws.call('subscribe', { topic: `fair:${fair}` });
			const topics = ok.snapshot.room.map((room) => `room:${room.id}`);
			for (const topic of [...topics]) {
				const { snapshot } = (await ws.call('subscribe', { topic })).ok;
				topics.push(...snapshot.booth.map((booth) => `booth:${booth.id}`));
				await ws.call('unsubscribe', { topic });
				if (topics.length > 45) break;
			}
			await ws.close();
			const other = await Ws.open(rooms);
			for (const [i, topic] of topics.slice(0, 40).entries()) other.sendJson({ id: i + 1, cmd: 'subscribe', args: { topic } });
			const codes = [];
			for (let i = 0; i < 40; i++) {
				const answer = await other.message((m) => m.re);
				codes.push(answer.ok ? 'ok' : answer.err.code);
			}
			assert.equal(codes.filter((c) => c === 'ok').length, 32, codes.join(' '));
			assert.equal(codes.filter((c) => c === 'too_many_topics').length, 8, codes.join(' '));
			assert.equal((await rooms.metrics()).stagebeurs_net_subscriptions, 32);
			other.nextId = 100;
			assert.ok((await other.call('subscribe', { topic: topics[0] })).ok, 'one that it follows may be asked for again');
			assert.equal((await other.call('subscribe', { topic: topics[44] })).err.code, 'too_many_topics');
			await other.call('unsubscribe', { topic: topics[0] });
			assert.ok((await other.call('subscribe', { topic: topics[44] })).ok, 'one left, another may come');
			await other.close();
		} finally {
			await rooms.stop();
		}
	});

	it('are heard until they are left', async () => {
		const { cookie } = await signIn(server, 'topics@example.org');
		const ws = await Ws.open(server, { Cookie: cookie });
		const answer = await ws.call('subscribe', { topic: 'me' });
		assert.ok(answer.ok.snapshot);
		assert.equal((await server.metrics()).stagebeurs_net_subscriptions, 1);
		assert.deepEqual((await ws.call('unsubscribe', { topic: 'me' })).ok, {});
		assert.equal((await server.metrics()).stagebeurs_net_subscriptions, 0);
		await ws.call('subscribe', { topic: 'me' });
		await ws.close();
		await server.metric('stagebeurs_net_subscriptions', (n) => n === 0);
	});
});

describe('over HTTP', () => {
	it('a command is answered without re', async () => {
		const { status, headers, json } = await api(server, 'fair.list', {});
		assert.equal(status, 200);
		assert.deepEqual(json.ok, { fairs: [] });
		assert.ok(json.seq > 0, 'which transaction was read');
		assert.equal(headers['content-type'], 'application/json');
		assert.equal(headers['cache-control'], 'no-store');
	});

	/** [what it shows, command, body, headers, status, code, field] */
	const REFUSED = [
		['an unknown command', 'fair.burn', '{}', {}, 404, 'unknown_command', 'cmd'],
		['no command', '', '{}', {}, 404, 'unknown_command', 'cmd'],
		['no JSON', 'fair.list', 'x', {}, 400, 'bad_json'],
		['no body', 'fair.list', '', {}, 400, 'bad_json'],
		['a list', 'fair.list', '[]', {}, 400, 'bad_json'],
		['an unknown argument', 'fair.list', '{"x":1}', {}, 400, 'unknown_field', 'args.x'],
		['a missing argument', 'session.redeem', '{}', {}, 400, 'missing_field', 'args.token'],
		['no sign-in link', 'session.redeem', `{"token":"${'a'.repeat(43)}"}`, {}, 403, 'link_invalid'],
		['nobody', 'account.set_locale', '{"locale":"nl"}', {}, 401, 'not_signed_in'],
		['not for people', 'account.list', '{}', {}, 403, 'forbidden'],
		['a form', 'fair.list', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'bad_json'],
		['plain text', 'fair.list', '{}', { 'Content-Type': 'text/plain' }, 415, 'bad_json'],
		['a short key', 'fair.list', '{}', { 'Idempotency-Key': 'x' }, 400, 'bad_value', 'Idempotency-Key'],
	];
	for (const [what, cmd, body, headers, status, code, field] of REFUSED)
		it(`${status} ${code}: ${what}`, async () => {
			const response = await api(server, cmd, body, headers);
			assert.equal(response.status, status);
			assert.equal(response.json.err.code, code);
			if (field) assert.equal(response.json.err.field, field);
			assert.equal(response.headers.connection, 'keep-alive');
		});

	it('16 KiB pass, a charset may be named', async () => {
		const body = `{${' '.repeat(16382)}}`;
		const { status } = await api(server, 'fair.list', body, { 'Content-Type': 'application/json; charset=utf-8' });
		assert.equal(status, 200);
	});

	it('elsewhere below /api there is nothing', async () => {
		const { status } = await request(server, 'POST', '/api/v2/fair.list', { Origin: server.origin, 'Content-Type': 'application/json' }, '{}');
		assert.equal(status, 404);
	});

	it('signing in sets the cookie, and only there', async () => {
		const { setCookie } = await signIn(server, 'cookie@example.org');
		assert.match(setCookie, /^__Host-s=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=17280000$/);
		const other = await api(server, 'fair.list', {});
		assert.equal(other.headers['set-cookie'], undefined);
	});

	it('a link works once', async () => {
		const local = new Local(server);
		await local.call('account.create', { email: 'once@example.org', name: 'O', is_admin: false });
		const { ok } = await local.call('account.link', { email: 'once@example.org' });
		local.close();
		assert.equal((await api(server, 'session.redeem', { token: ok.token })).status, 200);
		const again = await api(server, 'session.redeem', { token: ok.token });
		assert.equal(again.json.err.code, 'link_invalid');
		assert.equal(again.headers['set-cookie'], undefined);
	});

	it('the cookie says who asks, on every request of a connection', async () => {
		const { cookie } = await signIn(server, 'every@example.org');
		const connection = new HttpConnection(server);
		const ask = (headers) =>
			connection.ask('POST', '/api/v1/account.set_locale', { Origin: server.origin, 'Content-Type': 'application/json', ...headers }, '{"locale":"en"}');
		assert.equal((await ask({})).status, 401);
		assert.equal((await ask({ Cookie: cookie })).status, 200);
		assert.equal((await ask({ Cookie: cookie })).status, 200);
		assert.equal((await ask({ Cookie: `__Host-s=${'a'.repeat(43)}` })).status, 401);
		assert.equal((await ask({})).status, 401);
		connection.close();
	});

	it('a cookie that is none of ours is nobody’s, and is asked about once', async () => {
		for (const token of ['a', 'a'.repeat(19), 'a'.repeat(64), 'a'.repeat(65), '\u00e9'.repeat(20)]) {
			const { status, json } = await api(server, 'fair.list', {}, { Cookie: `__Host-s=${token}` });
			assert.equal(status, 200, token);
			assert.ok(json.ok);
		}
	});

	it('signing out clears the cookie and closes every socket of the session', async () => {
		const { cookie } = await signIn(server, 'out@example.org');
		const { cookie: other } = await signIn(server, 'stays@example.org');
		const sockets = [await Ws.open(server, { Cookie: cookie }), await Ws.open(server, { Cookie: cookie })];
		const bystander = await Ws.open(server, { Cookie: other });
		const { headers, status } = await api(server, 'session.end', {}, { Cookie: cookie });
		assert.equal(status, 200);
		assert.match(headers['set-cookie'][0], /^__Host-s=; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=0$/);
		for (const ws of sockets) assert.equal(await ws.ended(), 4401);
		assert.ok((await bystander.call('fair.list', {})).ok);
		await bystander.close();
		const again = await Ws.open(server, { Cookie: cookie });
		assert.equal(again.hello.me, undefined);
		await again.close();
	});
});

describe('the local socket', () => {
	const withLocal = async (test) => {
		const local = new Local(server);
		await test(local);
		local.close();
	};

	it('is for the server’s own user alone', () =>
		assert.equal(statSync(join(server.data, 'stagebeurs.sock')).mode & 0o777, 0o600));

	it('speaks as the system', () =>
		withLocal(async (local) => assert.ok((await local.call('account.list', {})).ok)));

	it('answers what is wrong and stays', () =>
		withLocal(async (local) => {
			assert.equal((await local.line('x')).err.code, 'bad_json');
			assert.equal((await local.line('{"id":3}')).err.field, 'cmd');
			assert.equal((await local.call('fair.burn', {})).err.code, 'unknown_command');
			assert.ok((await local.call('account.list', {})).ok);
		}));

	it('takes lines longer than a frame', () =>
		withLocal(async (local) => {
			const answer = await local.call('account.create', { email: 'x'.repeat(200_000), name: 'n', is_admin: false });
			assert.equal(answer.err.field, 'args.email');
		}));

	it('outlives a peer that vanishes in the middle', async () => {
		for (let i = 0; i < 20; i++) {
			const local = new Local(server);
			local.socket.write(`{"id":1,"cmd":"account.list","args":{}}\n`.repeat(50));
			local.socket.destroy();
		}
		await withLocal(async (local) => assert.ok((await local.call('account.list', {})).ok));
	});
});
