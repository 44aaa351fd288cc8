// A class comes to a fair by the QR code on the wall of its room, in a real browser: an organiser makes the link, a
// student types a name, makes a card on a phone, and comes back on another device.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

describe('students by a link', { timeout: 300_000 }, () => {
  let server, browser, organiser, student, desk, fair, address, wayBack;

  before(async () => {
    server = await Server.start({ demo: true, args: ['--mail_shown=yes'] });
    browser = await launch();
    await server.cli('user', 'beheerder@demo.example', 'Bea Beheer', '--admin');
    desk = await server.client('recruiter@demo.example');
    const { booth } = desk.hello.me.participations[0];
    fair = desk.hello.me.participations[0].fair;
    const client = await server.client('organisator@demo.example');
    await client.ok('fair.open', { fair });
    await client.close();
    await desk.ok('seat.take', { booth });
    desk.booth = booth;
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  it('an organiser makes a link for a class, and a page to hang in its room', async () => {
    organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    await organiser.on('to-groups').click();
    await organiser.on('add-group').click();
    await organiser.on('save-group').click();
    await organiser.page.locator('[data-testid="group-name"]:focus').waitFor();
    await organiser.on('group-name').fill('LD-ICT4A');
    await organiser.on('group-school').selectOption({ label: 'mboRijnland' });
    await organiser.looksRight('group dialog');
    await organiser.on('save-group').click();
    await organiser.on('group', ':has-text("LD-ICT4A")').waitFor();
    await organiser.looksRight('groups');
    await organiser.on('to-poster').click();
    await organiser.on('poster').locator('svg.qr').waitFor();
    await organiser.looksRight('poster');
    address = await organiser.page.locator('.poster-address').textContent();
    // On paper stands the poster and nothing else.
    await organiser.page.emulateMedia({ media: 'print' });
    assert.equal(await organiser.page.locator('.topbar').isVisible(), false);
    assert.equal(await organiser.on('print').isVisible(), false);
    if (process.env.SCREENSHOTS) await organiser.picture('poster printed');
    await organiser.page.emulateMedia({ media: 'screen' });
  });

  it('a student follows it, types a name and is in', async () => {
    student = await Person.arrive(browser, server, { phone: true });
    await student.page.goto(`http://${address.toUpperCase().replace('LOCALHOST', 'localhost').replace('/B/', '/b/')}`);
    await student.on('welcome').waitFor();
    await student.looksRight('welcome');
    await student.on('join').click();
    await student.page.locator('[data-testid="my-name"]:focus').waitFor();
    await student.on('my-name').fill('Emma van der Wit');
    await student.on('join').click();
    await student.on('way-back').locator('svg.qr').waitFor();
    await student.on('inside', ':has-text("Emma")').waitFor();
    await student.looksRight('inside');
    wayBack = await student.on('way-back-link').textContent();
  });

  it('the next at a shared computer comes by the same link, as themselves', async () => {
    const shared = await Person.arrive(browser, server);
    for (const name of ['Bo Jansen', 'Sam de Wit']) {
      await shared.page.goto(`http://${address}`);
      if (name === 'Sam de Wit') {
        await shared.on('somebody-else').waitFor();
        await shared.looksRight('welcome of another');
        await shared.on('somebody-else', ':has-text("Bo Jansen")').click();
      }
      await shared.on('my-name').fill(name);
      await shared.on('join').click();
      await shared.on('inside', `:has-text("${name.split(' ')[0]}")`).waitFor();
    }
    await shared.leave();
  });

  it('six questions make a card, saved as they are answered, and shown as the desk shows it', async () => {
    await student.go('/');
    await student.on('card-hint').waitFor();
    await student.on('start-card').click();
    await student.on('find-programme').fill('soft');
    await student.on('programme', ':has-text("Software developer")').click();
    await student.on('programme', '[aria-pressed="true"]').waitFor();
    await student.looksRight('card programme');
    await student.on('card-next').click();
    await student.on('process').first().getByText('Kan ik al').click();
    await student.on('process').nth(1).getByText('Wil ik leren').click();
    await student.on('card-saved', ':has-text("Bewaard")').waitFor();
    await student.looksRight('card skills');
    await student.on('card-next').click();
    await student.on('idea').first().click();
    await student.on('card-next').click();
    await student.on('town').first().click();
    await student.on('card-next').click();
    await student.on('period-from').selectOption({ index: 3 });
    await student.on('card-saved', ':has-text("Bewaard")').waitFor();
    await student.on('card-next').click();
    await student.on('about').fill('Ik bouw <b>graag</b>.');
    // Leaving for later loses nothing.
    await student.on('card-later').click();
    await student.on('lobby').waitFor();
    await student.on('person').click();
    await student.page.getByRole('link', { name: 'Mijn kaart' }).click();
    await student.page.locator('#person-menu').waitFor({ state: 'hidden' });
    await student.on('card-seen', ':has-text("Ik bouw <b>graag</b>.")').waitFor();
    await student.on('card-seen', ':has-text("Emma W.")').waitFor();
    await student.on('card-seen', ':has-text("Een klein team")').waitFor();
    assert.doesNotMatch(await student.on('card-seen').textContent(), /van der|LD-ICT4A/);
    await student.looksRight('card');
  });

  it('a booth where they stand in line sees the card, also when it changes', async () => {
    const console = `console:${desk.booth}`;
    await desk.ok('subscribe', { topic: console });
    await student.go(`/stand/${desk.booth}`);
    await student.on('join').click();
    const card = (about) => desk.hear((m) => m.t === console && m.ev.some(({ item }) => item?.card?.about === about), about);
    await card('Ik bouw <b>graag</b>.');
    await student.go('/kaart/jij');
    await student.on('about').fill('Ik test liever.');
    await card('Ik test liever.');
  });

  it('the way back signs them in on another device', async () => {
    const other = await Person.arrive(browser, server, { phone: true });
    await other.page.goto(wayBack);
    await other.on('redeem').click();
    await other.on('person').click();
    await other.on('person-name', ':has-text("Emma van der Wit")').waitFor();
    await other.leave();
  });

  it('a student of the school comes by an address without a link, once its organiser has said which', async () => {
    await organiser.go(`/groepen/${fair}`);
    await organiser.on('school-domains').fill('student.school.example');
    await organiser.on('save-domains').click();
    await organiser.on('domains', ':has-text("Bewaard.")').waitFor();
    const late = await Person.arrive(browser, server, { phone: true });
    await late.go(`/beurs/${fair}`);
    await late.on('come').click();
    await late.on('my-name').fill('Noor Bakker');
    await late.on('my-email').fill('noor@student.school.example');
    await late.looksRight('by address');
    await late.on('ask-code').click();
    await late.on('code-asked').waitFor();
    const { mails } = await (await server.client('beheerder@demo.example')).ok('mail.list', {});
    await late.on('mailed-code').fill(/\d{8}/.exec(mails[0].subject)[0]);
    await late.on('enter-code').click();
    await late.on('card', ':has-text("Noor B.")').waitFor();
    await late.on('my-address', ':has-text("noor@student.school.example")').waitFor();
    await late.leave();
  });

  it('who is in comes in again as who they are, and a link that was taken back says so', async () => {
    await student.page.goto(`http://${address}`);
    await student.on('join', ':has-text("Ga verder")').click();
    await student.on('lobby').waitFor();
    await organiser.go(`/groepen/${fair}`);
    await organiser.on('group', ':has-text("3 van 30 studenten zijn binnen")').waitFor();
    await organiser.on('withdraw-link').click();
    await organiser.on('withdraw-sure').click();
    await organiser.on('group', '[data-withdrawn="true"]').waitFor();
    const late = await Person.arrive(browser, server, { phone: true });
    await late.page.goto(`http://${address}`);
    await late.on('link-broken').waitFor();
    await late.looksRight('broken link');
    for (const person of [late, student, organiser]) await person.leave();
  });
});
