// The published schema of a clinic's configuration takes and refuses what the program does: the cases of tests/clinic/,
// which tests/clinic.rs holds the program to.
import { readFileSync, readdirSync } from 'node:fs';

import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';

interface Case { about: string; outcome: 'taken' | 'part' | 'refused'; config: unknown }

const file = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const schema = file('../../src/embed/clinic.schema.json');
const cases: Case[] = readdirSync(new URL('../clinic/', import.meta.url)).flatMap((name) => file(`../clinic/${name}`));

test('the schema is sound, and takes exactly what the program takes, be it in part', () => {
  // Strict but for two habits: `required` in a branch names a property of its parent, limits stand beside a reference.
  const takes = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(schema);
  expect(cases.length).toBeGreaterThan(130);
  const wrong = cases.filter(({ config, outcome }) => takes(config) !== (outcome !== 'refused'));
  expect(wrong).toEqual([]);
});
