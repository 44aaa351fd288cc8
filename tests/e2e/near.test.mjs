// What a student sees, hears and feels of a turn that comes near, in a real browser.
import assert from 'node:assert/strict';
import { after, before, describe, it as test } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';

let broken;
function it(name, step) {
  test(name, async () => {
    assert.equal(broken, undefined, 'an earlier step failed');
    broken = name;
    await step();
    broken = undefined;
  });
}

describe('a turn that comes near', { timeout: 300_000 }, () => {
  let server, browser, student, recruiter, neighbour, others;

  before(async () => {
    server = await Server.start({ demo: true });
    browser = await launch();
    const organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair: organiser.hello.me.participations[0].fair });
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
    await student.hears('is een tijd vrijgekomen');
    await student.hears('wil je alsnog graag spreken');
    await student.on('decline-offer').click();
    await student.on('handover-decline').click();
    await student.on('handover').waitFor({ state: 'detached' });
  });

  it('nobody saw an error', async () => {
    await student.leave();
    for (const client of [recruiter, neighbour, ...others]) await client.close();
  });
});
