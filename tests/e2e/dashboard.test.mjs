// An evening as its organiser sees and steers it, and as it is seen on a wall, in real browsers.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';

describe('the dashboard of an evening', { timeout: 300_000 }, () => {
  let server, browser, organiser, recruiter, student, booth, room;

  before(async () => {
    server = await Server.start({ demo: true });
    browser = await launch();
    recruiter = await server.client('recruiter@demo.example');
    student = await server.client('student@demo.example');
    booth = recruiter.hello.me.participations[0].booth;
    room = (await student.snapshot(`booth:${booth}`)).booth[0].room;
    organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  const figure = (name, text) =>
    organiser.on('room-sums', `[data-room="${room}"]`).locator(`[data-testid="room-${name}"]:text-is("${text}")`).waitFor();
  const need = (kind) => organiser.on('need', `[data-kind="${kind}"]`);

  it('comes first once the doors are open, and counts who waits and who talks', async () => {
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('dashboard').waitFor();
    await organiser.on('needs', '[data-count="0"]').waitFor();
    recruiter.seat = (await recruiter.ok('seat.take', { booth })).seat;
    await figure('staffed', 1);
    await figure('idle', 1);
    await student.ok('queue.join', { booth });
    await figure('waiting', 1);
    await figure('idle', 0);
  });

  it('says what is needed, and the booth that is written to reads it', async () => {
    await recruiter.ok('seat.leave', { seat: recruiter.seat });
    await need('line_alone').getByTestId('need-act').click();
    await organiser.on('tell-text').fill('Er wacht iemand. <b>Kom</b> je?');
    await organiser.looksRight('tell booth');
    await organiser.on('tell-send').click();
    await need('line_alone').getByText('Je schreef hun om').waitFor();
    await organiser.looksRight('dashboard');
    const desk = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    await desk.on('note', ':has-text("Er wacht iemand. <b>Kom</b> je?")').waitFor();
    await desk.looksRight('desk note');
    await desk.on('note-read').click();
    await desk.on('note').waitFor({ state: 'detached' });
    await desk.leave();
    recruiter.seat = (await recruiter.ok('seat.take', { booth })).seat;
    await need('line_alone').waitFor({ state: 'detached' });
  });

  it('extends the fair, and students see the new time', async () => {
    const { closes_ms } = (await student.snapshot(`fair:${student.hello.me.participations[0].fair}`)).fair[0];
    await organiser.on('extend').click();
    await organiser.on('extend-30').click();
    await organiser.on('extend-dialog').waitFor({ state: 'detached' });
    const later = (await student.snapshot(`fair:${student.hello.me.participations[0].fair}`)).fair[0].closes_ms;
    assert.equal(later - closes_ms, 30 * 60_000);
  });

  it('points students to quiet booths, and their lobby says so', async () => {
    const phone = await Person.arrive(browser, server, { email: 'student2@demo.example', phone: true });
    await phone.on('lobby').waitFor();
    const other = await server.client('organisator@demo.example');
    await other.ok('fair.point_quiet', { fair: other.hello.me.participations[0].fair });
    await other.close();
    await phone.on('pointed').waitFor();
    await phone.looksRight('pointed');
    await phone.leave();
  });

  it('shows on a wall what is called, by its number and by nobody\'s name', async () => {
    await organiser.on('big-screen').click();
    const address = await organiser.on('open-screen').getAttribute('href');
    await organiser.looksRight('big screen');
    const wall = await Person.arrive(browser, server);
    await wall.page.goto(address);
    await wall.on('wall').waitFor();
    assert.equal(await wall.on('wall-call').count(), 0);
    await recruiter.ok('call.next', { seat: recruiter.seat });
    const { number } = (await student.snapshot('me')).entry[0];
    await wall.on('wall-call', `:has-text("${number}"):has-text("Lichtkade Software")`).waitFor();
    const { card } = (await recruiter.snapshot(`console:${booth}`)).entry[0];
    assert.ok(!(await wall.page.innerText('body')).includes(card.name.split(' ')[0]));
    // What is told to everybody is told here too; what is for some is not.
    const { fair } = recruiter.hello.me.participations[0];
    const teller = await server.client('organisator@demo.example');
    const tell = (audience, text) => teller.ok('announcement.post', { fair, audience, text, text_en: 'x' });
    await tell('everybody', 'De koffie staat klaar in de hal');
    await wall.on('wall-told', ':has-text("De koffie staat klaar")').waitFor();
    await tell('students', 'Alleen voor studenten');
    await tell('everybody', `Over tien minuten is de prijsuitreiking, ${'kom op tijd, want vol is vol, '.repeat(2)}en er is taart voor wie komt`);
    await wall.on('wall-told', ':has-text("prijsuitreiking")').waitFor();
    assert.ok(!(await wall.page.innerText('body')).includes('Alleen voor studenten'));
    // What is told takes its height from the rooms, and nothing lies over them.
    await wall.page.setViewportSize({ width: 1280, height: 720 });
    const [last, foot] = await Promise.all(['.wall-floor li:last-child', '.wall-foot'].map((one) => wall.page.locator(one).boundingBox()));
    assert.ok(last.y + last.height <= foot.y, `${last.y + last.height} ${foot.y}`);
    // A wall has no menu: its address says which language it speaks.
    assert.match(address, /\?taal=nl$/);
    const english = await Person.arrive(browser, server);
    await english.page.goto(address.replace('taal=nl', 'taal=en'));
    await english.on('wall', ':has-text("Called now")').waitFor();
    await english.leave();
    await wall.isAccessible('wall');
    await wall.fits('wall');
    if (process.env.SCREENSHOTS) await wall.picture('wall');
    // What is called no longer stays in sight for a while.
    const { call } = await student.snapshot('me');
    await student.ok('call.decline', { call: call[0].id });
    await wall.on('wall-call').waitFor({ state: 'detached' });
    await wall.on('wall', ':has-text("Net geroepen")').waitFor();
    for (const { id } of (await student.snapshot(`notices:${fair}`)).announcement)
      await teller.ok('announcement.take_back', { fair, announcement: id });
    await wall.on('wall-told').waitFor({ state: 'detached' });
    await teller.close();
    // Who makes another address takes the old one away.
    await organiser.on('replace-screen').click();
    await wall.on('wall').waitFor({ state: 'detached' });
    await organiser.page.keyboard.press('Escape');
    await wall.leave();
  });

  it('nobody saw an error', async () => {
    await organiser.leave();
    for (const client of [recruiter, student]) await client.close();
  });
});
