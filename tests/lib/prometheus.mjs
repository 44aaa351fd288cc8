// A strict reader of the text that Prometheus scrapes, version 0.0.4: what the format's paper lets a
// scraper refuse, this one refuses.
import assert from 'node:assert/strict';

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const HELP = new RegExp(`^# HELP (${NAME}) (.+)$`);
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram|summary|untyped)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y;
const NUMBER = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?Inf|NaN)$/;

function labels(text) {
  const found = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const match = LABEL.exec(text);
    assert.ok(match, `labels {${text}}`);
    assert.ok(!(match[1] in found), `label ${match[1]} twice`);
    found[match[1]] = match[2];
  }
  return found;
}

function number(text) {
  assert.match(text, NUMBER);
  return text.endsWith('Inf') ? (text[0] === '-' ? -Infinity : Infinity) : Number(text);
}

/** Buckets count up to the last, which is everything. */
function checkHistogram({ name, samples }) {
  const buckets = samples.filter((s) => s.name === `${name}_bucket`);
  const [count] = samples.filter((s) => s.name === `${name}_count`);
  const [sum] = samples.filter((s) => s.name === `${name}_sum`);
  assert.equal(samples.length, buckets.length + 2, `${name}: buckets, a sum and a count`);
  const bounds = buckets.map((b) => number(b.labels.le.replace('+', '')));
  for (let i = 1; i < buckets.length; i++) {
    assert.ok(bounds[i] > bounds[i - 1], `${name}: bounds rise`);
    assert.ok(buckets[i].value >= buckets[i - 1].value, `${name}: buckets are cumulative`);
  }
  assert.equal(bounds.at(-1), Infinity);
  assert.equal(buckets.at(-1).value, count.value);
  assert.ok(sum.value >= 0);
}

function checkFamily(family) {
  assert.ok(family.help && family.type, `${family.name}: HELP and TYPE`);
  assert.ok(family.samples.length, `${family.name}: a sample`);
  if (family.type === 'histogram') return checkHistogram(family);
  for (const sample of family.samples) {
    assert.equal(sample.name, family.name);
    if (family.type === 'counter') assert.ok(sample.name.endsWith('_total') && sample.value >= 0, sample.name);
  }
}

/** The figures: Map of name and labels, as they are written, to value. */
export function parse(text) {
  const families = new Map();
  const figures = new Map();
  let family;
  const open = (name) => {
    if (family?.name === name) return;
    assert.ok(!families.has(name), `${name} stands together`);
    families.set(name, (family = { name, samples: [] }));
  };
  assert.ok(text.endsWith('\n'), 'the last line ends');
  for (const line of text.slice(0, -1).split('\n')) {
    const help = HELP.exec(line);
    const type = TYPE.exec(line);
    if (help || type) {
      open((help ?? type)[1]);
      assert.equal(family.samples.length, 0, `${line}: before its samples`);
      const [key, value] = help ? ['help', help[2]] : ['type', type[2]];
      assert.equal(family[key], undefined, `${line}: once`);
      family[key] = value;
      continue;
    }
    const [, name, inside, value] = SAMPLE.exec(line) ?? assert.fail(`no line of this format: ${line}`);
    assert.ok(name === family?.name || (family?.type === 'histogram' && [`${family.name}_bucket`, `${family.name}_sum`, `${family.name}_count`].includes(name)), `${line}: its family is open`);
    const key = line.slice(0, line.lastIndexOf(' '));
    assert.ok(!figures.has(key), `${key} once`);
    figures.set(key, number(value));
    family.samples.push({ name, labels: labels(inside ?? ''), value: number(value) });
  }
  for (const one of families.values()) checkFamily(one);
  return figures;
}
