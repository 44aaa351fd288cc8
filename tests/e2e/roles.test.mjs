// One evening as each who is there lives it, from their first link to their last, in real browsers and with mails by a
// real mail server: a school's organiser, an employer with a colleague, a coordinator, and a student.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { MailServer } from '../lib/mail.mjs';
import { freePort, Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

const NAME = 'Stagebeurs Delft';

describe('roles', { timeout: 300_000 }, () => {
  let smtp, server, browser, organiser, manager, recruiter, coordinator, student, fair, group, wayBack;

  before(async () => {
    smtp = await MailServer.start();
    const port = await freePort();
    server = await Server.start({
      port,
      args: [`--smtp_url=smtp://127.0.0.1:${smtp.port}`, '--smtp_plain=yes', '--mail_from=beurs@roc.example', `--public_url=http://localhost:${port}`],
    });
    browser = await launch();
    // Who runs the server makes the school's first fair, and leaves it to its organiser.
    await server.cli('user', 'bea@roc.example', 'Bea Beheer', '--admin');
    const bea = await server.client('bea@roc.example');
    const { school } = await bea.ok('school.add', { name: 'ROC Delft', city: 'Delft' });
    const opens_ms = Date.now();
    const draft = { name: NAME, kind: 'internship', opens_ms, closes_ms: opens_ms + 3 * 3_600_000, target: 40, talk_minutes: 8 };
    fair = (await bea.ok('fair.create', { school, draft })).fair;
    await bea.close();
    const again = await server.client('bea@roc.example');
    await again.ok('school_staff.invite', { fair, school, email: 'ellen@roc.example', name: 'Ellen Vermeer', role: 'organiser' });
    await again.close();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
    await smtp?.end();
  });

  /** Somebody who opens the link that was mailed to them. */
  async function byMail(email, options) {
    const mail = await smtp.to(email);
    const person = await Person.arrive(browser, server, options);
    await person.page.goto(/http\S+\/in#\S+/.exec(mail.text)[0]);
    await person.on('redeem').click();
    await person.on('person').waitFor();
    return person;
  }

  async function invite(host, email, name) {
    await host.on('invite-email').fill(email);
    await host.on('invite-name').fill(name);
    await host.on('invite').click();
    await host.on('colleague', `:has-text("${name}")`).waitFor();
  }

  it('an organiser comes by a mail, makes the fair ready and invites everybody', async () => {
    organiser = await byMail('ellen@roc.example');
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('task', '[data-task="rooms"]').locator('[data-testid="mend"]').click();
    await organiser.on('add-room').click();
    await organiser.on('room-name').fill('Techniek');
    await organiser.on('save-room').click();
    await organiser.on('room-line', ':has-text("Techniek")').waitFor();
    await organiser.go(`/beheer/${fair}/opzetten/collegas`);
    await invite(organiser, 'cora@roc.example', 'Cora Blom');
    await organiser.go(`/beheer/${fair}/bedrijven`);
    await organiser.on('add-employer').click();
    await organiser.on('exhibitor-employer').fill('Lichtkade Software');
    await organiser.on('exhibitor-contact').fill('Kim Bos');
    await organiser.on('exhibitor-email').fill('kim@lichtkade.example');
    await organiser.on('save-employer').click();
    await organiser.on('exhibitor', ':has-text("Lichtkade Software")').waitFor();
    await organiser.on('invite-all').click();
  });

  it('a coordinator comes by a mail, writes their programme and makes a link for a class', async () => {
    coordinator = await byMail('cora@roc.example');
    await coordinator.on('to-programmes').click();
    await coordinator.on('add-programme').click();
    await coordinator.on('programme-name').fill('Software developer');
    await coordinator.on('programme-processes').fill('B1-K1-W1 Ontwerpt software\nB1-K1-W2 Bouwt software');
    await coordinator.on('save-programme').click();
    await coordinator.on('programme-dialog').waitFor({ state: 'detached' });
    await coordinator.go(`/groepen/${fair}`);
    await coordinator.on('add-group').click();
    await coordinator.on('group-name').fill('SD4A');
    await coordinator.on('save-group').click();
    await coordinator.on('group', ':has-text("SD4A")').waitFor();
    await coordinator.on('to-poster').click();
    await coordinator.on('poster').locator('svg.qr').waitFor();
    group = await coordinator.page.locator('.poster-address').textContent();
  });

  it('an employer comes by a mail, makes the booth ready and invites a colleague', async () => {
    manager = await byMail('kim@lichtkade.example');
    await manager.on('booth-path').waitFor();
    await manager.on('tagline').fill('We bouwen websites');
    await manager.on('save-about').click();
    await manager.on('path-step', '[data-step="texts"][data-done="true"]').waitFor();
    await manager.on('add-placement').click();
    await manager.on('placement-title').fill('Ontwikkelaar');
    await manager.on('placement-programme').selectOption({ index: 1 });
    await manager.on('save-placement').click();
    await manager.on('path-step', '[data-step="placements"][data-done="true"]').waitFor();
    await invite(manager, 'mo@lichtkade.example', 'Mo Amrani');
    await manager.on('make-slots').click();
    await manager.on('path-step', '[data-step="times"][data-done="true"]').waitFor();
    await manager.on('path-step', '[data-step="camera"]').locator('a').click();
    await manager.on('device-start').click();
    await manager.on('seen-yes').click();
    await manager.on('play-bell').click();
    await manager.on('heard-yes').click();
    await organiser.on('exhibitor', '[data-lacks=""]').waitFor();
    await manager.leave();
  });

  it('a student comes by the poster, and has a card in a minute', async () => {
    student = await Person.arrive(browser, server, { phone: true });
    await student.page.goto(`http://${group}`);
    await student.on('join').click();
    await student.on('my-name').fill('Emma van der Wit');
    await student.on('join').click();
    await student.on('way-back').waitFor();
    wayBack = await student.on('way-back-link').textContent();
    await student.go('/');
    await student.on('start-card').click();
    await student.on('programme', ':has-text("Software developer")').click();
    await student.on('card-next').click();
    await student.on('process').first().getByText('Kan ik al').click();
    await student.on('card-saved', ':has-text("Bewaard")').waitFor();
    await student.on('card-later').click();
    await student.on('lobby').waitFor();
  });

  it('the doors open, and the employer\'s colleague sits down', async () => {
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('dashboard').waitFor();
    recruiter = await byMail('mo@lichtkade.example');
    await recruiter.on('take-seat').click();
    await recruiter.on('desk', '[data-seat="free"]').waitFor();
  });

  it('the coordinator asks the student about a line, who says yes and gets a talk', async () => {
    await coordinator.go(`/studenten/${fair}`);
    await coordinator.on('student-row', ':has-text("Emma")').getByTestId('offer-line').click();
    await coordinator.on('ask-line').first().click();
    await coordinator.on('line-asked').waitFor();
    await student.on('handover-accept').click();
    await recruiter.on('next-ticket').waitFor();
    await recruiter.on('next').click();
    await student.on('ring-accept').click();
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
    await recruiter.on('hang-up').dblclick();
    await student.on('after-talk').waitFor();
  });

  it('a place is agreed, and everybody who is to know it does', async () => {
    await recruiter.on('rating').locator('label').nth(3).click();
    await recruiter.on('note').fill('Past goed bij ons team');
    await recruiter.on('note-state', '[data-state="saved"]').waitFor();
    await recruiter.on('answer').locator('label').first().click();
    await recruiter.on('send-answer').click();
    await recruiter.on('answered').waitFor();
    await student.go('/agenda');
    await student.on('lead', '[data-answer="yes"]').waitFor();
    await recruiter.on('to-board').click();
    await recruiter.on('groups').locator('input[value="progress"]').check({ force: true });
    await recruiter.on('open-lead').first().click();
    await recruiter.on('lead-state').selectOption({ label: 'geplaatst' });
    await recruiter.on('move-lead').click();
    await student.on('lead', '[data-state="placed"]').waitFor();
    await coordinator.page.reload();
    await coordinator.on('needs').selectOption('placed');
    await coordinator.on('student-row', ':has-text("Emma")').waitFor();
    assert.doesNotMatch(await coordinator.page.locator('body').innerText(), /Past goed/);
    await coordinator.looksRight('coordinator placed');
  });

  it('the doors close, and the organiser reads what came of it', async () => {
    await organiser.on('close-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('fair-state', '[data-state="closed"]').waitFor();
    await organiser.on('to-results').click();
    assert.match(await organiser.on('results-placed').innerText(), /^1 van de 40 /);
    await organiser.go(`/beheer/${fair}/logboek`);
    await organiser.page.getByText('nodigde iemand van een school uit').first().waitFor();
  });

  it('on another phone, the student comes back and reads the place', async () => {
    const other = await Person.arrive(browser, server, { phone: true });
    await other.page.goto(wayBack);
    await other.on('redeem').click();
    await other.on('person').waitFor();
    await other.go('/agenda');
    await other.on('lead', '[data-state="placed"]').waitFor();
    await other.looksRight('agenda afterwards');
    for (const person of [other, student, recruiter, coordinator, organiser]) await person.leave();
  });
});
