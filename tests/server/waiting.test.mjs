// The waiting room of a full fair over a real server: places that are kept when it is killed, one small event for all
// who wait, and the figures of /metrics.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse } from '../lib/prometheus.mjs';
import { Server } from '../lib/server.mjs';

const N = 40;
const MOST = 10;

describe('a full fair', () => {
  let server, organiser, fair;
  const students = [];

  before(async () => {
    server = await Server.start({ demo: true });
    const people = Array.from({ length: N }, (_, i) => `leidse-regio,wacht${i}@demo.example,Student ${i},mborijnland,software-developer,G1,nl,,,,,,`);
    await server.importFiles({ students: `fair,email,name,school,programme,group,locale,looking_for,area,period,about,can,learn\n${people.join('\n')}\n` });
    organiser = await server.client('organisator@demo.example');
    fair = organiser.hello.me.participations[0].fair;
    await organiser.ok('fair.set_rules', { fair, inside_most: MOST });
    await organiser.ok('fair.open', { fair });
    for (let i = 0; i < N; i++) students.push(await server.client(`wacht${i}@demo.example`));
  });
  after(async () => {
    for (const client of [organiser, ...students]) await client?.close();
    await server?.end();
  });

  const figure = async (name) =>
    parse(await (await fetch(`${server.origin}/metrics`)).text()).get(`stagebeurs_students_${name}`);
  const myself = async (student) => (await student.snapshot('me')).guest[0];

  it('lets in as many as there is room for, in the order of coming', async () => {
    const answers = [];
    for (const student of students) answers.push(await student.ok('fair.enter', { fair }));
    assert.deepEqual(answers.map(({ state }) => state === 'inside'), answers.map((_, i) => i < MOST));
    assert.equal(await figure('inside'), MOST);
    assert.equal(await figure('waiting'), N - MOST);
    const { doors } = await students[N - 1].snapshot(`doors:${fair}`);
    assert.equal(doors[0].waiting, N - MOST);
    assert.deepEqual(doors[0].runs, [{ from: answers[MOST].number, until: answers[N - 1].number }]);
  });

  it('keeps every place when the server is killed, and gives them out where it was', async () => {
    const numbers = [];
    for (const student of students.slice(MOST)) numbers.push((await myself(student)).number);
    await server.kill();
    await server.run();
    for (const client of [organiser, ...students]) await client.open();
    assert.equal(await figure('waiting'), N - MOST);
    for (const [i, student] of students.entries()) {
      const { state, number } = await myself(student);
      assert.deepEqual([state, number], i < MOST ? ['inside', undefined] : ['waiting', numbers[i - MOST]]);
    }
  });

  it('tells all who wait with one event, and who comes in by their own', async () => {
    const waiting = students.slice(MOST);
    for (const student of waiting) {
      await student.ok('subscribe', { topic: 'me' });
      await student.ok('subscribe', { topic: `doors:${fair}` });
      student.clear();
    }
    await organiser.ok('fair.widen', { fair, by: 5 });
    const left = N - MOST - 5;
    for (const student of waiting)
      await student.hear((m) => m.t === `doors:${fair}` && m.ev.some((e) => e.item.waiting === left), 'how many wait');
    for (const student of waiting.slice(0, 5))
      await student.hear((m) => m.t === 'me' && m.ev.some((e) => e.type === 'guest' && e.item.state === 'inside'), 'coming in');
    for (const student of waiting.slice(5)) {
      const told = student.heard.filter((m) => m.t);
      assert.deepEqual(told.map((m) => m.t), [`doors:${fair}`]);
      assert.ok(JSON.stringify(told[0]).length < 200);
    }
    assert.equal(await figure('inside'), MOST + 5);
  });

  it('lets everybody in once there is no bound', async () => {
    await organiser.ok('fair.set_rules', { fair, is_unbounded: true });
    assert.equal(await figure('waiting'), 0);
    assert.equal(await figure('inside'), N);
    assert.equal((await myself(students[N - 1])).state, 'inside');
  });
});
