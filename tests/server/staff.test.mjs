// Who no longer works at a booth hears nothing more of it, on a connection that was open all the while;
// and who came in by an invitation is signed out when the address turns out to be somebody else's.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Server, within } from '../lib/server.mjs';

describe('who works at a booth', () => {
  let server, manager, booth;
  before(async () => {
    server = await Server.start({ demo: true });
    manager = await server.client('manager@demo.example');
    booth = manager.hello.me.participations[0].booth;
  });
  after(() => server.end());

  it('and no longer does, follows its desk no more', async () => {
    const colleague = await server.client('recruiter2@demo.example');
    await colleague.snapshot(`console:${booth}`);
    await manager.ok('staff.remove', { booth, account: colleague.hello.me.account });
    await within(colleague.closed, 'the end of the connection');
    // The session is theirs still: they are back, and may not follow it.
    const back = await Client.connect(server, colleague.cookie);
    assert.equal(back.hello.me.account, colleague.hello.me.account);
    assert.equal((await back.send('subscribe', { topic: `console:${booth}` })).err.code, 'forbidden');
    await back.close();
  });

  it('by an invitation, is signed out when the school gives that address a role', async () => {
    const { token } = await manager.ok('staff.invite', { booth, email: 'eva@school.example', name: 'Eva', role: 'recruiter' });
    const { headers } = await server.post('session.redeem', { token });
    const taker = await Client.connect(server, headers['set-cookie'][0].split(';')[0]);
    assert.equal(taker.hello.me.participations[0].role, 'recruiter');
    const dir = await mkdtemp(join(tmpdir(), 'stagebeurs-people-'));
    await writeFile(join(dir, 'people.csv'), 'email,name,role,fair,organisation,locale\neva@school.example,Eva,organiser,leidse-regio,mborijnland,nl\n');
    await server.cli('import', join(dir, 'people.csv'));
    await rm(dir, { recursive: true });
    await within(taker.closed, 'the end of the connection');
    const back = await Client.connect(server, taker.cookie);
    assert.equal(back.hello.me, undefined);
    await back.close();
    await manager.close();
  });
});
