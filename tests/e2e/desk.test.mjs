// What a recruiter does beyond "next", in real browsers: come back to somebody who asked to be told,
// close the line, call somebody out of turn, and let the seat call by itself.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';

describe('a desk', { timeout: 300_000 }, () => {
  let server, browser, recruiter, colleague, student, booth, others;

  before(async () => {
    server = await Server.start({ demo: true });
    browser = await launch();
    const organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair: (await organiser.ok('fair.list')).fairs[0].id });
    await organiser.close();
    recruiter = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    await recruiter.on('take-seat').waitFor();
    booth = /console\/(\d+)/.exec(recruiter.page.url())[1];
    others = await Promise.all(['student2@demo.example', 'student3@demo.example'].map((email) => server.client(email)));
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  it('a student who asked is told when the booth is staffed again, wherever they are', async () => {
    await student.go(`/stand/${booth}`);
    await student.on('join-line', ':has-text("nog wel een tijd kiezen")').waitFor();
    await student.on('elsewhere').waitFor();
    await student.on('watch').click();
    await student.on('unwatch').waitFor();
    await student.looksRight('booth unstaffed');
    await student.go('/');
    await recruiter.on('take-seat').click();
    await student.on('back-again').waitFor();
    await student.looksRight('back again');
    // The booth is for their programme, and nobody waits there.
    await student.page.reload();
    await student.on('quiet-booth', `[href="/stand/${booth}"]`).waitFor();
    await student.looksRight('lobby quiet');
    await student.on('back-again').locator('a').click();
    await student.on('join').waitFor();
  });

  it('a closed line takes nobody, says so, and opens again', async () => {
    for (const other of others) await other.ok('queue.join', { booth: Number(booth) });
    await recruiter.on('close-line').click();
    await recruiter.on('open-line').waitFor();
    await recruiter.looksRight('console closed line');
    await student.on('join').waitFor({ state: 'detached' });
    await student.on('unwatch').waitFor(); // told of it again when it opens
    await recruiter.on('open-line').click();
    await student.on('join').scrollIntoViewIfNeeded();
    await student.looksRight('join');
    // With the keyboard, as the Go key of a phone does.
    await student.on('question').fill('Mag ik meelopen?');
    await student.on('question').press('Enter');
    await student.on('dock-ticket').waitFor();
  });

  it('the recruiter calls somebody out of turn', async () => {
    await recruiter.on('pick').last().click();
    await student.on('ring').waitFor();
    await recruiter.on('take-back').click();
    await student.on('ring').waitFor({ state: 'detached' });
    await recruiter.hears('is teruggenomen');
  });

  it('finds who waits among the contacts', async () => {
    await recruiter.on('open-contacts').click();
    await recruiter.on('contact', '[data-state="queued"]:has-text("nog niet gesproken")').first().waitFor();
    await recruiter.looksRight('contacts');
    await recruiter.page.keyboard.press('Escape');
  });

  it('in a pause the way back is the main action', async () => {
    await recruiter.on('pause').click();
    await recruiter.on('pause-dialog').getByRole('button', { name: '5 minuten' }).first().click();
    await recruiter.on('resume', '[data-look="main"]').waitFor();
    await recruiter.on('next', '[data-look="plain"]').waitFor();
    await recruiter.looksRight('console pause');
    await recruiter.on('resume').click();
    await recruiter.on('next', '[data-look="main"]').waitFor();
  });

  it('keys press the buttons, and say why they do nothing', async () => {
    const press = (key) => recruiter.page.keyboard.press(key);
    const second = await recruiter.on('waiting').first().locator('strong').innerText();
    await press('s');
    await recruiter.on('ringing', `:has-text("${second}")`).waitFor();
    // What the keys press may change a moment after what is seen.
    await recruiter.on('next', '[aria-disabled="true"]').waitFor();
    await press('n');
    await recruiter.hears('Rond eerst dit gesprek af.');
    await press('s');
    await recruiter.on('desk', '[data-seat="free"]').waitFor();
    await recruiter.page.locator('[aria-keyshortcuts="E"]').waitFor({ state: 'detached' });
    await press('e');
    await recruiter.hears('Deze toets doet nu niets.');
  });

  it('hands a student over to a colleague, who sees why and calls them first', async () => {
    colleague = await Person.arrive(browser, server, { email: 'recruiter2@demo.example' });
    await colleague.on('take-seat').click();
    await colleague.on('desk', '[data-seat="free"]').waitFor();
    await recruiter.on('pick').last().click();
    await student.on('ring-accept').click();
    await student.on('call', '[data-state="live"]').waitFor();
    await recruiter.page.keyboard.press('a');
    await recruiter.on('note', ':focus').waitFor();
    await recruiter.page.keyboard.press('Escape');
    await recruiter.page.keyboard.press('e');
    await student.on('extend', '[data-look="main"]').waitFor(); // asked, and theirs to agree
    await recruiter.on('transfer').click();
    await recruiter.page.locator('#transfer-note').fill('Kent onze taal al');
    await recruiter.looksRight('transfer');
    await recruiter.on('to-colleague').click();
    await student.on('after-talk', ':has-text("geeft je door aan")').waitFor();
    await student.on('after-talk', ':has-text("Kent onze taal al")').waitFor();
    await student.looksRight('handed over');
    await student.go('/rijen');
    await student.on('hand-over-note', ':has-text("Kent onze taal al")').waitFor();
    await student.looksRight('ticket handed over');
    await colleague.on('next-ticket', ':has-text("Kent onze taal al")').waitFor();
    await colleague.looksRight('console handed over');
    await colleague.page.keyboard.press('n');
    await student.on('ring-accept').click();
    await student.on('call', '[data-state="live"]').waitFor();
  });

  it('hands them over to another booth, when the student wants that', async () => {
    const [neighbour, far] = await Promise.all(
      ['kiran.ramdin@demo.example', 'rick.dejong@demo.example'].map((email) => server.client(email)));
    const [next] = neighbour.hello.me.participations;
    await neighbour.ok('seat.take', { booth: next.booth });
    await neighbour.ok('line.close', { booth: next.booth });
    await far.ok('seat.take', { booth: far.hello.me.participations[0].booth });
    await colleague.on('transfer').click();
    await colleague.on('transfer-room').selectOption({ label: 'Zorg en welzijn' });
    await colleague.on('to-booth', ':has-text("Zorggroep Zilverduin")').waitFor();
    await colleague.page.getByText('kiest de student zelf').waitFor();
    await colleague.looksRight('transfer to another hall');
    await colleague.on('transfer-room').selectOption({ label: 'ICT en media' });
    // A line that is closed takes nobody from elsewhere either.
    await colleague.page.getByText('In deze zaal is nu geen andere stand').waitFor();
    assert.equal(await colleague.on('to-booth').count(), 0);
    await neighbour.ok('line.open', { booth: next.booth });
    await colleague.on('to-booth', ':has-text("Knoop & Draad")').click();
    await student.on('handover').waitFor();
    await student.looksRight('handover');
    await student.on('handover-accept').click();
    await student.on('handover').waitFor({ state: 'detached' });
    await student.go('/rijen');
    await student.on('standing', '[data-place="1"]').first().waitFor();
    for (const client of [neighbour, far]) await client.close();
    await colleague.leave();
  });

  it('a seat that calls by itself goes down the line', async () => {
    const [first, second] = others;
    for (const other of others) await other.ok('subscribe', { topic: 'me' });
    await recruiter.page.reload(); // what was still to be said is of before
    await recruiter.on('wrap-up-done').click();
    await recruiter.on('auto').click();
    const rung = await first.hear((m) => m.ev?.some((e) => e.type === 'call' && e.item?.state === 'ringing'), 'a ring');
    const { id } = rung.ev.find((e) => e.type === 'call').item;
    await recruiter.on('auto', '[aria-pressed="true"]').waitFor();
    await first.ok('call.decline', { call: id });
    // Put back two places: the second is next, and is rung at once.
    await second.hear((m) => m.ev?.some((e) => e.type === 'call' && e.item?.state === 'ringing'), 'a ring');
    await recruiter.hears('slaat deze beurt over');
    await recruiter.hears('We roepen Emma');
    await recruiter.looksRight('console calls by itself');
    for (const other of others) await other.close();
  });

  it('nobody saw an error', async () => {
    for (const person of [recruiter, student]) await person.leave();
  });
});
