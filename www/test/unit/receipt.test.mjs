import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const rust = readFileSync(new URL('../../../src/picture/receipt.rs', import.meta.url), 'utf8');
const types = readFileSync(new URL('../../src/receipt.ts', import.meta.url), 'utf8');

/** The variants of a Rust enum, as serde writes them in kebab-case. */
function variants(name) {
  const body = new RegExp(`pub enum ${name} \\{([^}]*)\\}`).exec(rust)[1];
  // A name that was given by hand stands before its variant.
  const names = [...body.matchAll(/(?:rename = "([^"]+)"\)\]\s+)?\b([A-Z]\w*),$/gm)];
  return names.map(([, given, name]) => given ?? name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase());
}

/** The texts of a TypeScript union. */
function union(name) {
  const body = new RegExp(`export type ${name} =([^;]*);`).exec(types)[1];
  return [...body.matchAll(/'([^']+)'/g)].map((match) => match[1]);
}

test('the classes of what was removed are those of the component', () => {
  assert.ok(variants('Class').length > 10);
  assert.deepEqual(union('RemovedClass'), variants('Class'));
});

test('the changes are those of the component', () => {
  assert.deepEqual(union('Change'), variants('Change'));
});

test('what can be kept is what the component keeps', () => {
  assert.ok(variants('Kept').length > 1);
  assert.deepEqual(union('Kept'), variants('Kept'));
});
