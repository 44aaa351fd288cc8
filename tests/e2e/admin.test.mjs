// Who runs a server, in a real browser, from the link that a command prints to signing out: the first school, its fair
// and its organiser, mails that nobody sends, people who cannot come in, and what was done. And who is at a fair as
// coach or ambassador, of whom nothing is asked yet: they look around, and are refused nothing that they see.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { freePort, Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

const NAME = 'Werkervaringsbeurs Delft';

describe('who runs a server', { timeout: 300_000 }, () => {
  let server, browser, admin, organiser, fair;

  before(async () => {
    const port = await freePort();
    server = await Server.start({ port, args: ['--mail_shown=yes', `--public_url=http://localhost:${port}`] });
    browser = await launch();
    await server.cli('user', 'bea@roc.example', 'Bea Beheer', '--admin');
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** Opens a link that was handed over. */
  async function open(link, options) {
    const person = await Person.arrive(browser, server, options);
    const { hash } = new URL(link);
    await person.page.goto(`${server.origin}/in${hash}`);
    await person.on('redeem').click();
    return person;
  }

  it('comes by the link that the command prints, and makes two schools and a fair', async () => {
    admin = await open((await server.cli('link', 'bea@roc.example')).trim());
    await admin.on('fairs').waitFor();
    await admin.on('new-fair').click();
    for (const school of ['ROC Delft', 'Universiteit Delft']) {
      if (school !== 'ROC Delft') await admin.on('another-school').click();
      await admin.on('school-name').fill(school);
      await admin.on('add-school').click();
      await admin.on('another-school').waitFor();
    }
    // The one that was just added is chosen.
    assert.equal(await admin.on('fair-school').locator('option:checked').innerText(), 'Universiteit Delft');
    await admin.on('fair-name').fill(NAME);
    await admin.on('fair-kind').locator('[value="work_experience"]').check({ force: true });
    await admin.on('save-fair').click();
    await admin.on('step-zalen').waitFor();
    fair = Number(/beheer\/(\d+)/.exec(admin.page.url())[1]);
  });

  it('invites its organiser, whose link stands in a mail that is shown', async () => {
    await admin.go(`/beheer/${fair}/opzetten/collegas`);
    await admin.on('invite-email').fill('olga@uni.example');
    await admin.on('invite-name').fill('Olga Vermeer');
    await admin.on('invite-role').selectOption('organiser');
    await admin.on('invite').click();
    await admin.on('invite-mailed').waitFor();
    await admin.on('person').click();
    await admin.page.getByRole('link', { name: 'Mails' }).click();
    organiser = await open(await admin.on('mail-link').first().getAttribute('href'));
    await organiser.on('manage', `:has-text("${NAME}")`).waitFor();
  });

  it('leaves it to her, and she puts it on the front page', async () => {
    const stranger = await Person.arrive(browser, server);
    await stranger.go('/');
    await stranger.on('landing', ':has-text("Er is nu geen beurs.")').waitFor();
    await organiser.on('list-fair').click();
    await organiser.on('unlist-fair').waitFor();
    await stranger.page.reload();
    await stranger.page.getByRole('heading', { level: 1, name: 'Online werkervaringsbeurs' }).waitFor();
    assert.doesNotMatch(await stranger.on('landing').innerText(), /\bstage\b/i);
    await stranger.looksRight('landing of a werkervaringsbeurs');
    await stranger.leave();
    await organiser.go(`/beheer/${fair}/opzetten/collegas`);
    await organiser.on('colleague', ':has-text("Bea Beheer")').getByTestId('remove-staff').click();
    await organiser.on('remove-staff-sure').click();
    await organiser.on('colleague', ':has-text("Bea Beheer")').waitFor({ state: 'detached' });
    await admin.go('/');
    await admin.on('fairs', ':has-text("Je organiseert nog geen beurs")').waitFor();
  });

  it('gives a link to who cannot come in', async () => {
    await organiser.on('person').click();
    await organiser.on('sign-out').click();
    await organiser.on('landing').waitFor();
    await organiser.leave();
    await admin.go('/mails');
    await admin.on('give-email').fill('nobody@uni.example');
    await admin.on('give-link').click();
    await admin.on('failure', '[data-code="not_found"]').waitFor();
    await admin.on('give-email').fill('Olga@uni.example');
    await admin.on('give-link').click();
    await admin.looksRight('mails and a link');
    organiser = await open(await admin.on('invite-link').innerText());
    await organiser.on('manage', `:has-text("${NAME}")`).waitFor();
    await organiser.leave();
  });

  it('reads what was done, and that the server is well, and signs out', async () => {
    await admin.on('person').click();
    await admin.page.getByRole('link', { name: 'Log', exact: true }).click();
    await admin.on('deed', ':has-text("maakte een link om in te loggen · over Olga Vermeer")').waitFor();
    await admin.on('deed', ':has-text("voegde een school toe")').nth(1).waitFor();
    await admin.go('/healthz');
    assert.match(await admin.page.locator('body').innerText(), /ok/);
    await admin.go('/');
    await admin.on('person').click();
    await admin.on('sign-out').click();
    await admin.on('landing').waitFor();
    await admin.go('/mails');
    await admin.page.getByRole('heading', { level: 1, name: 'Log eerst in' }).waitFor();
    await admin.leave();
  });

  it('lets in a coach and an ambassador, who look around', async () => {
    const client = await server.client('olga@uni.example');
    const { fair: [{ slug }] } = await client.snapshot(`fair:${fair}`);
    const { room } = await client.ok('room.add', { fair, draft: { name: 'Zorg', name_en: 'Care', sector: 'care' } });
    const draft = { employer: 'Zorg & Zo', city: '', room, contact: 'Kim', email: 'kim@zorg.example', tagline: 'Wij zorgen' };
    const { booth } = await client.ok('exhibitor.add', { fair, draft });
    await client.close();
    await server.importFiles({
      organisations: 'slug,kind,name,city\nwsp,partner,Werkgeversservicepunt,Delft\n',
      people: `email,name,role,fair,organisation,locale\ncarla@wsp.example,Carla Maas,coach,${slug},wsp,nl\namir@wsp.example,Amir Vos,ambassador,${slug},wsp,en\n`,
    });
    for (const [email, role, phone] of [['carla@wsp.example', 'coach', true], ['amir@wsp.example', 'ambassador', false]]) {
      const person = await open((await server.cli('link', email)).trim(), { phone });
      await person.on('lobby').waitFor();
      await person.on('person').click();
      await person.page.getByText(`${role} · Werkgeversservicepunt`).waitFor();
      await person.go(`/stand/${booth}`);
      await person.on('booth').waitFor();
      // A chat that one has no part in is not there, instead of refusing.
      await person.on('chat').waitFor({ state: 'detached' });
      assert.equal(await person.on('join-line').getByRole('heading').count(), 0);
      if (phone) await person.looksRight(`booth of a ${role}`);
      await person.leave();
    }
  });
});
