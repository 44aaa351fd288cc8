// Somebody looks for what they can do at a fair, with the typing errors of a phone, in real browsers: a visitor finds a
// programme and a placement, a student reads why it suits them.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

describe('search', { timeout: 300_000 }, () => {
  let server, browser, visitor, student, fair;

  before(async () => {
    server = await Server.start({ demo: true });
    browser = await launch();
    const recruiter = await server.client('recruiter@demo.example');
    ({ fair } = recruiter.hello.me.participations[0]);
    await recruiter.close();
    visitor = await Person.arrive(browser, server, { phone: true });
    student = await Person.arrive(browser, server, { email: 'student@demo.example' });
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  it('a visitor finds a placement with a word typed wrong, and comes back to what was found', async () => {
    await visitor.go(`/beurs/${fair}`);
    await visitor.on('search').pressSequentially('verpelging', { delay: 20 });
    const hit = visitor.on('search-hit', ':has-text("Wijkverpleging")');
    await hit.waitFor();
    assert.equal(await hit.locator('mark').textContent(), 'Wijkverpleging');
    assert.match(await visitor.on('search-count').textContent(), /\d+ resulta/);
    await visitor.looksRight('found by a visitor');
    await hit.click();
    await visitor.on('placements', ':has-text("Wijkverpleging")').waitFor();
    await visitor.page.goBack();
    await hit.waitFor();
    assert.equal(await visitor.on('search').inputValue(), 'verpelging');
  });

  it('what finds nothing says what to try, and Escape begins again', async () => {
    await visitor.on('search').fill('<b>"qwertyuiop" OR *</b>');
    await visitor.on('search').fill('qwertyuiop');
    await visitor.on('search-none').waitFor();
    assert.equal(await visitor.on('search-hit').count(), 0);
    await visitor.looksRight('nothing found');
    await visitor.on('search').press('Escape');
    await visitor.on('search-none').waitFor({ state: 'detached' });
  });

  it('a student reaches it by one key, reads why something fits, and goes there by keyboard', async () => {
    await student.go('/');
    await student.on('search').waitFor();
    await student.page.keyboard.press('/');
    await student.page.keyboard.type('sofwtare');
    const fits = student.on('search-hit', ':has-text("voor jouw opleiding")').first();
    await fits.waitFor();
    await student.looksRight('found by a student');
    await student.page.keyboard.press('Tab');
    assert.equal(await student.page.evaluate(() => document.activeElement.dataset.testid), 'search-hit');
    await student.page.keyboard.press('Enter');
    await student.until(() => /^\/(stand|opleiding)\//.test(location.pathname));
    assert.deepEqual([...visitor.errors, ...student.errors], []);
  });
});
