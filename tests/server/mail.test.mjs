// Mails go through a real mail server that refuses, hangs, puts off and cuts off: each arrives, none twice, and
// one of which nobody can know is not sent again but told of.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MailServer, reply } from '../lib/mail.mjs';
import { freePort, Server } from '../lib/server.mjs';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

const settings = (port) => [
  `--smtp_url=smtp://127.0.0.1:${port}`, '--smtp_plain=yes', '--mail_from=beurs@stagebeurs.example', '--public_url=https://beurs.example',
];

/** A server with the demo fair, and somebody who may invite. */
class Fair {
  static async start(port, args = []) {
    const fair = new Fair();
    fair.server = await Server.start({ demo: true, clock: true, args: [...settings(port), ...args] });
    return fair;
  }

  /** Asks for a mail to this address. */
  async invite(email, name = 'Mo de Vries') {
    const manager = await this.server.client('manager@demo.example');
    const [{ booth }] = manager.hello.me.participations;
    const { token } = await manager.ok('staff.invite', { booth, email, name, role: 'recruiter' });
    await manager.close();
    return token;
  }

  /** A mail to this address, sent and settled: nothing is on its way afterwards. */
  async deliver(email, name) {
    const sent = this.attempt('sent');
    const token = await this.invite(email, name);
    await sent;
    return token;
  }

  /** What the outbox says of the mails to this address. */
  row(address) {
    return this.read('SELECT state, attempts, detail, text FROM mail WHERE address = ?', address);
  }

  /** How many mails of this kind were written. */
  count(kind) {
    return this.read('SELECT count(*) AS n FROM mail WHERE kind = ?', kind).n;
  }

  read(sql, value) {
    const database = new DatabaseSync(join(this.server.dir, 'stagebeurs.db'), { readOnly: true });
    try {
      return database.prepare(sql).get(value);
    } finally {
      database.close();
    }
  }

  /** What comes of the next attempt. */
  attempt(outcome) {
    return this.server.logged(new RegExp(`event=mail .*outcome=${outcome}`));
  }
}

describe('a mail', () => {
  let smtp, fair;
  before(async () => {
    smtp = await MailServer.start();
    fair = await Fair.start(smtp.port);
  });
  beforeEach(() => smtp.reset());
  after(async () => {
    await fair.server.end();
    await smtp.end();
  });

  it('arrives, as plain text and as HTML, with a link that works', async () => {
    const token = await fair.deliver('mo@bakery.example', 'Mo <b>&amp; Zo</b>');
    const mail = await smtp.to('mo@bakery.example');
    assert.equal(mail.from.text, '"Stagebeurs" <beurs@stagebeurs.example>');
    assert.match(mail.subject, /^Uitnodiging voor de stand van /);
    assert.match(mail.messageId, /^<[\w-]{22}@stagebeurs\.example>$/);
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.ok(Math.abs(mail.date - Date.now()) < 60 * SECOND);
    assert.match(mail.text, /^Hoi Mo,/);
    const link = `https://beurs.example/in#${token}`;
    assert.ok(mail.text.includes(link) && mail.html.includes(`href="${link}"`));
    assert.equal(fair.row('mo@bakery.example').state, 'sent');
    assert.equal(fair.row('mo@bakery.example').text, null, 'what was sent is not kept');
    assert.equal((await fair.server.post('session.redeem', { token })).status, 200);
  });

  it('shows what somebody typed as they typed it', async () => {
    const name = '<script>alert(1)</script>&"';
    await fair.deliver('odd@bakery.example', name);
    const mail = await smtp.to('odd@bakery.example');
    assert.ok(mail.text.startsWith(`Hoi ${name},`));
    assert.ok(!mail.html.includes('<script'));
    assert.ok(mail.html.includes('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;'));
  });

  it('greets nobody with an address to click on', async () => {
    await fair.deliver('link@bakery.example', 'https://prize.example/win');
    const mail = await smtp.to('link@bakery.example');
    assert.ok(mail.text.startsWith('Hoi https//prizeexample/win,'));
  });

  it('about a booking brings it for the student\'s own calendar', async () => {
    const database = new DatabaseSync(join(fair.server.dir, 'stagebeurs.db'), { readOnly: true });
    const { now } = database.prepare('SELECT last_ms AS now FROM meta').get();
    const { id, starts_ms } = database.prepare('SELECT id, starts_ms FROM slot WHERE starts_ms > ?1 + 3600000 AND released_ms <= ?1 AND is_reserved = 0 AND NOT is_removed ORDER BY starts_ms LIMIT 1').get(now);
    database.close();
    const student = await fair.server.client('student@demo.example');
    const sent = fair.attempt('sent');
    const { booking } = await student.ok('slot.book', { slot: id });
    const mail = await smtp.to('student@demo.example');
    await sent;
    assert.match(mail.text, /Je hebt een afspraak met /);
    // Once beside the text, for programs, and once as a file, for people.
    const [file] = mail.attachments.filter((one) => one.filename === 'stagebeurs.ics');
    const lines = file.content.toString().split('\r\n');
    assert.ok(lines.includes(`UID:booking-${booking}@beurs.example`) && lines.includes('METHOD:REQUEST'));
    assert.ok(lines.includes(`DTSTART:${new Date(starts_ms).toISOString().replace(/[-:]|\.\d{3}/g, '')}`));
    const [beside] = mail.attachments.filter((one) => one.contentType === 'text/calendar');
    assert.equal(beside.content.toString().trim(), file.content.toString().trim());
    // Given back, it leaves that calendar, where nobody would take it out by hand.
    const off = fair.attempt('sent');
    await student.ok('booking.cancel', { booking });
    await student.close();
    await off;
    const last = smtp.for('student@demo.example').at(-1);
    assert.match(last.text, /Je hebt je afspraak met .* afgezegd/);
    const [taken] = last.attachments.filter((one) => one.contentType === 'text/calendar');
    const said = taken.content.toString().split('\r\n');
    assert.ok(said.includes(`UID:booking-${booking}@beurs.example`) && said.includes('METHOD:CANCEL') && said.includes('SEQUENCE:1'));
  });

  it('that is put off with 451 comes later, as the same mail', async () => {
    let times = 0;
    smtp.onRcpt = (_address, _session, done) => done(times++ ? undefined : reply(451, 'greylisted'));
    smtp.atEnd = async (_mail, done) => done(times++ === 2 ? reply(451, 'not now') : undefined);
    let later = fair.attempt('later');
    await fair.invite('grey@bakery.example');
    await later;
    assert.deepEqual({ ...fair.row('grey@bakery.example'), text: '' }, { state: 'waiting', attempts: 1, detail: '451 greylisted', text: '' });
    later = fair.attempt('later');
    await fair.server.passTime(40 * SECOND);
    await later;
    assert.equal(smtp.for('grey@bakery.example').length, 0);
    const sent = fair.attempt('sent');
    await fair.server.passTime(80 * SECOND);
    await sent;
    assert.equal(smtp.for('grey@bakery.example').length, 1);
    const ids = smtp.heard.filter((mail) => mail.to.text === 'grey@bakery.example').map((mail) => mail.messageId);
    assert.equal(ids.length, 2);
    assert.equal(new Set(ids).size, 1);
  });

  it('is not tried before its time', async () => {
    smtp.onRcpt = (_address, _session, done) => done(reply(451, 'greylisted'));
    const later = fair.attempt('later');
    await fair.invite('slow@bakery.example');
    await later;
    smtp.reset();
    await fair.server.passTime(20 * SECOND);
    await fair.deliver('other@bakery.example');
    assert.equal(fair.row('slow@bakery.example').state, 'waiting');
    const then = fair.attempt('sent');
    await fair.server.passTime(20 * SECOND);
    await then;
    assert.equal(fair.row('slow@bakery.example').state, 'sent');
  });

  it('to an address that is not there ends, and the next one goes', async () => {
    smtp.onRcpt = ({ address }, _session, done) => done(address.startsWith('nobody') ? reply(550, '5.1.1 no such user') : undefined);
    const refused = fair.attempt('refused');
    await fair.invite('nobody@bakery.example');
    await refused;
    assert.deepEqual({ ...fair.row('nobody@bakery.example') }, { state: 'refused', attempts: 1, detail: '550 5.1.1 no such user', text: null });
    await fair.deliver('somebody@bakery.example');
    await fair.server.passTime(3 * DAY);
    assert.equal(fair.row('nobody@bakery.example').attempts, 1);
  });

  it('that was cut off in the middle comes whole, once', async () => {
    // Until the server has noticed, the database is kept from committing that the end may follow.
    const database = new DatabaseSync(join(fair.server.dir, 'stagebeurs.db'));
    database.exec('PRAGMA busy_timeout = 5000');
    const taken = smtp.onData;
    smtp.onRcpt = (_address, _session, done) => {
      database.exec('BEGIN IMMEDIATE');
      done();
    };
    smtp.onData = async (stream, _session, done) => {
      stream.once('data', () => {
        void smtp.cut().then(() => database.exec('ROLLBACK'));
      });
      stream.on('end', () => done(reply(500, 'it was cut')));
    };
    const cut = fair.attempt('unreachable');
    await fair.invite('cut@bakery.example');
    await cut;
    database.close();
    assert.equal(fair.row('cut@bakery.example').state, 'waiting');
    smtp.onData = taken;
    smtp.reset();
    const sent = fair.attempt('sent');
    await fair.server.passTime(60 * SECOND);
    await sent;
    assert.equal(smtp.for('cut@bakery.example').length, 1);
  });

  it('that was handed over without an answer is not sent again, and that is told', async () => {
    smtp.atEnd = () => smtp.cut();
    const unknown = fair.attempt('unknown');
    await fair.invite('doubt@bakery.example');
    await unknown;
    const row = fair.row('doubt@bakery.example');
    assert.equal(row.state, 'unknown');
    assert.equal(row.text, null);
    smtp.reset();
    await fair.server.passTime(DAY);
    await fair.deliver('after@bakery.example');
    assert.equal(smtp.heard.filter((mail) => mail.to.text === 'doubt@bakery.example').length, 1);
    assert.equal(fair.row('doubt@bakery.example').attempts, 1);
  });

  it('finds the server again that hung up since the last one', async () => {
    await fair.deliver('before@bakery.example');
    await smtp.cut();
    await fair.deliver('then@bakery.example');
    const { state, attempts } = fair.row('then@bakery.example');
    assert.deepEqual({ state, attempts }, { state: 'sent', attempts: 1 });
  });

  it('of no use any more is not sent', async () => {
    smtp.onRcpt = (_address, _session, done) => done(reply(451, 'not now'));
    const later = fair.attempt('later');
    await fair.invite('late@bakery.example');
    await later;
    smtp.reset();
    await fair.server.passTime(DAY + SECOND);
    await fair.deliver('today@bakery.example');
    assert.equal(fair.row('late@bakery.example').state, 'expired');
  });

  it('speaks the language of who is new: the one that they asked in, or that an organiser says', async () => {
    const organiser = await fair.server.client('organisator@demo.example');
    const { schools } = await organiser.ok('school.list', {});
    const [{ id: school }] = schools.filter(({ is_mine }) => is_mine);
    const opens_ms = Date.now() + 40 * DAY;
    const draft = { name: 'Stagebeurs 2028', kind: 'internship', opens_ms, closes_ms: opens_ms + 3600 * SECOND, target: 1, talk_minutes: 8 };
    const { fair: id } = await organiser.ok('fair.create', { school, draft });
    const { room } = await organiser.ok('room.add', { fair: id, draft: { name: 'Zorg', name_en: 'Care', sector: 'care' } });
    const employer = (name, more) => ({ employer: name, city: '', room, contact: 'Kim Bos', email: `kim@${name}.example`, tagline: '', ...more });
    // Who says nothing is written to in Dutch.
    for (const [name, locale] of [['asks-in-english', 'en'], ['asks-in-dutch', 'nl'], ['asks', undefined]])
      assert.equal((await fair.server.post('exhibitor.ask', { fair: id, draft: employer(name, locale && { locale }) })).status, 200);
    const { request } = await organiser.snapshot(`exhibitors:${id}`);
    assert.deepEqual(request.map(({ locale }) => locale), ['en', 'nl', 'nl']);
    for (const { id: which } of request) await organiser.ok('exhibitor.approve', { fair: id, request: which });
    for (const [name, more] of [['added', { locale: 'en' }], ['added-in-dutch', {}]]) {
      const { booth } = await organiser.ok('exhibitor.add', { fair: id, draft: employer(name, more) });
      await organiser.ok('exhibitor.invite', { booth });
      await organiser.ok('staff.invite', { booth, name: 'Bo Zee', email: `bo@${name}.example`, role: 'recruiter', ...more });
    }
    await organiser.ok('school_staff.invite', { fair: id, school, name: 'Co', email: 'co@school.example', role: 'coordinator', locale: 'en' });
    for (const [address, subject] of [
      ['kim@asks-in-english.example', 'Set up the booth of asks-in-english for Stagebeurs 2028'],
      ['kim@asks-in-dutch.example', 'Richt de stand van asks-in-dutch in voor Stagebeurs 2028'],
      ['kim@asks.example', 'Richt de stand van asks in voor Stagebeurs 2028'],
      ['kim@added.example', 'Set up the booth of added for Stagebeurs 2028'],
      ['bo@added.example', 'Invitation to the booth of added'],
      ['kim@added-in-dutch.example', 'Richt de stand van added-in-dutch in voor Stagebeurs 2028'],
      ['bo@added-in-dutch.example', 'Uitnodiging voor de stand van added-in-dutch'],
      ['co@school.example', 'You work on Stagebeurs 2028'],
    ]) assert.equal((await smtp.to(address)).subject, subject);
    // What their link opens speaks it too.
    const { text } = await smtp.to('kim@asks-in-english.example');
    assert.match(text, /^Hi Kim,/);
    const { body } = await fair.server.post('session.redeem', { token: /in#([\w-]+)/.exec(text)[1] });
    assert.equal(body.ok.me.locale, 'en');
    await organiser.close();
  });

  it('tells a booth of which nobody is there what was written to it, and all who work there that their fair moved', async () => {
    const manager = await fair.server.client('manager@demo.example');
    const [{ booth, fair: id }] = manager.hello.me.participations;
    const organiser = await fair.server.client('organisator@demo.example');
    const text = 'Er begint een afspraak.\r\nKan er <b>iemand</b> komen?';
    assert.equal((await organiser.ok('booth.tell', { booth, text })).is_mailed, false);
    await manager.close();
    // Nobody of the other one has ever been here.
    const { id: other, name } = fair.read('SELECT id, name FROM booth WHERE id <> ? ORDER BY id LIMIT 1', booth);
    assert.equal((await organiser.ok('booth.tell', { booth: other, text })).is_mailed, true);
    const { staff } = await organiser.ok('staff.list', { booth: other });
    const note = await smtp.to(staff[0].email);
    assert.ok([`Bericht van de beurs voor ${name}`, `Message from the fair for ${name}`].includes(note.subject));
    assert.match(note.text, /Er begint een afspraak\.\nKan er <b>iemand<\/b> komen\?/);
    assert.match(note.html, new RegExp(`https://beurs\\.example/console/${other}"`));
    const { opens_ms } = (await organiser.snapshot(`fair:${id}`)).fair[0];
    await organiser.ok('fair.move', { fair: id, opens_ms: opens_ms + 7 * DAY });
    const moved = () => smtp.taken.filter(({ subject }) => / (is verplaatst|has moved)$/.test(subject));
    const written = fair.count('moved');
    await smtp.until(() => moved().length === written, 'what all are told');
    for (const who of ['coordinator', 'manager', 'recruiter']) {
      const [mail, ...more] = moved().filter(({ to }) => to.value[0].address === `${who}@demo.example`);
      assert.match(mail.text, /Eerst: .* om \d\d:\d\d\nNu: .* om \d\d:\d\d\n/);
      assert.equal(more.length, 0);
    }
    await organiser.close();
  });
});

describe('a mail server', () => {
  let fair, smtp;
  afterEach(async () => {
    await fair.server.end();
    await smtp?.end();
    smtp = undefined;
  });

  it('that refuses connections is asked again, and gets each mail once', async () => {
    const port = await freePort();
    fair = await Fair.start(port);
    const unreachable = fair.attempt('unreachable');
    await fair.invite('a@bakery.example');
    await unreachable;
    // It is left alone for a while: the second mail is not tried at all.
    await fair.invite('b@bakery.example');
    assert.deepEqual([fair.row('a@bakery.example').attempts, fair.row('b@bakery.example').attempts], [1, 0]);
    smtp = await MailServer.start({ port });
    await fair.server.passTime(40 * SECOND);
    await smtp.to('a@bakery.example');
    await smtp.to('b@bakery.example');
    assert.equal(smtp.taken.length, 2);
  });

  it('that hangs holds up no stop, and loses no mail', async () => {
    const hanging = createServer().listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const { port } = hanging.address();
    const connected = once(hanging, 'connection');
    fair = await Fair.start(port, ['--smtp_timeout_ms=3600000']);
    await fair.invite('a@bakery.example');
    const [socket] = await connected;
    assert.equal(await fair.server.stop(), 0);
    socket.destroy();
    hanging.close();
    await once(hanging, 'close');
    smtp = await MailServer.start({ port });
    await fair.server.run();
    await fair.server.passTime(60 * SECOND);
    await smtp.to('a@bakery.example');
    assert.equal(smtp.taken.length, 1);
  });

  it('that hangs is given up after its deadline', async () => {
    const hanging = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    fair = await Fair.start(hanging.address().port, ['--smtp_timeout_ms=200']);
    const unreachable = fair.attempt('unreachable');
    await fair.invite('a@bakery.example');
    await unreachable;
    assert.equal(fair.row('a@bakery.example').state, 'waiting');
    hanging.close();
  });

  it('that refuses and then hangs when we take leave holds up nothing', async () => {
    const surly = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('220 here\r\n');
      socket.on('data', (said) => {
        const word = String(said).slice(0, 4);
        if (word !== 'QUIT') socket.write(word === 'RCPT' ? '550 no\r\n' : '250 yes\r\n');
      });
    }).listen(0, '127.0.0.1');
    await once(surly, 'listening');
    fair = await Fair.start(surly.address().port, ['--smtp_timeout_ms=3600000']);
    for (const name of ['a', 'b']) {
      const refused = fair.attempt('refused');
      await fair.invite(`${name}@bakery.example`);
      await refused;
    }
    assert.equal(await fair.server.stop(), 0);
    await fair.server.run();
    surly.close();
  });

  it('that has a mail when we stop is heard out', async () => {
    smtp = await MailServer.start();
    fair = await Fair.start(smtp.port);
    const heard = new Promise((done) => { smtp.atEnd = async (_mail, answer) => done(answer); });
    await fair.invite('a@bakery.example');
    const answer = await heard;
    const stopping = fair.server.logged(/event=stopping/);
    const stopped = fair.server.stop();
    await stopping;
    answer();
    assert.equal(await stopped, 0);
    assert.equal(fair.row('a@bakery.example').state, 'sent');
    await fair.server.run();
  });

  it('that keeps silent about a mail is given up after ten times the deadline, and that mail is in doubt', async () => {
    smtp = await MailServer.start();
    // Long enough for a busy machine to hand it over.
    fair = await Fair.start(smtp.port, ['--smtp_timeout_ms=1000']);
    smtp.atEnd = async () => {};
    const unknown = fair.attempt('unknown');
    await fair.invite('a@bakery.example');
    await unknown;
    assert.equal(fair.row('a@bakery.example').state, 'unknown');
  });

  it('that keeps silent about a mail when we stop is not waited for long', async () => {
    smtp = await MailServer.start();
    fair = await Fair.start(smtp.port, ['--stop_timeout_ms=100']);
    const heard = new Promise((done) => { smtp.atEnd = async () => done(); });
    await fair.invite('a@bakery.example');
    await heard;
    assert.equal(await fair.server.stop(), 0);
    assert.equal(fair.row('a@bakery.example').state, 'unknown');
    await fair.server.run();
  });

  for (const [what, scheme, secure] of [['STARTTLS', 'smtp', false], ['TLS from the first byte', 'smtps', true]]) {
    it(`is spoken to through ${what}, and only if it is who it should be`, async () => {
      const dir = await mkdtemp(join(tmpdir(), 'stagebeurs-mail-'));
      execFileSync(join(import.meta.dirname, '../../script/certificate'), [dir, '127.0.0.1']);
      const [key, cert] = await Promise.all(['server.key', 'server.pem'].map((name) => readFile(join(dir, name))));
      smtp = await MailServer.start({ secure, key, cert });
      const url = `--smtp_url=${scheme}://127.0.0.1:${smtp.port}`;
      fair = await Fair.start(smtp.port, ['--smtp_plain=no', url]);
      const unreachable = fair.attempt('unreachable');
      await fair.invite('a@bakery.example');
      await unreachable;
      assert.equal(smtp.heard.length, 0, 'nobody vouches for its certificate');
      await fair.server.stop();
      fair.server.args.push(`--smtp_ca=${join(dir, 'authority.pem')}`);
      await fair.server.run();
      await fair.server.passTime(60 * SECOND);
      // Two in a row: the second goes through the connection of the first.
      await smtp.to('a@bakery.example');
      await fair.invite('b@bakery.example');
      await smtp.to('b@bakery.example');
      // And one that is cut off at its end is in doubt as without TLS.
      smtp.atEnd = () => smtp.cut();
      const unknown = fair.attempt('unknown');
      await fair.invite('c@bakery.example');
      await unknown;
      await rm(dir, { recursive: true });
    });
  }

  it('without TLS hears nothing where it was not allowed', async () => {
    smtp = await MailServer.start();
    fair = await Fair.start(smtp.port, ['--smtp_plain=no']);
    const unreachable = fair.attempt('unreachable');
    await fair.invite('a@bakery.example');
    await unreachable;
    assert.equal(smtp.heard.length, 0);
    assert.equal(fair.row('a@bakery.example').state, 'waiting');
  });

  it('that is killed after it, and we too, between any two words, gets each mail once', async () => {
    smtp = await MailServer.start();
    fair = await Fair.start(smtp.port);
    // Before a word of the mail was said: sent when we are back.
    let said = new Promise((done) => { smtp.onRcpt = done; });
    await fair.invite('early@bakery.example');
    await said;
    await fair.server.kill();
    smtp.reset();
    await fair.server.run();
    await smtp.to('early@bakery.example');
    // After the end, before the answer: nobody can know, and it is not sent again.
    said = new Promise((done) => { smtp.atEnd = async () => done(); });
    await fair.invite('late@bakery.example');
    await said;
    await fair.server.kill();
    smtp.reset();
    await fair.server.run();
    await fair.invite('next@bakery.example');
    await smtp.to('next@bakery.example');
    await fair.server.passTime(DAY);
    assert.equal(fair.row('late@bakery.example').state, 'unknown');
    assert.deepEqual(smtp.heard.map((mail) => mail.to.text), ['early@bakery.example', 'late@bakery.example', 'next@bakery.example']);
  });

  it('that does not know our password is left alone, and no mail is lost', async () => {
    smtp = await MailServer.start({ disabledCommands: ['STARTTLS'], authOptional: false, allowInsecureAuth: true });
    fair = await Fair.start(smtp.port, ['--smtp_user=beurs', '--smtp_password=secret']);
    const unreachable = fair.attempt('unreachable');
    await fair.invite('a@bakery.example');
    await unreachable;
    assert.equal(fair.row('a@bakery.example').state, 'waiting');
    smtp.onAuth = ({ username, password }, _session, done) => {
      if (username === 'beurs' && password === 'secret') done(null, { user: username });
      else done(reply(535, 'no'));
    };
    const sent = fair.attempt('sent');
    await fair.server.passTime(60 * SECOND);
    await sent;
    assert.equal(smtp.taken.length, 1);
  });
});
