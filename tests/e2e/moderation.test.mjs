// An organiser speaks to a fair and keeps it decent, in real browsers: an announcement comes and goes, a message
// is reported, hidden, and its writer muted; and the log says who did it.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

describe('an organiser speaks, and keeps a fair decent', { timeout: 300_000 }, () => {
  let server, browser, organiser, student, rude, fair, booth;

  before(async () => {
    server = await Server.start({ demo: true });
    browser = await launch();
    organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    fair = Number(/beheer\/(\d+)/.exec(organiser.page.url())[1]);
    const recruiter = await server.client('recruiter@demo.example');
    booth = recruiter.hello.me.participations[0].booth;
    await recruiter.close();
    rude = await server.client('student2@demo.example');
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
  });
  after(async () => {
    await rude?.close();
    await browser?.close();
    await server?.end();
  });

  it('tells students something, who read it once', async () => {
    await organiser.on('announce').click();
    await organiser.on('audience').locator('label').nth(1).click();
    await organiser.on('announce-text').fill('Over tien minuten begint de inspiratiesessie <b>nu</b>');
    await organiser.on('announce-text-en').fill('The session begins in ten minutes');
    await organiser.looksRight('announce');
    await organiser.on('announce-send').click();
    await organiser.on('announced').waitFor();
    await student.on('announcement', ':has-text("inspiratiesessie <b>nu</b>")').waitFor();
    await student.hears('Bericht van de organisatie: Over tien minuten');
    await student.looksRight('announcement');
    await student.on('announcement-read').click();
    await student.on('announcement').waitFor({ state: 'detached' });
    await student.page.reload();
    await student.on('lobby').waitFor();
  });

  it('tells one room something, and takes it back', async () => {
    await organiser.on('announce').click();
    await organiser.on('announce-room').selectOption({ index: 1 });
    const room = Number(await organiser.on('announce-room').inputValue());
    await organiser.on('announce-text').fill('Alleen hier');
    await organiser.on('announce-text-en').fill('Only here');
    await organiser.on('announce-send').click();
    await organiser.on('announced').nth(1).waitFor();
    assert.equal(await student.on('announcement').count(), 0);
    await student.go(`/zaal/${room}`);
    await student.on('announcement', ':has-text("Alleen hier")').waitFor();
    await organiser.on('announced', ':has-text("Alleen hier")').locator('[data-testid="take-back"]').click();
    await student.on('announcement').waitFor({ state: 'detached' });
  });

  it('hears of a message that is not decent, and hides it', async () => {
    await student.go(`/stand/${booth}`);
    await student.on('chat').waitFor();
    const { chat } = (await rude.snapshot(`booth:${booth}`)).booth[0];
    await rude.ok('chat.post', { chat, text: `Jullie zijn allemaal sukkels${'!'.repeat(200)}` });
    await student.on('chat-message', ':has-text("sukkels")').locator('[data-testid="about-message"]').click();
    await student.on('report-reason').locator('label').first().click();
    await student.on('report-text').fill('A'.repeat(300));
    await student.looksRight('report of a message');
    await student.on('send-report').click();
    await student.on('about-message-dialog', ':has-text("Dank je")').waitFor();
    await student.page.keyboard.press('Escape');
    await organiser.page.reload();
    await organiser.on('report-line', ':has-text("sukkels")').waitFor();
    await organiser.looksRight('reports');
    await organiser.on('hide-message').click();
    await student.on('chat-message', ':has-text("Dit bericht is verborgen")').waitFor();
    await organiser.on('mute').click();
    await organiser.on('restrained').waitFor();
    assert.equal((await rude.send('chat.post', { chat, text: 'Nog een keer' })).err.code, 'muted');
    await organiser.on('settle').click();
    await organiser.on('report-line', '[data-settled="true"]').waitFor();
  });

  it('hears of somebody of a booth, and takes them off it', async () => {
    const recruiter = await server.client('recruiter@demo.example');
    const { chat } = (await rude.snapshot(`booth:${booth}`)).booth[0];
    await recruiter.ok('chat.post', { chat, text: 'Jullie kunnen niks' });
    const { message } = await rude.snapshot(`chat:${chat}`);
    const { id } = message.find(({ text }) => text === 'Jullie kunnen niks');
    await rude.ok('message.report', { message: id, reason: 'rude', text: '' });
    await organiser.page.reload();
    await organiser.on('to-staff').waitFor();
    await organiser.looksRight('report about staff');
    await organiser.on('to-staff').click();
    const colleague = organiser.on('colleague', ':has-text("recruiter@demo.example")');
    await colleague.getByTestId('remove-staff').click();
    await organiser.on('remove-staff-sure').click();
    await colleague.waitFor({ state: 'detached' });
    await recruiter.close();
    const gone = await server.client('recruiter@demo.example');
    assert.deepEqual(gone.hello.me.participations, []);
    await gone.close();
    await organiser.page.goBack();
  });

  it('finds in the log who did what', async () => {
    await organiser.on('to-log').click();
    await organiser.on('deed', ':has-text("verborg een bericht")').waitFor();
    await organiser.on('log-filter').fill('schrijven');
    await organiser.until(() => document.querySelectorAll('[data-testid="deed"]').length === 1);
    await organiser.looksRight('log');
    assert.deepEqual([...organiser.errors, ...student.errors], []);
  });
});
