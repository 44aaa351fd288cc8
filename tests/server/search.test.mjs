// What a fair publishes is found by what one types: as soon as it is there, no longer than it is, at its own fair
// alone, and whatever happened to the index meanwhile.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Server, within } from '../lib/server.mjs';

const DRAFT = { about: '', level: 'mbo4', track: 'bol', period: '', hours: 32, places: 2, processes: [] };

describe('search', () => {
  let server, organiser, fair, booth;
  before(async () => {
    server = await Server.start({ demo: true });
    const recruiter = await server.client('recruiter@demo.example');
    ({ fair, booth } = recruiter.hello.me.participations[0]);
    await recruiter.close();
    organiser = await server.client('organisator@demo.example');
  });
  after(() => server.end());

  const find = async (text, at = fair) => {
    const { status, body } = await server.post('search.find', { fair: at, text });
    assert.equal(status, 200, JSON.stringify(body));
    return body.ok.hits;
  };
  const titles = async (text, at) => (await find(text, at)).map(({ title }) => title);
  const add = async (title, about = '') =>
    (await organiser.ok('placement.add', { booth, draft: { ...DRAFT, title, about } })).placement;
  /** What is committed is found two seconds later at the latest. */
  const soon = async (text, is) => {
    const look = async () => {
      while (!is(await titles(text))) await new Promise((done) => setTimeout(done, 20));
    };
    await within(look(), `${text} to be found, or not`, 2000);
  };
  const indexed = async () => {
    const files = (await readdir(server.dir)).filter((name) => name.startsWith('derived.db'));
    assert.ok(files.includes('derived.db'));
    return Buffer.concat(await Promise.all(files.map((name) => readFile(join(server.dir, name))))).toString('latin1');
  };

  it('finds what is added, as it stands then, and nothing that is gone, not in the file either', async () => {
    const placement = await add('Onderwaterlasser', 'Je last\nonder de Zandmotorbrug <b>door</b>');
    await soon('onderwatrelasser', (all) => all.includes('Onderwaterlasser'));
    const [hit] = await find('zandmoterbrug');
    assert.deepEqual([hit.kind, hit.id, hit.booth], ['placement', placement, booth]);
    assert.deepEqual(hit.piece, { is_title: false, before: 'onder de ', word: 'Zandmotorbrug', after: ' <b>door</b>' });
    assert.ok(hit.room && hit.booth_name && hit.level === 'mbo4');
    assert.match(await indexed(), /zandmotorbrug/);
    await organiser.ok('placement.save', { placement, draft: { ...DRAFT, title: 'Bovenwaterlasser', about: 'Ook' } });
    await soon('bovenwaterlasser', (all) => all[0] === 'Bovenwaterlasser');
    assert.deepEqual(await titles('zandmotorbrug'), []);
    await organiser.ok('placement.remove', { placement });
    await soon('bovenwaterlasser', (all) => !all.includes('Bovenwaterlasser'));
    assert.doesNotMatch(await indexed(), /zandmotorbrug|bovenwaterl/);
    // FTS5 only marks what is removed until all is written anew, as one segment.
    const database = new DatabaseSync(join(server.dir, 'derived.db'), { readOnly: true });
    assert.equal(database.prepare('SELECT count(DISTINCT segid) AS n FROM trigram_idx').get().n, 1);
    database.close();
  });

  it('forgives errors, folds accents and case, and knows short words, codes and beginnings', async () => {
    const meant = { verpelging: 'Wijkverpleging', sofwtare: 'Software developer', 'ÍCT': 'Medewerker ICT', hr: 'Stage HRM', logist: 'Leerling logistiek', itc: 'Medewerker ICT' };
    for (const [text, title] of Object.entries(meant))
      assert.ok((await titles(text)).some((one) => one.includes(title)), `${text}: ${await titles(text)}`);
    assert.deepEqual(await titles('qwertyuiop'), []);
    const both = await find('developer mbo4');
    assert.ok(both.length && both.every(({ level, kind }) => kind === 'booth' || level === 'mbo4'));
  });

  it('takes whatever is typed for text, and keeps none of it', async () => {
    for (const text of ['"', '*', 'geheimwoord NEAR(a b', 'zorg OR', 'word:zorg', '-zorg', '^zorg', "'; DROP TABLE term; --", 'zorg*', '{', '\u{1f44d}', 'é'.repeat(80), '""" AND'])
      await find(text);
    assert.ok((await titles('NOT zorg* "')).length);
    assert.equal((await server.post('search.find', { fair, text: '' })).body.err.code, 'bad_value');
    assert.equal((await server.post('search.find', { fair, text: 'a'.repeat(81) })).body.err.code, 'bad_value');
    assert.equal((await server.post('search.find', { fair: 99, text: 'zorg' })).body.err.code, 'not_found');
    assert.doesNotMatch(server.log, /geheimwoord/);
    assert.doesNotMatch(await indexed(), /geheimwoord/);
  });

  it('tells a student why a booth fits, in the words of the queue, and nobody else', async () => {
    const student = await server.client('student@demo.example');
    const { hits } = await student.ok('search.find', { fair, text: 'software' });
    const found = hits.filter(({ kind }) => kind === 'booth');
    for (const { id, reasons, learn } of found) {
      const fit = await student.ok('booth.fit', { booth: id });
      assert.deepEqual([reasons, learn], [fit.reasons, fit.learn]);
    }
    assert.ok(hits.some(({ reasons }) => reasons.length));
    assert.ok((await find('software')).every(({ reasons }) => reasons.length === 0));
    await student.close();
  });

  it('shows a fair nothing of another one on the same server', async () => {
    const { fair: other } = await organiser.ok('fair.copy', { fair, name: 'Zoekbeurs', opens_ms: Date.now() + 9e8 });
    const placement = await add('Trapezewerker');
    await soon('trapezewerker', (all) => all.length === 1);
    assert.deepEqual(await titles('trapezewerker', other), []);
    const [here, there] = [await find('zorg'), await find('zorg', other)];
    assert.ok(here.length && there.length);
    const ids = new Set(here.map(({ kind, id }) => `${kind} ${id}`));
    assert.ok(there.every(({ kind, id }) => !ids.has(`${kind} ${id}`)));
    await organiser.ok('placement.remove', { placement });
  });

  it('makes its index anew when that is gone, damaged, old or of another version, and only then', async () => {
    const path = join(server.dir, 'derived.db');
    const change = (sql) => async () => {
      const database = new DatabaseSync(path);
      database.exec(sql);
      database.close();
    };
    const cases = [
      [() => {}, null],
      [() => rm(path), /search_index_made/],
      [async () => {
        const bytes = await readFile(path);
        bytes.fill(0x5a, 4096, 40960);
        await writeFile(path, bytes);
      }, /derived_remade[^]*search_index_made/],
      [() => writeFile(path, 'no database'), /derived_remade[^]*search_index_made/],
      [() => writeFile(path, ''), /derived_remade[^]*search_index_made/],
      [change('UPDATE moment SET app_seq = app_seq - 1'), /search_index_old[^]*search_index_made/],
      [change('UPDATE moment SET app_seq = app_seq + 1000000'), /search_index_old[^]*search_index_made/],
      [change('UPDATE moment SET incarnation = 77'), /search_index_old[^]*search_index_made/],
      [change('PRAGMA user_version = 99'), /derived_remade[^]*search_index_made/],
      [change('DROP TABLE term'), /derived_remade[^]*search_index_made/],
    ];
    for (const [harm, told] of cases) {
      await organiser.close();
      assert.equal(await server.stop(), 0);
      await harm();
      await server.run();
      organiser = await server.client('organisator@demo.example');
      assert.ok((await titles('verpelging')).includes('Wijkverpleging'), String(harm));
      if (told) assert.match(server.log, told, String(harm));
      else assert.doesNotMatch(server.log, /search_index|derived/);
    }
  });

  it('lets the server live where no index can be written, and says that it is busy', async () => {
    const path = join(server.dir, 'derived.db');
    await organiser.close();
    assert.equal(await server.stop(), 0);
    await rm(path);
    await mkdir(path);
    await server.run();
    organiser = await server.client('organisator@demo.example');
    assert.equal((await server.post('search.find', { fair, text: 'zorg' })).body.err.code, 'busy');
    await organiser.ok('placement.remove', { placement: await add('Glasblazer') });
    assert.match(server.log, /derived_unusable/);
    assert.equal(await server.stop(), 0);
    await rm(path, { recursive: true });
    await server.run();
    organiser = await server.client('organisator@demo.example');
    assert.ok((await titles('verpelging')).includes('Wijkverpleging'));
  });

  it('loses nothing by a kill at any moment', async () => {
    for (const title of ['Zeppelinbouwer', 'Klompenmaker', 'Vuurtorenwachter', 'Sterrenkijker']) {
      await add(title);
      await server.kill();
      await server.run();
      organiser = await server.client('organisator@demo.example');
      assert.deepEqual(await titles(title.slice(0, -1)), [title]);
    }
    await organiser.close();
  });
});
