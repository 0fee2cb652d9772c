import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataFileError, readAssumptions, readPrices } from '../../../tools/cost/data.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cost-data-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const kept = (name: string): string =>
  readFileSync(new URL(`../../../data/cost/${name}.json`, import.meta.url), 'utf8');

function fileOf(text: string): URL {
  const path = join(folder, 'given.json');
  writeFileSync(path, text);
  return pathToFileURL(path);
}

describe('a price list', () => {
  it.each([
    ['a price that is text', '"usd": 1.16', '"usd": "1.16"', /apiGateway\.request/],
    ['a price below zero', '"usd": 1.16', '"usd": -1', /apiGateway\.request/],
    ['a price for part of a unit', '"per": 1000000', '"per": 0.5', /per/],
    ['a price that nothing uses', '"kms.request"', '"kms.requests"', /kms\.request/],
    ['no day', '"asOf": "2026-11-25"', '"asOf": "lately"', /asOf/],
  ])('is refused with %s', (_case, from, to, says) => {
    const file = fileOf(kept('aws-prices').replace(from, to));
    expect(() => readPrices(file)).toThrow(DataFileError);
    expect(() => readPrices(file)).toThrow(says);
  });
});

describe('assumptions', () => {
  it.each([
    ['a figure below zero', '"value": 540', '"value": -540', /daysOpen/],
    ['a figure without a reason', 'Once a working day.', '', /signInsAMonth/],
    ['a figure that nothing uses', '"daysOpen"', '"daysShut"', /daysOpen/],
    ['a size of part of a journey', '"journeysAYear": 1000,', '"journeysAYear": 0.5,', /journeysAYear/],
  ])('are refused with %s', (_case, from, to, says) => {
    const file = fileOf(kept('assumptions').replace(from, to));
    expect(() => readAssumptions(file)).toThrow(DataFileError);
    expect(() => readAssumptions(file)).toThrow(says);
  });
});

it.each([
  ['is absent', () => pathToFileURL(join(folder, 'absent.json')), /absent\.json cannot be read\.$/],
  ['is not JSON', () => fileOf('{'), /given\.json is not JSON\.$/],
])('refuses a data file that %s, by name', (_case, file, says) => {
  expect(() => readPrices(file())).toThrow(says);
});
