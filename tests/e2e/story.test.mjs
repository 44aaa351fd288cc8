// The evening of three people in three real browsers: from opening the doors to a lead that survives
// kill -9. Each step is what a user would do and see (design §2; the first issue's main job).
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { Turn } from '../lib/turn.mjs';
import { it } from '../lib/steps.mjs';

/** A step of the story: each stands on those before it, so the first that fails ends it. */
/** What the clock of a call shows, in seconds. */
async function secondsLeft(person) {
  const [minutes, seconds] = (await person.on('call-left').innerText()).split(':').map(Number);
  return minutes * 60 + seconds;
}

describe('an evening', { timeout: 600_000 }, () => {
  let server, turn, browser, organiser, recruiter, student, booth;

  before(async () => {
    turn = await Turn.start();
    server = await Server.start({
      demo: true,
      // Two I/O threads, so that people who meet may well be on different ones.
      args: ['--io_threads=2', ...turn.args],
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
    await turn?.end();
  });

  it('a visitor finds the fair, and hears of a link that does not work', async () => {
    const visitor = await Person.arrive(browser, server);
    await visitor.go('/');
    await visitor.on('look-around').first().waitFor();
    await visitor.looksRight('landing');
    await visitor.on('look-around').first().click();
    await visitor.on('hall').first().waitFor();
    await visitor.looksRight('lobby of a visitor');
    await visitor.go('/in#a-token-that-nobody-gave-out');
    await visitor.on('redeem').click();
    await visitor.on('failure', '[data-code="link_invalid"]').waitFor();
    await visitor.looksRight('bad link');
    await visitor.leave();
  });

  it('the organiser opens the fair', async () => {
    organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    await organiser.on('manage').waitFor();
    assert.match(await organiser.page.locator('h1').innerText(), /Stagebeurs Leidse regio/);
    assert.ok((await organiser.on('room-sums').count()) >= 10);
    await organiser.looksRight('organiser');
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('fair-state', '[data-state="open"]').waitFor();
  });

  it('the student sees the lobby change live when the recruiter sits down', async () => {
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    await student.on('hall').first().waitFor();
    assert.ok((await student.on('hall').count()) >= 10);
    await student.looksRight('lobby');
    const free = async () => (await student.on('hall-free').allInnerTexts()).join();
    const before = await free();
    recruiter = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    await recruiter.looksRight('console empty');
    await recruiter.on('take-seat').click();
    await recruiter.on('desk', '[data-seat="free"]').waitFor();
    booth = /console\/(\d+)/.exec(recruiter.page.url())[1];
    await student.until((was) => [...document.querySelectorAll('[data-testid="hall-free"]')].map((e) => e.innerText).join() !== was, before);
    await student.on('hall').filter({ has: student.on('hall-free') }).first().click();
    await student.on('booth-row', '[data-free="true"]').first().waitFor();
    await student.looksRight('room');
  });

  it('they chat at the booth', async () => {
    await student.go(`/stand/${booth}`);
    await student.on('chat-input').fill('Mag ik mijn hond meenemen? <b>echt</b>');
    await student.on('chat-send').click();
    await recruiter.on('open-chat').click();
    const seen = recruiter.on('chat-message').last();
    await seen.waitFor();
    assert.match(await seen.innerText(), /hond meenemen\? <b>echt<\/b>/);
    await recruiter.looksRight('console chat');
    await recruiter.on('chat-input').fill('Ja hoor!');
    await recruiter.on('chat-send').click();
    await student.until(() => document.querySelector('[data-testid="chat"]')?.innerText.includes('Ja hoor!'));
    await recruiter.page.keyboard.press('Escape');
    await student.looksRight('booth');
  });

  it('the student books a free slot and cancels it', async () => {
    await student.on('slot', '[data-free="true"]').first().waitFor();
    await student.on('book').first().click();
    await student.on('booking', '[data-state="booked"]').waitFor();
    await student.go('/agenda');
    await student.on('booking', '[data-state="booked"]').waitFor();
    await student.looksRight('agenda');
    await student.on('cancel-booking').click();
    await student.on('cancel-not').click();
    await student.on('booking', '[data-state="booked"]').waitFor();
    await student.on('cancel-booking').click();
    await student.looksRight('agenda give back');
    await student.on('cancel-sure').click();
    await student.on('booking', '[data-state="booked"]').waitFor({ state: 'detached' });
  });

  it('the student takes a number, sees place and wait, and a reload changes nothing', async () => {
    await student.go(`/stand/${booth}`);
    await student.on('question').fill('Leer ik ook testen?');
    await student.on('join').click();
    await student.on('dock-ticket').waitFor();
    await student.go('/rijen');
    await student.on('standing', '[data-place="1"]').first().waitFor();
    await student.on('wait').first().waitFor();
    await student.looksRight('lines');
    await student.page.reload();
    await student.on('standing', '[data-place="1"]').first().waitFor();
    await recruiter.page.reload();
    await recruiter.on('next-ticket').waitFor();
    assert.match(await recruiter.on('desk-line').innerText(), /Leer ik ook testen\?/);
    await recruiter.on('next-card').locator('summary').click();
    assert.match(await recruiter.on('next-card').innerText(), /Dit kan ik al[\s\S]+Dit wil ik leren/);
    await recruiter.looksRight('console line');
  });

  it('the place moves when somebody before leaves', async () => {
    const other = await server.client('student2@demo.example');
    const third = await Person.arrive(browser, server, { email: 'student3@demo.example', phone: true, locale: 'en-GB' });
    const { entry } = await other.ok('queue.join', { booth: Number(booth) });
    await third.go(`/stand/${booth}`);
    await third.on('join').click();
    await third.go('/rijen');
    await third.on('standing', '[data-place="3"]').first().waitFor();
    await other.ok('queue.leave', { entry });
    await third.on('standing', '[data-place="2"]').first().waitFor();
    await other.close();
    await third.on('leave').first().click();
    await third.on('leave-sure').click();
    await third.on('entry-ticket').waitFor({ state: 'detached' });
    await third.leave();
  });

  it('a screen that cannot be fetched, because the server is away, comes by itself when it is back', async () => {
    const visitor = await Person.arrive(browser, server);
    await visitor.go('/');
    await visitor.on('look-around').first().click();
    await visitor.on('hall').first().waitFor();
    await server.kill();
    const failed = visitor.page.waitForEvent('requestfailed', (request) => request.url().includes('/assets/'));
    await visitor.on('hall').first().click();
    await failed;
    await server.run();
    await visitor.on('booth-row').first().waitFor();
    await visitor.leave();
  });

  it('the recruiter calls next, the student is rung and accepts; both see and hear each other', async () => {
    await recruiter.on('next').click();
    await student.on('ring').waitFor();
    await student.looksRight('ring');
    await student.on('ring-accept').click();
    await student.on('call').waitFor();
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
    await student.on('call', '[data-state="live"]').waitFor();
    await student.looksRight('call student');
    await recruiter.looksRight('call recruiter');
  });

  it('both have the same countdown', async () => {
    const [a, b] = await Promise.all([secondsLeft(student), secondsLeft(recruiter)]);
    assert.ok(Math.abs(a - b) <= 2, `${a} and ${b} seconds left`);
  });

  it('a look at the lines and at the agenda in the call finds the way back to it', async () => {
    for (const path of ['/rijen', '/agenda']) {
      await student.page.locator('.brand').click();
      await student.page.locator(`.tab-bar a[href="${path}"]`).click();
      await student.on('to-talk').waitFor();
      await student.looksRight(`in a call ${path.slice(1)}`);
      await student.on('to-talk').click();
      await student.on('call', '[data-state="live"]').waitFor();
    }
  });

  it('a reload in the call comes back to it', async () => {
    await student.page.reload();
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
    await recruiter.page.reload();
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
    await student.on('call', '[data-state="live"]').waitFor();
  });

  it('when one of them drops out, the other reads whose connection it is', async () => {
    const desk = recruiter.page.url();
    await recruiter.page.goto('about:blank');
    await student.on('call-notice', ':has-text("De verbinding van Sanne Visser viel weg")').waitFor();
    await student.looksRight('call without recruiter');
    await recruiter.page.goto(desk);
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
    await student.on('call', '[data-state="live"]').waitFor();
  });

  it('kill -9 and a start in the middle: clients come back by themselves and the call goes on', async () => {
    // Picture and sound flow past the server: only the new sockets show that it was away.
    const back = Promise.all([student.comesBack('"state":"live"'), recruiter.comesBack('"state":"live"')]);
    await server.kill();
    await server.run();
    await back;
    await student.on('call', '[data-state="live"]').waitFor();
    await recruiter.on('call', '[data-state="live"]').waitFor();
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
  });

  it('the recruiter extends once, with the student', async () => {
    const before = await secondsLeft(student);
    await recruiter.on('extend').click();
    await student.on('extend').click();
    await student.until((was) => {
      const [minutes, seconds] = document.querySelector('[data-testid="call-left"]').innerText.split(':').map(Number);
      return minutes * 60 + seconds > was + 60;
    }, before);
  });

  it('the call ends; the recruiter rates, notes and answers; the student sees what becomes of it', async () => {
    await recruiter.on('hang-up').dblclick();
    await student.on('after-talk').waitFor();
    await student.looksRight('after talk');
    await recruiter.on('lead-form').waitFor();
    await recruiter.looksRight('wrap up');
    await recruiter.on('note').fill('Enthousiast, kent C. Geheim voor de student.');
    // Before it was saved, and in the minute that is for writing.
    await recruiter.page.reload();
    await recruiter.on('note').waitFor();
    assert.match(await recruiter.on('note').inputValue(), /kent C\./);
    await recruiter.on('rating').locator('label').nth(3).click();
    await recruiter.on('next-step').locator('label').nth(1).click();
    await recruiter.on('note-state', '[data-state="saved"]').waitFor();
    await recruiter.on('answer').locator('label').first().click();
    await recruiter.on('send-answer').click();
    await recruiter.on('answered').waitFor();
    await student.go('/agenda');
    await student.on('lead-answer').first().waitFor();
    assert.doesNotMatch(await student.page.locator('body').innerText(), /Geheim/);
  });

  it('the lead survives kill -9', async () => {
    await server.kill();
    await server.run();
    await recruiter.on('open-contacts').click();
    await recruiter.on('contact').first().waitFor();
    assert.match(await recruiter.on('contacts').innerText(), /Yusuf A\./);
    await recruiter.looksRight('contacts');
    await recruiter.page.reload();
  });

  it('the same call works with both browsers forced through coturn', async () => {
    const near = await Person.arrive(browser, server, { email: 'student2@demo.example', phone: true, relay: true });
    const far = await Person.arrive(browser, server, { email: 'recruiter2@demo.example', relay: true });
    await far.on('take-seat').click();
    await far.on('desk', '[data-seat="free"]').waitFor();
    await near.go(`/stand/${booth}`);
    await near.on('join').click();
    await far.on('next-ticket').waitFor();
    await far.on('next').click();
    await near.on('ring-accept').click();
    const [a, b] = await Promise.all([near.seesAndHears(), far.seesAndHears()]);
    for (const side of [a, b]) assert.deepEqual([side.local, side.remote], ['relay', 'relay']);
    await near.on('hang-up').dblclick();
    await near.on('after-talk').waitFor();
    await near.leave();
    await far.leave();
  });

  it('nobody saw an error', async () => {
    for (const person of [organiser, recruiter, student]) await person.leave();
  });
});
