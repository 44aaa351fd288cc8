// What comes after a talk, and after one that did not come to be, in real browsers: a recruiter calls
// back who was missed, follows up and takes the leads along; the student hears a no and where to go
// instead; both share their addresses; organiser and coordinator see who waits for an answer too long.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';

const python = (...args) => promisify(execFile)('python3', ['-c', ...args]).then(({ stdout }) => stdout);

/** The text of a spreadsheet's cells, and how many of them are formulas. */
const CELLS = `
import sys, json, re, zipfile
book = zipfile.ZipFile(sys.argv[1])
texts = ''.join(book.read(n).decode() for n in book.namelist() if n.endswith('.xml'))
print(json.dumps({'formulas': len(re.findall(r'<f[ >]', texts)), 'text': texts}))
`;

/** As if the fair's term, and two hours more, had passed. */
function passTerm(path) {
  const db = new DatabaseSync(path);
  db.exec('UPDATE lead SET due_ms = due_ms - 26 * 3600000 WHERE due_ms IS NOT NULL');
  db.close();
}

describe('leads', { timeout: 300_000 }, () => {
  let server, browser, recruiter, student, booth, mine, other, colleague;

  before(async () => {
    server = await Server.start({ demo: true });
    // What somebody may call themselves.
    await server.cli('user', 'student2@demo.example', '=1+1 Pietersen');
    browser = await launch();
    const organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair: (await organiser.ok('fair.list')).fairs[0].id });
    await organiser.close();
    recruiter = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    await recruiter.on('take-seat').click();
    await recruiter.on('desk', '[data-seat="free"]').waitFor();
    booth = Number(/console\/(\d+)/.exec(recruiter.page.url())[1]);
    mine = await server.client('student@demo.example');
    other = await server.client('student2@demo.example');
    // Two booths that fit this student are quiet.
    for (const email of ['sophie.deboer@demo.example', 'luuk.kortekaas@demo.example']) {
      const neighbour = await server.client(email);
      await neighbour.ok('seat.take', { booth: neighbour.hello.me.participations[0].booth });
    }
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** The sheet about this person. */
  async function openLead(name) {
    await recruiter.on('lead-row', `:has-text("${name}")`).getByTestId('open-lead').click();
    await recruiter.on('lead-sheet').waitFor();
  }

  const closeSheet = () => recruiter.page.keyboard.press('Escape');
  const group = (name) => recruiter.on('groups').locator(`input[value="${name}"]`).check({ force: true });

  it('finds who was missed, and why, and calls them back', async () => {
    const { entry } = await mine.ok('queue.join', { booth });
    await mine.ok('queue.leave', { entry });
    await recruiter.on('to-board').click();
    await recruiter.on('lead-rows', '[data-group="missed"]').waitFor();
    await recruiter.on('missed', '[data-reason="left"]').waitFor();
    await recruiter.looksRight('leads missed');
    await openLead('Yusuf');
    await recruiter.on('call-back-form').locator('input').fill('We hebben nu tijd voor je');
    await recruiter.looksRight('leads call back');
    await recruiter.on('lead-sheet').getByTestId('call-back').click();
    await recruiter.on('turn', '[data-state="offered"]').first().waitFor();
    await recruiter.on('lead-sheet').getByTestId('call-back').waitFor({ state: 'detached' });
    await closeSheet();
    await student.on('handover', ':has-text("We hebben nu tijd voor je")').waitFor();
    await student.looksRight('called back');
    await student.on('handover-accept').click();
    await student.on('dock-ticket').waitFor();
    // Back in line, and so not missed any more.
    await group('waiting');
    await recruiter.on('lead-row').waitFor();
    await recruiter.on('lead-rows', '[data-group="waiting"]').waitFor();
  });

  it('after the talk, follows up on the board', async () => {
    await recruiter.go(`/console/${booth}`);
    await recruiter.on('next').click();
    await student.on('ring-accept').click();
    await student.on('call', '[data-state="live"]').waitFor();
    await recruiter.on('hang-up').dblclick();
    await student.on('after-talk').waitFor();
    await recruiter.on('to-board').click();
    await recruiter.on('lead-rows', '[data-group="owed"]').waitFor();
    await recruiter.on('due', '[data-late="false"]').waitFor();
    await openLead('Yusuf');
    await recruiter.on('new-tag').fill('avondploeg');
    await recruiter.on('new-tag').press('Enter');
    await recruiter.on('lead-placement').selectOption({ index: 1 });
    await recruiter.on('lead-owner').selectOption({ label: 'Mo Amrani' });
    await recruiter.on('note').fill('Liever in de zomer');
    await recruiter.on('note-state', '[data-state="saved"]').waitFor();
    await recruiter.looksRight('lead sheet');
    await recruiter.page.reload();
    const row = recruiter.on('lead-row', ':has-text("#avondploeg"):has-text("Mo Amrani")');
    await row.waitFor();
    await recruiter.on('find-lead').fill('avond');
    await row.waitFor();
    await recruiter.on('find-lead').fill('lasser');
    await row.waitFor({ state: 'detached' });
    await recruiter.on('find-lead').fill('');
    await recruiter.looksRight('leads owed');
  });

  it('a no says why, and where somebody is free now', async () => {
    await openLead('Yusuf');
    const moves = () => recruiter.on('lead-state').locator('option').allInnerTexts();
    assert.deepEqual(await moves(), ['gesproken', 'uitgenodigd', 'plek aangeboden', 'geplaatst']);
    await recruiter.on('answer').locator('label').nth(2).click();
    await recruiter.on('reason').fill('Onze stages zijn vol. Vraag in juni nog eens.');
    await recruiter.on('send-answer').click();
    await recruiter.on('answered').waitFor();
    await recruiter.on('lead-state', ':has-text("door ons afgewezen")').waitFor();
    await closeSheet();
    await student.on('lead', '[data-answer="no"]').waitFor();
    await student.on('lead-placement').waitFor();
    await student.on('quiet-booth').nth(1).waitFor();
    assert.equal(await student.on('quiet-booth').count(), 2);
    assert.equal(await student.on('quiet-booth', `[href="/stand/${booth}"]`).count(), 0);
    await student.looksRight('after a no');
    await group('ended');
    await recruiter.on('lead-rows', '[data-group="ended"]').waitFor();
  });

  it('each sees the address of the other once both share', async () => {
    await student.go('/agenda');
    await student.on('share', '[data-shared="nobody"]').waitFor();
    await student.on('share-contact').click();
    await student.on('share', '[data-shared="mine"]').waitFor();
    await openLead('Yusuf');
    await recruiter.on('share', '[data-shared="them"]').waitFor();
    assert.equal(await recruiter.on('shared-email').count(), 0);
    await recruiter.on('share-contact').click();
    await recruiter.on('shared-email', ':text("student@demo.example")').waitFor();
    await recruiter.looksRight('lead shared');
    // That of the owner, not of who pressed the button.
    await student.on('shared-email', ':text("recruiter2@demo.example")').waitFor();
    await student.looksRight('agenda shared');
    await closeSheet();
  });

  it('the leads are taken along, and no name is a formula', async () => {
    const { entry } = await other.ok('queue.join', { booth });
    await other.ok('queue.leave', { entry });
    await group('missed');
    await recruiter.on('lead-row', ':has-text("=1+1 P.")').waitFor();
    const take = async (format) => {
      const [download] = await Promise.all([
        recruiter.page.waitForEvent('download'),
        recruiter.on(`export-${format}`).click(),
      ]);
      assert.equal(download.suggestedFilename(), `contacten.${format}`);
      return download.path();
    };
    const csv = await readFile(await take('csv'), 'utf8');
    assert.ok(csv.startsWith('\uFEFF"Naam";'), csv.slice(0, 40));
    assert.match(csv, /\r\n"'=1\+1 P\.";/);
    assert.match(csv, /Yusuf A\..*student@demo\.example.*Liever in de zomer/);
    assert.doesNotMatch(csv, /student2@demo\.example/); // never shared
    const { formulas, text } = JSON.parse(await python(CELLS, await take('xlsx')));
    assert.equal(formulas, 0);
    assert.match(text, />=1\+1 P\.</);
    assert.match(text, />Liever in de zomer</);
  });

  it('who waits too long for an answer is seen by employer, organiser and coordinator', async () => {
    colleague = await server.client('recruiter2@demo.example');
    const { seat } = await colleague.ok('seat.take', { booth });
    const { entry } = await other.ok('queue.join', { booth });
    const { call } = await colleague.ok('call.next', { seat });
    await other.ok('call.accept', { call });
    await colleague.ok('call.join', { call });
    await other.ok('call.join', { call });
    const { pair } = (await other.snapshot('me')).call.find(({ id }) => id === call);
    await other.ok('call.connected', { call, pair });
    await colleague.ok('call.end', { call });
    assert.ok(entry);
    await server.stop();
    passTerm(join(server.dir, 'stagebeurs.db'));
    await server.run();
    await recruiter.page.reload();
    await recruiter.on('due', '[data-late="true"]').waitFor();
    await recruiter.looksRight('leads late');
    await recruiter.go(`/console/${booth}`);
    await recruiter.on('to-board', ':has-text("1 te laat")').waitFor();
    await recruiter.on('wrap-up-done').click();
    await recruiter.on('owed', ':has-text("Eén student wacht")').waitFor();
    await recruiter.looksRight('desk owed');
    const organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    await organiser.on('booth-owing', '[data-overdue="1"]').waitFor();
    await organiser.looksRight('organiser owing');
    await organiser.leave();
    const coordinator = await Person.arrive(browser, server, { email: 'coordinator@demo.example' });
    await coordinator.on('students').waitFor();
    await coordinator.on('student-row').first().waitFor();
    await coordinator.on('needs').selectOption('overdue');
    await coordinator.on('student-late').waitFor();
    assert.equal(await coordinator.on('student-row').count(), 1);
    assert.doesNotMatch(await coordinator.page.locator('body').innerText(), /Liever in de zomer|Onze stages/);
    await coordinator.looksRight('coordinator late');
    await coordinator.on('needs').selectOption('all');
    await coordinator.looksRight('coordinator all');
    await coordinator.leave();
  });

  it('a student sees off an employer, and takes the card back', async () => {
    const person = await Person.arrive(browser, server, { email: 'student2@demo.example', phone: true });
    await person.go('/agenda');
    await person.on('lead', '[data-state="spoken"]').getByTestId('decline-lead').click();
    await person.on('way-out-dialog').waitFor();
    await person.looksRight('decline dialog');
    await person.on('way-out-sure').click();
    await person.on('lead', '[data-state="declined_by_student"]').waitFor();
    await person.on('decline-lead').waitFor({ state: 'detached' });
    await recruiter.go(`/console/${booth}/opvolgen`);
    await group('ended');
    await recruiter.on('lead-row', ':has-text("=1+1 P.")').waitFor();
    await person.on('withdraw-card').click();
    await person.looksRight('withdraw dialog');
    await person.on('way-out-sure').click();
    await person.on('lead', '[data-state="withdrawn"]').waitFor();
    await person.on('withdraw-card').waitFor({ state: 'detached' });
    await recruiter.on('lead-row', ':has-text("=1+1 P.")').waitFor({ state: 'detached' });
    await person.leave();
  });

  it('nobody saw an error', async () => {
    for (const person of [recruiter, student]) await person.leave();
  });
});
