// What a student sees, hears and feels of a turn that comes near, in a real browser.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

const HOUR = 3_600_000;

/** Looks at another page, from now on and over reloads; keeps what is felt and what the system shows. */
async function lookAway(person) {
  await person.page.addInitScript(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    window.felt = [];
    navigator.vibrate = (pattern) => window.felt.push(String(pattern));
    window.shown = [];
    // As on a phone: a page cannot show any by itself, its worker can.
    window.Notification = class {
      static permission = 'granted';
      constructor() {
        throw new TypeError('Illegal constructor');
      }
    };
    Object.assign(ServiceWorkerRegistration.prototype, {
      async showNotification(title, { body, tag, data }) {
        const close = () => (window.shown = window.shown.filter((one) => one.data !== data));
        window.shown = [...window.shown.filter((one) => one.tag !== tag), { title, body, tag, data, close }];
      },
      async getNotifications({ tag }) {
        return window.shown.filter((one) => one.tag === tag);
      },
    });
  });
  await person.page.reload();
}

const isShown = (person, text) =>
  person.until((wanted) => window.shown.some(({ title, body }) => `${title}: ${body}`.includes(wanted)), text);

describe('a turn that comes near', { timeout: 300_000 }, () => {
  let server, browser, student, recruiter, neighbour, others, fair;

  before(async () => {
    server = await Server.start({ demo: true, clock: true });
    browser = await launch();
    const organiser = await server.client('organisator@demo.example');
    fair = organiser.hello.me.participations[0].fair;
    await organiser.ok('fair.open', { fair });
    await organiser.close();
    [recruiter, neighbour] = await Promise.all(
      ['recruiter@demo.example', 'kiran.ramdin@demo.example'].map((email) => server.client(email)));
    for (const client of [recruiter, neighbour]) {
      client.booth = client.hello.me.participations[0].booth;
      client.seat = (await client.ok('seat.take', { booth: client.booth })).seat;
    }
    others = await Promise.all(['student2@demo.example', 'student3@demo.example'].map((email) => server.client(email)));
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  it('of two numbers the nearest is docked, not the oldest', async () => {
    for (const other of others) await other.ok('queue.join', { booth: recruiter.booth });
    await student.go(`/stand/${recruiter.booth}`);
    await student.on('join').click();
    await student.on('dock-ticket').locator('[data-place="3"]').waitFor();
    await student.go(`/stand/${neighbour.booth}`);
    await student.on('join').click();
    await student.on('dock-ticket').locator('[data-place="1"]').waitFor();
    await student.looksRight('dock nearest');
  });

  it('who is near is told by the ticket, the phone and the system, whatever they look at', async () => {
    await student.on('dock-ticket').getByTestId('almost').waitFor();
    await lookAway(student);
    // One where they came as the next, one where two are before them.
    await isShown(student, 'Knoop & Draad Netwerken: Jij bent de volgende');
    await isShown(student, 'Lichtkade Software: Houd je klaar');
    assert.equal(await student.page.evaluate(() => window.felt.length), 2);
    const { entry } = await others[0].snapshot('me');
    await others[0].ok('queue.leave', { entry: entry[0].id });
    await student.hears('Lichtkade Software: nog 1 voor jou');
    assert.equal(await student.page.evaluate(() => window.felt.length), 2);
    await others[1].ok('queue.leave', { entry: (await others[1].snapshot('me')).entry[0].id });
    await isShown(student, 'Lichtkade Software: Jij bent de volgende');
    await student.until(() => window.felt.length === 3 && window.shown.length === 2);
  });

  it('of two things at once both are said', async () => {
    const { slot } = await others[0].snapshot(`booth:${recruiter.booth}`);
    const { booking } = await others[0].ok('slot.book', { slot: slot.find((one) => one.is_free).id });
    await student.go(`/stand/${recruiter.booth}`);
    await student.on('slot-wait').click();
    await student.on('slot-unwait').waitFor();
    await student.go('/rijen');
    await student.on('entry-ticket', ':has-text("Knoop & Draad")').getByTestId('leave').click();
    await student.on('leave-sure').click();
    await student.on('entry-ticket').nth(1).waitFor({ state: 'detached' });
    const { lead } = await neighbour.snapshot(`console:${neighbour.booth}`);
    await Promise.all([
      others[0].ok('booking.cancel', { booking }),
      neighbour.ok('lead.call_back', { lead: lead[0].id, note: '' }),
    ]);
    await student.on('slot-offer').waitFor();
    await student.on('handover').waitFor();
    await isShown(student, 'Kies vóór');
    await student.hears('is een tijd vrijgekomen');
    await student.hears('wil je alsnog graag spreken');
    await student.on('decline-offer').click();
    await student.on('handover-decline').click();
    await student.on('handover').waitFor({ state: 'detached' });
  });

  it('where nobody is left at the booth, nobody is told to get ready', async () => {
    await recruiter.ok('line.close', { booth: recruiter.booth }); // for newcomers; who waits is still served
    await recruiter.ok('seat.leave', { seat: recruiter.seat });
    await student.on('entry-ticket').getByTestId('unstaffed').waitFor();
    await student.hears('Lichtkade Software: Er is nu niemand bij deze stand.');
    await student.until(() => window.shown.length === 0);
    await student.go('/');
    await student.on('dock-ticket').getByTestId('unstaffed').waitFor();
    assert.doesNotMatch(await student.on('dock-ticket').innerText(), /volgende|Houd je klaar|Blijf in de buurt/);
    await student.looksRight('dock unstaffed');
    recruiter.seat = (await recruiter.ok('seat.take', { booth: recruiter.booth })).seat;
    await isShown(student, 'Lichtkade Software: Jij bent de volgende');
    await recruiter.ok('line.open', { booth: recruiter.booth });
    await student.on('dock-ticket').getByTestId('almost').waitFor();
  });

  it('who looks at another page is rung by the tab, the phone and the system, until it is over', async () => {
    const title = await student.page.title();
    await recruiter.ok('call.next', { seat: recruiter.seat });
    await student.on('ring').waitFor();
    await student.until(() => document.title === '(!) Jouw beurt');
    await student.until(() => window.felt.includes('300,120,300'));
    await isShown(student, 'Jij bent aan de beurt!: Sanne Visser van Lichtkade Software wacht op je.');
    await student.on('ring-decline').click();
    await student.on('ring').waitFor({ state: 'detached' });
    await student.until((title) => document.title === title, title);
    await student.until(() => window.felt.includes('0') && !window.shown.some(({ title }) => title.includes('aan de beurt')));
  });

  it('who presses a notification comes to the page', async () => {
    const [worker] = student.context.serviceWorkers();
    const pressed = await worker.evaluate(async () => {
      const seen = [];
      WindowClient.prototype.focus = function () {
        seen.push(new URL(this.url).pathname);
      };
      const event = new Event('notificationclick');
      event.notification = { close: () => seen.push('closed') };
      const done = new Promise((took) => (event.waitUntil = took));
      dispatchEvent(event);
      await done;
      return seen;
    });
    assert.deepEqual(pressed, ['closed', '/']);
  });

  it('who is refused a second number because time is scarce hears what else they can do', async () => {
    const { fair: items } = await recruiter.snapshot(`fair:${fair}`);
    await server.passTime(items[0].closes_ms - recruiter.hello.now_ms - HOUR);
    for (const other of others) await other.ok('queue.join', { booth: neighbour.booth });
    await student.go(`/stand/${neighbour.booth}`);
    await student.on('join').click();
    await student.on('failure', '[data-code="line_scarce"]').waitFor();
    await student.on('join-line', ':has-text("Dit bedrijf heeft je kaart")').waitFor(); // they stood here before
    await student.on('elsewhere').waitFor();
    // For others it is open: there is nothing to tell of.
    assert.equal(await student.on('watch').count(), 0);
    await student.on('elsewhere').scrollIntoViewIfNeeded();
    await student.looksRight('line scarce');
  });

  it('who looks at the fair is told there that their number is gone', async () => {
    await student.go('/');
    await student.on('dock-ticket').waitFor();
    const organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.close', { fair });
    await organiser.close();
    await student.on('place-lost', ':has-text("Lichtkade Software: De rij ging dicht")').waitFor();
    await student.looksRight('place lost');
    // Nobody is said to be free at a fair that is over.
    await student.page.getByText('De beurs is voorbij.').first().waitFor();
    assert.equal(await student.on('hall-free').count(), 0);
    await student.looksRight('lobby closed');
    // A way to where one is would lead nowhere.
    await student.page.goto(`${server.origin}/stand/${recruiter.booth}`);
    await student.on('place-lost').waitFor();
    assert.equal(await student.on('place-lost').getByRole('link').count(), 0);
    await student.on('place-lost-close').click();
    await student.on('place-lost').waitFor({ state: 'detached' });
    await student.go('/rijen');
    await student.page.getByText('De beurs is voorbij. Je kunt geen nummer meer pakken.').waitFor();
    await student.go('/agenda');
    await student.page.getByText('Je hebt op deze beurs niemand gesproken.').waitFor();
  });

  it('nor does the desk ask anybody to sit down there', async () => {
    const desk = await Person.arrive(browser, server, { email: 'recruiter2@demo.example' });
    await desk.go(`/console/${recruiter.booth}`);
    await desk.on('desk-idle', '[data-fair="closed"]:has-text("De beurs is voorbij")').waitFor();
    assert.equal(await desk.on('take-seat').count(), 0);
    await desk.looksRight('desk closed');
    await desk.leave();
  });

  it('nobody saw an error', async () => {
    await student.leave();
    for (const client of [recruiter, neighbour, ...others]) await client.close();
  });
});
