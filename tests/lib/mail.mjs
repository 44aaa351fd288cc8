// A real mail server (npm's smtp-server) that can be told to misbehave, and what it took.
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';
import { within } from './server.mjs';

/** What the server answers instead of taking it. */
export const reply = (code, text) => Object.assign(new Error(text), { responseCode: code });

export class MailServer {
  /** `port` 0: any. `options` of smtp-server. The hooks below may be replaced at any time. */
  static async start({ port = 0, ...options } = {}) {
    const mail = new MailServer();
    /** Mails that were taken, parsed, in order. */
    mail.taken = [];
    /** Whole mails that were heard, whatever was answered. */
    mail.heard = [];
    mail.looks = new Set();
    mail.reset();
    mail.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: options.key ? ['AUTH'] : ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1,
      ...options,
      onConnect: (session, done) => mail.onConnect(session, done),
      onAuth: (auth, session, done) => mail.onAuth(auth, session, done),
      onRcptTo: (address, session, done) => mail.onRcpt(address, session, done),
      onData: (stream, session, done) => mail.onData(stream, session, done),
    });
    mail.smtp.on('error', () => {}); // of a client that went away
    mail.smtp.listen(port, '127.0.0.1');
    await once(mail.smtp.server, 'listening');
    mail.port = mail.smtp.server.address().port;
    return mail;
  }

  /** Well behaved again. */
  reset() {
    this.onConnect = (_session, done) => done();
    this.onAuth = (_auth, _session, done) => done(reply(535, 'no'));
    this.onRcpt = (_address, _session, done) => done();
    this.atEnd = async (_parsed, done) => done();
  }

  async onData(stream, _session, done) {
    const parsed = await simpleParser(stream);
    this.heard.push(parsed);
    await this.atEnd(parsed, (error) => {
      if (!error) this.taken.push(parsed);
      done(error);
      for (const look of this.looks) look();
    });
    for (const look of this.looks) look();
  }

  /** Waits until `is` holds; looked at whenever a mail was heard. */
  async until(is, what = String(is)) {
    const found = new Promise((done) => {
      const look = () => {
        if (!is(this)) return;
        this.looks.delete(look);
        done();
      };
      this.looks.add(look);
      look();
    });
    return within(found, what);
  }

  /** The first mail taken for this address. */
  async to(address) {
    await this.until(() => this.for(address).length, `a mail to ${address}`);
    return this.for(address)[0];
  }

  for(address) {
    return this.taken.filter((mail) => mail.to.value.some((to) => to.address === address));
  }

  /** All connections are cut, as by a crash. */
  cut() {
    const closed = [...this.smtp.connections].map(({ _socket }) => new Promise((done) => {
      _socket.once('close', done);
      _socket.destroy();
    }));
    return Promise.all(closed);
  }

  async end() {
    await this.cut();
    await new Promise((done) => this.smtp.close(done));
  }
}
