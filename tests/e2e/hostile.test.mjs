// A thousand hostile texts, in every field that somebody else reads: none of them is anything but text, on any page,
// for anybody, nor in a mail.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { freePort, Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

const VECTORS = [
  '<script>hit=1</script>',
  '<img src=x onerror=hit=1>',
  '"><svg onload=hit=1>',
  "' onmouseover='hit=1",
  '</title><script>hit=1</script>',
  '</textarea><img src=x onerror=hit=1>',
  'javascript:hit=1',
  '<a href="javascript:hit=1">x</a>',
  '{{constructor.constructor("hit=1")()}}',
  '${hit=1}',
  '<iframe srcdoc="<script>hit=1</script>">',
  '<math><mi xlink:href="javascript:hit=1">',
  '\u202e<b>hit=1</b>\u202c',
  '<style>*{display:none}</style>hit=1',
  '&lt;script&gt;hit=1&lt;/script&gt;',
  '=HYPERLINK("https://x.example","hit=1")',
  "'); DROP TABLE account;-- hit=1",
  '%3Cscript%3Ehit=1%3C/script%3E',
  '<details open ontoggle=hit=1>',
  '\\u003cscript\\u003ehit=1',
];
let n = 0;
/** One that was not used yet, of at most sixty characters. */
const hostile = () => `${VECTORS[n % VECTORS.length]} ${n++}`.slice(0, 60);

/** What somebody typed, as the columns in which it is kept. */
const COLUMNS = {
  account: ['name'],
  organisation: ['name', 'city'],
  fair: ['name', 'welcome', 'welcome_en', 'privacy', 'privacy_en'],
  room: ['name', 'name_en'],
  booth: ['name', 'tagline', 'about', 'city'],
  placement: ['title', 'about', 'period'],
  programme: ['name', 'about', 'requirements', 'periods', 'contact_name', 'contact_phone'],
  work_process: ['name'],
  card: ['study_group', 'looking_for', 'area', 'period', 'about'],
};

describe('a thousand hostile texts', { timeout: 300_000 }, () => {
  let server, browser, ids;

  const database = (run, options = {}) => {
    const db = new DatabaseSync(join(server.dir, 'stagebeurs.db'), options);
    try {
      return run(db);
    } finally {
      db.close();
    }
  };

  before(async () => {
    const port = await freePort();
    server = await Server.start({ demo: true, port, args: ['--mail_shown=yes', `--public_url=http://localhost:${port}`] });
    browser = await launch();
    await server.stop();
    database((db) => {
      for (const [table, columns] of Object.entries(COLUMNS)) {
        const keys = db.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`).all().map(({ name }) => name);
        const set = db.prepare(`UPDATE ${table} SET ${columns.map((c) => `${c} = ?`)} WHERE ${keys.map((k) => `${k} = ?`).join(' AND ')}`);
        for (const row of db.prepare(`SELECT ${keys} FROM ${table}`).all()) set.run(...columns.map(hostile), ...Object.values(row));
      }
    });
    await server.run();
    await people();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** What people say to each other during a fair. */
  async function people() {
    const organiser = await server.client('organisator@demo.example');
    const { fair } = organiser.hello.me.participations[0];
    const { room: [{ id: zaal }] } = await organiser.snapshot(`fair:${fair}`);
    const { status } = await server.post('exhibitor.ask', { fair, draft: {
      employer: hostile(), city: hostile(), room: zaal, contact: hostile(), email: 'vraagt@bedrijf.example', tagline: hostile() } });
    assert.equal(status, 200);
    const { schools: [{ id: school }] } = await organiser.ok('group.list', { fair });
    await organiser.ok('group.add', { fair, school, draft: { name: hostile(), until_ms: Date.now() + 3_600_000, most: 9 } });
    const { groups: [{ code }] } = await organiser.ok('group.list', { fair });
    await organiser.ok('fair.open', { fair });
    const recruiter = await server.client('recruiter@demo.example');
    const { booth } = recruiter.hello.me.participations[0];
    const { seat } = await recruiter.ok('seat.take', { booth });
    const student = await server.client('student@demo.example');
    const other = await server.client('student2@demo.example');
    const { chat, room } = (await student.snapshot(`booth:${booth}`)).booth[0];
    for (let i = 0; i < 8; i++) await student.ok('chat.post', { chat, text: hostile() });
    const { message } = await student.ok('chat.post', { chat, text: hostile() });
    await other.ok('message.report', { message, reason: 'rude', text: hostile() });
    for (const one of [student, other]) await one.ok('queue.join', { booth, question: hostile() });
    const { call } = await recruiter.ok('call.next', { seat });
    const called = (await student.snapshot('me')).call?.length ? student : other;
    await called.ok('call.accept', { call });
    for (const one of [called, recruiter]) await one.ok('call.join', { call });
    const { pair } = (await recruiter.snapshot('me')).call[0];
    for (const one of [called, recruiter]) await one.ok('call.connected', { call, pair });
    const { chat: beside } = (await called.snapshot('me')).call[0];
    for (const one of [called, recruiter]) await one.ok('chat.post', { chat: beside, text: hostile() });
    await recruiter.ok('call.end', { call });
    await called.ok('call.report', { call, reason: 'other', text: hostile(), is_blocked: false });
    const lead = (await recruiter.snapshot(`console:${booth}`)).lead[0].id;
    await recruiter.ok('lead.save', { lead, note: hostile(), tags: [hostile().slice(0, 30)] });
    await recruiter.ok('lead.answer', { lead, answer: 'no', reason: hostile() });
    for (const audience of ['students', 'everybody', 'exhibitors']) {
      await organiser.ok('announcement.post', { fair, audience, text: hostile(), text_en: hostile() });
    }
    await organiser.ok('booth.tell', { booth, text: hostile() });
    const { wall } = await organiser.ok('wall.show', { fair, is_new: false });
    const { programmes } = await organiser.ok('programme.list', { fair });
    ids = { fair, booth, room, wall, programme: programmes[0].id, code };
    for (const one of [organiser, recruiter, student, other]) await one.close();
  }

  /** Goes there and looks: the texts are read as they were typed, and nothing of them runs or stands in the page. */
  async function look(person, path, { isBare = false } = {}) {
    await person.go(path);
    // What is on screen only after its topics came.
    if (!isBare) await person.until(() => document.body.innerText.includes('hit=1'));
    const found = await person.page.evaluate(() => ({
      hit: window.hit,
      elements: [...document.querySelectorAll('img, iframe, object, embed, math, style, b, i, script:not([src]), a[href^="javascript:" i]')]
        .filter((one) => /hit=1/.test(one.outerHTML)).map((one) => one.outerHTML),
      handlers: [...document.querySelectorAll('*')]
        .filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on'))).map((one) => one.outerHTML),
    }));
    assert.deepEqual(found, { hit: undefined, elements: [], handlers: [] }, path);
    assert.deepEqual(person.errors, [], path);
  }

  it('are more than a thousand', () => assert.ok(n > 1000, `${n}`));

  it('are text to who walks around', async () => {
    const visitor = await Person.arrive(browser, server);
    for (const path of ['/', `/beurs/${ids.fair}`, `/zaal/${ids.room}`, `/stand/${ids.booth}`, `/opleidingen/${ids.fair}`,
      `/opleiding/${ids.programme}`, `/scherm/${ids.wall}`, `/meedoen/${ids.fair}`, `/b/${ids.code}`]) {
      await look(visitor, path);
    }
    await visitor.context.close();
  });

  it('are text to students', async () => {
    for (const email of ['student@demo.example', 'student2@demo.example']) {
      const student = await Person.arrive(browser, server, { email, phone: true });
      for (const path of ['/', `/stand/${ids.booth}`, '/rijen', '/agenda', '/kaart']) await look(student, path);
      await student.context.close();
    }
  });

  it('are text to employers', async () => {
    const recruiter = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    await look(recruiter, `/console/${ids.booth}`);
    await look(recruiter, `/console/${ids.booth}/opvolgen`);
    await recruiter.context.close();
  });

  it('are text to who runs the fair', async () => {
    const organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    for (const path of ['', '/bedrijven', '/logboek', '/verslag', '/opzetten/zalen']) await look(organiser, `/beheer/${ids.fair}${path}`);
    await look(organiser, `/groepen/${ids.fair}`);
    await look(organiser, `/inrichten/${ids.booth}`);
    await organiser.context.close();
    const coordinator = await Person.arrive(browser, server, { email: 'coordinator@demo.example' });
    await look(coordinator, `/studenten/${ids.fair}`);
    await coordinator.context.close();
  });

  it('are text in mails', () => {
    const mails = database((db) => db.prepare("SELECT html FROM mail WHERE text LIKE '%hit=1%'").all(), { readOnly: true });
    assert.ok(mails.length > 0);
    for (const { html } of mails) assert.doesNotMatch(html, /<(script|img|svg|iframe|style|details)[^>]*hit=1|javascript:hit/i);
  });
});
