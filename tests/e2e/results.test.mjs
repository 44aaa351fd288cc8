// A fair's report in a real browser: an organiser reads what came of the evening, takes it along as a file
// and on paper, and it says nothing of a few.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';

/** Students of two schools: of one there are nine, of the other twelve. */
function students() {
  const rows = [...Array(21).keys()].map((i) => {
    const school = i < 9 ? 'lang' : 'rijn';
    const programme = i < 9 ? 'vs' : i < 15 ? 'sd' : 'vs4';
    return `f,s${i}@school.example,Student ${i},${school},${programme},A,nl,,,,,,`;
  });
  return ['fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,learn', ...rows, ''].join('\n');
}

const FILES = {
  fairs: 'slug,name,timezone,opens,closes,target,max_queues,talk_minutes\nf,Verslagbeurs,Europe/Amsterdam,now-1h,now+4h,40,3,8\n',
  organisations:
    'slug,kind,name,city\nrijn,school,ROC Rijn,Leiden\nlang,school,ROC Lang,Leiden\nbv,employer,"=Firma, BV",Leiden\n',
  rooms: 'fair,slug,name,name_en,sector,position\nf,zorg,Zorg,Care,care,1\nf,techniek,Techniek,Engineering,engineering,2\nf,thuis,Thuiszorg,Home care,care,3\n',
  programmes: 'fair,slug,code,name,level,school\nf,vs,,Verzorging,mbo3,lang\nf,sd,,Software,mbo4,rijn\nf,vs4,,Verpleging,mbo3,rijn\n',
  booths: 'fair,room,slug,employer,name,tagline,about,city,talk_minutes\nf,zorg,b,bv,"=Firma, BV",,,Leiden,8\n',
  people: 'email,name,role,fair,organisation,locale\no@school.example,Olga,organiser,f,rijn,nl\nr@bv.example,Rik,recruiter,f,bv,nl\n',
  students: students(),
};

const pagesOf = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

describe('results', { timeout: 300_000 }, () => {
  let server, browser, organiser, recruiter, fair, booth;

  before(async () => {
    server = await Server.start();
    await server.importFiles(FILES);
    browser = await launch();
    const opens = await server.client('o@school.example');
    fair = (await opens.ok('fair.list')).fairs[0].id;
    await opens.ok('fair.open', { fair });
    await opens.close();
    recruiter = await server.client('r@bv.example');
    booth = recruiter.hello.me.participations[0].booth;
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  /** Eleven of them stand in line; one talks, and gets a place. */
  async function anEvening() {
    const { seat } = await recruiter.ok('seat.take', { booth });
    for (let i = 5; i < 16; i++) {
      const student = await server.client(`s${i}@school.example`);
      await student.ok('queue.join', { booth });
      if (i === 5) {
        const { call } = await recruiter.ok('call.next', { seat });
        await student.ok('call.accept', { call });
        await recruiter.ok('call.join', { call });
        await student.ok('call.join', { call });
        const { pair } = (await student.snapshot('me')).call.find(({ id }) => id === call);
        await student.ok('call.connected', { call, pair });
        await recruiter.ok('call.end', { call });
        const { lead } = await recruiter.snapshot(`console:${booth}`);
        await recruiter.ok('lead.move', { lead: lead.find(({ state }) => state === 'spoken').id, state: 'placed' });
      }
      await student.close();
    }
  }

  const cells = (section) =>
    organiser.on(`results-${section}`).locator('tbody tr, tfoot tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.innerText)));

  it('an organiser finds the report, and nothing of a few in it', async () => {
    await anEvening();
    organiser = await Person.arrive(browser, server, { email: 'o@school.example' });
    await organiser.go(`/beheer/${fair}`);
    await organiser.on('to-results').click();
    await organiser.on('results').waitFor();
    assert.match(await organiser.on('results-placed').innerText(), /^1 van de 40 /);
    // Nine of one school, and so the other is not told apart from them either.
    assert.deepEqual(await cells('schools'), [['Samen', '21', '11', '1', '20', '0', '1', '100%', '3%']]);
    assert.deepEqual(await cells('levels'), [['Samen', '21', '11', '1', '20', '0', '1', '100%', '3%']]);
    assert.deepEqual(await cells('rooms'), [
      ['Zorg, Thuiszorg', '11', '11', '0', '0', '1', '100%', '3%'],
      ['Techniek', '0', '0', '0', '0', '0', '0%', '0%'],
      ['Samen', '', '11', '0', '0', '1', '100%', '3%'],
    ]);
    assert.equal(await organiser.on('results-talks').locator('table').count(), 0); // one student talked
    assert.equal(await organiser.on('results-leads').locator('[data-row="placed"] td').first().innerText(), '1');
    await organiser.looksRight('report');
  });

  it('takes it along as a file', async () => {
    const [file] = await Promise.all([organiser.page.waitForEvent('download'), organiser.on('results-csv').click()]);
    assert.equal(file.suggestedFilename(), 'verslag.csv');
    const csv = await readFile(await file.path(), 'utf8');
    assert.match(csv, /^\uFEFF"Verslag van Verslagbeurs"\r\n"Dag van de beurs";"\S+dag \d+ \S+ 20\d\d \d\d:\d\d–[^"]*"\r\n/);
    assert.match(csv, /\r\n"Per school"\r\n"School";"Studenten";[^\r]*\r\n"Samen";"21";"11";"1";"20";"0";"1";"100%";"3%"\r\n/);
    assert.doesNotMatch(csv, /Student \d|ROC Lang/);
  });

  it('and on paper, without what belongs to a screen', async () => {
    const pdf = await organiser.page.pdf({ preferCSSPageSize: true });
    const pages = pagesOf(pdf);
    assert.ok(pages >= 1 && pages <= 4, `${pages} pages`);
    assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[0 0 59[45][^\]]*84[12]/); // A4
    if (process.env.SCREENSHOTS) await writeFile(`${process.env.SCREENSHOTS}/report.pdf`, pdf);
    await organiser.page.emulateMedia({ media: 'print' });
    assert.deepEqual(
      await organiser.page.locator('.topbar, .foot, .back, .results .button').evaluateAll((all) => all.filter((e) => e.checkVisibility()).map((e) => e.className)),
      [],
    );
    const printed = await organiser.page.innerText('main');
    assert.match(printed, /dag \d+ \S+ 20\d\d \d\d:\d\d–/);
    assert.match(printed, /1 van de 40/);
    assert.match(printed, /Samen\s+21\s+11\s+1\s+20\s+0\s+1\s+100%\s+3%/);
    if (process.env.SCREENSHOTS) await organiser.page.screenshot({ path: `${process.env.SCREENSHOTS}/report-paper.png`, fullPage: true });
    await organiser.page.emulateMedia({ media: 'screen' });
  });

  it('nobody saw an error', () => organiser.leave());
});
