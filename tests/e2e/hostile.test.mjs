// A thousand hostile texts, in every field that somebody else reads: none of them is anything but text, on any page,
// for anybody, nor in a mail.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
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
/** No space, and nothing that an address may not hold; the rest of a hostile text may. */
const ADDRESS = "'onmouseover='hit=1'";
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

/** Where a command's texts come from in this story, or why nobody reads them: each that takes a text has to be here. */
const TEXTS = {
  'in COLUMNS': ['booth.save', 'card.save', 'exhibitor.add', 'fair.copy', 'fair.create', 'fair.save', 'fair.save_texts', 'group.join',
    'placement.add', 'placement.save', 'programme.save', 'room.add', 'room.save', 'student.ask'],
  'in people()': ['announcement.post', 'booth.tell', 'call.report', 'call.transfer', 'chat.post', 'exhibitor.ask', 'group.add', 'group.save',
    'import.stage', 'lead.answer', 'lead.call_back', 'lead.save', 'message.report', 'programme.add', 'queue.join', 'school.add',
    'school_staff.invite', 'staff.invite'],
  'in the address of a page': ['search.find'],
  'a code, a token or an address of somebody': ['account.link', 'exhibitor.renew', 'group.look', 'session.ask', 'session.enter_code',
    'session.redeem', 'student.ask_address', 'student.confirm_address', 'student.enter'],
  'a domain, of letters': ['school.set_domains'],
  'never on screen': ['call.signal', 'subscribe', 'unsubscribe'],
};

describe('a thousand hostile texts', { timeout: 300_000 }, () => {
  let server, browser, ids;
  const staying = []; // in their talk, or at their booth where nobody waits

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
    // The search index is of what all that was called before.
    for (const file of readdirSync(server.dir).filter((name) => name.startsWith('derived.db'))) rmSync(join(server.dir, file));
    await server.run();
    await people();
  });
  after(async () => {
    for (const one of staying) await one.close();
    await browser?.close();
    await server?.end();
  });

  /** What people say to each other during a fair. */
  async function people() {
    const organiser = await server.client('organisator@demo.example');
    const { fair, organisation } = organiser.hello.me.participations[0];
    const { room: [{ id: zaal }] } = await organiser.snapshot(`fair:${fair}`);
    const { status } = await server.post('exhibitor.ask', { fair, draft: {
      employer: hostile(), city: hostile(), room: zaal, contact: hostile(), email: 'vraagt@bedrijf.example', tagline: hostile() } });
    assert.equal(status, 200);
    const { schools } = await organiser.ok('group.list', { fair });
    const { id: school } = schools.find(({ name }) => name === organisation);
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
    await talk(called, recruiter, call);
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
    const { programme } = await organiser.ok('programme.add', { fair, school, draft: {
      name: hostile(), level: 'mbo4', code: hostile().slice(0, 20), about: hostile(), requirements: hostile(), periods: hostile(),
      contact_name: hostile(), contact_email: `${ADDRESS}@school.example`, contact_phone: hostile().slice(0, 40),
      processes: [{ code: hostile().slice(0, 20), name: hostile() }] } });
    await organiser.ok('staff.invite', { booth, email: `${ADDRESS}@bedrijf.example`, name: hostile(), role: 'recruiter' });
    await organiser.ok('school_staff.invite', { fair, school, email: `${ADDRESS}@school.example`, name: hostile(), role: 'coordinator' });
    ids = { fair, booth, room, wall, programme, code, words: {} };
    await lists(organiser, fair);
    await handOver(recruiter, called === student ? other : student, { booth, seat });
    const quiet = await server.client('fleur.vermeulen@demo.example');
    await quiet.ok('seat.take', { booth: quiet.hello.me.participations[0].booth });
    staying.push(quiet);
    [ids.number] = student.hello.me.name.match(/\d+$/); // no other text has it
    ids.waits = called === student ? 'student2@demo.example' : 'student@demo.example';
    for (const one of [organiser, recruiter, student, other]) await one.close();
    await server.cli('user', 'beheerder@server.example', hostile(), '--admin');
    const admin = await server.client('beheerder@server.example');
    await admin.ok('school.add', { name: hostile(), city: hostile() });
    await admin.close();
  }

  /** They talk, and write to each other beside it. */
  async function talk(student, recruiter, call) {
    await student.ok('call.accept', { call });
    for (const one of [student, recruiter]) await one.ok('call.join', { call });
    const { pair } = (await recruiter.snapshot('me')).call.find(({ id }) => id === call);
    for (const one of [student, recruiter]) await one.ok('call.connected', { call, pair });
    const { chat } = (await student.snapshot('me')).call.find(({ id }) => id === call);
    for (const one of [student, recruiter]) await one.ok('chat.post', { chat, text: hostile() });
  }

  /** Lists of employers and of students, each with a faulty row and one that could be imported. */
  async function lists(organiser, fair) {
    const { room: [{ name: room }] } = await organiser.snapshot(`fair:${fair}`);
    const rows = {
      employers: [
        [hostile(), hostile(), hostile(), hostile(), hostile(), hostile(), hostile(), hostile(), hostile()],
        [room, hostile(), hostile(), hostile(), hostile(), hostile(), hostile(), `${ADDRESS}@nieuw.example`, 'nl'],
      ],
      enrolments: [
        [hostile(), hostile(), hostile(), hostile(), hostile(), hostile()],
        ['', hostile(), hostile(), hostile(), `${ADDRESS}@student.example`, 'nl'],
      ],
    };
    for (const [kind, all] of Object.entries(rows)) {
      const csv = all.map((row, i) => [i + 2, ...row].map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n');
      const name = hostile();
      await organiser.ok('import.stage', { fair, kind, name, part: 0, is_last: true, csv: `${csv}\r\n` });
      ids.words[kind] = [name];
    }
  }

  /** A word with a student who is sent on: to a colleague, to another booth, or who was missed and is called back. */
  async function handOver(recruiter, waits, { booth, seat }) {
    const colleague = await server.client('recruiter2@demo.example');
    const elsewhere = await server.client('kiran.ramdin@demo.example');
    const [sent, missed, last] = await Promise.all(['student3', 'sem.brouwer', 'zofia.kaminski'].map((one) => server.client(`${one}@demo.example`)));
    const words = { offered: hostile(), sent: hostile(), missed: hostile() };
    const { seat: colleagues } = await colleague.ok('seat.take', { booth });
    const far = elsewhere.hello.me.participations[0].booth;
    const { seat: elsewhereSeat } = await elsewhere.ok('seat.take', { booth: far });
    const next = (await recruiter.ok('call.next', { seat })).call;
    await talk(waits, recruiter, next);
    await recruiter.ok('call.transfer', { call: next, booth: far, note: words.offered });
    await sent.ok('queue.join', { booth, question: hostile() });
    const { call } = await recruiter.ok('call.next', { seat });
    await talk(sent, recruiter, call);
    await recruiter.ok('call.transfer', { call, booth, seat: colleagues, note: words.sent });
    const { entry } = await missed.ok('queue.join', { booth });
    await missed.ok('queue.leave', { entry });
    const { lead } = await recruiter.snapshot(`console:${booth}`);
    await recruiter.ok('lead.call_back', { lead: lead.find(({ missed: why }) => why === 'left').id, note: words.missed });
    await last.ok('queue.join', { booth: far });
    const { call: live } = await elsewhere.ok('call.next', { seat: elsewhereSeat });
    await talk(last, elsewhere, live);
    staying.push(last, elsewhere);
    Object.assign(ids, { live, words: { ...ids.words, ...words } });
    for (const one of [colleague, sent, missed]) await one.close();
  }

  /** Goes there and looks: the texts are read as they were typed, and nothing of them runs or stands in the page. */
  async function look(person, path, says = ['hit=1']) {
    await person.go(path);
    // What is on screen only after its topics came; more than one space is one.
    await person.until((all) => all.every((one) => document.body.innerText.includes(one)), says)
      .catch(({ message }) => assert.fail(`${path}: ${message}`));
    await isText(person, path);
  }

  /** The same of what comes on screen by a press or by typing, and holds such a text. */
  async function lookInto(person, shown, act, says = 'hit=1') {
    await act();
    const isThere = await shown.filter({ hasText: says }).first().waitFor().then(() => true, () => false);
    await isText(person, `${shown}`); // first: what was kept from running is not on screen either
    assert.ok(isThere, `${shown}`);
  }

  /** Nothing of the texts on screen runs or stands in the page. */
  async function isText(person, where) {
    const found = await person.page.evaluate(() => ({
      hit: window.hit,
      elements: [...document.querySelectorAll('img, iframe, object, embed, math, style, b, i, script:not([src]), a[href^="javascript:" i]')]
        // A page may set a name in bold itself: then all of the text is in there.
        .filter((one) => /hit=1/.test(one.outerHTML) && (one.tagName !== 'B' || one.textContent === 'hit=1')).map((one) => one.outerHTML),
      handlers: [...document.querySelectorAll('*')]
        .filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on'))).map((one) => one.outerHTML),
    }));
    assert.deepEqual(found, { hit: undefined, elements: [], handlers: [] }, where);
    assert.deepEqual(person.errors, [], where);
  }

  it('are more than a thousand', () => assert.ok(n > 1000, `${n}`));

  it('are the texts of all commands that take one', () => {
    const dir = new URL('../../schema/protocol/', import.meta.url);
    const files = readdirSync(dir).map((file) => JSON.parse(readFileSync(new URL(file, dir), 'utf8')));
    const types = Object.assign({}, ...files.map((file) => file.types));
    const hasText = (type) => {
      const name = type.replace(/^\??\[?/, '').match(/^\w+/)[0];
      return name === 'line' || name === 'text' || Object.values(types[name]?.fields ?? {}).some(hasText);
    };
    const typed = files.flatMap(({ commands = {} }) => Object.entries(commands))
      .filter(([, { allow = {}, args }]) => Object.keys(allow).some((role) => role !== 'system') && Object.values(args).some(hasText))
      .map(([name]) => name);
    assert.deepEqual(typed.sort(), Object.values(TEXTS).flat().sort());
  });

  it('are text to who walks around', async () => {
    const visitor = await Person.arrive(browser, server);
    for (const path of ['/', `/beurs/${ids.fair}`, `/zaal/${ids.room}`, `/stand/${ids.booth}`, `/opleidingen/${ids.fair}`,
      `/opleiding/${ids.programme}`, `/scherm/${ids.wall}`, `/meedoen/${ids.fair}`, `/in/meedoen/${ids.fair}`, `/b/${ids.code}`]) {
      await look(visitor, path);
    }
    for (const word of ['onerror', 'script', 'iframe']) {
      await visitor.go(`/beurs/${ids.fair}`);
      await lookInto(visitor, visitor.on('search-hit'), () => visitor.on('search').fill(word), word);
    }
    await visitor.context.close();
  });

  it('are text to students', async () => {
    for (const email of ['student@demo.example', 'student2@demo.example']) {
      const student = await Person.arrive(browser, server, { email, phone: true });
      await look(student, '/', email === ids.waits ? [ids.words.offered] : undefined);
      for (const path of [`/stand/${ids.booth}`, '/rijen', '/agenda', '/kaart']) await look(student, path);
      await student.context.close();
    }
  });

  it('are text to who is sent on, called back or in a talk', async () => {
    const pages = { 'student3@demo.example': ['/rijen', ids.words.sent], 'sem.brouwer@demo.example': ['/rijen', ids.words.missed],
      'zofia.kaminski@demo.example': [`/gesprek/${ids.live}`, 'hit=1'] };
    for (const [email, [path, word]] of Object.entries(pages)) {
      const person = await Person.arrive(browser, server, { email });
      await look(person, path, [word]);
      await person.context.close();
    }
  });

  it('are text to employers', async () => {
    const recruiter = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    await look(recruiter, `/console/${ids.booth}`, [ids.words.sent]);
    await lookInto(recruiter, recruiter.on('contacts'), () => recruiter.on('open-contacts').click());
    await lookInto(recruiter, recruiter.on('contact'), () => recruiter.on('contact').locator('summary').first().click());
    await recruiter.page.keyboard.press('Escape');
    await lookInto(recruiter, recruiter.on('chat-sheet'), () => recruiter.on('open-chat').click());
    await look(recruiter, `/console/${ids.booth}/opvolgen`);
    await recruiter.context.close();
  });

  it('are text to who runs the fair', async () => {
    const organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    for (const path of ['', '/bedrijven', '/logboek', '/verslag', '/opzetten/zalen']) await look(organiser, `/beheer/${ids.fair}${path}`);
    for (const path of ['', `/${ids.fair}/opzetten/beurs`, `/${ids.fair}/opzetten/teksten`, `/${ids.fair}/opzetten/collegas`]) await look(organiser, `/beheer${path}`);
    await look(organiser, `/beheer/${ids.fair}/bedrijven/inlezen`, ids.words.employers);
    await look(organiser, `/beheer/${ids.fair}/studenten/inlezen`, ids.words.enrolments);
    await look(organiser, `/groepen/${ids.fair}`);
    await look(organiser, `/inrichten/${ids.booth}`);
    await lookInto(organiser, organiser.on('staff-editor'), async () => {
      await organiser.on('remove-staff').first().click();
      await organiser.on('remove-staff-sure').waitFor();
    });
    await lookInto(organiser, organiser.on('placement-dialog'), () => organiser.on('edit-placement').first().click());
    await organiser.context.close();
    const coordinator = await Person.arrive(browser, server, { email: 'coordinator@demo.example' });
    await look(coordinator, `/studenten/${ids.fair}`);
    await coordinator.on('needs').selectOption('all');
    await coordinator.page.locator('#find-student').fill(ids.number);
    const row = coordinator.on('student-row').filter({ hasText: new RegExp(`\\b${ids.number}\\b`) });
    await lookInto(coordinator, coordinator.on('line-dialog', ' article'), () => row.getByTestId('offer-line').click());
    await coordinator.page.keyboard.press('Escape');
    await lookInto(coordinator, coordinator.on('give-dialog', ' article'), () => row.getByTestId('give-time').click());
    await coordinator.context.close();
    const admin = await Person.arrive(browser, server, { email: 'beheerder@server.example' });
    for (const path of ['/beheer/logboek', '/mails']) await look(admin, path);
    await admin.context.close();
  });

  it('are text in mails', () => {
    const mails = database((db) => db.prepare("SELECT html FROM mail WHERE text LIKE '%hit=1%'").all(), { readOnly: true });
    assert.ok(mails.length > 0);
    for (const { html } of mails) assert.doesNotMatch(html, /<(script|img|svg|iframe|style|details)[^>]*hit=1|javascript:hit/i);
  });
});
