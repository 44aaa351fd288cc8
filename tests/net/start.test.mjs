// Starting and stopping: what a wrong configuration says, TLS, a socket that is handed over, limits
// of the machine, and a clean end.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import tls from 'node:tls';
import { BIN, HttpConnection, Server, Ws, closed, frame, makeDir, makeWeb, raw, request, runToEnd, signIn, soon } from './lib.mjs';

describe('a wrong configuration ends with one clear line', () => {
	let dir;
	let web;
	let key;
	let cert;
	before(() => {
		dir = makeDir();
		web = makeWeb(dir);
		({ key, cert } = makeCertificate(dir));
		mkdirSync(join(dir, 'empty'));
		writeFileSync(join(dir, 'garbage.pem'), 'garbage\n');
		writeFileSync(join(dir, 'bad.conf'), '# a comment\n\nport = 8080\nio_threads = many\n');
		writeFileSync(join(dir, 'typo.conf'), 'prot = 8080\n');
		writeFileSync(join(dir, 'line.conf'), 'port 8080\n');
	});

	const serve = (...more) => runToEnd(['serve', `--data=${dir}/data`, `--web=${web}`, '--port=0', ...more]);

	/** [what it shows, arguments, exit code, what the line says] */
	const WRONG = [
		['a port out of range', () => ['--port=99999'], 78, /port: "99999" \(from --port=99999\) .*whole number from 0 to 65535/],
		['a port that is no number', () => ['--port=http'], 78, /port: "http".*from 0 to 65535/],
		['an unknown key', () => ['--prot=1'], 78, /prot .*is not a key; is port meant\?/],
		['a key that is like none', () => ['--xyzzyxyzzy=1'], 78, /xyzzyxyzzy .*is not a key; stagebeurs --help/],
		['a missing value', () => ['--port'], 78, /--port needs a value/],
		['a bad line of a file', () => [`--config=${dir}/bad.conf`], 78, /io_threads: "many" \(from .*bad\.conf:4\)/],
		['an unknown key of a file', () => [`--config=${dir}/typo.conf`], 78, /prot \(from .*typo\.conf:1\) is not a key; is port meant/],
		['a line that is none', () => [`--config=${dir}/line.conf`], 78, /line\.conf:1: a line must read key = value/],
		['a file that is not there', () => [`--config=${dir}/none.conf`], 78, /config: cannot read .*none\.conf: No such file/],
		['a level that is none', () => ['--log_level=loud'], 78, /log_level: "loud".*debug, info, warn, error/],
		['an origin with a path', () => ['--origins=https://beurs.nl/'], 78, /origins: .*https:\/\/host/],
		['an address that is a name', () => ['--listen=localhost'], 78, /key=listen value=localhost/],
		['an address of another machine', () => ['--listen=192.0.2.1'], 78, /event=cannot_listen listen=192\.0\.2\.1/],
		['no web directory', () => [`--web=${dir}/nowhere`], 78, /key=web directory=\S+nowhere/],
		['an empty web directory', () => [`--web=${dir}/empty`], 78, /key=web .*no index\.html/],
		['a certificate without its key', () => [`--tls_cert=${cert}`], 78, /tls_key: tls_cert and tls_key must be given together/],
		['a certificate that is not there', () => ['--tls_cert=/nowhere.pem', `--tls_key=${key}`], 78, /event=bad_certificate key=tls_cert file=\/nowhere\.pem .*No such file/],
		['a certificate that is none', () => [`--tls_cert=${dir}/garbage.pem`, `--tls_key=${key}`], 78, /event=bad_certificate key=tls_cert/],
		['a key that is none', () => [`--tls_cert=${cert}`, `--tls_key=${dir}/garbage.pem`], 78, /event=bad_certificate key=tls_key/],
		['a key of another certificate', () => [`--tls_cert=${cert}`, `--tls_key=${makeCertificate(dir, 'other').key}`], 78, /event=bad_certificate key=tls_key .*mismatch/],
		['TURN without its secret', () => ['--turn_urls=turn:localhost:3478'], 78, /turn_secret/],
		['a data directory that cannot be', () => ['--data=/proc/nowhere'], 78, /key=data directory=\/proc\/nowhere/],
		['a word too many', () => ['now'], 64, /"now" is one word too many/],
	];
	for (const [what, args, code, says] of WRONG)
		it(what, async () => {
			const end = await serve(...args());
			assert.match(end.err, says);
			assert.equal(end.code, code, end.err);
			assert.doesNotMatch(end.err, /event=listening/);
			assert.equal(end.err.trim().split('\n').length, 1, end.err);
		});

	it('a port in use', async () => {
		const other = net.createServer();
		other.listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address();
		const end = await serve(`--port=${port}`);
		other.close();
		assert.equal(end.code, 71);
		assert.match(end.err, new RegExp(`event=cannot_listen listen=127\\.0\\.0\\.1 port=${port} .*in use`));
	});

	it('a second server on the same data', async () => {
		const first = await Server.start();
		try {
			const end = await runToEnd(['serve', `--data=${first.data}`, `--web=${web}`, '--port=0']);
			assert.notEqual(end.code, 0);
			assert.ok(end.err.length > 0);
			assert.equal((await request(first, 'GET', '/healthz')).status, 200, 'the first goes on');
		} finally {
			await first.stop();
		}
	});

	it('a value of the environment names its variable', async () => {
		const end = await runToEnd(['serve'], { env: { ...process.env, STAGEBEURS_PORT: 'x' } });
		assert.match(end.err, /port: "x" \(from STAGEBEURS_PORT\)/);
	});

	it('the secret is not shown', async () => {
		const end = await serve(`--turn_secret=${'hush'.repeat(100)}`);
		assert.doesNotMatch(end.err, /"hush|hushhush.*hushhush"/);
		assert.equal(end.code, 78);
	});

	it('no subcommand, an unknown one', async () => {
		assert.equal((await runToEnd([])).code, 64);
		const end = await runToEnd(['dance']);
		assert.equal(end.code, 64);
		assert.match(end.err, /"dance" is no subcommand/);
	});

	it('--help lists every subcommand and key', async () => {
		for (const args of [['--help'], ['serve', '--help']]) {
			const { code, out } = await runToEnd(args);
			assert.equal(code, 0);
			for (const word of ['serve', 'import', 'backup', '--port=8080', '--origins=', '(0..65535)', '--tls_cert'])
				assert.ok(out.includes(word), word);
		}
	});
});

describe('where settings come from', () => {
	it('the command line beats the environment beats the file', async () => {
		const dir = makeDir();
		writeFileSync(join(dir, 'some.conf'), 'listen = 127.0.0.3\nmetrics_open = yes\norigins = http://beurs.example , https://x.example\n');
		const server = await Server.start({ config: join(dir, 'some.conf'), listen: '127.0.0.1' }, { env: { STAGEBEURS_LISTEN: '127.0.0.2', STAGEBEURS_METRICS_OPEN: 'no' } });
		try {
			assert.match(server.log, /address=127\.0\.0\.1 /);
			const { status } = await request(server, 'GET', '/healthz', { Host: 'beurs.example' });
			assert.equal(status, 200, 'the origins of the file name the hosts');
			assert.equal((await request(server, 'GET', '/healthz')).status, 400);
			const metrics = await request(server, 'GET', '/metrics', { Host: 'x.example', 'X-Forwarded-For': '192.0.2.1' });
			assert.equal(metrics.status, 403);
		} finally {
			await server.stop();
		}
	});
});

describe('the address', () => {
	const listeners = (port) =>
		['/proc/net/tcp', '/proc/net/tcp6']
			.flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
			.map((line) => line.trim().split(/\s+/))
			.filter((f) => f[3] === '0A' && parseInt(f[1]?.split(':')[1], 16) === port)
			.map((f) => f[1].split(':')[0]);

	it('127.0.0.1 is bound, and nothing else', async () => {
		const server = await Server.start();
		try {
			assert.deepEqual(listeners(server.port), ['0100007F']);
		} finally {
			await server.stop();
		}
	});

	it('::1 is bound, and nothing else', async () => {
		const server = await Server.start({ listen: '::1' });
		try {
			assert.deepEqual(listeners(server.port), ['00000000000000000000000001000000']);
			const socket = net.connect(server.port, '::1');
			await once(socket, 'connect');
			socket.write(`GET /metrics HTTP/1.1\r\nHost: [::1]:${server.port}\r\n\r\n`);
			const [data] = await once(socket, 'data');
			assert.match(data.toString(), /^HTTP\/1\.1 200/, 'it is this machine');
			socket.destroy();
		} finally {
			await server.stop();
		}
	});

	it('a socket that was handed over is taken', async () => {
		const held = net.createServer();
		held.listen(0, '127.0.0.1');
		await once(held, 'listening');
		const { port } = held.address();
		const dir = makeDir();
		const script = 'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$0" serve --port=1 "$@"';
		const child = spawn('sh', ['-c', script, BIN, `--data=${dir}/data`, `--web=${makeWeb(dir)}`], {
			stdio: ['ignore', 'ignore', 'pipe', held._handle.fd],
		});
		let log = '';
		await soon(
			new Promise((resolve) => {
				child.stderr.on('data', (d) => {
					log += d;
					if (log.includes('event=ready')) resolve();
				});
				child.once('close', resolve);
			}),
			'it to be ready',
		);
		held.close();
		assert.match(log, /event=socket_inherited/);
		assert.match(log, new RegExp(`event=listening .*port=${port}`));
		assert.equal((await request({ port, connect: () => net.connect(port, '127.0.0.1') }, 'GET', '/healthz')).status, 200);
		child.kill('SIGTERM');
		assert.deepEqual(await once(child, 'close'), [0, null]);
	});
});

describe('several threads', () => {
	it('share the work, and a session ends on all of them', async () => {
		const server = await Server.start({ io_threads: 4 });
		try {
			const { cookie } = await signIn(server);
			const sockets = await Promise.all(Array.from({ length: 12 }, () => Ws.open(server, { Cookie: cookie })));
			await Promise.all(sockets.map((ws) => ws.call('subscribe', { topic: 'me' })));
			assert.equal((await server.metrics()).stagebeurs_net_subscriptions, 12);
			await sockets[0].call('session.end', {});
			for (const ws of sockets) assert.equal(await ws.ended(), 4401);
		} finally {
			await server.stop();
		}
	});
});

describe('limits', () => {
	it('an address may hold so many connections, and new ones when it lets go', async () => {
		const server = await Server.start({ conn_per_address: 5 });
		try {
			const held = Array.from({ length: 5 }, () => new HttpConnection(server));
			for (const one of held) assert.equal((await one.ask('GET', '/healthz')).status, 200);
			assert.equal((await raw(server, 'GET')).length, 0);
			held[0].close();
			for (;;) {
				const answer = await request(server, 'GET', '/healthz').catch(() => null);
				if (answer) break;
			}
			const metrics = await held[1].ask('GET', '/metrics');
			assert.match(metrics.body.toString(), /dropped_total\{reason="per_address"\} [1-9]/);
			for (const one of held) one.close();
		} finally {
			await server.stop();
		}
	});

	it('a trusted proxy is not bound by that', async () => {
		const server = await Server.start({ conn_per_address: 2, trusted_proxies: '192.0.2.1, 127.0.0.1' });
		try {
			const held = Array.from({ length: 10 }, () => new HttpConnection(server));
			for (const one of held) assert.equal((await one.ask('GET', '/healthz')).status, 200);
			for (const one of held) one.close();
		} finally {
			await server.stop();
		}
	});

	it('not even a descriptor to refuse with: it looks away for a moment, and comes back', async () => {
		const server = await Server.start();
		const limit = (n) => execFileSync('prlimit', ['--pid', String(server.child.pid), `--nofile=${n}:`]);
		try {
			limit(3); // what it was started with, and nothing more
			const waiting = Array.from({ length: 3 }, () => server.connect());
			const before = server.cpuTicks();
			await new Promise((r) => setTimeout(r, 1000));
			const ticks = server.cpuTicks() - before;
			assert.ok(ticks <= 30, `it does not spin (${ticks} hundredths of a second in a second)`);
			limit(1000);
			assert.equal((await request(server, 'GET', '/healthz')).status, 200);
			for (const socket of waiting) socket.destroy();
		} finally {
			await server.stop();
		}
	});

	it('no descriptors left: nobody spins, and it recovers', async () => {
		const dir = makeDir();
		const child = spawn('sh', ['-c', 'ulimit -n 90; exec "$0" serve --port=0 "$@"', BIN, `--data=${dir}/data`, `--web=${makeWeb(dir)}`], { stdio: ['ignore', 'ignore', 'pipe'] });
		try {
			let log = '';
			const port = await soon(
				new Promise((resolve, reject) => {
					child.stderr.on('data', (d) => {
						log += d;
						const line = /port=(\d+)[^]*event=ready/.exec(log);
						if (line) resolve(Number(line[1]));
					});
					child.once('close', () => reject(new Error(log)));
				}),
				'it to be ready',
			);
			const server = Object.assign(new Server(), { port, child, dir, log });
			const held = Array.from({ length: 150 }, () => {
				const socket = server.connect();
				socket.isShed = closed(socket).then(() => true);
				return socket;
			});
			assert.ok(await soon(Promise.race(held.map((s) => s.isShed)), 'some to be turned away'));
			// It comes to rest once all were turned away; who spins never does.
			let ticks = Infinity;
			for (const deadline = Date.now() + 10_000; ticks > 15 && Date.now() < deadline; ) {
				const before = server.cpuTicks();
				await new Promise((r) => setTimeout(r, 500));
				ticks = server.cpuTicks() - before;
			}
			assert.ok(ticks <= 15, `it does not spin (${ticks} hundredths of a second in half a second)`);
			for (const socket of held) socket.destroy();
			for (;;) {
				const answer = await request(server, 'GET', '/metrics').catch(() => null);
				if (answer) {
					assert.match(answer.body.toString(), /reason="no_descriptors"\} [1-9]/);
					break;
				}
			}
			child.kill('SIGTERM');
			assert.deepEqual(await soon(once(child, 'close'), 'it to stop'), [0, null]);
		} finally {
			child.kill('SIGKILL'); // nothing where it has ended
		}
	});
});

function makeCertificate(dir, name = 'server') {
	const key = join(dir, `${name}.key`);
	const cert = join(dir, `${name}.crt`);
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
	return { key, cert };
}

describe('TLS', () => {
	let server;
	before(async () => {
		const dir = makeDir();
		const { key, cert } = makeCertificate(dir);
		server = await Server.start({ tls_cert: cert, tls_key: key, handshake_timeout_ms: 1000, close_timeout_ms: 200, heartbeat_ms: 600 }, { dir });
	});
	after(() => server.stop());

	const shake = (options) =>
		new Promise((resolve, reject) => {
			const socket = tls.connect({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
				resolve({ alpn: socket.alpnProtocol, version: socket.getProtocol(), cipher: socket.getCipher().name });
				socket.destroy();
			});
			socket.once('error', reject);
		});

	it('serves files and HSTS', async () => {
		const { status, headers, body } = await request(server, 'GET', '/assets/figtree-9z.woff2');
		assert.equal(status, 200);
		assert.equal(body.length, 3_000_000);
		assert.equal(headers['strict-transport-security'], 'max-age=63072000; includeSubDomains');
	});

	it('carries a WebSocket', async () => {
		const ws = await Ws.open(server);
		assert.ok((await ws.call('fair.list', {})).ok);
		ws.send(Buffer.concat(Array.from({ length: 100 }, (_, i) => frame(`${i}`, { opcode: 9 }))));
		await ws.until(() => ws.frames.some((f) => f.opcode === 10 && f.payload.toString() === '99'), 'the last pong');
		assert.equal(await ws.close(), 1000);
	});

	it('lasts when the deadline of its handshake is long past', async () => {
		const ws = await Ws.open(server);
		for (let n = 0; n < 6; n++) await ws.message((m) => m.hb); // over three times that deadline
		assert.ok((await ws.call('fair.list', {})).ok);
		assert.equal(await ws.close(), 1000);
	});

	it('is 1.2 or 1.3 with forward secrecy, nothing older', async () => {
		assert.equal((await shake({})).version, 'TLSv1.3');
		const old = await shake({ maxVersion: 'TLSv1.2' });
		assert.equal(old.version, 'TLSv1.2');
		assert.match(old.cipher, /^ECDHE-.*(GCM|CHACHA20)/);
		await assert.rejects(shake({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }));
		await assert.rejects(shake({ maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' }));
	});

	it('never speaks HTTP/2', async () => {
		assert.equal((await shake({ ALPNProtocols: ['h2', 'http/1.1'] })).alpn, 'http/1.1');
		const only = await shake({ ALPNProtocols: ['h2'] }).catch(() => ({ alpn: false }));
		assert.notEqual(only.alpn, 'h2');
	});

	it('is not the plain origin', async () => {
		await assert.rejects(Ws.open(server, { Origin: `http://localhost:${server.port}` }), /403/);
	});

	it('closes on plain HTTP and on garbage', async () => {
		const plain = { connect: () => net.connect(server.port, '127.0.0.1').on('error', () => {}) };
		for (const bytes of ['GET / HTTP/1.1\r\n\r\n', 'x'.repeat(5000), '\x16\x03\x01\xff\xff'])
			assert.doesNotMatch((await raw(plain, bytes)).toString('latin1'), /HTTP/);
	});

	it('closes on who never begins the handshake', async () => {
		const socket = net.connect(server.port, '127.0.0.1').on('error', () => {});
		await soon(closed(socket), 'the silent one to be closed', 8000);
	});

	it('leaks no descriptor for handshakes that fail', async () => {
		const plain = { connect: () => net.connect(server.port, '127.0.0.1').on('error', () => {}) };
		await Promise.all(Array.from({ length: 50 }, () => raw(plain, 'GET / HTTP/1.1\r\n\r\n')));
		const n = () => readdirSync(`/proc/${server.child.pid}/fd`).length;
		await server.metric('stagebeurs_net_connections{kind="http"}', (open) => open === 1);
		assert.ok(n() < 40, `${n()} descriptors are open`);
	});
});

describe('a stop', () => {
	it('says bye with a spread, closes with 1001, ends with 0', async () => {
		const server = await Server.start({ return_ms: 700 });
		const sockets = await Promise.all(Array.from({ length: 30 }, () => Ws.open(server)));
		const idle = new HttpConnection(server);
		await idle.ask('GET', '/');
		server.child.kill('SIGTERM');
		const times = new Set();
		for (const ws of sockets) {
			const { bye } = await ws.message((m) => m.bye);
			assert.equal(bye.reason, 'restart');
			assert.ok(bye.retry_ms >= 0 && bye.retry_ms <= 700);
			times.add(bye.retry_ms);
			assert.equal(await ws.ended(), 1001);
		}
		assert.ok(times.size > 10, 'they do not all come back at once');
		await soon(idle.closed, 'the idle connection to close');
		await server.stop();
		assert.match(server.log, /event=stopping [\s\S]*event=stopped/);
	});

	it('SIGINT is as good', async () => {
		const server = await Server.start();
		server.child.kill('SIGINT');
		assert.deepEqual(await soon(server.ended, 'it to end'), [0, null]);
	});

	it('answers what it took, and nothing that it answered is lost', async () => {
		const server = await Server.start();
		const dir = server.dir;
		const { cookie } = await signIn(server);
		const ws = await Ws.open(server, { Cookie: cookie });
		const locales = ['en', 'nl'];
		for (let id = 1; id <= 40; id++)
			ws.sendJson({ id, cmd: 'account.set_locale', key: `key-${id}-${'0'.repeat(8)}`, args: { locale: locales[id % 2] } });
		await ws.message((m) => m.re === 1);
		server.child.kill('SIGTERM');
		await ws.ended();
		const answered = ws.messages.filter((m) => m.re && m.ok).map((m) => m.re);
		const last = Math.max(...answered);
		assert.deepEqual(await soon(server.ended, 'it to end'), [0, null]);
		const again = await Server.start({}, { dir });
		try {
			const back = await Ws.open(again, { Cookie: cookie });
			assert.equal(back.hello.me.locale, locales[last % 2]);
			await back.close();
		} finally {
			await again.stop();
		}
	});

	it('does not wait for who does not read', async () => {
		const server = await Server.start({ stop_timeout_ms: 500, close_timeout_ms: 60_000, conn_send_bytes: 4096 });
		const connection = new HttpConnection(server);
		connection.ask('GET', '/assets/figtree-9z.woff2').catch(() => {});
		connection.socket.pause();
		await server.metric('stagebeurs_net_lagging_connections', (n) => n >= 1);
		const since = performance.now();
		await server.stop();
		assert.ok(performance.now() - since < 5000);
		connection.close();
	});

	it('removes its local socket', async () => {
		const server = await Server.start();
		const path = join(server.data, 'stagebeurs.sock');
		assert.ok(existsSync(path));
		server.child.kill('SIGTERM');
		await server.ended;
		assert.ok(!existsSync(path));
	});

	it('a stale local socket of a process that died is no obstacle', async () => {
		const server = await Server.start();
		server.child.kill('SIGKILL');
		await server.ended;
		const again = await Server.start({}, { dir: server.dir });
		await again.stop();
	});
});
