// A fair that is full, in real browsers: a place at the door on every screen, what can be done there and what not, and
// coming in without doing anything.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';

const MINUTE = 60_000;

describe('a full fair', { timeout: 300_000 }, () => {
  let server, browser, organiser, recruiter, first, second, fair, booth;

  before(async () => {
    server = await Server.start({ demo: true, clock: true });
    browser = await launch();
    recruiter = await server.client('recruiter@demo.example');
    ({ fair, booth } = recruiter.hello.me.participations[0]);
    organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  const isInside = (person) => person.on('waiting-room').waitFor({ state: 'detached' });

  it('is bounded by its organiser, among its rules', async () => {
    await organiser.on('fair-rules').click();
    await organiser.on('is-bounded').check();
    await organiser.on('inside-most').fill('1');
    await organiser.on('save-rules').click();
    await organiser.on('rules-dialog').waitFor({ state: 'detached' });
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('live-doors', '[data-inside="0"]').waitFor();
  });

  it('lets the first in, and tells the second their place on every screen', async () => {
    first = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    await organiser.on('live-doors', '[data-inside="1"]').waitFor();
    second = await Person.arrive(browser, server, { email: 'student2@demo.example', phone: true });
    await second.on('waiting-room', '[data-place="1"]').waitFor();
    await second.hears('Je bent nummer 1 van 1');
    await second.on('waiting-room', ':has-text("nummer 1 van 1")').waitFor();
    await second.looksRight('waiting in the lobby');
    assert.equal(await first.on('waiting-room').count(), 0);
    await organiser.on('live-doors', '[data-waiting="1"]').waitFor();
  });

  it('says beside the buttons what has to wait, and refuses it', async () => {
    await recruiter.ok('seat.take', { booth });
    await second.go(`/stand/${booth}`);
    await second.on('join-line', ':has-text("Je wacht nog voor de deur")').waitFor();
    await second.on('chat').waitFor();
    await second.on('waiting-room', '[data-place="1"]').waitFor();
    assert.equal(await second.on('join').count(), 0);
    assert.equal(await second.on('chat').getByRole('textbox').count(), 0);
    await second.looksRight('waiting at a booth');
    const { error } = await second.page.evaluate(async (booth) => {
      const answer = await fetch('/api/v1/queue.join', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ booth }),
      });
      return { error: await answer.text() };
    }, booth);
    assert.match(error, /not_inside/);
  });

  it('keeps the place over a reload and another tab, and a server that is killed', async () => {
    await second.page.reload();
    await second.on('waiting-room', '[data-place="1"]').waitFor();
    await server.kill();
    await server.run();
    await recruiter.open();
    await second.on('waiting-room', '[data-place="1"]').waitFor();
    await organiser.on('live-doors', '[data-waiting="1"]').waitFor();
  });

  it('lets the next in by itself when somebody leaves', async () => {
    await organiser.on('need', '[data-kind="outside"]').waitFor();
    await organiser.looksRight('people at the door');
    await first.on('person').click();
    await first.on('sign-out').click();
    await second.hears('Je bent binnen');
    await second.on('let-in').waitFor();
    await second.on('join').waitFor();
    await second.on('let-in-close').click();
    await isInside(second);
  });

  it('lets in who has an appointment soon, whatever the bound', async () => {
    await first.signIn('student@demo.example');
    await first.on('waiting-room', '[data-place="1"]').waitFor();
    const other = await server.client('student@demo.example');
    const now = Date.now() + server.aheadMs;
    const slot = (await other.snapshot(`booth:${booth}`)).slot.find((s) => s.is_free && s.starts_ms > now + 16 * MINUTE);
    await other.ok('slot.book', { slot: slot.id });
    await server.passTime(slot.starts_ms - now - 14 * MINUTE);
    await first.on('let-in').waitFor();
    await organiser.on('live-doors', '[data-inside="2"]').waitFor();
    await other.close();
  });

  it('is widened by one press', async () => {
    const third = await server.client('student3@demo.example');
    assert.equal((await third.ok('fair.enter', { fair })).state, 'waiting');
    await organiser.on('need', '[data-kind="outside"]').getByTestId('need-act').click();
    await organiser.on('live-doors', '[data-waiting="0"]').waitFor();
    assert.equal((await third.snapshot('me')).guest[0].state, 'inside');
    await third.close();
  });

  it('nobody saw an error', async () => {
    for (const person of [organiser, first, second]) await person.leave();
    await recruiter.close();
  });
});
