// The client's files: types, caching, compression, and the headers that every answer carries.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { HttpConnection, INDEX, SCRIPT, Server, request } from './lib.mjs';

let server;
before(async () => {
	server = await Server.start();
});
after(() => server.stop());

const SCRIPT_PATH = '/assets/main-1a2b3c.js';

describe('files', () => {
	for (const [path, type, cache] of [
		['/', 'text/html; charset=utf-8', 'no-cache'],
		['/index.html', 'text/html; charset=utf-8', 'no-cache'],
		['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
		[SCRIPT_PATH, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
		['/assets/main-1a2b3c.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
		['/assets/figtree-9z.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
	])
		it(`${path} is ${type}, ${cache}`, async () => {
			const { status, headers, body } = await request(server, 'GET', path);
			assert.equal(status, 200);
			assert.equal(headers['content-type'], type);
			assert.equal(headers['cache-control'], cache);
			assert.match(headers.etag, /^"[\w-]{22}"$/);
			assert.equal(Number(headers['content-length']), body.length);
		});

	for (const path of ['/beurs', '/stand/42', '/stand/42?tab=chat', '/in', '/a/b/c/'])
		it(`${path} is a route of the client`, async () => {
			const { status, headers, body } = await request(server, 'GET', path);
			assert.equal(status, 200);
			assert.equal(body.toString(), INDEX);
			assert.equal(headers['cache-control'], 'no-cache');
		});

	for (const path of ['/nope.js', '/assets/nope-1.js', '/.hidden', '/favicon.ico', '/assets/main-1a2b3c.js.br'])
		it(`${path} is not there`, async () => assert.equal((await request(server, 'GET', path)).status, 404));

	it('three megabytes arrive whole', async () => {
		const { body } = await request(server, 'GET', '/assets/figtree-9z.woff2');
		assert.equal(body.length, 3_000_000);
	});
});

describe('compression', () => {
	const ask = (encoding) => request(server, 'GET', SCRIPT_PATH, encoding === null ? {} : { 'Accept-Encoding': encoding });

	for (const encoding of ['br', 'gzip, deflate, br', 'gzip;q=1.0, br;q=0.1', 'BR', 'br;q=0.001'])
		it(`br for "${encoding}"`, async () => {
			const { headers, body } = await ask(encoding);
			assert.equal(headers['content-encoding'], 'br');
			assert.equal(headers.vary, 'Accept-Encoding');
			assert.equal(brotliDecompressSync(body).toString(), SCRIPT);
		});

	for (const encoding of [null, '', 'gzip', 'br;q=0', 'br;q=0.000', 'br ; q=0', 'identity', '*', 'brotli'])
		it(`none for ${encoding === null ? 'no header' : `"${encoding}"`}`, async () => {
			const { headers, body } = await ask(encoding);
			assert.equal(headers['content-encoding'], undefined);
			assert.equal(headers.vary, 'Accept-Encoding');
			assert.equal(body.toString(), SCRIPT);
		});

	it('has an ETag of its own', async () => {
		const [plain, br] = [await ask(null), await ask('br')];
		assert.notEqual(plain.headers.etag, br.headers.etag);
	});
});

describe('304', () => {
	it('for who has it', async () => {
		const { headers } = await request(server, 'GET', '/');
		for (const tag of [headers.etag, `W/${headers.etag}`, `"x", ${headers.etag}`, '*']) {
			const again = await request(server, 'GET', '/', { 'If-None-Match': tag });
			assert.equal(again.status, 304, tag);
			assert.equal(again.body.length, 0);
			assert.equal(again.headers.etag, headers.etag);
			assert.equal(again.headers['cache-control'], 'no-cache');
			assert.equal(again.headers['content-length'], undefined);
		}
	});

	it('not for who has another one', async () => {
		const { status } = await request(server, 'GET', '/', { 'If-None-Match': '"x", "y"' });
		assert.equal(status, 200);
	});

	it('leaves the connection usable', async () => {
		const connection = new HttpConnection(server);
		const { headers } = await connection.ask('GET', '/');
		assert.equal((await connection.ask('GET', '/', { 'If-None-Match': headers.etag })).status, 304);
		assert.equal((await connection.ask('GET', '/')).body.toString(), INDEX);
		connection.close();
	});
});

describe('connections', () => {
	it('serve one request after another', async () => {
		const connection = new HttpConnection(server);
		for (const path of ['/', SCRIPT_PATH, '/healthz', '/nope.js', '/']) {
			const { headers } = await connection.ask('GET', path);
			assert.equal(headers.connection, 'keep-alive');
		}
		connection.close();
	});

	it('answer HEAD like GET, without the body', async () => {
		const connection = new HttpConnection(server);
		const head = await connection.ask('HEAD', SCRIPT_PATH);
		const got = await connection.ask('GET', SCRIPT_PATH);
		for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary'])
			assert.equal(head.headers[name], got.headers[name], name);
		assert.equal(head.body.length, 0);
		connection.close();
	});

	it('answer requests that were sent at once, in order', async () => {
		const connection = new HttpConnection(server);
		const host = `Host: localhost:${server.port}\r\n`;
		const args = `Origin: ${server.origin}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
		connection.socket.write(
			`GET / HTTP/1.1\r\n${host}\r\nPOST /api/v1/fair.list HTTP/1.1\r\n${host}${args}` +
				`GET /nope.js HTTP/1.1\r\n${host}\r\nGET /healthz HTTP/1.1\r\n${host}\r\n`,
		);
		assert.equal((await connection.next()).body.toString(), INDEX);
		assert.equal((await connection.next()).body.toString(), '{"seq":0,"ok":{"fairs":[]}}');
		assert.equal((await connection.next()).status, 404);
		assert.equal((await connection.next()).body.toString(), 'ok\n');
		connection.close();
	});

	it('close when asked to', async () => {
		const connection = new HttpConnection(server);
		const { headers } = await connection.ask('GET', '/', { Connection: 'close' });
		assert.equal(headers.connection, 'close');
		await connection.closed;
	});
});

describe('every answer', () => {
	for (const [method, path] of [
		['GET', '/'],
		['GET', SCRIPT_PATH],
		['GET', '/nope.js'],
		['GET', '/healthz'],
		['GET', '/metrics'],
		['GET', '/ws'],
		['GET', '/api/v1/fair.list'],
		['POST', '/api/v1/fair.list'],
		['POST', '/'],
		['PUT', '/'],
	])
		it(`${method} ${path} carries the security headers`, async () => {
			const { headers } = await request(server, method, path);
			assert.equal(
				headers['content-security-policy'],
				"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
					"media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
					"manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
					"require-trusted-types-for 'script'; trusted-types worker",
			);
			assert.equal(headers['x-content-type-options'], 'nosniff');
			assert.equal(headers['referrer-policy'], 'no-referrer');
			assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
			assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
			assert.equal(
				headers['permissions-policy'],
				'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
			);
			assert.equal(headers['strict-transport-security'], undefined, 'not without TLS');
			assert.match(headers.date, /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
			assert.ok(headers['cache-control']);
		});
});

describe('methods', () => {
	it('POST of a page is not allowed', async () => {
		const { status, headers } = await request(server, 'POST', '/', { Origin: server.origin });
		assert.equal(status, 405);
		assert.equal(headers.allow, 'GET, HEAD');
	});

	it('GET of a command is not allowed', async () => {
		const { status, headers } = await request(server, 'GET', '/api/v1/fair.list');
		assert.equal(status, 405);
		assert.equal(headers.allow, 'POST');
	});
});

describe('for operators', () => {
	it('/healthz says ok', async () => {
		const { status, body } = await request(server, 'GET', '/healthz');
		assert.equal(status, 200);
		assert.equal(body.toString(), 'ok\n');
	});

	it('/metrics has the engine, the connections and the drops', async () => {
		const { headers, body } = await request(server, 'GET', '/metrics');
		assert.match(headers['content-type'], /^text\/plain; version=0\.0\.4/);
		const text = body.toString();
		for (const name of [
			'stagebeurs_commands_total',
			'stagebeurs_command_seconds_bucket',
			'stagebeurs_net_connections{kind="websocket"}',
			'stagebeurs_net_frames_sent_total',
			'stagebeurs_net_received_bytes_total',
			'stagebeurs_net_dropped_total{reason="slow_reader"}',
			'stagebeurs_net_refused_total{reason="no_host"}',
		])
			assert.ok(text.includes(name), name);
		for (const line of text.trimEnd().split('\n'))
			assert.match(line, /^(# (HELP|TYPE) \S+ .+|[a-z_]+(\{[^}]*\})? -?[\d.e+]+)$/);
	});

	it('/metrics is for this machine alone, also behind a proxy on it', async () => {
		for (const name of ['X-Forwarded-For', 'Forwarded']) {
			const { status } = await request(server, 'GET', '/metrics', { [name]: '203.0.113.7' });
			assert.equal(status, 403);
		}
	});

	it('/metrics is for all where the operator says so', async () => {
		const open = await Server.start({ metrics_open: 'yes' });
		try {
			const { status } = await request(open, 'GET', '/metrics', { 'X-Forwarded-For': '203.0.113.7' });
			assert.equal(status, 200);
		} finally {
			await open.stop();
		}
	});
});
