// The device check before a first call, in real browsers with devices that are not real: everything
// works, the camera is refused, the network lets nothing through; and what was chosen is what calls use.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { launch, Person } from '../lib/browser.mjs';
import { freePort, Server } from '../lib/server.mjs';
import { Turn, turnArgs } from '../lib/turn.mjs';
import { it } from '../lib/steps.mjs';

/** Keeps what the page opens, so that it can be seen to be closed again. */
const keepTracks = () => {
  window.opened = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    window.opened.push(...stream.getTracks());
    return stream;
  };
};

const stepIs = (person, step, state) => person.on(`step-${step}`, `[data-state="${state}"]`).waitFor();

/** The microphone or camera that goes out now, and the speaker that the other is heard from. */
const inUse = (person) => person.page.evaluate(() => {
  const sent = (kind) => window.__call.getSenders().find(({ track }) => track?.kind === kind)?.track.getSettings().deviceId;
  return { audio: sent('audio'), video: sent('video'), speaker: document.querySelector('[data-testid="remote-video"]').sinkId };
});

/** The second device of those offered; its id. */
async function chooseOther(person, use) {
  const field = person.on(`choose-${use}`);
  const now = await field.inputValue();
  const ids = await field.locator('option').evaluateAll((options) => options.map(({ value }) => value));
  const other = ids.findLast((id) => id !== now && id !== 'default');
  assert.ok(other, `one ${use} only: ${ids}`);
  await field.selectOption(other);
  return other;
}

describe('the device check', { timeout: 300_000 }, () => {
  let server, turn, browser, student, recruiter, booth, microphone, speaker;

  before(async () => {
    turn = await Turn.start();
    server = await Server.start({ demo: true, args: turn.args });
    browser = await launch();
    const organiser = await Person.arrive(browser, server, { email: 'organisator@demo.example' });
    await organiser.on('open-fair').click();
    await organiser.on('doors-sure').click();
    await organiser.on('fair-state', '[data-state="open"]').waitFor();
    await organiser.leave();
  });
  after(async () => {
    await browser?.close();
    await server?.end();
    await turn?.end();
  });

  it('a recruiter is offered it before sitting down', async () => {
    recruiter = await Person.arrive(browser, server, { email: 'recruiter@demo.example' });
    await recruiter.on('device-offer').waitFor();
    booth = /console\/(\d+)/.exec(recruiter.page.url())[1];
    await recruiter.on('take-seat').click();
    await recruiter.on('desk', '[data-seat="free"]').waitFor();
    await recruiter.on('device-offer').waitFor({ state: 'detached' });
  });

  it('a student is offered it while waiting', async () => {
    student = await Person.arrive(browser, server, { email: 'student@demo.example', phone: true });
    await student.page.addInitScript(keepTracks);
    await student.go('/rijen');
    await student.on('lines').waitFor();
    assert.equal(await student.on('device-offer').count(), 0);
    await student.go(`/stand/${booth}`);
    await student.on('join').click();
    await student.on('device-offer').waitFor();
    await student.looksRight('booth with device check');
    await student.go('/rijen');
    await student.looksRight('lines with device check');
    await student.on('device-offer').click();
    await student.on('device-start').waitFor();
    assert.equal(await student.page.evaluate(() => window.opened.length), 0);
    await student.looksRight('device check before');
  });

  it('all four things work, and each says so', async () => {
    await student.on('device-start').click();
    await stepIs(student, 'camera', 'asks');
    await student.until(() => document.querySelector('[data-testid="preview"]').videoWidth > 0);
    await student.on('seen-yes').click();
    await stepIs(student, 'camera', 'works');
    await student.until(() => document.querySelector('[data-testid="level"]').value > 0.3);
    await stepIs(student, 'microphone', 'works');
    await student.on('play-bell').click();
    await student.on('heard-yes').click();
    await stepIs(student, 'speaker', 'works');
    await stepIs(student, 'route', 'works');
    // Whichever was there first; UDP, but for a machine that is busy.
    assert.match(await student.on('roads').innerText(), /relay (UDP|TCP), rechtstreeks ✓/);
    await student.on('outcome', '[data-outcome="picture"]').waitFor();
    await student.looksRight('device check works');
  });

  it('another microphone and speaker are chosen, and what does not work comes with advice', async () => {
    microphone = await chooseOther(student, 'microphone');
    await student.until((id) => window.opened.at(-1).getSettings().deviceId === id, microphone);
    await stepIs(student, 'microphone', 'works');
    assert.equal(await student.on('choose-microphone').inputValue(), microphone);
    speaker = await chooseOther(student, 'speaker');
    await stepIs(student, 'speaker', 'asks');
    await student.on('play-bell').click();
    await student.on('heard-no').click();
    await stepIs(student, 'speaker', 'fails');
    await student.on('tips-speaker').waitFor();
    await student.on('seen-no').click();
    await student.on('tips-camera').waitFor();
    await student.on('outcome', '[data-outcome="text"]').waitFor();
    await student.looksRight('device check with advice');
    await student.on('seen-yes').click();
    await student.on('heard-yes').click();
    await student.on('outcome', '[data-outcome="picture"]').waitFor();
  });

  it('who leaves the page is no longer seen, and it is remembered that it was done', async () => {
    await student.on('device-done').click();
    await student.on('device-checked', '[data-outcome="picture"]').waitFor();
    const states = await student.page.evaluate(() => window.opened.map((track) => track.readyState));
    assert.ok(states.length >= 3);
    assert.deepEqual(new Set(states), new Set(['ended']));
    await student.page.reload();
    await student.on('device-checked').waitFor();
    await student.looksRight('lines after device check');
  });

  it('a turn rings on that page too, and the call uses what was chosen', async () => {
    await student.on('device-checked').locator('a').click();
    await student.on('device-start').click();
    await stepIs(student, 'camera', 'asks');
    await recruiter.on('next').click();
    await student.on('ring-accept').click();
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
    const used = await inUse(student);
    assert.equal(used.audio, microphone);
    assert.equal(used.speaker, speaker);
    const live = await student.page.evaluate(() => window.opened.filter((track) => track.readyState === 'live').length);
    assert.equal(live, 2);
  });

  it('in the call another camera, microphone and speaker are chosen, without a word to the other side', async () => {
    await student.looksRight('call with device switch');
    await recruiter.looksRight('desk with device switch');
    const offers = () => recruiter.page.evaluate(() => window.__call.remoteDescription.sdp.match(/o=.*/)[0]);
    const before = await offers();
    await student.on('devices').click();
    const other = await chooseOther(student, 'microphone');
    await student.looksRight('device switch');
    await student.until((id) => window.__call.getSenders().some(({ track }) => track?.getSettings().deviceId === id), other);
    const otherSpeaker = await chooseOther(student, 'speaker');
    await student.until((id) => document.querySelector('[data-testid="remote-video"]').sinkId === id, otherSpeaker);
    await student.page.keyboard.press('Escape');
    // Pulled out: what is still there takes over.
    await student.page.evaluate(() => window.opened.findLast((track) => track.kind === 'audio').dispatchEvent(new Event('ended')));
    await student.until(() => {
      const last = window.opened.findLast((track) => track.kind === 'audio');
      return last.readyState === 'live' && window.opened.filter((track) => track.readyState === 'live').length === 2
        && window.__call.getSenders().some(({ track }) => track === last);
    });
    assert.notEqual(other, microphone);
    await Promise.all([student.seesAndHears(), recruiter.seesAndHears()]);
    assert.equal(await offers(), before);
    // One tap that slipped ends no talk.
    await student.on('hang-up').click();
    await student.on('hang-up', ':has-text("Zeker?")').click();
    await student.on('after-talk').waitFor();
    await student.leave();
    await recruiter.leave();
  });

  it('a browser that refuses says where to allow it, and goes on when that is done', async () => {
    const asking = await launch({ isAsking: true });
    const refused = await Person.arrive(asking, server, { email: 'student2@demo.example', phone: true });
    await refused.go('/apparaat');
    await refused.on('device-start').click();
    await stepIs(refused, 'camera', 'fails');
    await stepIs(refused, 'microphone', 'fails');
    await refused.on('denied').waitFor();
    await refused.on('tips-camera').waitFor();
    await refused.looksRight('device check refused');
    // Hearing and typing is a way to talk.
    await refused.on('play-bell').click();
    await refused.on('heard-yes').click();
    await refused.on('outcome', '[data-outcome="text"]').waitFor();
    await refused.context.grantPermissions(['microphone']);
    await refused.on('device-again').click();
    await stepIs(refused, 'microphone', 'works');
    await stepIs(refused, 'camera', 'fails');
    await refused.on('outcome', '[data-outcome="voice"]').waitFor();
    await refused.context.grantPermissions(['camera', 'microphone']);
    await refused.on('device-again').click();
    await stepIs(refused, 'camera', 'asks');
    await refused.on('denied').waitFor({ state: 'detached' });
    await refused.leave();
    await asking.close();
  });

  it('a network that lets nothing through to the relay is told of, with what to do', async () => {
    await server.stop();
    server.args = turnArgs(await freePort());
    await server.run();
    const shut = await Person.arrive(browser, server, { email: 'manager@demo.example' });
    await shut.go('/apparaat');
    await shut.on('device-start').click();
    await stepIs(shut, 'route', 'fails');
    await shut.on('tips-route').waitFor();
    await shut.on('seen-yes').click();
    await stepIs(shut, 'microphone', 'works');
    await shut.on('play-bell').click();
    await shut.on('heard-yes').click();
    await shut.on('outcome', '[data-outcome="text"]').waitFor();
    await shut.looksRight('device check no relay');
    await shut.on('device-done').click();
    await shut.on('device-checked', '[data-outcome="text"]').waitFor();
    await shut.leave();
  });
});
