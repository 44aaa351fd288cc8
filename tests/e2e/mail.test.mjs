// Signing in by a mailed link in real browsers, on a demo that sends no mails: the administrator reads them, on a
// page of their own. Opened in the browser that asked, the link signs in; in another it shows a code to type.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { freePort, Server } from '../lib/server.mjs';

describe('mail in a demo', { timeout: 120_000 }, () => {
  let server, browser, admin;
  before(async () => {
    const port = await freePort();
    server = await Server.start({ demo: true, port, args: ['--mail_shown=yes', `--public_url=http://localhost:${port}`] });
    await server.cli('user', 'beheerder@demo.example', 'Bea Beheer', '--admin');
    browser = await launch();
    admin = await Person.arrive(browser, server, { email: 'beheerder@demo.example' });
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** Asks as somebody would who comes to the landing page. */
  async function ask(person, email) {
    await person.go('/');
    await person.on('to-sign-in').click();
    await person.on('ask-email').fill(email);
    await person.on('ask-link').click();
    await person.on('asked').waitFor();
  }

  /** The link of the newest mail, as the administrator sees it. */
  async function newestLink() {
    await admin.go('/mails');
    await admin.on('mail').first().waitFor();
    return admin.on('mail-link').first().getAttribute('href');
  }

  it('is read by the administrator, and its link signs in the browser that asked', async () => {
    const student = await Person.arrive(browser, server, { phone: true });
    await student.go('/in');
    await student.on('ask-email').waitFor();
    await student.looksRight('asking for a link');
    await ask(student, 'student@demo.example');
    await student.looksRight('asked for a link');
    const link = await newestLink();
    await admin.looksRight('mails');
    await student.page.goto(link);
    await student.on('redeem').click();
    await student.on('person').waitFor();
    await student.leave();
  });

  it('opened elsewhere shows a code, which signs in where it was asked for', async () => {
    const manager = await Person.arrive(browser, server);
    await ask(manager, 'manager@demo.example');
    const elsewhere = await Person.arrive(browser, server, { phone: true });
    await elsewhere.page.goto(await newestLink());
    await elsewhere.on('redeem').click();
    const code = await elsewhere.on('sign-in-code').innerText();
    await elsewhere.looksRight('a code');
    await manager.on('code').fill(code === '000000' ? '111111' : '000000');
    await manager.on('enter-code').click();
    await manager.on('wrong-code').waitFor();
    await manager.on('code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await manager.on('enter-code').click();
    await manager.on('person').waitFor();
    assert.match(manager.page.url(), /\/console\//);
    await manager.leave();
    await elsewhere.leave();
  });

  it('goes to who is invited to a booth', async () => {
    const manager = await Person.arrive(browser, server, { email: 'manager@demo.example' });
    const { booth } = await manager.page.evaluate(() => ({ booth: location.pathname.split('/').at(-1) }));
    await manager.go(`/inrichten/${booth}`);
    await manager.on('invite-email').fill('nieuw@lichtkade.example');
    await manager.on('invite-name').fill('Nadia Nieuw');
    await manager.on('invite').click();
    await manager.on('invite-mailed').waitFor();
    assert.equal(await newestLink(), await manager.on('invite-link').innerText());
    await manager.leave();
  });

  it('goes to a booth that is written to while nobody of it is there', async () => {
    const recruiter = await server.client('recruiter@demo.example');
    const student = await server.client('student@demo.example');
    const [{ booth, fair }] = recruiter.hello.me.participations;
    const organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    const { seat } = await recruiter.ok('seat.take', { booth });
    await student.ok('queue.join', { booth });
    await recruiter.ok('seat.leave', { seat });
    await recruiter.close();
    await organiser.on('need', '[data-kind="line_alone"]').getByTestId('need-act').click();
    await organiser.on('tell-send').click();
    await organiser.on('tell-mailed').waitFor();
    await organiser.looksRight('told by mail');
    await admin.go('/mails');
    await admin.on('mail', ':has-text("Bericht van de beurs voor Lichtkade")').first().waitFor();
    await organiser.leave();
    await student.close();
  });

  it('is nobody else\'s to read', async () => {
    const manager = await Person.arrive(browser, server, { email: 'manager@demo.example' });
    await manager.go('/mails');
    await manager.page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await manager.on('mails').count(), 0);
    await manager.leave();
  });
});
