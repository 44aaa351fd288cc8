// The coordinator's desk in real browsers: who needs something, a mail that tells a student how to come in, and a
// place in a line that the student says yes to.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';

/** As if whoever waits had done so for longer. */
function waitLonger(path, ms) {
  const db = new DatabaseSync(path);
  db.exec(`UPDATE queue_entry SET joined_ms = joined_ms - ${ms}`);
  db.close();
}

describe('coordinator', { timeout: 120_000 }, () => {
  let server, browser, coordinator, student, name;

  before(async () => {
    server = await Server.start({ demo: true, args: ['--mail_shown=yes', '--public_url=http://localhost:8080'] });
    const organiser = await server.client('organisator@demo.example');
    await organiser.ok('fair.open', { fair: (await organiser.ok('fair.list')).fairs[0].id });
    for (const email of ['recruiter@demo.example', 'sophie.deboer@demo.example', 'luuk.kortekaas@demo.example']) {
      const recruiter = await server.client(email);
      await recruiter.ok('seat.take', { booth: recruiter.hello.me.participations[0].booth });
    }
    browser = await launch();
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    name = (await server.client('student@demo.example')).hello.me.name;
    coordinator = await Person.arrive(browser, server, { email: 'coordinator@demo.example' });
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  const row = (who) => coordinator.on('student-row', `:has-text("${who}")`);

  it('who was never here comes first, and is mailed the link again', async () => {
    await coordinator.on('needs').selectOption('notCome');
    const first = coordinator.on('student-row').first();
    await first.getByTestId('resend').click();
    await first.getByTestId('resent').waitFor();
    assert.equal(await row(name).count(), 0, 'who was here is not among them');
    await coordinator.looksRight('students not come');
    const db = new DatabaseSync(join(server.dir, 'stagebeurs.db'));
    assert.equal(db.prepare("SELECT count(*) AS n FROM mail WHERE kind = 'student_link' AND text LIKE '%/in#%'").get().n, 1);
    db.close();
  });

  it('a student is asked about a line that fits, and says yes', async () => {
    await coordinator.on('needs').selectOption('all');
    await coordinator.page.locator('#find-student').fill(name);
    await row(name).getByTestId('offer-line').click();
    await coordinator.on('ask-line').first().waitFor();
    await coordinator.looksRight('line for a student');
    await coordinator.on('ask-line').first().click();
    await coordinator.on('line-asked').waitFor();
    await coordinator.page.keyboard.press('Escape');
    await student.on('handover').waitFor();
    await student.looksRight('asked about a line');
    await coordinator.on('asked', '[data-state="open"]').waitFor();
    await student.on('handover-accept').click();
    await student.on('handover').waitFor({ state: 'detached' });
    await coordinator.on('asked', '[data-state="yes"]').waitFor();
    waitLonger(join(server.dir, 'stagebeurs.db'), 25 * 60_000);
    await coordinator.page.reload();
    await coordinator.on('needs').selectOption('long');
    await row(name).waitFor();
    assert.equal(await coordinator.on('student-row').count(), 1);
    await coordinator.looksRight('waits long');
    await coordinator.on('needs').selectOption('all');
    await coordinator.page.setViewportSize({ width: 390, height: 844 });
    await coordinator.looksRight('students all');
    await coordinator.leave();
    await student.leave();
  });
});
