// Real Chromium profiles with fake devices, and what a person does in them. Flags: they let the
// browser run as root, without a network of its own, with a picture that moves and a sound that beeps.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { PATIENCE_MS, within } from './server.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** `isAsking`: nobody answers the question about camera and microphone, and so the answer is no. */
export function launch({ isAsking = false } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      ...(isAsking ? [] : ['--use-fake-ui-for-media-stream']),
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--mute-audio',
      '--disable-features=WebRtcHideLocalIpsWithMdns,MediaRouter,OptimizationHints,Translate',
    ],
  });
}

/** One person in a browser profile of their own. */
export class Person {
  static async arrive(browser, server, { email, phone = false, relay = false, locale = 'nl-NL', dark = false } = {}) {
    const person = new Person();
    person.server = server;
    person.errors = [];
    person.context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
      locale,
      colorScheme: dark ? 'dark' : 'light',
      timezoneId: 'Europe/Amsterdam',
      reducedMotion: 'reduce',
    });
    person.context.setDefaultTimeout(PATIENCE_MS);
    await person.context.addInitScript(() => {
      // What a screen reader says on this page, in order.
      window.said = [];
      new MutationObserver(() => {
        for (const id of ['announcer', 'announcer-now']) {
          const text = document.querySelector(`[data-testid="${id}"]`)?.textContent;
          if (text && window[id] !== text) window.said.push((window[id] = text));
        }
      }).observe(document, { childList: true, characterData: true, subtree: true });
    });
    person.page = await person.context.newPage();
    person.page.on('pageerror', (error) => person.errors.push(String(error)));
    person.page.on('console', (message) => {
      // A content security policy that something breaks is a fault of ours.
      if (/Content Security Policy|TrustedHTML/.test(message.text())) person.errors.push(message.text());
    });
    if (email) await person.signIn(email, relay);
    return person;
  }

  async signIn(email, relay) {
    const { token } = JSON.parse(await this.server.cli('link', email, '--json'));
    await this.page.goto(`${this.server.origin}/in${relay ? '?relay=1' : ''}#${token}`);
    await this.on('redeem').click();
    await this.on('person').waitFor();
  }

  /** The element with this data-testid; more of the selector may follow. */
  on(id, rest = '') {
    return this.page.locator(`[data-testid="${id}"]${rest}`);
  }

  go(path) {
    return this.page.goto(this.server.origin + path);
  }

  /** Waits until a function in the page gives something true; what it gave. */
  async until(fn, arg) {
    const handle = await this.page.waitForFunction(fn, arg, { polling: 100, timeout: PATIENCE_MS });
    return handle.jsonValue();
  }

  /** Waits until a screen reader has said this, since the page was loaded. */
  hears(text) {
    return this.until((wanted) => window.said.some((one) => one.includes(wanted)), text);
  }

  /** Waits for a message that holds this text on a WebSocket opened from now on. Some find nobody:
   *  the page tries again, and so do we. */
  comesBack(text) {
    const heard = new Promise((done) => {
      this.page.on('websocket', (socket) => socket.on('framereceived', (frame) => String(frame.payload).includes(text) && done()));
    });
    return within(heard, `${text} on a new WebSocket`);
  }

  /** Video frames decoded and audio bytes received so far, and how the two browsers are connected. */
  media() {
    return this.page.evaluate(async () => {
      const found = { frames: 0, audio: 0, local: undefined, remote: undefined };
      const pc = window.__call;
      if (!pc || pc.connectionState !== 'connected') return found;
      const stats = [...(await pc.getStats()).values()];
      for (const s of stats) {
        if (s.type === 'inbound-rtp' && s.kind === 'video') found.frames += s.framesDecoded ?? 0;
        if (s.type === 'inbound-rtp' && s.kind === 'audio') found.audio += s.bytesReceived ?? 0;
        if (s.type === 'transport' && s.selectedCandidatePairId) {
          const pair = stats.find((p) => p.id === s.selectedCandidatePairId);
          found.local = stats.find((c) => c.id === pair.localCandidateId)?.candidateType;
          found.remote = stats.find((c) => c.id === pair.remoteCandidateId)?.candidateType;
        }
      }
      return found;
    });
  }

  /** Sees and hears the other: pictures are decoded and sound arrives, more and more of both. */
  async seesAndHears() {
    const before = await this.media();
    for (const deadline = Date.now() + PATIENCE_MS; ; ) {
      const now = await this.media();
      if (now.frames > before.frames + 5 && now.audio > before.audio) return now;
      if (Date.now() > deadline) assert.fail(`no growing media: ${JSON.stringify({ before, now })}`);
      await new Promise((next) => setTimeout(next, 100));
    }
  }

  /** axe has no complaint about what is on screen, in English and dark, in Dutch and light: colours know
   *  no language, so two of the four are enough. And it fits a phone, in Dutch, which has the longer words. */
  async looksRight(what) {
    await this.page.locator('h1').first().waitFor({ state: 'attached' });
    for (const [language, colorScheme] of [['en', 'dark'], ['nl', 'light']]) {
      await this.speak(language);
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await this.isAccessible(`${what}, ${language}, ${colorScheme}`);
      if (process.env.SCREENSHOTS) await this.picture(`${what} ${language} ${colorScheme}`);
    }
    await this.fits(what);
  }

  /** Chooses the language; by the button itself, which a dialog may lie over. */
  async speak(language) {
    await this.page.evaluate((wanted) => {
      if (document.documentElement.lang !== wanted) document.querySelector('[data-testid="language"]').click();
    }, language);
    await this.on('language', `:has-text("${language === 'nl' ? 'EN' : 'NL'}")`).waitFor();
  }

  async isAccessible(what) {
    // What is still fading in has no contrast yet.
    await this.page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {}))));
    // Through the debugger, which the page's policy does not bind.
    await this.page.evaluate(axeSource);
    const { violations, incomplete } = await this.page.evaluate(() =>
      window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    // Words in the very colour of what is behind them axe takes for meant.
    const unseen = incomplete.filter((v) => v.id === 'color-contrast' && v.nodes.some((n) => n.any[0]?.data?.messageKey === 'equalRatio'));
    const found = [...violations, ...unseen].map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html} ${n.failureSummary}`).join(' | ').slice(0, 600)}`);
    assert.deepEqual(found, [], what);
  }

  /** On a small phone and on one on its side nothing sticks out, and no scrolling is needed to answer a
   *  call, to end it, or to see its clock. */
  async fits(what) {
    const before = this.page.viewportSize();
    for (const size of [{ width: 320, height: 560 }, { width: 844, height: 390 }]) {
      await this.page.setViewportSize(size);
      await this.nextFrame(); // Media queries follow a new size only then.
      const outside = await this.page.evaluate(() => {
        scrollTo(0, 0);
        const { scrollWidth } = document.scrollingElement;
        const needed = document.querySelectorAll('[data-testid="ring"] button, [data-testid="call"] button, [data-testid="call-left"]');
        const hidden = [...needed].filter((element) => {
          const { top, left, bottom, right } = element.getBoundingClientRect();
          return top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
        });
        return [...(scrollWidth > innerWidth ? [`${scrollWidth} px wide`] : []), ...hidden.map((e) => e.innerText)];
      });
      assert.deepEqual(outside, [], `${what}, ${size.width}×${size.height}`);
    }
    await this.page.setViewportSize(before);
  }

  /** Whatever was changed is on screen. */
  nextFrame() {
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  async picture(what) {
    await this.nextFrame();
    await this.page.screenshot({ path: `${process.env.SCREENSHOTS}/${what.replaceAll(' ', '-')}.png` });
  }

  async leave() {
    assert.deepEqual(this.errors, []);
    await this.context.close();
  }
}
