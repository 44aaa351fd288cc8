// A walk-in's evening with missed calls, in real browsers on a server whose clock is moved on: called
// and not there, put back with a word why, missed again and sat out, back, one more minute, a talk by
// typing alone, and an answer.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

const SECOND = 1000;

describe('a walk-in', { timeout: 300_000 }, () => {
  let server, browser, student, recruiter, others, booth;

  before(async () => {
    server = await Server.start({ demo: true, clock: true });
    browser = await launch();
    const organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair: organiser.hello.me.participations[0].fair });
    await organiser.close();
    recruiter = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    await recruiter.on('take-seat').click();
    booth = Number(/console\/(\d+)/.exec(recruiter.page.url())[1]);
    await recruiter.on('desk', '[data-seat="free"]').waitFor();
    await looks(recruiter, false);
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    others = await Promise.all(['student2@demo.example', 'student3@demo.example'].map((email) => server.client(email)));
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** Somebody looks at the page, or at another tab. */
  const looks = (person, isHere) =>
    person.page.evaluate((isHere) => {
      Object.defineProperty(document, 'hidden', { get: () => !isHere, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHere);

  /** The ring runs out: nobody answered. */
  const nobodyAnswers = async () => {
    await student.on('ring').waitFor();
    await server.passTime(46 * SECOND);
    await student.on('ring').waitFor({ state: 'detached' });
  };

  it('takes a number and is asked whether to be notified', async () => {
    await student.go(`/stand/${booth}`);
    await student.on('join').click();
    await student.on('entry-ticket').waitFor();
    await student.go('/rijen');
    await student.on('standing', '[data-place="1"]').waitFor();
    await student.on('notify').waitFor();
  });

  it('is heard of by a recruiter who had nobody to call, and looks at another tab', async () => {
    await recruiter.hears('Yusuf A. staat in de rij');
    await recruiter.until(() => document.title === '(!) Yusuf A. staat in de rij');
    await looks(recruiter, true);
    assert.match(await recruiter.page.title(), /^Lichtkade Software/);
    for (const other of others) await other.ok('queue.join', { booth });
    await recruiter.on('waiting').nth(1).waitFor();
  });

  it('misses a call, and is told why others go first', async () => {
    await recruiter.on('next').click();
    await student.on('ring', ':has-text("hoogstens 2 anderen voor")').waitFor();
    await student.looksRight('ring');
    await recruiter.hears('We roepen Yusuf');
    await nobodyAnswers();
    await student.on('put-back').waitFor();
    await student.hears('Daarom gaan hoogstens 2 anderen voor');
    await recruiter.hears('nam niet op');
    // Once: not of who loaded their page anew, nor of who came after them.
    assert.equal((await recruiter.page.evaluate(() => window.said)).filter((one) => one.includes('staat in de rij')).length, 1);
    await student.on('standing', '[data-place="3"]').waitFor();
    await student.looksRight('put back');
  });

  it('misses another, sits out, and finds the way back', async () => {
    for (const other of others) {
      await other.ok('subscribe', { topic: 'me' });
      await recruiter.on('next').click();
      const rung = await other.hear((m) => m.ev?.some((e) => e.type === 'call' && e.item?.state === 'ringing'), 'a ring');
      await other.ok('call.decline', { call: rung.ev.find((e) => e.type === 'call').item.id });
      await recruiter.on('desk', '[data-seat="free"]').waitFor();
    }
    await recruiter.on('next').click();
    await nobodyAnswers();
    await student.on('entry-ticket', '[data-state="suspended"]').waitFor();
    await student.hears('Je liet weer een oproep voorbijgaan');
    await student.looksRight('suspended');
    await student.on('come-back').click();
    await student.on('entry-ticket', '[data-state="waiting"]').waitFor();
  });

  it('asks for one more minute and comes, with typing alone', async () => {
    for (const other of others) await other.close();
    await recruiter.page.reload();
    await recruiter.on('next-ticket', ':has-text("Yusuf")').waitFor();
    await recruiter.on('next').click();
    await student.on('ring', ':has-text("Daarna vervalt je nummer")').waitFor();
    await student.on('ring-minute').click();
    await student.on('ring-minute').waitFor({ state: 'detached' });
    await recruiter.on('extra-minute', ':has-text("Yusuf A. vraagt om één minuut extra")').waitFor();
    await recruiter.hears('vraagt om één minuut extra');
    await recruiter.looksRight('ring extra minute');
    await server.passTime(60 * SECOND); // later than a ring lasts
    await student.on('ring-accept').click();
    await recruiter.hears('neemt op');
    await student.on('call', '[data-state="live"]').waitFor();
    // What the other types is noticed, also where the text is not on screen.
    await student.on('chat-input').fill('Goedemiddag!');
    await student.on('chat-input').press('Enter');
    await recruiter.on('call-chat', ':has-text("Nieuw bericht")').waitFor();
    await recruiter.hears('Nieuw bericht van Yusuf A.');
    await recruiter.looksRight('unread at the desk');
    await recruiter.on('call-chat').click();
    await recruiter.page.getByText('Goedemiddag!').waitFor();
    await recruiter.on('chat-input').fill('Welkom!');
    // The page knows a frame later that the text is off the screen.
    await student.page.evaluate(() => new Promise((done) => {
      scrollTo(0, 0);
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
    }));
    await recruiter.on('chat-input').press('Enter');
    await student.on('new-message').waitFor();
    await student.hears('Nieuw bericht van Sanne Visser');
    await student.looksRight('unread in a talk');
    await student.on('new-message').click();
    await student.on('new-message').waitFor({ state: 'detached' });
    await recruiter.on('call-chat').click();
    await recruiter.on('chat').waitFor({ state: 'detached' });
    // Who goes on by typing alone is not left waiting before a closed text.
    await student.on('text-only').click();
    await student.on('text-only', '[aria-pressed="true"]:has-text("Alleen typen")').waitFor();
    await recruiter.page.getByText('Welkom!').waitFor();
    assert.ok((await recruiter.on('chat-input').boundingBox()).y < 820);
    await recruiter.looksRight('typing alone at the desk');
    await student.looksRight('typing alone');
    // By the keyboard, out of a text and on a choice too, and never by one key alone.
    await recruiter.on('note').focus();
    await recruiter.page.keyboard.press('Escape');
    await recruiter.page.keyboard.press('x');
    await recruiter.on('hang-up', ':has-text("Zeker?")').waitFor();
    await student.on('call', '[data-state="live"]').waitFor();
    await recruiter.on('rating').locator('input').first().focus();
    await recruiter.page.keyboard.press('x');
    await student.on('after-talk').waitFor();
    await recruiter.on('wrap-up', ':has-text("Rond je gesprek met Yusuf A. af")').waitFor();
    await recruiter.page.getByLabel('Aantekening over Yusuf A.').waitFor();
    // Who else waits would not hear a call now, and so none is offered.
    await recruiter.on('waiting', ':has-text("even geen verbinding")').nth(1).waitFor();
    assert.equal(await recruiter.on('next').getAttribute('aria-disabled'), 'true');
    assert.equal(await recruiter.on('pick').count(), 0);
    // The answer is what they owe: it is seen without scrolling.
    const { y, height } = await recruiter.on('answer').boundingBox();
    assert.ok(y + height < 740, `the answer ends at ${y + height}`);
  });

  it('the two can still type, until one of them talks to another', async () => {
    await student.on('chat-input').fill('Bedankt voor het gesprek!');
    await student.on('chat-input').press('Enter');
    await recruiter.on('still-open', ':has-text("Typen met Yusuf A."):has-text("Bedankt voor het gesprek!")').waitFor();
    await recruiter.on('chat-input').fill('Graag gedaan.');
    await recruiter.on('chat-input').press('Enter');
    await student.on('still-open', ':has-text("Typen met Sanne Visser"):has-text("Graag gedaan.")').waitFor();
    await student.looksRight('after talk chat');
    await recruiter.looksRight('wrap up chat');
    // Who has gone back to the fair hears of it, and finds the way there.
    await student.on('to-fair').click();
    await recruiter.on('chat-input').fill('Vergeet je cv niet.');
    await recruiter.on('chat-input').press('Enter');
    await student.hears('schreef je nog iets na het gesprek.');
    await student.looksRight('after word');
    await student.on('after-word').getByRole('link').click();
    await student.on('still-open', ':has-text("Vergeet je cv niet.")').waitFor();
    await student.go('/agenda');
    await student.on('write-on').click();
    await student.on('after-talk').waitFor();
    await student.on('after-word').waitFor({ state: 'detached' });
  });

  it('gets an answer', async () => {
    await recruiter.on('answer').locator('label').nth(1).click();
    await recruiter.on('reason').fill('We bellen je maandag.');
    await recruiter.on('keep-snippet').click();
    await recruiter.on('snippets').locator('button').nth(1).click();
    await recruiter.looksRight('wrap up snippets');
    await recruiter.on('snippets').locator('button:has-text("We bellen je maandag.")').click();
    await recruiter.on('send-answer').click();
    await recruiter.on('answered').waitFor();
    await student.hears('Antwoord van Lichtkade Software: Misschien.');
    await student.go('/agenda');
    await student.on('lead', '[data-answer="maybe"]').waitFor();
  });

  it('what the recruiter still writes stays with whom it is about', async () => {
    const twin = await server.client('recruiter@demo.example');
    const { seat: seats } = await twin.snapshot(`console:${booth}`);
    const noor = await server.client('student2@demo.example'); // back, with the number from before
    const lead = await recruiter.on('lead-form').getAttribute('data-lead');
    await recruiter.on('note').click();
    await recruiter.page.keyboard.type('Kan al goed ');
    await server.passTime(61 * SECOND);
    await recruiter.on('desk', '[data-seat="free"]').waitFor();
    await recruiter.on('still-about', ':has-text("Yusuf")').waitFor();
    await recruiter.page.keyboard.type('solderen ');
    await twin.ok('seat.set_auto', { seat: seats[0].id, is_auto: true });
    await recruiter.on('ringing').waitFor();
    await recruiter.page.keyboard.type('en samenwerken');
    await recruiter.on('rating').locator('label').nth(3).click();
    await recruiter.on('rating').locator('input:checked').waitFor({ state: 'attached' });
    await recruiter.on('still-about').waitFor();
    await recruiter.looksRight('still writing');
    assert.equal(await recruiter.on('note').inputValue(), 'Kan al goed solderen en samenwerken');
    assert.equal(await recruiter.on('lead-form').getAttribute('data-lead'), lead);
    await recruiter.on('note-state', '[data-state="saved"]').waitFor();
    await recruiter.on('leave-note').click();
    await recruiter.on('still-about').waitFor({ state: 'detached' });
    assert.notEqual(await recruiter.on('lead-form').getAttribute('data-lead'), lead);
    assert.equal(await recruiter.on('note').inputValue(), '');
    for (const client of [twin, noor]) await client.close();
  });

  it('what was not sent when the text closes can still be read', async () => {
    await student.on('write-on').click();
    await student.on('chat-input').fill('Mag ik nog vragen of');
    await server.passTime(61 * 60 * SECOND);
    await student.on('chat-unsent', ':has-text("Mag ik nog vragen of")').waitFor();
    await student.hears('De chat is gesloten');
    await student.looksRight('after talk closed');
  });

  it('nobody saw an error', async () => {
    for (const person of [student, recruiter]) await person.leave();
  });
});
