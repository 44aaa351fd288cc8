// What a programme asks of a placement, in real browsers: its coordinator writes it, and whoever comes by reads it
// without signing in; and a school says which employer is certified.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { Server } from '../lib/server.mjs';
import { it } from '../lib/steps.mjs';

describe('programmes', { timeout: 300_000 }, () => {
  let server, browser, coordinator, visitor, fair;

  before(async () => {
    server = await Server.start({ demo: true });
    browser = await launch();
    coordinator = await Person.arrive(browser, server, { email: 'coordinator@demo.example' });
    fair = Number(/studenten\/(\d+)/.exec(coordinator.page.url())[1]);
    visitor = await Person.arrive(browser, server, { phone: true });
  });
  after(async () => {
    await browser?.close();
    await server?.end();
  });

  it('a coordinator writes the page of a programme of their school', async () => {
    await coordinator.on('to-programmes').click();
    await coordinator.on('programme-line').first().waitFor();
    await coordinator.looksRight('programmes');
    await coordinator.on('add-programme').click();
    await coordinator.on('programme-name').fill('Zeilmaker');
    await coordinator.on('programme-requirements').fill('Een praktijkopleider\nWerk aan <i>echte</i> zeilen');
    await coordinator.on('programme-processes').fill('B1-K1-W1 Meet het zeil op\nB1-K1-W2');
    await coordinator.on('programme-contact_email').fill('zeil@school.example');
    await coordinator.looksRight('programme form');
    await coordinator.on('save-programme').click();
    await coordinator.on('failure').waitFor();
    await coordinator.on('programme-processes').fill('B1-K1-W1 Meet het zeil op\nB1-K1-W2 Naait');
    await coordinator.on('save-programme').click();
    await coordinator.on('programme-dialog').waitFor({ state: 'detached' });
  });

  it('whoever comes by reads it, and finds whom to call', async () => {
    await visitor.go(`/beurs/${fair}`);
    await visitor.on('to-programmes').click();
    await visitor.on('find-programme').fill('zeil');
    await visitor.until(() => document.querySelectorAll('[data-testid="programme-line"]').length === 1);
    await visitor.on('programme-line').click();
    await visitor.on('programme', ':has-text("Werk aan <i>echte</i> zeilen")').waitFor();
    await visitor.on('programme-teaches', ':has-text("Naait")').waitFor();
    await visitor.on('programme-contact', ':has-text("zeil@school.example")').waitFor();
    assert.equal(await visitor.on('edit-programme').count(), 0);
    await visitor.looksRight('programme');
  });

  it('the school says who is certified, and it stands with the placement', async () => {
    await coordinator.go(`/beurs/${fair}`);
    const { programmes } = (await coordinator.page.evaluate(async (fair) =>
      (await fetch('/api/v1/programme.list', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fair }) })).json(), fair)).ok;
    assert.ok(programmes.some(({ places }) => places > 0));
    const recruiter = await server.client('recruiter@demo.example');
    const { booth } = recruiter.hello.me.participations[0];
    await recruiter.close();
    await coordinator.go(`/stand/${booth}`);
    await coordinator.on('certify').first().selectOption('certified');
    await coordinator.on('save-certification').first().click();
    await visitor.go(`/stand/${booth}`);
    await visitor.on('placements', ':has-text("Erkend leerbedrijf")').waitFor();
    await visitor.looksRight('certified');
  });

  it('says it alike at all placements of the programme, and saving at another takes nothing back', async () => {
    const [one, other] = await coordinator.page.evaluate(() => {
      const of = (select) => select.closest('article').querySelector('a[href^="/opleiding/"]').pathname;
      const all = [...document.querySelectorAll('[data-testid="certify"]')].map(of);
      return all.map((_, at) => at).filter((at) => all.filter((path) => path === all[at]).length > 1);
    });
    const shows = (at, value) => coordinator.until(
      ([at, value]) => document.querySelectorAll('[data-testid="certify"]')[at].value === value, [at, value]);
    await coordinator.on('certify').nth(one).selectOption('certified');
    await coordinator.on('save-certification').nth(one).click();
    await shows(other, 'certified');
    // A colleague looks it up again meanwhile.
    const colleague = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    await colleague.go(new URL(coordinator.page.url()).pathname);
    await colleague.on('certify').nth(one).selectOption('applied');
    await colleague.on('save-certification').nth(one).click();
    await shows(other, 'applied');
    await coordinator.on('save-certification').nth(other).click();
    await coordinator.until(() => !document.querySelector('[data-testid="save-certification"][aria-busy]'));
    await colleague.go(new URL(coordinator.page.url()).pathname);
    await colleague.on('certify').nth(other).waitFor();
    assert.equal(await colleague.on('certify').nth(other).inputValue(), 'applied');
    assert.deepEqual([...coordinator.errors, ...visitor.errors], []);
  });
});
