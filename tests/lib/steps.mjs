// A story is told step by step: after one that failed, the next ones say so instead of waiting for what will not come.
import assert from 'node:assert/strict';
import { it as test } from 'node:test';

let broken;

/** The next step of the story that this file tells. */
export function it(name, step) {
  test(name, async () => {
    assert.equal(broken, undefined, 'an earlier step failed');
    broken = name;
    await step();
    broken = undefined;
  });
}
