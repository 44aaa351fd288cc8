// Two fairs on one server: whoever may do something at their own gives one id of the other's among their own, for every
// command that takes two or more. None is taken, and nothing changes. And what they read with their own ids says nothing
// of the other's. Which commands those are the schema says, so a new one fails here until it is told how it is given.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { Server } from '../lib/server.mjs';

const FAIRS = ['a', 'b'];
/** Results say nothing of fewer than ten. */
const STUDENTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const of = (rows) => FAIRS.flatMap((f) => rows.map((row) => row.replaceAll('@', f).replaceAll('%', `@${f}.example`))).join('\n');
/** Of each fair the same; @ is which, and % its domain. Names end in it, so that they are known wherever they are read. */
const FILES = {
  fairs: `slug,name,timezone,opens,closes,target,max_queues,talk_minutes\n${of(['@,Fair-@,Europe/Amsterdam,now-1h,now+5h,9,3,8', '@2,Next-@,Europe/Amsterdam,now+200h,now+204h,9,3,8'])}\n`,
  organisations: `slug,kind,name,city\n${of(['s@,school,School-@,Town-@', 's2@,school,Second-@,', 's3@,school,Third-@,', 'e@,employer,Firm-@,Town-@', 'f@,employer,Far-@,', 'g@,employer,Ring-@,'])}\n`,
  rooms: `fair,slug,name,name_en,sector,position\n${of(['@,r,Room-@,Room-@,care,1', '@2,r,Room-@,Room-@,care,1'])}\n`,
  programmes: `fair,slug,code,name,level,school\n${of(['@,p,,Programme-@,mbo4,s@'])}\n`,
  processes: `fair,programme,code,text\n${of(['@,p,K1,First-@', '@,p,K2,Second-@'])}\n`,
  booths: `fair,room,slug,employer,name,tagline,about,city,talk_minutes\n${of(['@,r,e,e@,Firm-@,,,Town-@,8', '@,r,f,f@,Far-@,,,,8', '@,r,g,g@,Ring-@,,,,8'])}\n`,
  placements: `fair,booth,title,about,level,track,programme,period,hours,places,processes\n${of(['@,e,Placement-@,,mbo4,bol,p,,32,1,K1', '@,f,Offer-@,,mbo4,bol,p,,32,1,K1'])}\n`,
  people: `email,name,role,fair,organisation,locale\n${of(['o%,O-@,organiser,@,s@,nl', 'o2%,O2-@,organiser,@2,s2@,nl', 'c%,C-@,coordinator,@,s@,nl', 'd%,D-@,coordinator,@,s@,nl',
    'm%,M-@,manager,@,e@,nl', 'r%,R-@,recruiter,@,e@,nl', 'q%,Q-@,recruiter,@,e@,nl', 'x%,X-@,recruiter,@,e@,nl', 'f%,F-@,recruiter,@,f@,nl', 'g%,G-@,recruiter,@,g@,nl'])}\n`,
  students: `fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,learn\n${of(STUDENTS.map((i) => `@,s${i}%,Student-${i}-@,s@,p,,nl,,,,,,`))}\n`,
  slots: `fair,booth,from,until,minutes,pause_minutes,seats\n${of(['@,e,now+60m,now+4h,10,2,1'])}\n`,
};

const placement = (w, title) => ({ title, about: '', level: 'mbo4', track: 'bol', programme: w.programme, period: '', hours: 32, places: 1, processes: w.processes });
const exhibitor = (w, who) => ({ employer: `New-${who}-${w.name}`, city: '', room: w.room, contact: `Kim-${w.name}`, email: `${who}@new-${w.name}.example`, tagline: '' });
const group = (w) => ({ name: `Group-${w.name}`, programme: w.programme, until_ms: w.now + 3_600_000, most: 9 });
const programme = { name: 'New', level: 'mbo4', code: '', about: '', requirements: '', periods: '', contact_name: '', contact_email: '', contact_phone: '', processes: [] };

/** How each command is given at a fair, all ids its own; in an order in which all of them can be. */
const OWN = {
  'account.go_to': (w) => ({ fair: w.fair, booth: w.booth }),
  'announcement.post': (w) => ({ fair: w.fair, audience: 'everybody', room: w.room, text: 'A', text_en: 'A' }),
  'announcement.take_back': (w) => ({ fair: w.fair, announcement: w.announcement }),
  'booking.assign': (w) => ({ booking: w.booking, recruiter: w.recruiter }),
  'booking.move': (w) => ({ booking: w.booking, slot: w.slot }),
  'call.pick': (w) => ({ seat: w.freeSeat, entry: w.entry }),
  'call.transfer': (w) => ({ call: w.call, booth: w.booth, seat: w.freeSeat, note: '' }),
  'card.processes': (w) => ({ fair: w.fair, programme: w.programme }),
  'card.save': (w) => ({ fair: w.fair, programme: w.programme, can: [w.processes[0]], learn: [w.processes[1]] }),
  'certification.set': (w) => ({ booth: w.booth, programme: w.programme, state: 'applied' }),
  'exhibitor.add': (w) => ({ fair: w.fair, draft: exhibitor(w, 'added') }),
  'exhibitor.approve': (w) => ({ fair: w.fair, request: w.requests[0] }),
  'exhibitor.ask': (w) => ({ fair: w.next, draft: exhibitor({ ...w, room: w.nextRoom }, 'asks') }),
  'exhibitor.refuse': (w) => ({ fair: w.fair, request: w.requests[1] }),
  'fair.add_school': (w) => ({ fair: w.fair, school: w.third }),
  'group.add': (w) => ({ fair: w.fair, school: w.school, draft: group(w) }),
  'group.save': (w) => ({ group: w.group, draft: group(w) }),
  'import.check': (w) => ({ fair: w.fair, staged: w.staged[0] }),
  'import.accept': (w) => ({ fair: w.fair, staged: w.staged[0], faulty: 0 }),
  'import.forget': (w) => ({ fair: w.fair, staged: w.staged[1] }),
  'lead.save': (w) => ({ lead: w.lead, placement: w.placement, owner: w.recruiter }),
  'line.choices': (w) => ({ fair: w.fair, student: w.students[3] }),
  'line.offer': (w) => ({ booth: w.far, student: w.students[3] }),
  'note.dismiss': (w) => ({ booth: w.booth, note: w.note }),
  'placement.add': (w) => ({ booth: w.booth, draft: placement(w, 'New') }),
  'placement.save': (w) => ({ placement: w.placement, draft: placement(w, `Placement-${w.name}`) }),
  'programme.add': (w) => ({ fair: w.fair, school: w.school, draft: programme }),
  'room.order': (w) => ({ fair: w.fair, rooms: [w.room] }),
  'school.answer': (w) => ({ school: w.second, fair: w.fair, is_yes: true }),
  'fair.remove_school': (w) => ({ fair: w.fair, school: w.second }),
  'school_staff.invite': (w) => ({ fair: w.fair, school: w.school, email: `new@${w.name}.example`, name: 'New', role: 'coordinator' }),
  'school_staff.remove': (w) => ({ fair: w.fair, school: w.school, account: w.coordinator, role: 'coordinator' }),
  'slot.choices': (w) => ({ fair: w.fair, student: w.students[3] }),
  'slot.offer': (w) => ({ slot: w.slots[3], student: w.students[3] }),
  'staff.remove': (w) => ({ booth: w.booth, account: w.leaves }),
  'staff.renew': (w) => ({ booth: w.booth, account: w.invited }),
  'student.mute': (w) => ({ fair: w.fair, student: w.students[3], is_muted: true }),
  'student.resend': (w) => ({ fair: w.fair, student: w.students[3] }),
  'student.ban': (w) => ({ fair: w.fair, student: w.students[3], is_banned: true }),
};

/** What is read at a fair, all ids its own, by the names of arguments and of what topics are of. */
const READ = (w) => ({
  fair: [w.fair], room: [w.room], booth: [w.booth, w.far], programme: [w.programme], placement: [w.placement], student: w.students,
  chat: w.chats, call: [w.call], wall: [w.wall], code: [w.code], role: ['organiser', 'coordinator', 'manager', 'recruiter'],
  text: ['firm', 'placement', 'programme'],
  plan: [{ from_ms: w.now + 3_600_000, until_ms: w.now + 7_200_000, talk_minutes: 10, pause_minutes: 0, seats: 1, reserve_percent: 0 }],
});
/** Meant to be of all fairs: the front page, and the schools that can be asked to share one. */
const OF_ALL = ['fair.list', 'school.list'];
/** Numbers, times and kinds: no name of anything, or not at so small and quiet a fair. */
const NAMELESS = ['dashboard', 'doors', 'exhibitor.progress', 'mail.mode', 'media.servers', 'queue', 'results.lines', 'results.waits',
  'setup', 'slot.preview'];

/** Not of anybody's: a place in a list, which begins anew behind it. */
const CURSORS = ['audit.of_fair', 'lead.progress'];
/** A school is asked whether it takes part, whichever it is: it answers itself. */
const ANYBODYS = ['fair.add_school school'];

/** What time and presence write by themselves, and the log of who asked what. */
const OF_TIME = ['meta', 'timer', 'live_point', 'session', 'change', 'wait_calibration', 'wait_estimate', 'browser', 'exhibitor_seen'];

const dir = new URL('../../schema/protocol/', import.meta.url);
const schema = readdirSync(dir).map((file) => JSON.parse(readFileSync(new URL(file, dir), 'utf8')));
const types = Object.assign({}, ...schema.map((file) => file.types));
const commands = Object.assign({}, ...schema.map((file) => file.commands));

/** What somebody at a fair may read, and what they may follow. */
const reads = Object.entries(commands)
  .filter(([, { kind, engine, allow }]) => kind === 'read' && !engine && Object.keys(allow).some((role) => !['system', 'admin'].includes(role)))
  .map(([name, { args }]) => ({ name, needs: Object.keys(args).filter((arg) => !args[arg].startsWith('?')) }));
const topics = schema.flatMap((file) => Object.entries(file.topics ?? {})).map(([name, { object }]) => ({ name, object }));

/** Where in these fields ids stand: 'fair', 'draft.room'. What is 0 for nothing is an i64. */
function idsIn(fields) {
  return Object.entries(fields).flatMap(([name, type]) => {
    const base = type.replace(/^\??\[?/, '').match(/^\w+/)[0];
    if (base === 'id' || (base === 'i64' && !name.endsWith('_ms'))) return [name];
    return types[base]?.fields ? idsIn(types[base].fields).map((rest) => `${name}.${rest}`) : [];
  });
}

const mixed = Object.entries(commands)
  .filter(([name, { allow = {} }]) => Object.keys(allow).some((role) => role !== 'system') && !CURSORS.includes(name))
  .map(([name, { args, allow }]) => ({ name, paths: idsIn(args), roles: Object.keys(allow).filter((role) => role !== 'admin') }))
  .filter(({ paths }) => paths.length > 1);

const at = (args, path) => path.split('.').reduce((part, name) => part?.[name], args);

/** The same with what stands there taken from others; of a list the last is. */
function replaced(args, path, others) {
  const [name, ...rest] = path.split('.');
  const [own, other] = [args[name], others[name]];
  const value = rest.length > 0 ? replaced(own, rest.join('.'), other) : Array.isArray(own) ? [...own.slice(1), other[0]] : other;
  return { ...args, [name]: value };
}

/** Without what may be left out, but for where this path leads: one check must not stand before another. */
function bare(name, args, path) {
  const isNeeded = ([field]) => !commands[name].args[field].startsWith('?') || path.startsWith(field);
  return Object.fromEntries(Object.entries(args).filter(isNeeded));
}

describe('an id of another fair among one\'s own', { timeout: 120_000 }, () => {
  let server;
  const worlds = {};

  /** As somebody, or nobody who is signed in; over HTTP, where each question has a bucket of its own. */
  const give = async (command, args, who) => (await server.post(command, args, { cookie: who?.cookie })).body;

  const database = (run, { readOnly = true } = {}) => {
    const db = new DatabaseSync(join(server.dir, 'stagebeurs.db'), { readOnly });
    try {
      return run(db);
    } finally {
      db.close();
    }
  };

  before(async () => {
    server = await Server.start();
    await server.importFiles(FILES);
    for (const name of FAIRS) worlds[name] = await evening(name);
    for (const name of FAIRS) Object.assign(worlds[name], idsOf(worlds[name]));
  });
  after(async () => {
    for (const { people } of Object.values(worlds)) for (const one of Object.values(people)) await one.close();
    await server?.end();
  });

  /** One talks, one waits, one has booked, one does nothing; and something of everything else. */
  async function evening(name) {
    const people = {};
    for (const who of ['o', 'o2', 'c', 'm', 'r', 'q', 'f', 'g', 's1', 's2', 's3', 's5']) people[who] = await server.client(`${who}@${name}.example`);
    const { o, r, q, f, s1, s2, s3, s5 } = people;
    const { fair } = o.hello.me.participations[0];
    const { booth } = r.hello.me.participations[0];
    const { room: [{ id: room }] } = await o.snapshot(`fair:${fair}`);
    for (const who of ['one', 'two']) assert.ok((await give('exhibitor.ask', { fair, draft: exhibitor({ room, name }, who) })).ok);
    await o.ok('fair.open', { fair });
    const { seat } = await r.ok('seat.take', { booth });
    await f.ok('seat.take', { booth: f.hello.me.participations[0].booth });
    const { slot: slots, booth: [{ chat }] } = await s3.snapshot(`booth:${booth}`);
    const spoken = await talk(s5, r, { booth, seat });
    await s5.ok('call.report', { call: spoken, reason: 'other', text: `Told-${name}`, is_blocked: false });
    await r.ok('call.end', { call: spoken });
    const call = await talk(s1, r, { booth, seat });
    const chats = [chat, (await s1.snapshot('me')).call[0].chat];
    await r.ok('chat.post', { chat: chats[1], text: `Said-${name}` });
    await q.ok('seat.take', { booth });
    await s2.ok('queue.join', { booth });
    const [first, ...later] = slots.map(({ id }) => id).sort((one, other) => one - other);
    const { booking } = await s3.ok('slot.book', { slot: first });
    for (const audience of ['everybody', 'exhibitors']) await o.ok('announcement.post', { fair, audience, text: `Told-${name}`, text_en: `Told-${name}` });
    await o.ok('booth.tell', { booth, text: `Told-${name}` });
    await s2.ok('chat.post', { chat, text: `Said-${name}` });
    const { wall } = await o.ok('wall.show', { fair, is_new: false });
    const { members: [{ school }] } = await o.ok('school_staff.list', { fair });
    await o.ok('school.set_domains', { school, domains: [`${name}.example`] });
    await people.m.ok('staff.invite', { booth, email: `i@${name}.example`, name: `I-${name}`, role: 'recruiter' });
    for (const [kind, csv] of [['employers', `2,Room-${name},Listed-${name},,,,,Kim,kim@listed-${name}.example,\n`],
      ['enrolments', `2,,p,,Kim,kim@listed-${name}.example,\n`]]) {
      await o.ok('import.stage', { fair, kind, name: `List-${name}`, part: 0, is_last: true, csv });
    }
    return { name, people, fair, booth, room, call, booking, slot: later[0], slots: later, wall, chats, now: Date.now() };
  }

  /** They talk until somebody ends it; which talk. */
  async function talk(student, recruiter, { booth, seat }) {
    await student.ok('queue.join', { booth });
    const { call } = await recruiter.ok('call.next', { seat });
    await student.ok('call.accept', { call });
    for (const one of [student, recruiter]) await one.ok('call.join', { call });
    const { pair } = (await recruiter.snapshot('me')).call.find(({ id }) => id === call);
    await student.ok('call.connected', { call, pair });
    return call;
  }

  /** What else is there, by the names that it has in every world. */
  function idsOf({ name, fair, booth, call, people }) {
    return database((db) => {
      const all = (sql, ...values) => db.prepare(sql).all(...values).map(({ id }) => id);
      const account = (who) => all('SELECT id FROM account WHERE email = ?', `${who}@${name}.example`)[0];
      const organisation = (slug) => all('SELECT id FROM organisation WHERE slug = ?', slug + name)[0];
      const one = (table) => all(`SELECT id FROM ${table} WHERE fair_id = ? ORDER BY id`, fair);
      const { fair: next } = people.o2.hello.me.participations[0];
      const far = people.f.hello.me.participations[0].booth;
      return {
        far, school: organisation('s'), second: organisation('s2'), third: organisation('s3'),
        recruiter: account('r'), leaves: account('x'), invited: account('i'), coordinator: account('d'), students: [1, 2, 3, 4].map((i) => account(`s${i}`)),
        programme: one('programme')[0], processes: one('work_process'), placement: one('placement')[0],
        announcement: one('announcement')[0], note: one('booth_note')[0], requests: one('exhibitor_request'), staged: one('import_draft'),
        freeSeat: all('SELECT id FROM seat WHERE account_id = ?', account('q'))[0],
        next, nextRoom: all('SELECT id FROM room WHERE fair_id = ?', next)[0],
        entry: all('SELECT id FROM queue_entry WHERE booth_id = ? AND account_id = ?', booth, account('s2'))[0],
        lead: all('SELECT id FROM lead WHERE account_id = (SELECT student_id FROM call WHERE id = ?)', call)[0],
      };
    });
  }

  /** Whoever may give this command in a role, as a student the one whose thing it is; undefined: nobody in particular. */
  function inRole({ people }, command, role) {
    if (command === 'school.answer') return people.o2;
    const named = { student: people[command.startsWith('booking') ? 's3' : 's1'], recruiter: people[command === 'call.pick' ? 'q' : 'r'] };
    return { organiser: people.o, coordinator: people.c, manager: people.m, member: people.r, ...named }[role];
  }

  /** What everybody of a fair is answered who reads and follows all there is with ids of their own. */
  async function read(w) {
    const values = READ(w);
    const answers = [];
    for (const who of ['o', 'o2', 'c', 'm', 'r', 's1']) {
      const person = w.people[who];
      const keep = (what, { ok, err }) => answers.push({ what, who, isOk: err === undefined, text: JSON.stringify(ok ?? err) });
      for (const { name, needs } of reads) {
        const given = needs.reduce((all, arg) => all.flatMap((args) => values[arg].map((value) => ({ ...args, [arg]: value }))), [{}]);
        for (const args of given) keep(name, await give(name, args, person));
      }
      for (const { name, object } of topics) {
        for (const topic of name === 'me' ? ['me'] : values[object].map((id) => `${name}:${id}`)) {
          const reply = await person.send('subscribe', { topic });
          keep(name, reply);
          if (reply.ok) await person.ok('unsubscribe', { topic });
        }
      }
    }
    return answers;
  }

  /** What an evening has only for a moment, or after hours: somebody is rung, and somebody was not met. */
  async function passing({ people: { g, s5 }, slots }) {
    const { booth } = g.hello.me.participations[0];
    const { seat } = await g.ok('seat.take', { booth });
    await s5.ok('queue.join', { booth });
    await g.ok('call.next', { seat });
    const { booking } = await s5.ok('slot.book', { slot: slots[4] });
    database((db) => {
      db.exec('PRAGMA busy_timeout = 5000');
      db.prepare("UPDATE booking SET state = 'missed_by_employer' WHERE id = ?").run(booking);
    }, { readOnly: false });
  }

  /** Which of these answers hold a name or an address of this fair. */
  const naming = (answers, { name }) => answers.filter(({ text }) => new RegExp(`[A-Za-z0-9]-${name}\\b|\\b${name}\\.example`).test(text));
  /** And which an id. */
  const pointing = (answers, w) => {
    const ids = Object.values(READ(w)).flat().filter(Number.isInteger);
    return answers.filter(({ text }) => ids.some((id) => text.includes(id)));
  };

  const rows = () => database((db) => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").all().map(({ name }) => name);
    return Object.fromEntries(tables.filter((name) => !OF_TIME.includes(name)).map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
  });

  it('is tried with every command that takes two', async () => {
    for (const w of Object.values(worlds)) {
      w.group = (await w.people.o.ok('group.add', { fair: w.fair, school: w.school, draft: group(w) })).group;
      [{ code: w.code }] = (await w.people.o.ok('group.list', { fair: w.fair })).groups;
      await w.people.o.ok('fair.add_school', { fair: w.fair, school: w.second });
    }
    assert.deepEqual(mixed.map(({ name }) => name).sort(), Object.keys(OWN).sort());
    for (const { name, paths } of mixed) {
      const without = paths.filter((path) => at(OWN[name](worlds.a), path) === undefined);
      assert.deepEqual(without, [], name);
    }
  });

  it('is refused, and changes nothing', async () => {
    const [a, b] = FAIRS.map((name) => worlds[name]);
    const before = rows();
    const taken = [];
    let tried = 0;
    for (const { name, paths, roles } of mixed) {
      for (const path of paths.filter((one) => !ANYBODYS.includes(`${name} ${one}`))) {
        const all = replaced(OWN[name](a), path, OWN[name](b));
        for (const [role, args] of roles.flatMap((one) => [[one, all], [one, bare(name, all, path)]])) {
          const { err } = await give(name, args, inRole(a, name, role));
          const isIts = ['not_found', 'forbidden'].includes(err?.code) || (err?.code === 'bad_value' && paths.some((one) => err.field.startsWith(`args.${one}`)));
          if (!isIts) taken.push(`${name} as ${role}, ${path}: ${err?.code ?? 'ok'} ${err?.field ?? ''}`);
          tried++;
        }
      }
    }
    assert.deepEqual(taken, []);
    assert.ok(tried > 100, `${tried}`);
    const now = rows();
    for (const table of Object.keys(before)) assert.deepEqual(now[table], before[table], table);
  });

  it('is not needed to read: who gives only their own is told nothing of the other\'s', async () => {
    for (const w of Object.values(worlds)) await passing(w);
    for (const [own, other] of [FAIRS, FAIRS.toReversed()].map((names) => names.map((name) => worlds[name]))) {
      const answers = (await read(own)).filter(({ what }) => !OF_ALL.includes(what));
      const all = [...new Set(answers.map(({ what }) => what))];
      const told = (some) => all.filter((what) => !some.some((one) => one.what === what));
      assert.deepEqual(told(answers.filter(({ isOk }) => isOk)), [], 'answered to nobody');
      assert.deepEqual(told(naming(answers, own)).sort(), NAMELESS, 'names nothing of its own');
      assert.deepEqual([...naming(answers, other), ...pointing(answers, other)], []);
    }
  });

  it('was what was wrong with it: all of one\'s own is taken', async () => {
    for (const name of Object.keys(OWN)) {
      const { roles } = mixed.find((one) => one.name === name);
      const codes = {};
      for (const role of roles) {
        const { err } = await give(name, OWN[name](worlds.a), inRole(worlds.a, name, role));
        codes[role] = err ? `${err.code} ${err.field ?? ''} ${err.expected ?? ''}` : 'ok';
        if (!err) break;
      }
      assert.ok(Object.values(codes).includes('ok'), `${name}: ${JSON.stringify(codes)}`);
    }
  });
});
