// What is long goes to a browser as raw deflate, made once for all who see it (RFC 1951); what is short, and
// every answer over HTTP, as it is.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { Server, newKey } from '../lib/server.mjs';

/** As a browser does it. */
async function inflate(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

/** A client that keeps the bytes of its messages, too. */
async function keeping(server, email) {
  const client = await server.client(email);
  client.frames = [];
  client.socket.on('message', (data, isBinary) => client.frames.push({ data, isBinary }));
  return client;
}

describe('what is long', () => {
  let server;
  let student;
  let booth;
  let room;
  before(async () => {
    server = await Server.start({ demo: true });
    student = await keeping(server, 'student@demo.example');
    const { fairs } = await student.ok('fair.list');
    for (const { id } of (await student.snapshot(`fair:${fairs[0].id}`)).room) {
      booth ??= (await student.snapshot(`room:${id}`)).booth.find(({ name }) => name.startsWith('Lichtkade'));
    }
    room = `room:${booth.room}`;
    student.frames.length = 0;
  });
  after(() => server.end());

  it('is packed for a WebSocket and plain over HTTP, and says the same', async () => {
    const { snapshot } = await student.ok('subscribe', { topic: room });
    const [frame] = student.frames.splice(0);
    assert.ok(frame.isBinary, 'a binary frame');
    assert.deepEqual((await inflate(frame.data)).ok.snapshot, snapshot);
    const { body } = await server.post('subscribe', { topic: room }, { cookie: student.cookie });
    assert.deepEqual(body.ok.snapshot, snapshot);
    assert.ok(frame.data.length * 2 < JSON.stringify(snapshot).length);
  });

  it('is packed once for all who ask', async () => {
    const other = await keeping(server, 'recruiter@demo.example');
    other.next = 1000; // its answer begins with other bytes
    await other.ok('subscribe', { topic: room });
    await student.ok('subscribe', { topic: room });
    const [mine, theirs] = [student.frames.splice(0)[0].data, other.frames.splice(0)[0].data];
    const middle = (data) => data.subarray(5 + data.readUInt16LE(1));
    assert.notDeepEqual(mine, theirs);
    assert.deepEqual(middle(mine), middle(theirs));
    await other.close();
  });

  it('is packed as an event, too, and a short event is not', async () => {
    const manager = await server.client('manager@demo.example');
    const topic = `booth:${booth.id}`;
    await student.snapshot(topic);
    for (const about of ['Kom langs.', 'Kom langs en vraag maar raak. '.repeat(60).trim()]) {
      student.clear();
      student.frames.length = 0;
      await manager.ok('booth.save', { booth: booth.id, tagline: 'Licht', about, city: 'Leiden', languages: ['nl'], talk_minutes: 8 }, newKey());
      const event = await student.hear((m) => m.t === topic && m.ev.some(({ item }) => item?.about === about), 'the event');
      const frame = student.frames.find(({ data, isBinary }) => isBinary === about.length > 1000 && String(isBinary ? inflateRawSync(data) : data).includes(about));
      assert.deepEqual(frame.isBinary ? await inflate(frame.data) : JSON.parse(frame.data), event);
    }
    // Who comes now sees the new one.
    student.clear();
    const about = (await student.snapshot(topic)).booth[0].about;
    assert.match(about, /vraag maar raak/);
    await manager.close();
  });
});
