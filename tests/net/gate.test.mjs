// Requests as an attacker or a broken proxy writes them, byte for byte, against the real server.
// Each is answered with the status beside it; a refusal names its reason and closes.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { KEY, Server, parseResponse, raw } from './lib.mjs';

let server;
before(async () => {
	server = await Server.start({ idle_timeout_ms: 300, conn_per_address: 10000 });
});
after(() => server.stop());

const HOST = 'Host: localhost:PORT\r\n';
const CLOSE = 'Connection: close\r\n';
const ORIGIN = 'Origin: http://localhost:PORT\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';
const POST = `POST /api/v1/fair.list HTTP/1.1\r\n${HOST}${ORIGIN}${JSON_TYPE}`;
const WS = `GET /ws HTTP/1.1\r\n${HOST}${ORIGIN}Upgrade: websocket\r\nConnection: Upgrade\r\n`;
const WS_TAIL = `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${KEY}\r\nSec-WebSocket-Protocol: stagebeurs.v1\r\n`;
const get = (path, headers = '') => `GET ${path} HTTP/1.1\r\n${HOST}${CLOSE}${headers}\r\n`;
const post = (headers, body = '') => `${POST}${CLOSE}${headers}\r\n${body}`;
const many = (n) => Array.from({ length: n }, (_, i) => `X-${i}: 1\r\n`).join('');

/** [what it shows, the bytes, the status, the reason when refused] */
const REQUESTS = [
	// what is right
	['a plain request', get('/'), 200],
	['a query', get('/booth/42?lang=nl'), 200],
	['an escape that is harmless', get('/a%20b'), 200],
	['tab and spaces around a value', get('/', 'X-A:\t 1 \t\r\n'), 200],
	['an empty value', get('/', 'X-A:\r\n'), 200],
	['bytes above 127 in a value', get('/', 'X-A: caf\xe9\r\n'), 200],
	['a host in capitals', `GET / HTTP/1.1\r\nHost: LOCALHOST:PORT\r\n${CLOSE}\r\n`, 200],
	['the other name of this machine', `GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n${CLOSE}\r\n`, 200],
	['HTTP/1.0 for a page', `GET / HTTP/1.0\r\n${HOST}\r\n`, 200],
	['HEAD', `HEAD / HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, 200],
	['60 headers more', get('/', many(60)), 200],
	['a head of just below 8 KiB', get('/', `X-A: ${'a'.repeat(8000)}\r\n`), 200],
	['a command', post('Content-Length: 2\r\n', '{}'), 200],
	['a command and same-origin', post('Sec-Fetch-Site: same-origin\r\nContent-Length: 2\r\n', '{}'), 200],
	['Content-Length: 0 at a GET', get('/', 'Content-Length: 0\r\n'), 200],

	// Host
	['no Host', `GET / HTTP/1.1\r\n${CLOSE}\r\n`, 400, 'no_host'],
	['no Host in HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 400, 'no_host'],
	['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', 400, 'no_host'],
	['two equal Hosts', `GET / HTTP/1.1\r\n${HOST}${HOST}\r\n`, 400, 'duplicate_header'],
	['two Hosts', `GET / HTTP/1.1\r\n${HOST}Host: evil.example\r\n\r\n`, 400, 'duplicate_header'],
	['a foreign Host', 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 400, 'unknown_host'],
	['our Host without the port', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 'unknown_host'],
	['our Host with something behind', 'GET / HTTP/1.1\r\nHost: localhost:PORT.evil.example\r\n\r\n', 400, 'unknown_host'],

	// how long the body is
	['two lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), 400],
	['two equal lengths', post('Content-Length: 2\r\nContent-Length: 2\r\n', '{}'), 400],
	['lengths in a list', post('Content-Length: 2, 2\r\n', '{}'), 400],
	['a negative length', post('Content-Length: -1\r\n', '{}'), 400],
	['a signed length', post('Content-Length: +2\r\n', '{}'), 400],
	['a length in hex', post('Content-Length: 0x2\r\n', '{}'), 400],
	['an empty length', post('Content-Length:\r\n', '{}'), 400],
	['a length of 9 digits', post('Content-Length: 000000002\r\n', '{}'), 400, 'bad_length'],
	['a length of 23 digits', post('Content-Length: 18446744073709551618000\r\n', '{}'), 400],
	['a length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '{}'), 400],
	['chunks', post('Transfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'), 400, 'transfer_encoding'],
	['chunks behind another coding', post('Transfer-Encoding: gzip, chunked\r\n'), 400, 'transfer_encoding'],
	['identity', post('Transfer-Encoding: identity\r\n'), 400],
	['chunks at a GET', get('/', 'Transfer-Encoding: chunked\r\n'), 400, 'transfer_encoding'],
	['no length at all', post(''), 411, 'length_required'],
	['one byte too much', post('Content-Length: 16385\r\n'), 413, 'body_too_large'],
	['a body at a GET', get('/', 'Content-Length: 2\r\n'), 400, 'body_not_allowed'],
	['Expect: 100-continue', post('Content-Length: 2\r\nExpect: 100-continue\r\n'), 417, 'expectation'],

	// bytes
	['NUL in a value', get('/', 'X-A: a\0b\r\n'), 400, 'bad_byte'],
	['NUL in a name', get('/', 'X\0A: b\r\n'), 400, 'bad_byte'],
	['NUL in the target', get('/a\0b'), 400, 'bad_byte'],
	['DEL in a value', get('/', 'X-A: a\x7fb\r\n'), 400, 'bad_byte'],
	['a vertical tab', get('/', 'X-A: a\x0bb\r\n'), 400, 'bad_byte'],
	['ESC in a value', get('/', 'X-A: \x1b[2J\r\n'), 400, 'bad_byte'],
	['bare LF', `GET / HTTP/1.1\n${HOST}\r\n`, 400, 'bare_lf'],
	['bare LF all through', 'GET / HTTP/1.1\nHost: localhost:PORT\n\n', 400, 'bare_lf'],
	['bare LF between headers', get('/', 'X-A: 1\nX-B: 2\r\n'), 400, 'bare_lf'],
	['bare CR', get('/', 'X-A: 1\rX-B: 2\r\n'), 400, 'bare_cr'],
	['a folded header', get('/', 'X-A: 1\r\n 2\r\n'), 400, 'folded_header'],
	['a header folded by a tab', get('/', 'X-A: 1\r\n\t2\r\n'), 400, 'folded_header'],
	['a first header that is folded', `GET / HTTP/1.1\r\n X-A: 1\r\n${HOST}\r\n`, 400, 'folded_header'],
	['space before a colon', `GET / HTTP/1.1\r\n${HOST}X-A : 1\r\n\r\n`, 400],
	['space before the colon of Host', 'GET / HTTP/1.1\r\nHost : localhost:PORT\r\n\r\n', 400],
	['space before the colon of Content-Length', post('Content-Length : 2\r\n', '{}'), 400],
	['no colon', get('/', 'X-A\r\n'), 400],
	['no name', get('/', ': 1\r\n'), 400],
	['a name in brackets', get('/', 'X(A): 1\r\n'), 400],
	['a TLS hello', Buffer.from('16030100c8010000c40303', 'hex'), 400, 'bad_byte'],
	['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
	['an empty line first', `\r\n${get('/')}`, 400],

	// the request line
	['an absolute target', get('http://localhost:PORT/'), 400],
	['an absolute target elsewhere', get('http://evil.example/'), 400],
	['an asterisk', get('*'), 400],
	['a fragment', get('/#a'), 400],
	['..', get('/../etc/passwd'), 400, 'bad_target'],
	['.. in the middle', get('/assets/../../etc/passwd'), 400, 'bad_target'],
	['escaped ..', get('/%2e%2e/etc/passwd'), 400, 'bad_target'],
	['half escaped ..', get('/.%2E/etc/passwd'), 400, 'bad_target'],
	['%00', get('/index.html%00.js'), 400, 'bad_target'],
	['an escaped line feed', get('/a%0d%0aX: 1'), 400],
	['a backslash', get('/..\\etc'), 400],
	['an escaped backslash', get('/%5cetc'), 400, 'bad_target'],
	['two slashes', get('//evil.example/'), 400],
	['an escaped slash behind a slash', get('/%2fevil.example'), 400, 'bad_target'],
	['an escape that is none', get('/%zz'), 400, 'bad_target'],
	['an escape cut off', get('/%2'), 400, 'bad_target'],
	['bytes above 127 in the target', get('/caf\xe9'), 400],
	['two spaces', `GET  / HTTP/1.1\r\n${HOST}\r\n`, 400],
	['no version', `GET /\r\n${HOST}\r\n`, 400],
	['HTTP/0.9', `GET / HTTP/0.9\r\n${HOST}\r\n`, 400],
	['HTTP/1.2', `GET / HTTP/1.2\r\n${HOST}\r\n`, 400],
	['HTTP/2.0', `GET / HTTP/2.0\r\n${HOST}\r\n`, 400],
	['a version with a longer number', `GET / HTTP/1.10\r\n${HOST}\r\n`, 400],
	['small letters', `get / HTTP/1.1\r\n${HOST}\r\n`, 400, 'bad_method'],
	...['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'PROPFIND', 'BREW'].map((method) => [
		method,
		`${method} / HTTP/1.1\r\n${HOST}\r\n`,
		400,
	]),

	// size
	['a head above 8 KiB', get('/', `X-A: ${'a'.repeat(8200)}\r\n`), 400, 'head_too_large'],
	['a target above 8 KiB', get(`/${'a'.repeat(9000)}`), 400, 'head_too_large'],
	['a head that never ends', `GET / HTTP/1.1\r\n${many(1500)}`, 400, 'head_too_large'],
	['65 headers', get('/', many(63)), 400, 'too_many_headers'],

	// where it comes from
	['a command without Origin', `POST /api/v1/fair.list HTTP/1.1\r\n${HOST}${CLOSE}${JSON_TYPE}Content-Length: 2\r\n\r\n{}`, 403, 'no_origin'],
	['a command from elsewhere', `POST /api/v1/fair.list HTTP/1.1\r\n${HOST}Origin: https://evil.example\r\n${JSON_TYPE}Content-Length: 2\r\n\r\n{}`, 403, 'foreign_origin'],
	['a command from null', `POST /api/v1/fair.list HTTP/1.1\r\n${HOST}Origin: null\r\n${JSON_TYPE}Content-Length: 2\r\n\r\n{}`, 403, 'foreign_origin'],
	['two Origins', post('Origin: http://localhost:PORT\r\nContent-Length: 2\r\n', '{}'), 400, 'duplicate_header'],
	['a cross-site command', post('Sec-Fetch-Site: cross-site\r\nContent-Length: 2\r\n', '{}'), 403, 'cross_site'],
	['a same-site command', post('Sec-Fetch-Site: same-site\r\nContent-Length: 2\r\n', '{}'), 403, 'cross_site'],

	// upgrades
	['h2c', get('/', 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n'), 400, 'bad_upgrade'],
	['an unknown upgrade', get('/ws', 'Upgrade: x\r\n'), 400, 'bad_upgrade'],
	['two upgrades in one', `${WS.replace('websocket', 'websocket, h2c')}${WS_TAIL}\r\n`, 400, 'bad_upgrade'],
	['a WebSocket elsewhere', `${WS.replace('/ws', '/')}${WS_TAIL}\r\n`, 400, 'bad_upgrade'],
	['a GET of /ws', get('/ws'), 426, 'websocket_version'],
];

describe('the gate', () => {
	for (const [what, bytes, status, reason] of REQUESTS) {
		it(`${status}: ${what}`, async () => {
			const sent = Buffer.isBuffer(bytes)
				? bytes
				: Buffer.from(bytes.replaceAll('PORT', server.port), 'latin1');
			const isHead = sent.subarray(0, 4).toString() === 'HEAD';
			const got = await raw(server, sent);
			const response = parseResponse(got, isHead);
			assert.ok(response, `no response: ${got}`);
			assert.equal(response.status, status, response.body.toString());
			if (reason) assert.equal(response.body.toString(), `${reason}\n`);
			if (status >= 400) assert.equal(response.headers.connection, 'close');
			assert.equal(response.rest.length, 0, 'one answer, and nothing behind it');
			assert.match(response.headers['content-security-policy'], /default-src 'none'/);
		});
	}

	it('has at least 60 requests', () => assert.ok(REQUESTS.length >= 60));

	it('does not read a second request behind one that it refused', async () => {
		const smuggled = post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', `{}${get('/')}`);
		const got = await raw(server, smuggled.replaceAll('PORT', server.port));
		assert.equal(got.toString().match(/HTTP\/1\.1 /g).length, 1);
	});

	it('counts refusals by reason', async () => {
		const metrics = await server.metrics();
		assert.ok(metrics['stagebeurs_net_refused_total{reason="bare_lf"}'] >= 3);
		assert.ok(metrics['stagebeurs_net_refused_total{reason="unknown_host"}'] >= 3);
	});

	it('takes a head that comes byte by byte', async () => {
		const socket = server.connect();
		const parts = [];
		socket.on('data', (d) => parts.push(d));
		const closed = new Promise((resolve) => socket.once('close', resolve));
		for (const c of get('/').replaceAll('PORT', server.port)) {
			socket.write(c);
			await new Promise(setImmediate);
		}
		await closed;
		assert.equal(parseResponse(Buffer.concat(parts)).status, 200);
	});
});
