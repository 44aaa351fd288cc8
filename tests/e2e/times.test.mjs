// Talks by appointment, in real browsers on a server whose clock is moved on: a manager sets the booth
// up, a fair moves, times are booked, moved and offered, somebody is late and somebody does not come.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('talks by appointment', { timeout: 300_000 }, () => {
  let server, browser, manager, colleague, early, late, walkIn, organiser, coordinator, fair, booth, queue;

  before(async () => {
    server = await Server.start({ demo: true, clock: true });
    browser = await launch();
    manager = await Person.arrive(browser, server, { email: 'manager@demo.example' });
    await manager.on('console').waitFor();
    booth = /console\/(\d+)/.exec(manager.page.url())[1];
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** The clock moves on, and a page that looks at it. */
  const passUntil = async (ms, ...people) => {
    const client = await server.client();
    await server.passTime(ms - client.hello.now_ms);
    await client.close();
    for (const person of people) await person.page.reload();
  };

  it('a manager writes the page and a placement, and students see it', async () => {
    await manager.on('open-setup').click();
    await manager.on('setup').waitFor();
    await manager.on('tagline').fill('Wij bakken software voor de thuiszorg.');
    await manager.on('save-about').click();
    await manager.on('add-placement').click();
    await manager.on('save-placement').click();
    await manager.on('placement-dialog', ':has-text("Naam: dit is niet goed ingevuld.")').waitFor();
    await manager.page.locator('[data-testid="placement-title"]:focus').waitFor();
    await manager.on('placement-title').fill('Stage testen');
    await manager.on('placement-level').selectOption('hbo');
    await manager.on('placement-track').waitFor({ state: 'detached' });
    await manager.on('placement-level').selectOption('mbo4');
    await manager.on('placement-track').waitFor();
    await manager.on('placement-programme').selectOption({ label: 'Software developer' });
    await manager.page.locator('.checks input').first().check();
    const [beside] = await Promise.all([manager.context.waitForEvent('page'), manager.on('to-programme').click()]);
    await beside.locator('[data-testid="programme"]:has-text("Software developer")').waitFor();
    await beside.close();
    await manager.looksRight('placement dialog');
    await manager.on('save-placement').click();
    await manager.on('placement-dialog').waitFor({ state: 'detached' });
    await manager.on('placements-editor', ':has-text("Stage testen")').waitFor();
    early = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    await early.go(`/stand/${booth}`);
    await early.on('placements', ':has-text("Stage testen")').waitFor();
    await early.page.getByText('Wij bakken software').waitFor();
  });

  it('times are seen before they are made, and a plan that cannot be says why', async () => {
    // At no hour of the day is this within the fair.
    const farOff = new Date(Date.now() + 12 * 3600_000).toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });
    await manager.page.locator('[data-testid="plan-from"]').fill(farOff);
    await manager.on('plan-error').waitFor();
    await manager.page.reload();
    await manager.on('plan-preview').locator('li').nth(3).waitFor();
    await manager.page.getByLabel('Gesprekken tegelijk').fill('2');
    await manager.on('plan-second').check();
    await manager.on('plan-preview', ':has-text("reserve")').waitFor();
    await manager.looksRight('setup');
    await manager.on('plan-second').uncheck();
    await manager.on('make-slots').click();
    await manager.on('slots-made').waitFor();
  });

  it('a colleague comes in by the link of their invitation', async () => {
    await manager.on('invite-email').fill('Nieuw@lichtkade.example');
    await manager.on('invite-name').fill('Nadia Nieuw');
    await manager.on('invite').click();
    const link = await manager.on('invite-link').innerText();
    colleague = await Person.arrive(browser, server, {});
    await colleague.page.goto(link);
    await colleague.on('redeem').click();
    await colleague.on('console').waitFor();
    await manager.on('staff-editor', ':has-text("Nadia Nieuw")').waitFor();
    await manager.on('remove-staff').first().click();
    await manager.on('remove-staff-sure').waitFor();
    await manager.looksRight('remove staff');
    await manager.on('staff-editor').getByRole('button', { name: 'Annuleer' }).click();
    await manager.on('remove-staff-sure').waitFor({ state: 'detached' });
  });

  it('a time is booked, moved, and taken into an agenda', async () => {
    await early.on('book').first().click();
    await early.on('booking', '[data-state="booked"]').waitFor();
    const downloaded = early.page.waitForEvent('download');
    await early.on('ics').click();
    const ics = await readFile(await (await downloaded).path(), 'utf8');
    assert.match(ics, /BEGIN:VEVENT\r\n[\s\S]*SUMMARY:Stagebeurs: gesprek met Lichtkade Software\r\n/);
    const was = await early.on('booking').locator('strong').innerText();
    await early.on('move-booking').click();
    await early.on('move-to').nth(4).click();
    await early.until(text => document.querySelector('[data-testid="booking"] strong')?.innerText !== text, was);
    await early.looksRight('booth booked');
  });

  it('before the fair, with nobody at the desk, a manager gives the booking to a colleague', async () => {
    await manager.go(`/console/${booth}`);
    await manager.on('desk', '[data-seat="none"]').waitFor();
    await manager.on('desk-bookings').locator('summary').click();
    await manager.on('booking-recruiter').selectOption({ label: 'Nadia Nieuw' });
    await early.on('booking', ':has-text("Nadia Nieuw")').waitFor();
    await manager.looksRight('booking for a colleague');
    await manager.on('booking-recruiter').selectOption({ label: 'wie er vrij is' });
    await early.on('booking', ':not(:has-text("Nadia Nieuw"))').waitFor();
  });

  it('a fair that moves asks who booked whether the new time suits', async () => {
    organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    await organiser.on('fair-rules').click();
    await organiser.page.getByLabel('Afspraken tegelijk per student').fill('2');
    await organiser.looksRight('fair rules');
    await organiser.on('save-rules').click();
    await organiser.on('rules-dialog').waitFor({ state: 'detached' });
    await organiser.on('move-fair').click();
    const soon = new Date(Date.now() + HOUR);
    const at = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' }).format(soon);
    await organiser.on('move-day').fill(at.slice(0, 10));
    await organiser.page.locator('[data-testid="move-dialog"] input[type="time"]').fill(at.slice(11));
    await organiser.looksRight('move fair');
    await organiser.on('move-sure').click();
    await organiser.on('moved', ':has-text("1 afspraak")').waitFor();
    await early.go('/');
    await early.on('slot-offer').waitFor();
    await early.on('hall', ':has-text("6 stands")').first().waitFor();
    assert.equal(await early.on('hall-free').count(), 0);
    await early.looksRight('offer moved');
    await early.on('accept-offer').click();
    await early.on('slot-offer').waitFor({ state: 'detached' });
    await early.go('/agenda');
    await early.on('booking', '[data-state="booked"]').waitFor();
  });

  it('what comes free is offered to who waits for it', async () => {
    late = await Person.arrive(browser, server, { email: 'student3@demo.example', phone: true });
    await late.go(`/stand/${booth}`);
    await late.on('slot-wait').click();
    await late.on('slot-unwait').waitFor();
    await late.looksRight('booth waiting list');
    await late.go('/agenda');
    await late.on('slot-wait-card').waitFor();
    await late.go('/');
    await early.on('cancel-booking').click();
    await early.on('cancel-sure').click();
    await late.on('slot-offer').waitFor();
    await late.on('accept-offer').click();
    await late.on('slot-offer').waitFor({ state: 'detached' });
    await early.go(`/stand/${booth}`);
    await early.on('book').last().click();
    await early.on('booking', '[data-state="booked"]').waitFor();
  });

  it('a coordinator offers a student a time that fits', async () => {
    coordinator = await Person.arrive(browser, server, { email: 'coordinator@demo.example' });
    await coordinator.on('students').waitFor();
    await coordinator.page.locator('#find-student').fill('Shurandy');
    await coordinator.on('student-row', ':has-text("Shurandy Maduro")').locator('[data-testid="give-time"]').click();
    await coordinator.on('give-slot').first().waitFor();
    await coordinator.looksRight('coordinator gives a time');
    await coordinator.on('give-slot').first().click();
    await coordinator.on('give-slot').first().waitFor({ state: 'detached' });
    const shurandy = await server.client('shurandy.maduro@demo.example');
    const { booking } = await shurandy.snapshot('me');
    assert.deepEqual(booking.map(({ state, offer }) => ({ state, offer })), [{ state: 'offered', offer: 'invited' }]);
    await shurandy.ok('booking.accept', { booking: booking[0].id });
    await shurandy.close();
  });

  it('who is late goes before walk-ins all the same', async () => {
    queue = await server.client('organisator@demo.example');
    fair = queue.hello.me.participations[0].fair;
    await queue.ok('fair.open', { fair });
    walkIn = await server.client('student2@demo.example');
    await late.go('/agenda');
    await late.on('booking').waitFor();
    const mine = (await (await server.client('student3@demo.example')).snapshot('me')).booking.find((b) => b.state === 'booked');
    await passUntil(mine.starts_ms + MINUTE, manager, late);
    await colleague.page.reload();
    await colleague.on('take-seat').click();
    await colleague.on('desk', '[data-seat="free"]').waitFor();
    await walkIn.ok('queue.join', { booth: Number(booth) });
    await late.looksRight('agenda check in');
    assert.equal(await late.on('check-in-notice').count(), 0);
    await late.go('/');
    await late.on('check-in-notice').waitFor();
    await late.hears('Ben je er?');
    await late.looksRight('check in notice');
    await late.on('check-in').click();
    await late.on('check-in-notice').waitFor({ state: 'detached' });
    await late.go('/rijen');
    await late.on('leave').click();
    await late.page.getByText(/en je afspraak van \d\d:\d\d ook/).waitFor(); // and it is not given back
    await colleague.hears('is er voor de afspraak van');
    await colleague.on('next-ticket', ':has-text("Emma")').waitFor();
    await colleague.on('next').click();
    await late.on('ring-accept').click();
    await late.on('call', '[data-state="live"]').waitFor();
    await colleague.looksRight('console booked talk');
    await late.on('hang-up').dblclick();
    await late.on('after-talk').waitFor();
  });

  it('what went wrong reaches the organiser, who can send somebody away', async () => {
    await late.on('report').click();
    await late.on('report-reason').locator('label').nth(1).click();
    await late.on('report-text').fill('Vroeg om mijn privénummer.');
    await late.on('report-block').check();
    await late.looksRight('report dialog');
    await late.on('send-report').click();
    await late.on('send-report').waitFor({ state: 'detached' });
    await late.on('lead-blocked').waitFor();
    assert.doesNotMatch(await late.page.locator('main').innerText(), /laat je weten|Je krijgt antwoord|e-mailadres/);
    await late.looksRight('after talk blocked');
    await late.go('/agenda');
    await late.on('lead-blocked').waitFor();
    assert.equal(await late.on('share').count(), 0);
    await late.go(`/stand/${booth}`);
    await late.on('blocked').waitFor();
    assert.equal(await late.on('chat').count(), 0);
    await late.looksRight('booth blocked');
    await late.on('unblock').click();
    await late.on('block').waitFor();
    await colleague.on('report').click();
    await colleague.on('report-reason').locator('label').first().click();
    await colleague.on('send-report').click();
    await colleague.page.keyboard.press('Escape');
    await colleague.on('wrap-up-done').click();
    // As soon as the dashboard knows of it: the list itself is asked for twice a minute.
    await organiser.on('report-line').nth(1).waitFor({ timeout: 15_000 });
    await organiser.looksRight('reports');
    await organiser.on('ban').click();
    await organiser.on('ban-sure').click();
    await organiser.on('unban').waitFor();
    // They are told, wherever they are.
    await late.on('sent-away', ':has-text("van deze beurs gestuurd")').waitFor();
    await late.looksRight('sent away');
    const other = (await queue.snapshot(`room:${(await queue.snapshot(`booth:${booth}`)).booth[0].room}`)).booth.find((b) => b.staffed === 0);
    await late.go(`/stand/${other.id}`);
    await late.on('join-line', ':has-text("van deze beurs gestuurd")').waitFor();
    assert.equal(await late.on('leave-card').count(), 0);
    await organiser.on('unban').click();
    await organiser.on('unban').waitFor({ state: 'detached' });
    await late.on('sent-away').waitFor({ state: 'detached' });
  });

  it('what a booth did to a booking its student hears, whatever they look at', async () => {
    const [me, calls] = await Promise.all(['student3@demo.example', 'organisator@demo.example'].map((email) => server.client(email)));
    const { booth: booths } = await me.snapshot(`room:${(await me.snapshot(`booth:${booth}`)).booth[0].room}`);
    const next = booths.find(({ name }) => name === 'Knoop & Draad Netwerken').id;
    const free = async () => (await me.snapshot(`booth:${next}`)).slot.find((one) => one.is_free && one.starts_ms > me.hello.now_ms + 10 * MINUTE);
    await late.go('/');
    const { booking } = await me.ok('slot.book', { slot: (await free()).id });
    await calls.ok('booking.cancel', { booking });
    await late.on('booking-lost', ':has-text("Deze afspraak is afgezegd.")').waitFor();
    await late.on('booking-lost').getByRole('link').click();
    await late.on('booth').waitFor();
    // Who chooses another time knows.
    const slot = await free();
    const other = await me.ok('slot.book', { slot: slot.id });
    await late.on('booking-lost').waitFor({ state: 'detached' });
    await passUntil(slot.starts_ms + MINUTE, late);
    await me.ok('booking.check_in', { booking: other.booking });
    await passUntil(slot.starts_ms + 6 * MINUTE, late);
    await late.on('booking-lost', ':has-text("Het bedrijf was er niet. Sorry! Je gaat voor in de rij.")').waitFor();
    await late.hears('Het bedrijf was er niet. Sorry!');
    await late.looksRight('booking missed by employer');
    await late.on('booking-lost-close').click();
    await late.on('booking-lost').waitFor({ state: 'detached' });
    const { entry } = await me.snapshot('me');
    await me.ok('queue.leave', { entry: entry.find((one) => one.booth === next && one.state === 'waiting').id });
    for (const client of [me, calls]) await client.close();
  });

  it('who does not come frees the seat, and both sides know', async () => {
    const mine = (await (await server.client('student@demo.example')).snapshot('me')).booking.find((b) => b.state === 'booked');
    await passUntil(mine.starts_ms + 3 * MINUTE, colleague, early);
    await colleague.on('desk-bookings').locator('summary').click();
    await colleague.on('desk-bookings').locator('[data-state="no_show"]').waitFor();
    await early.go('/');
    // Only of this one: what they gave back themselves is no news.
    await early.on('booking-lost', ':has-text("Je was er niet op tijd. Dat kan gebeuren.")').waitFor();
    await early.hears('Je kunt een andere tijd kiezen of een nummer pakken.');
    await early.looksRight('booking no show');
    await early.on('booking-lost-close').click();
    await early.on('booking-lost').waitFor({ state: 'detached' });
    await early.page.reload();
    await early.page.locator('.tab-bar a[href="/agenda"]').click();
    await early.on('past-booking', '[data-state="no_show"]').waitFor();
    await early.page.locator('.tab-bar a[href="/"]').click();
    await early.on('hall').first().waitFor();
    assert.equal(await early.on('booking-lost').count(), 0);
    await early.go('/agenda');
    await early.on('past-booking', '[data-state="no_show"]').waitFor();
    await early.looksRight('agenda no show');
    await colleague.looksRight('console no show');
  });

  it('a booth whose line is closed still takes a card', async () => {
    await colleague.on('close-line').click();
    await early.go(`/stand/${booth}`);
    const { lead } = await (await server.client('student@demo.example')).snapshot('me');
    // This one booked here, so the employer has their card; another booth does not.
    assert.equal(lead.length, 1);
    await early.page.getByText('Dit bedrijf heeft je kaart').waitFor();
    await early.on('watch', ':has-text("als ik hier weer terecht kan")').waitFor();
    // Its times are over: nobody is sent to them.
    assert.doesNotMatch(await early.on('join-line').innerText(), /een tijd kiezen/);
    await early.on('elsewhere').waitFor();
    await early.looksRight('booth closed card left');
    const other = (await queue.snapshot(`room:${(await queue.snapshot(`booth:${booth}`)).booth[0].room}`)).booth.find((b) => b.staffed === 0);
    await early.go(`/stand/${other.id}`);
    await early.on('leave-card').click();
    await early.on('leave-card').waitFor({ state: 'detached' });
    await early.looksRight('booth unstaffed card left');
    await early.on('withdraw-card').click();
    await early.on('way-out-sure').click();
    await early.on('leave-card').waitFor();
  });

  it('nobody saw an error', async () => {
    for (const person of [manager, colleague, early, late, organiser, coordinator]) await person.leave();
    for (const client of [queue, walkIn]) await client.close();
  });
});
