// From nothing to open doors, in a real browser: an organiser makes a fair, and a student walks in.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

const NAME = 'Stagebeurs Delft';

describe('a fair from nothing', { timeout: 300_000 }, () => {
  let server, browser, organiser, student, fair;

  before(async () => {
    server = await Server.start();
    browser = await launch();
    await server.cli('user', 'ellen@roc.example', 'Ellen Vermeer', '--admin');
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  it('on a new server its administrator names the school, and begins a fair', async () => {
    organiser = await Person.arrive(browser, server, { email: 'ellen@roc.example' });
    await organiser.on('fairs').waitFor();
    await organiser.looksRight('fairs none');
    await organiser.on('new-fair').click();
    await organiser.on('school-name').fill('ROC Delft');
    await organiser.looksRight('new fair first school');
    await organiser.on('add-school').click();
    await organiser.on('fair-form').waitFor();
    await organiser.on('save-fair').click();
    await organiser.on('failure', ':has-text("Naam: dit is niet goed ingevuld.")').waitFor();
    await organiser.page.locator('[data-testid="fair-name"]:focus').waitFor();
    await organiser.on('fair-name').fill(NAME);
    await organiser.on('fair-target').fill('40');
    await organiser.looksRight('new fair');
    await organiser.on('save-fair').click();
    await organiser.on('step-zalen').waitFor();
    fair = Number(/beheer\/(\d+)/.exec(organiser.page.url())[1]);
  });

  it('the doors stay closed while there are no rooms, and the list says where to make them', async () => {
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('task', '[data-task="rooms"][data-needed="true"]').waitFor();
    await organiser.looksRight('checklist');
    await organiser.on('task', '[data-task="programmes"]').locator('[data-testid="mend"]').click();
    await organiser.on('add-programme').waitFor();
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('failure', '[data-code="not_ready"]').waitFor();
    await organiser.page.keyboard.press('Escape');
    await organiser.on('task', '[data-task="rooms"]').locator('[data-testid="mend"]').click();
    await organiser.on('step-zalen').waitFor();
  });

  it('rooms are made from the sectors, called otherwise, and put in order', async () => {
    for (const name of [undefined, 'Techniek in de buurt']) {
      await organiser.on('add-room').click();
      if (name) await organiser.on('room-name').fill(name);
      await organiser.looksRight('room dialog');
      await organiser.on('save-room').click();
      await organiser.on('room-dialog').waitFor({ state: 'detached' });
      await organiser.on('room-line', `:has-text("${name ?? 'Zorg en welzijn'}")`).waitFor();
    }
    await organiser.on('room-up').click();
    await organiser.hears('Techniek in de buurt staat nu op plaats 1.');
    await organiser.on('room-line').first().locator(':text("Techniek in de buurt")').waitFor();
    // The address is real: a reload stays at this step, with what was made.
    await organiser.page.reload();
    await organiser.on('room-line').nth(1).waitFor();
    await organiser.on('remove-room').last().click();
    await organiser.looksRight('rooms');
    await organiser.on('remove-room-sure').click();
    await organiser.on('room-line').nth(1).waitFor({ state: 'detached' });
    await organiser.on('go-on').click();
  });

  it('rules and texts follow, and end at the fair', async () => {
    await organiser.on('step-regels').waitFor();
    await organiser.looksRight('step rules');
    await organiser.on('save-rules').click();
    await organiser.on('step-teksten').waitFor();
    await organiser.on('text-welcome').fill('Welkom op onze stagebeurs!');
    await organiser.on('text-privacy').fill('Wij bewaren je gegevens vier weken.');
    await organiser.looksRight('step texts');
    await organiser.on('save-texts').click();
    // Nothing is mailed from here: who makes a link for a colleague who is out is said.
    await organiser.on('staff-unmailed', ':has-text("de beheerder van de server")').waitFor();
    await organiser.on('invite-email').fill('cora@roc.example');
    await organiser.on('invite-name').fill('Cora Blom');
    await organiser.on('invite').click();
    await organiser.on('invite-link').waitFor();
    await organiser.on('colleague', ':has-text("Cora Blom"):has-text("nog niet geweest")').waitFor();
    await organiser.looksRight('step colleagues');
    await organiser.on('finish').click();
    await organiser.on('manage').waitFor();
    await organiser.on('manage', `:has-text("${NAME}")`).waitFor();
    await organiser.looksRight('fair planned');
    // Nor is a mail promised to an employer who asks, or a code in one to students.
    await organiser.go(`/in/meedoen/${fair}`);
    await organiser.on('ask-page', ':has-text("krijg je van hen een link")').waitFor();
    await organiser.go(`/groepen/${fair}`);
    await organiser.on('domains', ':has-text("verstuurt geen mails")').waitFor();
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('manage').waitFor();
  });

  it('who organises the fair looks after students too, and has a way to both', async () => {
    const mine = ':has-text("ellen@roc.example"):has-text("Begeleidt studenten")';
    await organiser.go(`/beheer/${fair}/opzetten/collegas`);
    await organiser.on('invite-email').fill('ellen@roc.example');
    await organiser.on('invite-name').fill('Ellen Vermeer');
    await organiser.on('invite').click();
    await organiser.on('colleague', mine).waitFor();
    await organiser.go('/');
    await organiser.on('manage').waitFor();
    await organiser.looksRight('fair of who is coordinator too');
    await organiser.on('to-students').click();
    await organiser.on('students').waitFor();
    await organiser.looksRight('students of who organises');
    await organiser.on('to-manage').click();
    await organiser.on('manage').waitFor();
    await organiser.go('/in');
    await organiser.on('place', ':has-text("coördinator")').click();
    await organiser.on('students').waitFor();
    await organiser.page.locator('.brand').click();
    await organiser.on('manage').waitFor();
    // What she took on herself she can lay down again.
    await organiser.go(`/beheer/${fair}/opzetten/collegas`);
    const own = organiser.on('colleague', mine);
    await own.locator('[data-testid="remove-staff"]').click();
    await own.locator('[data-testid="remove-staff-sure"]').click();
    await own.waitFor({ state: 'detached' });
    await organiser.on('finish').click();
    await organiser.on('manage').waitFor();
    await organiser.on('to-students').waitFor({ state: 'detached' });
  });

  it('a second school shares the fair once it says yes, until it does not', async () => {
    const client = await server.client('ellen@roc.example');
    await client.ok('school.add', { name: 'Hogeschool Rijswijk', city: 'Rijswijk' });
    // They have a fair of their own.
    const files = {
      fairs: 'slug,name,timezone,opens,closes,target,max_queues,talk_minutes\nrijswijk,Beurs Rijswijk,Europe/Amsterdam,now+480h,now+483h,10,3,8\n',
      people: 'email,name,role,fair,organisation,locale\njan@hr.example,Jan Kuiper,organiser,rijswijk,hogeschool-rijswijk,nl\n',
    };
    await server.importFiles(files);
    await client.close();
    await organiser.on('edit-fair').click();
    await organiser.on('share-fair').click();
    await organiser.on('school-asked').waitFor();
    await organiser.looksRight('fair asked another school');
    const other = await Person.arrive(browser, server, { email: 'jan@hr.example' });
    await other.on('school-request', `:has-text("ROC Delft vraagt Hogeschool Rijswijk")`).waitFor();
    await other.looksRight('fairs school asked');
    await other.on('share-yes').click();
    await other.on('all-fairs').click();
    await other.on('my-fair', `:has-text("${NAME}")`).waitFor();
    await organiser.on('school-asked').waitFor({ state: 'detached' });
    await organiser.on('unshare').click();
    await organiser.looksRight('fair of two schools');
    await organiser.on('unshare-sure').click();
    await organiser.on('fair-school-line').nth(1).waitFor({ state: 'detached' });
    await other.on('my-fair', `:has-text("${NAME}")`).waitFor({ state: 'detached' });
    await other.leave();
  });

  it('what was typed can be changed, and the list knows it', async () => {
    await organiser.on('fair-name').fill(`${NAME} 2027`);
    await organiser.on('save-fair').click();
    await organiser.on('step-zalen').waitFor();
    await organiser.go('/beheer');
    await organiser.on('my-fair', `:has-text("${NAME} 2027")`).waitFor();
    await organiser.looksRight('fairs');
    await organiser.on('run-fair').click();
    await organiser.on('manage').waitFor();
  });

  it('employers and students come in by files, the doors open, and a student walks in', async () => {
    const { fair: [row] } = await (await server.client('ellen@roc.example')).snapshot(`fair:${fair}`);
    const files = {
      organisations: `slug,kind,name,city\nlichtkade,employer,Lichtkade Software,Delft\n`,
      programmes: `fair,slug,code,name,level,school\n${row.slug},dev,25998,Software developer,mbo4,roc-delft\n`,
      booths: `fair,room,slug,employer,name,tagline,about,city,talk_minutes\n${row.slug},techniek-in-de-buurt,lichtkade,lichtkade,Lichtkade Software,We bouwen,,Delft,\n`,
      placements: `fair,booth,title,about,level,track,programme,period,hours,places,processes\n${row.slug},lichtkade,Ontwikkelaar,,mbo4,bol,dev,,32,2,\n`,
      people: `email,name,role,fair,organisation,locale\nmo@lichtkade.example,Mo Amrani,recruiter,${row.slug},lichtkade,nl\n`,
      students: `fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,learn\n${row.slug},emma@roc.example,Emma Visser,roc-delft,dev,,nl,,,,,,\n`,
    };
    // What is missing follows what others do.
    await organiser.on('task', '[data-task="students"]').waitFor();
    await server.importFiles(files);
    await organiser.on('checklist', '[data-open="1"]').waitFor();
    // Nobody is mailed here: a link for all of a class is their way in.
    await organiser.on('task', '[data-task="students"]').waitFor();
    const ellen = await server.client('ellen@roc.example');
    const { schools } = await ellen.ok('group.list', { fair });
    await ellen.ok('group.add', { fair, school: schools[0].id, draft: { name: '4A', until_ms: Date.now() + 3_600_000, most: 30 } });
    await ellen.close();
    await organiser.on('task', '[data-task="students"]').waitFor({ state: 'detached' });
    await organiser.on('checklist', '[data-open="0"]').waitFor();
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('fair-state', '[data-state="open"]').waitFor();
    student = await Person.arrive(browser, server, { email: 'emma@roc.example', phone: true });
    await student.on('lobby', `:has-text("${NAME} 2027")`).waitFor();
    await student.on('fair-texts', ':has-text("Welkom op onze stagebeurs!")').waitFor();
    await student.looksRight('lobby with texts');
    await student.on('hall', ':has-text("Techniek in de buurt")').click();
    await student.page.getByText('Lichtkade Software').first().waitFor();
    await student.leave();
  });

  it('the fair comes anew for next year, in one action', async () => {
    await organiser.go('/beheer');
    await organiser.on('copy-fair').click();
    // Two of one name would look the same in every menu. The proposal goes along with the date until one types.
    assert.notEqual(await organiser.on('copy-name').inputValue(), `${NAME} 2027`);
    const day = await organiser.on('copy-day').inputValue();
    await organiser.on('copy-day').fill(`${new Date().getFullYear() + 5}-06-01`);
    assert.match(await organiser.on('copy-name').inputValue(), /^Stagebeurs Delft 203\d$/);
    await organiser.on('copy-day').fill(day);
    await organiser.on('copy-name').fill('Stagebeurs Delft 2028');
    await organiser.looksRight('copy dialog');
    await organiser.on('copy-sure').click();
    await organiser.on('manage', ':has-text("Stagebeurs Delft 2028")').waitFor();
    await organiser.on('fair-state', '[data-state="planned"]').waitFor();
    await organiser.on('room-booths', ':has-text("1")').first().waitFor();
    // Its students are others.
    await organiser.on('checklist', '[data-open="1"]').waitFor();
    await organiser.on('task', '[data-task="students"]').waitFor();
    await organiser.looksRight('fair copied');
    // Who works at both is where the doors are open, and may go to the other.
    const mo = await Person.arrive(browser, server, { email: 'mo@lichtkade.example' });
    await mo.page.waitForURL(/console\/\d+$/);
    const open = mo.page.url();
    await mo.on('person').click();
    await mo.page.locator('#person-menu').getByText('Stagebeurs Delft 2028').click();
    await mo.on('places').waitFor();
    await mo.looksRight('places to choose from');
    await mo.on('place', ':has-text("2028")').click();
    await mo.page.waitForURL((url) => /console\/\d+$/.test(url.href) && url.href !== open);
    await mo.page.reload();
    await mo.page.locator('.brand').click();
    await mo.page.waitForURL((url) => url.href !== open);
    // Whichever they chose: on a page of the other they hear what its organiser tells.
    const ellen = await server.client('ellen@roc.example');
    await ellen.ok('announcement.post', { fair, audience: 'exhibitors', text: 'De koffie is klaar', text_en: 'Coffee is ready' });
    await ellen.close();
    assert.equal(await mo.on('announcement').count(), 0);
    await mo.go(new URL(open).pathname);
    await mo.on('announcement', ':has-text("De koffie is klaar")').waitFor();
    await mo.leave();
    await organiser.on('call-off').click();
    await organiser.looksRight('fair called off sure');
    await organiser.on('call-off-sure').click();
    await organiser.on('fair-state', '[data-state="closed"]').waitFor();
    await organiser.on('person').click();
    await organiser.on('person-name').click();
    await organiser.on('everywhere').click();
    await organiser.looksRight('sign out everywhere');
    await organiser.on('everywhere-sure').click();
    await organiser.page.waitForURL(`${server.origin}/`);
    await organiser.on('person').waitFor({ state: 'detached' });
    await organiser.leave();
  });

  it('where no mails are sent, an organiser hands over the links of those who are out', async () => {
    const client = await server.client('ellen@roc.example');
    const { room: [{ id: room }] } = await client.snapshot(`fair:${fair}`);
    const draft = { employer: 'Derde BV', city: '', room, contact: 'Kim Bos', email: 'kim@derde.example', tagline: '' };
    const { booth } = await client.ok('exhibitor.add', { fair, draft });
    const { token } = await client.ok('exhibitor.invite', { booth });
    await client.close();
    const kim = await Person.arrive(browser, server);
    await kim.go(`/in#${token}`);
    await kim.on('redeem').click();
    await kim.on('person').waitFor();
    organiser = await Person.arrive(browser, server, { email: 'ellen@roc.example' });
    await organiser.go(`/beheer/${fair}/studenten/inlezen`);
    await organiser.on('no-way-in').waitFor();
    await organiser.go(`/inrichten/${booth}`);
    await organiser.on('renew-staff').click();
    await organiser.on('renew-staff-sure').click();
    await organiser.on('invite-link').waitFor();
    await organiser.looksRight('a new link for a colleague');
    await organiser.on('invite-email').fill('mo@lichtkade.example');
    await organiser.on('invite-name').fill('Mo Amrani');
    await organiser.on('invite').click();
    await organiser.on('invite-added', ':has-text("Maak dan hierboven een nieuwe link")').waitFor();
    // Wherever they still were is seen to be over.
    await kim.on('person').waitFor({ state: 'detached' });
    await kim.page.goto(await organiser.on('invite-link').innerText());
    await kim.on('redeem').click();
    await kim.on('person').waitFor();
    await kim.leave();
    await organiser.leave();
  });

  it("who helps at a school's fair too, and chose that one, still comes to their booth", async () => {
    await server.importFiles({
      people: 'email,name,role,fair,organisation,locale\nkim@derde.example,Kim Bos,coordinator,rijswijk,hogeschool-rijswijk,nl\n',
    });
    const kim = await Person.arrive(browser, server, { email: 'kim@derde.example' });
    await kim.page.waitForURL(/console\/\d+$/);
    const booth = kim.page.url().split('/').at(-1);
    await kim.go('/in');
    await kim.on('place', ':has-text("Rijswijk")').click();
    await kim.on('students').waitFor();
    await kim.go(`/console/${booth}`);
    await kim.on('desk-idle', '[data-fair="open"]').waitFor();
    await kim.on('open-setup').click();
    await kim.on('setup').waitFor();
    await kim.page.locator(`[data-testid="setup"] a[href="/console/${booth}"]`).waitFor();
    await kim.leave();
  });
});
