// Who may open a WebSocket: the page's own origin, a proper RFC 6455 handshake, nothing else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { KEY, Server, Ws, frame, handshake, parseResponse, raw, request, signIn } from './lib.mjs';

let server;
before(async () => {
	server = await Server.start();
});
after(() => server.stop());

const refused = async (bytes, status, reason) => {
	const response = parseResponse(await raw(server, bytes));
	assert.equal(response.status, status, response.body.toString());
	if (reason) assert.equal(response.body.toString(), `${reason}\n`);
	return response;
};

describe('origins', () => {
	const at = (text) => text.replaceAll('PORT', server.port);
	for (const origin of ['http://localhost:PORT', 'http://127.0.0.1:PORT', 'http://[::1]:PORT'])
		it(`${origin} may come in`, async () => {
			const ws = await Ws.open(server, { Origin: at(origin) });
			assert.ok(ws.hello);
			await ws.close();
		});

	const FOREIGN = [
		'https://evil.example',
		'null',
		'http://localhost',
		'https://localhost:PORT',
		'http://localhost:PORT/',
		'http://localhost:PORT0',
		'http://localhost:PORT.evil.example',
		'http://evil.localhost:PORT',
		'http://LOCALHOST:PORT',
		'http://127.0.0.1:1',
		'file://',
		'chrome-extension://abcdefghijklmnop',
		'http://localhost:PORT, https://evil.example',
		'localhost:PORT',
	];
	for (const origin of FOREIGN)
		it(`${origin} may not`, () => refused(handshake(server, { Origin: at(origin) }), 403, 'foreign_origin'));

	it('none may not', () => refused(handshake(server, { Origin: undefined }), 403, 'no_origin'));
	it('an empty one may not', () => refused(handshake(server, { Origin: '' }), 403, 'no_origin'));
	it('a page of another site may not, whatever it says it is', () =>
		refused(handshake(server, { 'Sec-Fetch-Site': 'cross-site' }), 403, 'cross_site'));
});

describe('handshakes', () => {
	it('are answered as RFC 6455 says, without any extension', async () => {
		const ws = await Ws.open(server, {
			'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
			'Sec-WebSocket-Protocol': 'other, stagebeurs.v1',
		});
		const accept = createHash('sha1').update(`${KEY}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
		assert.match(ws.head, new RegExp(`Sec-WebSocket-Accept: ${accept.replaceAll('+', '\\+')}`));
		assert.match(ws.head, /Sec-WebSocket-Protocol: stagebeurs\.v1/);
		assert.doesNotMatch(ws.head, /Extensions/);
		await ws.close();
	});

	it("may come from a browser that says keep-alive too", async () => {
		const ws = await Ws.open(server, { Connection: 'keep-alive, Upgrade', Upgrade: 'WebSocket' });
		await ws.close();
	});

	/** [what it shows, changed headers, status, reason, first line] */
	const WRONG = [
		['no version', { 'Sec-WebSocket-Version': undefined }, 426, 'websocket_version'],
		['version 8', { 'Sec-WebSocket-Version': '8' }, 426, 'websocket_version'],
		['version 12', { 'Sec-WebSocket-Version': '12' }, 426, 'websocket_version'],
		['version 013', { 'Sec-WebSocket-Version': '013' }, 426, 'websocket_version'],
		['version 13, 8', { 'Sec-WebSocket-Version': '13, 8' }, 426, 'websocket_version'],
		['no key', { 'Sec-WebSocket-Key': undefined }, 400, 'websocket_key'],
		['an empty key', { 'Sec-WebSocket-Key': '' }, 400, 'websocket_key'],
		['a key of one character', { 'Sec-WebSocket-Key': 'x' }, 400, 'websocket_key'],
		['a key of 15 bytes', { 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAA' }, 400, 'websocket_key'],
		['a key of 17 bytes', { 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAAA=' }, 400, 'websocket_key'],
		['a key that is no base64', { 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAA!==' }, 400, 'websocket_key'],
		['a key with bits too many', { 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAB==' }, 400, 'websocket_key'],
		['a key twice', { 'sec-websocket-key': KEY }, 400, 'duplicate_header'],
		['a version twice', { 'sec-websocket-version': '13' }, 400, 'duplicate_header'],
		['no subprotocol', { 'Sec-WebSocket-Protocol': undefined }, 400, 'subprotocol'],
		['an unknown subprotocol', { 'Sec-WebSocket-Protocol': 'stagebeurs.v2' }, 400, 'subprotocol'],
		['no Connection', { Connection: undefined }, 400, 'bad_upgrade'],
		['Connection: close', { Connection: 'close' }, 400, 'bad_upgrade'],
		['HTTP/1.0', {}, 400, 'bad_upgrade', 'GET /ws HTTP/1.0'],
		['POST', { 'Content-Length': '0' }, 400, 'bad_upgrade', 'POST /ws HTTP/1.1'],
		['HEAD', {}, 400, 'bad_upgrade', 'HEAD /ws HTTP/1.1'],
		['another path', {}, 400, 'bad_upgrade', 'GET /ws2 HTTP/1.1'],
		['a body', { 'Content-Length': '5' }, 400, 'body_not_allowed'],
	];
	for (const [what, change, status, reason, first] of WRONG)
		it(`${status} for ${what}`, async () => {
			const response = await refused(handshake(server, change, first), status, reason);
			if (status === 426) {
				assert.equal(response.headers['sec-websocket-version'], '13');
				assert.equal(response.headers.upgrade, 'websocket');
			}
		});
});

describe('the hello', () => {
	it('says who the cookie belongs to', async () => {
		const { cookie, json } = await signIn(server);
		const ws = await Ws.open(server, { Cookie: `a=b; ${cookie}; c=d` });
		assert.equal(ws.hello.me.account, json.ok.me.account);
		assert.equal(typeof ws.hello.incarnation, 'number');
		assert.ok(Math.abs(ws.hello.now_ms - Date.now()) < 60_000);
		await ws.close();
	});

	for (const cookie of ['__Host-s=', '__Host-s=x', `__Host-s=${'a'.repeat(43)}`, `__Host-s=${'a'.repeat(300)}`, 's=1', '__Host-s=é'])
		it(`says nobody for ${cookie.slice(0, 20)}`, async () => {
			const ws = await Ws.open(server, { Cookie: cookie });
			assert.equal(ws.hello.me, undefined);
			await ws.close();
		});

	it('comes before the answers to what was sent with the handshake', async () => {
		const socket = server.connect();
		const parts = [];
		socket.on('data', (d) => parts.push(d));
		const closed = new Promise((resolve) => socket.once('close', resolve));
		const list = frame(JSON.stringify({ id: 1, cmd: 'fair.list', args: {} }));
		const bye = frame(Buffer.from([3, 232]), { opcode: 8 });
		socket.write(Buffer.concat([Buffer.from(handshake(server)), list, bye]));
		await closed;
		const text = Buffer.concat(parts).toString('latin1');
		assert.ok(text.indexOf('101 Switching') < text.indexOf('"hello"'));
		assert.ok(text.indexOf('"hello"') < text.length);
	});
});

describe('a GET of /ws', () => {
	it('says what it is for', async () => {
		const response = await request(server, 'GET', '/ws');
		assert.equal(response.status, 426);
	});
});
