// Employers come to a fair in a real browser: from a spreadsheet with mistakes in it, by asking, and from the
// mail that invites them to a booth that is ready.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, Person } from '../lib/browser.mjs';
import { freePort, Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

// The client's own library: a file as Excel has them.
const web = createRequire(new URL('../../web/package.json', import.meta.url));
const { default: writeExcel } = await import(pathToFileURL(web.resolve('write-excel-file/node')));

const HEAD = ['Zaal', 'Bedrijfsnaam', 'Plaats', 'Contactpersoon', 'E-mailadres'];
const GOOD = [
  ['ict en techniek', 'Lichtkade Software', 'Delft', 'Mo Amrani', 'mo@lichtkade.example'],
  ['ICT en techniek', 'Café Zon & Zee', 'Den Haag', 'Ann Lee', 'ANN@zon.example'],
];

async function spreadsheet(rows) {
  return { name: 'Deelnemers 2027.xlsx', mimeType: '', buffer: await writeExcel(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer() };
}

describe('employers on their way to a fair', { timeout: 300_000 }, () => {
  let server, browser, organiser, employer, client, fair;

  before(async () => {
    const port = await freePort();
    server = await Server.start({ port, clock: true, args: ['--mail_shown=yes', `--public_url=http://localhost:${port}`] });
    browser = await launch();
    await server.cli('user', 'ellen@roc.example', 'Ellen Vermeer', '--admin');
    client = await server.client('ellen@roc.example');
    const { school } = await client.ok('school.add', { name: 'ROC Delft', city: 'Delft' });
    const opens_ms = Date.now() + 14 * 86_400_000;
    const draft = { name: 'Stagebeurs Delft', kind: 'internship', opens_ms, closes_ms: opens_ms + 10_800_000, target: 40, talk_minutes: 8 };
    fair = (await client.ok('fair.create', { school, draft })).fair;
    await client.ok('room.add', { fair, draft: { name: 'ICT en techniek', name_en: 'IT and engineering', sector: 'ict' } });
  });
  after(async () => {
    await client?.close();
    await browser?.close();
    await server?.end();
  });

  it('a spreadsheet with mistakes shows each of them, and imports nothing', async () => {
    organiser = await Person.arrive(browser, server, { email: 'ellen@roc.example' });
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('task', '[data-task="booths"]').locator('[data-testid="mend"]').click();
    await organiser.on('employers').waitFor();
    await organiser.on('read-list-link').click();
    await organiser.on('list-file').setInputFiles({ name: 'a.csv', mimeType: '', buffer: Buffer.from('Bedrijf;Naam\r\nX;Y\r\n') });
    await organiser.on('list-wrong', '[data-why="missing"]').waitFor();
    await organiser.looksRight('list wrong');
    const rows = [['Deelnemers'], HEAD, ...GOOD, ['Zorg', 'Een', '', 'Kim', 'kim@een.example'], ['ICT en techniek', '', '', 'Kim', 'kim'], ['ICT en techniek', 'Twee', '', 'Ann', 'ann@zon.example']];
    await organiser.on('list-file').setInputFiles(await spreadsheet(rows));
    await organiser.on('list-preview', '[data-faulty="3"]').waitFor();
    await organiser.on('list-row', ':has-text("Rij 5")').getByText('dit kent de beurs niet').waitFor();
    await organiser.on('list-row', ':has-text("Rij 6")').getByText('dit is geen e-mailadres').waitFor();
    await organiser.on('list-row', ':has-text("Rij 6")').getByText('dit is leeg').waitFor();
    await organiser.on('list-row', ':has-text("Rij 7")').getByText('staat ook op rij 4').waitFor();
    await organiser.looksRight('list preview');
    assert.equal(await organiser.on('list-accept').count(), 0);
    // It is kept: a reload shows it again.
    await organiser.page.reload();
    await organiser.on('list-preview', '[data-faulty="3"]').waitFor();
    assert.equal((await client.snapshot(`exhibitors:${fair}`)).exhibitor?.length ?? 0, 0);
  });

  it('the mended list, from an old Excel, comes to the fair once it is accepted', async () => {
    const text = [HEAD, ...GOOD, []].map((row) => row.join(';')).join('\r\n');
    await organiser.on('list-file').setInputFiles({ name: 'lijst.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
    await organiser.on('list-added', '[data-count="2"]').waitFor();
    await organiser.on('list-accept').click();
    await organiser.on('list-done').waitFor();
    await organiser.on('list-done').locator('a').click();
    await organiser.on('exhibitor', ':has-text("Café Zon & Zee")').waitFor();
    await organiser.on('exhibitor', '[data-lacks~="placements"]').nth(1).waitFor();
  });

  it('an employer who was not on it asks to come, and is let in', async () => {
    employer = await Person.arrive(browser, server, { phone: true });
    await employer.go('/');
    // A fair that is still being made is nobody's to find.
    await employer.on('landing', ':has-text("Er is nu geen beurs.")').waitFor();
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('list-fair').click();
    await organiser.on('unlist-fair').waitFor();
    await organiser.looksRight('fair on the front page');
    await organiser.go(`/beheer/${fair}/bedrijven`);
    await employer.page.reload();
    await employer.on('to-ask').click();
    await employer.on('ask-page').waitFor();
    await employer.on('exhibitor-employer').fill('Derde BV');
    await employer.on('exhibitor-contact').fill('Dirk Derde');
    await employer.on('exhibitor-email').fill('dirk');
    await employer.on('send-ask').click();
    await employer.on('failure', '[data-code="bad_value"]').waitFor();
    await employer.looksRight('employer asks');
    await employer.speak('en');
    await employer.on('exhibitor-email').fill('dirk@derde.example');
    await employer.on('send-ask').click();
    await employer.on('ask-done').waitFor();
    await employer.leave();
    await organiser.on('requests', '[data-count="1"]:has-text("Engels")').waitFor();
    await organiser.looksRight('employers with a request');
    await organiser.on('approve').click();
    await organiser.on('exhibitor', ':has-text("Derde BV")').waitFor();
    await organiser.on('exhibitor', '[data-mail="shown"]:has-text("Derde BV")').waitFor();
    const { mails } = await client.ok('mail.list', {});
    assert.equal(mails.find(({ address }) => address === 'dirk@derde.example').subject, 'Set up the booth of Derde BV for Stagebeurs Delft');
  });

  it('one press invites the others, and their link leads to their booth', async () => {
    await organiser.on('invite-all').click();
    await organiser.on('exhibitor', '[data-mail="shown"]').nth(2).waitFor();
    const { mails } = await client.ok('mail.list', {});
    const invitation = (to) => mails.find(({ address, text }) => address === to && text.includes('/in#'));
    const mail = invitation('mo@lichtkade.example');
    const [link] = /http\S+\/in#\S+/.exec(mail.text);
    employer = await Person.arrive(browser, server);
    await employer.page.goto(link);
    await employer.on('redeem').click();
    await employer.on('booth-path', '[data-left="4"]').waitFor();
    await employer.looksRight('booth path');
    // The organiser sees who came, as it happens.
    await organiser.on('exhibitor', ':not([data-lacks~="come"]):has-text("Lichtkade")').waitFor();
  });

  it('step by step the booth is ready, and the organiser sees it', async () => {
    await employer.on('tagline').fill('We bouwen websites');
    await employer.on('save-about').click();
    await employer.on('path-step', '[data-step="texts"][data-done="true"]').waitFor();
    await employer.on('add-placement').click();
    await employer.on('placement-title').fill('Ontwikkelaar');
    await employer.on('save-placement').click();
    await employer.on('path-step', '[data-step="placements"][data-done="true"]').waitFor();
    await employer.on('path-step', '[data-step="camera"]').locator('a').click();
    await employer.on('device-start').waitFor();
    await employer.page.getByRole('link', { name: 'Naar de stappen' }).click();
    await employer.on('booth-path').waitFor();
    const mo = await server.client('mo@lichtkade.example');
    const [{ booth }] = mo.hello.me.participations;
    await mo.ok('exhibitor.camera_tried', { booth });
    await mo.close();
    await organiser.on('exhibitor', '[data-lacks="times"]:has-text("Lichtkade")').waitFor();
    await organiser.on('employers-filter').selectOption('absent');
    await organiser.on('exhibitor', ':has-text("Lichtkade")').waitFor({ state: 'detached' });
    await employer.leave();
    await organiser.leave();
  });

  it('students of a school come by the same way, from a list as text', async () => {
    const { fair: [{ slug }] } = await client.snapshot(`fair:${fair}`);
    const file = join(server.dir, 'programmes.csv');
    await writeFile(file, `fair,slug,code,name,level,school\n${slug},dev,25998,Software developer,mbo4,roc-delft\n`);
    await server.cli('import', file);
    organiser = await Person.arrive(browser, server, { email: 'ellen@roc.example' });
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('read-students').click();
    const text = 'Naam\tKlas\tCrebo\tSchoolmail\nNoor Bos\tSD2\t25998\tnoor@roc.example\nDaan Vis\tSD2\t1\tdaan@roc.example\n';
    await organiser.on('list-file').setInputFiles({ name: 'klas.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await organiser.on('list-row', ':has-text("Rij 3")').getByText('dit kent de beurs niet').waitFor();
    await organiser.looksRight('list of students');
    await organiser.on('list-skip').check();
    await organiser.on('list-accept').click();
    await organiser.on('list-done', ':has-text("1 student kan nu naar binnen")').waitFor();
  });

  it('what changed at the fair since a list was looked at is shown before anything comes of it', async () => {
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('read-students').click();
    const text = 'Naam;Crebo;Mail\nBo Zee;25998;bo@roc.example\n';
    await organiser.on('list-file').setInputFiles({ name: 'klas.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await organiser.on('list-added', '[data-count="1"]').waitFor();
    const { room: [{ id: room }] } = await client.snapshot(`fair:${fair}`);
    await client.ok('exhibitor.add', { fair, draft: { employer: 'Vierde', city: '', room, contact: 'Bo Zee', email: 'bo@roc.example', tagline: '' } });
    await organiser.on('list-accept').click();
    await organiser.on('list-preview', '[data-faulty="1"]').waitFor();
    await organiser.on('list-forget').click();
    await organiser.leave();
  });

  it('who cancelled is taken away', async () => {
    organiser = await Person.arrive(browser, server, { email: 'ellen@roc.example' });
    await organiser.go(`/beheer/${fair}/bedrijven`);
    const third = organiser.on('exhibitor', ':has-text("Café Zon & Zee")');
    await third.getByTestId('remove-employer').click();
    await organiser.looksRight('take employer away');
    await organiser.on('remove-employer-sure').click();
    await third.waitFor({ state: 'detached' });
    await organiser.leave();
  });

  it('a link that was used asks for a new one', async () => {
    const { mails } = await client.ok('mail.list', {});
    const invitation = (to) => mails.find(({ address, text }) => address === to && text.includes('/in#'));
    const mail = invitation('mo@lichtkade.example');
    const late = await Person.arrive(browser, server);
    await late.page.goto(/http\S+\/in#\S+/.exec(mail.text)[0]);
    await late.on('redeem').click();
    await late.on('failure', '[data-code="link_invalid"]').waitFor();
    // Who has been here before is no stranger: they ask as everybody does.
    await late.on('renew').click();
    await late.on('ask-email').fill('mo@lichtkade.example');
    await late.on('ask-link').click();
    await late.on('asked').waitFor();
    await late.leave();
    // Who has not gets another one, at the address that the first was for.
    await server.passTime(15 * 86_400_000);
    const slow = await Person.arrive(browser, server);
    const theirs = invitation('dirk@derde.example');
    await slow.page.goto(/http\S+\/in#\S+/.exec(theirs.text)[0]);
    await slow.on('redeem').click();
    await slow.on('renew').click();
    await slow.on('renewed').waitFor();
    await slow.leave();
  });
});
