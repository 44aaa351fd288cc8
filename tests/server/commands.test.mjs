// Every command over a real socket: each bad argument is refused by its name, changes nothing and
// costs no connection. The cases come from the schema, so that a new command is tested by itself.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Server } from '../lib/server.mjs';

const folder = resolve(import.meta.dirname, '../../schema/protocol');
const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const common = files.find((file) => file.limits);
const commands = files.flatMap((file) => Object.entries(file.commands ?? {}).map(([name, c]) => ({ name, ...c, types: { ...common.types, ...file.types } })));
const open = commands.filter((c) => Object.keys(c.allow).some((role) => role !== 'system') && c.name !== 'session.redeem');

/** A value of a type that the server accepts, as far as its form goes. */
function good(type, types) {
  const [, optional, name, lo] = /^(\??)(\w+|\[.*\])(?::(\d+)\.\.\d+)?/.exec(type);
  if (optional) return good(type.slice(1), types);
  if (name.startsWith('[')) return Array.from({ length: Number(/:(\d+)\.\./.exec(type)[1]) }, () => good(name.slice(1, -1), types));
  switch (name) {
    case 'id': return 123456;
    case 'u32': case 'i64': case 'time': return 1;
    case 'bool': return true;
    case 'line': case 'text': return 'a'.repeat(Math.max(1, Number(lo)));
    default: return types[name].enum ? Object.keys(types[name].enum)[0] : Object.fromEntries(fields(types[name].fields).map(([n, t]) => [n, good(t, types)]));
  }
}

const fields = (table) => Object.entries(table).map(([name, text]) => [name, text.split(' # ')[0]]);

/** Values of this type's place that must be refused. */
function bad(type, types) {
  const plain = type.replace(/^\?/, '');
  const [, name, , hi] = /^(\w+|\[.*\])(?::(\d+)\.\.(\d+))?/.exec(plain);
  const always = [null, {}, ...(name.startsWith('[') ? ['text'] : [[]])];
  switch (name) {
    case 'id': return [...always, 0, -1, 1.5, 2 ** 53, 'x', true];
    case 'u32': return [...always, -1, 1.5, 2 ** 32, '1'];
    case 'i64': return [...always, 1.5, 2 ** 53, -(2 ** 53), '1'];
    case 'time': return [...always, -1, 2 ** 53, 'now'];
    case 'bool': return [...always, 0, 'true'];
    case 'line': return [...always, 1, 'a\nb', '\u0000', 'é'.repeat(Number(hi) + 1)];
    case 'text': return [...always, 1, 'a\u0000b', ...(Number(hi) < 8000 ? ['é'.repeat(Number(hi) + 1)] : [])];
    default: return types[name]?.enum ? [...always, 'no such value', 1] : [null, 'text', 1];
  }
}

describe('every command', () => {
  let server;
  let client;
  before(async () => {
    server = await Server.start({ demo: true });
    client = await server.client('student@demo.example');
  });
  // A connection of its own for each command: a hundred messages a second is a flood.
  beforeEach(async () => {
    await client.close();
    await client.open();
  });
  after(() => server.end());

  /** Sends; a connection whose bucket is empty is replaced by a new one, so that nothing is skipped. */
  async function ask(name, args) {
    const reply = await client.send(name, args);
    if (reply.err?.code !== 'rate_limited') return reply;
    await client.close();
    await client.open();
    return client.send(name, args);
  }

  for (const command of open) {
    it(`${command.name} names the argument that is wrong`, async () => {
      const args = fields(command.args);
      const right = Object.fromEntries(args.filter(([, type]) => !type.startsWith('?')).map(([n, t]) => [n, good(t, command.types)]));
      const cases = [{ args: { ...right, surprise: 1 }, code: 'unknown_field', field: 'surprise' }];
      for (const [name, type] of args) {
        if (!type.startsWith('?')) {
          const { [name]: _, ...without } = right;
          cases.push({ args: without, code: 'missing_field', field: name });
        }
        for (const value of bad(type, command.types)) cases.push({ args: { ...right, [name]: value }, code: 'bad_value', field: name });
      }
      for (const { args: sent, code, field } of cases) {
        const reply = await ask(command.name, sent);
        assert.ok(reply.err, `${command.name} ${JSON.stringify(sent).slice(0, 120)} was accepted`);
        // What no text may hold is refused as JSON, before anybody looks at fields.
        assert.ok([code, 'bad_json'].includes(reply.err.code), `${JSON.stringify(sent).slice(0, 120)}: ${JSON.stringify(reply.err)}`);
        if (reply.err.code === code) assert.equal(reply.err.field, `args.${field}`);
      }
    });
  }

  it('only the system may send what only the system may', async () => {
    for (const command of commands.filter((c) => Object.keys(c.allow).every((role) => role === 'system'))) {
      const args = Object.fromEntries(fields(command.args).map(([n, t]) => [n, good(t, command.types)]));
      const reply = await ask(command.name, args);
      assert.match(reply.err.code, /forbidden|not_found/, command.name);
    }
  });
});
