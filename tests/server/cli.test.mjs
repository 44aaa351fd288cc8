// The subcommands beside `serve`, on the real binary: with a server they speak to it, without one
// they do the same by themselves; what is wrong is said in words and by sysexits' codes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { copyFile, mkdir, mkdtemp, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Server } from '../lib/server.mjs';

const top = resolve(import.meta.dirname, '../..');
const bin = process.env.STAGEBEURS_BIN ?? join(top, 'build/release/stagebeurs');
const USAGE = 64, DATA = 65, NO_INPUT = 66, UNAVAILABLE = 69, CANNOT_CREATE = 73;
const ROOMS = 'fair,slug,name,name_en,sector,position\n';

/** Runs a subcommand; exit code and both outputs. */
async function cli(data, name, ...words) {
  const child = spawn(bin, [name, `--data=${data}`, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = ['', ''];
  [child.stdout, child.stderr].forEach((stream, i) => stream.on('data', (part) => { texts[i] += part; }));
  const code = await new Promise((done) => child.on('close', done));
  return { code, out: texts[0], err: texts[1] };
}

async function ok(data, name, ...words) {
  const { code, out, err } = await cli(data, name, ...words);
  assert.equal(code, 0, `${name} ${words.join(' ')}: ${err}`);
  return out;
}

async function refused(code, words, data, name, ...more) {
  const got = await cli(data, name, ...more);
  assert.equal(got.code, code, `${name} ${more.join(' ')}: ${got.err}`);
  assert.match(got.err, words);
}

function ask(path, sql) {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare(sql).get();
  database.close();
  return Object.values(row)[0];
}

const count = (data, table) => ask(join(data, 'stagebeurs.db'), `SELECT count(*) FROM ${table}`);

/** What holds with a server and without one. */
function everywhere(place) {
  it('a directory of files is imported', async () => {
    assert.match(await ok(place.data, 'import', join(top, 'demo')), /^947 rows imported\n$/);
    assert.ok(count(place.data, 'booth') > 70);
  });

  it('an import that is wrong names file, line and column and changes nothing', async () => {
    const rooms = count(place.data, 'room');
    const file = join(place.files, 'rooms.csv');
    await writeFile(file, `${ROOMS}leidse-regio,nieuw,Nieuw,New,ict,99\nleidse-regio,fout,Fout,Wrong,none,100\n`);
    await refused(DATA, /^rooms\.csv:3: sector: expected one of care, .*childcare\n$/, place.data, 'import', file);
    await writeFile(file, `${ROOMS}leidse-regio,nieuw,Nieuw\n`);
    await refused(DATA, /^rooms\.csv:2: expected 6 columns; here are 3\n$/, place.data, 'import', file);
    assert.equal(count(place.data, 'room'), rooms);
  });

  it('an account is made, and found again by its address', async () => {
    assert.match(await ok(place.data, 'user', 'Beheer@voorbeeld.example', 'Bo Beheer', '--admin'), /Bo Beheer, an administrator/);
    await ok(place.data, 'user', 'beheer@voorbeeld.example', 'Bo Bakker');
    assert.equal(ask(join(place.data, 'stagebeurs.db'), "SELECT name || is_admin FROM account WHERE email = 'beheer@voorbeeld.example'"), 'Bo Bakker0');
    assert.match(await ok(place.data, 'user'), /organiser +organisator@demo\.example/);
  });

  it('a link is an address with a token behind #', async () => {
    const url = await ok(place.data, 'link', 'student@demo.example', '--origins=https://beurs.example');
    assert.match(url, /^https:\/\/beurs\.example\/in#[\w-]{43}\n$/);
    const link = JSON.parse(await ok(place.data, 'link', '--json', 'student@demo.example', '--port=1234'));
    assert.equal(link.name, 'Yusuf Aydin');
    assert.equal(link.email, 'student@demo.example');
    assert.equal(link.url, `http://localhost:1234/in#${link.token}`);
    await refused(DATA, /not_found/, place.data, 'link', 'nobody@demo.example');
  });

  it('the people of the demo fair get a line each, with their role', async () => {
    const lines = (await ok(place.data, 'link', '--demo')).trimEnd().split('\n');
    assert.equal(lines.length, 9);
    for (const role of ['organiser', 'recruiter', 'student', 'coordinator']) assert.ok(lines.some((line) => line.trim().startsWith(role)));
  });

  it('the database is sound, and so is its backup, which only its owner may read', async () => {
    const copy = join(place.files, 'copy.db');
    assert.match(await ok(place.data, 'check'), /^sound, version/);
    await ok(place.data, 'backup', copy);
    assert.match(await ok(place.data, 'check', copy), /^sound, version/);
    assert.equal(ask(copy, 'SELECT count(*) FROM booth'), count(place.data, 'booth'));
    assert.equal((await stat(copy)).mode & 0o077, 0);
    await refused(CANNOT_CREATE, /exists already/, place.data, 'backup', copy);
    await refused(CANNOT_CREATE, /could not be written/, place.data, 'backup', join(place.files, 'no/such/place.db'));
  });
}

describe('without a server', () => {
  const place = {};
  before(async () => {
    place.files = await mkdtemp(join(tmpdir(), 'stagebeurs-cli-'));
    place.data = join(place.files, 'data');
  });
  after(() => rm(place.files, { recursive: true, force: true }));

  everywhere(place);

  it('migrate tells the version', async () => {
    assert.match(await ok(place.data, 'migrate'), /at version \d+\n$/);
  });
});

describe('with a server', () => {
  const place = {};
  before(async () => {
    place.server = await Server.start();
    place.data = place.server.dir;
    place.files = await mkdtemp(join(tmpdir(), 'stagebeurs-cli-'));
  });
  after(async () => {
    await place.server.end();
    await rm(place.files, { recursive: true, force: true });
  });

  everywhere(place);

  it('what must not run beside it says so', async () => {
    await refused(UNAVAILABLE, /a server is using it; stop it first/, place.data, 'restore', join(place.files, 'copy.db'));
    await refused(UNAVAILABLE, /a server is using it; stop it first/, place.data, 'migrate');
  });
});

describe('words and files', () => {
  let files, data;
  before(async () => {
    files = await mkdtemp(join(tmpdir(), 'stagebeurs-cli-'));
    data = join(files, 'data');
  });
  after(() => rm(files, { recursive: true, force: true }));

  it('wrong words are refused before anything is made', async () => {
    for (const [name, ...words] of [
      ['import'], ['user', 'a@b.example'], ['user', 'nobody', 'No Body'], ['user', '--admin'], ['link'],
      ['link', '--demo', 'a@b.example'], ['link', 'a@b.example', '--jsonn'], ['backup'], ['backup', 'a', 'b'], ['restore'],
      ['migrate', 'now'], ['check', 'a', 'b'], ['import', '--all'],
    ]) await refused(USAGE, new RegExp(`^stagebeurs ${name}: .*expected`), data, name, ...words);
    await assert.rejects(stat(data));
  });

  it('a file of another name is answered with the names there are', async () => {
    await writeFile(join(files, 'kamers.csv'), ROOMS);
    await refused(USAGE, /kamers\.csv: expected a file called fairs\.csv, .*slots\.csv/, data, 'import', join(files, 'kamers.csv'));
  });

  it('a file that is not there, or a directory without any, is told', async () => {
    await mkdir(join(files, 'empty'));
    await refused(NO_INPUT, /rooms\.csv: No such file/, data, 'import', join(files, 'none/rooms.csv'));
    await refused(NO_INPUT, /empty: holds no import files/, data, 'import', join(files, 'empty'));
    await refused(NO_INPUT, /No such file/, data, 'check');
    await refused(NO_INPUT, /No such file/, data, 'backup', join(files, 'x.db'));
  });

  it('bytes that are no text are told with their line', async () => {
    const file = join(files, 'rooms.csv');
    await writeFile(file, Buffer.concat([Buffer.from(ROOMS), Buffer.from('a,b,caf\xe9,', 'latin1')]));
    await refused(DATA, /rooms\.csv:2: expected UTF-8/, data, 'import', file);
    await writeFile(file, `${ROOMS}\n\na\0b`);
    await refused(DATA, /rooms\.csv:4: expected text without control/, data, 'import', file);
    await writeFile(file, ROOMS + 'é'.repeat(4_000_000));
    await refused(DATA, /longer than 4,000,000 characters/, data, 'import', file);
  });

  it('more than twenty files are too many', async () => {
    await writeFile(join(files, 'rooms.csv'), ROOMS);
    await refused(USAGE, /one too many/, data, 'import', ...Array(21).fill(join(files, 'rooms.csv')));
  });

  it('without the demo fair nobody of it is named', async () => {
    assert.equal(await ok(data, 'link', '--demo'), '');
  });
});

describe('simulate', () => {
  const small = ['simulate', 'evening', '1', '7', '--students=30', '--booths=3', '--minutes=40'];
  let data;
  before(async () => { data = join(await mkdtemp(join(tmpdir(), 'stagebeurs-cli-')), 'data'); });
  after(() => rm(join(data, '..'), { recursive: true, force: true }));

  /** The figures of a fair by the names above them. */
  async function fair(...words) {
    const [names, values] = (await ok(data, ...words)).trim().split('\n').map((line) => line.trim().split(/\s+/));
    return Object.fromEntries(names.map((name, i) => [name, parseFloat(values[i])]));
  }

  /** Fairs that go on until somebody stops them, and the directory of their database. */
  async function endless() {
    const child = spawn(bin, ['simulate', 'evening', '1000000', '--students=20', '--booths=2', '--minutes=30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const end = once(child, 'exit');
    await once(child.stdout, 'data');
    child.stdout.resume();
    const open = `/proc/${child.pid}/fd`;
    const links = await Promise.all((await readdir(open)).map((fd) => readlink(join(open, fd)).catch(() => '')));
    return { child, end, directory: links.find((to) => /stagebeurs-simulate-\w{6}$/.test(to)) };
  }

  it('lives through a fair of one\'s own figures', async () => {
    const few = await fair(...small, '--recruiters', '3', '--booked=0');
    assert.equal(few.booked, 0);
    assert.ok(few.talks > 3);
    const many = await fair(...small, '--recruiters=9', '--talk_minutes=4', '--booked=100');
    assert.ok(many.booked > 0);
    assert.ok(many.talks > 1.5 * few.talks, `${many.talks} talks with three times the recruiters, half as long each; ${few.talks} with a few`);
    assert.ok(many.wait50 < few.wait50);
  });

  it('a figure that cannot be is refused with its name and what was expected', async () => {
    for (const [option, words] of [
      ['--students=0', /--students: "0" is not allowed; expected a whole number from 1 to 20000\n$/],
      ['--students=many', /--students: "many" is not allowed/],
      ['--minutes=12.5', /--minutes: "12\.5" is not allowed; expected a whole number from 30 to 720/],
      ['--booked=101', /--booked: "101" .* from 0 to 100/],
      ['--talk_minutes', /--talk_minutes: "" .* from 1 to 50/],
      ['--recruiters=29', /--recruiters: "29" .* from 30 to 5000/],
      ['--visitors=3', /there is no --visitors=3 here; expected SCENARIO/],
    ]) await refused(USAGE, words, data, 'simulate', 'evening', option);
  });

  it('leaves nothing behind when it is stopped, nor for long when it is killed', async () => {
    const [killed, stopped] = [await endless(), await endless()];
    killed.child.kill('SIGKILL');
    await killed.end;
    assert.ok(existsSync(killed.directory));
    await fair(...small);
    assert.ok(!existsSync(killed.directory), 'what was left is removed by the next one');
    assert.ok(existsSync(stopped.directory), 'but nothing of a fair that goes on');
    for (const [one, signal] of [[stopped, 'SIGINT'], [await endless(), 'SIGTERM'], [await endless(), 'SIGPIPE']]) {
      one.child.kill(signal);
      assert.deepEqual(await one.end, [null, signal]);
      assert.ok(!existsSync(one.directory), signal);
    }
  });

  it('its help names the scenarios and every figure', async () => {
    const help = await ok(data, 'simulate', '--help');
    for (const word of ['evening', 'region', '--students=N', '--booths=N', '--recruiters=N', '--minutes=N', '--talk_minutes=N', '--booked=N', '--check']) assert.ok(help.includes(word), word);
    assert.equal(await ok(data, 'simulate'), help);
  });
});

describe('restore', () => {
  let files, data;
  const incarnation = () => ask(join(data, 'stagebeurs.db'), 'SELECT incarnation FROM meta');
  before(async () => {
    files = await mkdtemp(join(tmpdir(), 'stagebeurs-cli-'));
    data = join(files, 'data');
    await ok(data, 'user', 'before@voorbeeld.example', 'Before');
    await ok(data, 'backup', join(files, 'backup.db'));
    await ok(data, 'user', 'after@voorbeeld.example', 'After');
  });
  after(() => rm(files, { recursive: true, force: true }));

  it('brings back what was, as a new history, and keeps what is', async () => {
    const old = incarnation();
    await ok(data, 'restore', join(files, 'backup.db'));
    assert.equal(count(data, 'account'), 1);
    assert.ok(incarnation() > old);
    assert.equal(ask(join(data, 'stagebeurs.db.before-restore-1'), 'SELECT count(*) FROM account'), 2);
    assert.equal((await stat(join(data, 'stagebeurs.db'))).mode & 0o077, 0);
    assert.match(await ok(data, 'check'), /^sound/);
  });

  it('twice makes yet another history', async () => {
    const old = incarnation();
    await ok(data, 'restore', join(files, 'backup.db'));
    assert.ok(incarnation() > old);
    assert.ok((await readdir(data)).includes('stagebeurs.db.before-restore-2'));
  });

  it('refuses what is no sound database of ours, and changes nothing', async () => {
    const junk = join(files, 'junk.db'), newer = join(files, 'newer.db');
    const was = await readdir(data);
    await writeFile(junk, 'x'.repeat(9000));
    await copyFile(join(files, 'backup.db'), newer);
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 9999');
    database.close();
    // Another program's, with a version that might be ours.
    const foreign = join(files, 'foreign.db');
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE meta (id INTEGER PRIMARY KEY); PRAGMA user_version = 2');
    other.close();
    await refused(DATA, /foreign\.db: is no Stagebeurs database/, data, 'restore', foreign);
    assert.match((await cli(data, 'check', foreign)).out, /^no Stagebeurs database/);
    await refused(DATA, /junk\.db/, data, 'restore', junk);
    await refused(DATA, /newer\.db: is no sound Stagebeurs database/, data, 'restore', newer);
    await refused(NO_INPUT, /No such file/, data, 'restore', join(files, 'none.db'));
    assert.equal(count(data, 'account'), 1);
    assert.deepEqual((await readdir(data)).sort(), was.sort());
  });

  it('mends a database that is damaged', async () => {
    await writeFile(join(data, 'stagebeurs.db'), 'x'.repeat(9000));
    const { code } = await cli(data, 'check');
    assert.equal(code, DATA);
    const old = 3;
    await ok(data, 'restore', join(files, 'backup.db'));
    assert.ok(incarnation() > old + 1000);
    assert.match(await ok(data, 'check'), /^sound/);
  });

  it('serves a place where nothing was', async () => {
    const fresh = join(files, 'fresh');
    await ok(fresh, 'restore', join(files, 'backup.db'));
    assert.equal(count(fresh, 'account'), 1);
    assert.deepEqual((await readdir(fresh)).filter((name) => /restor/.test(name)), []);
  });
});
