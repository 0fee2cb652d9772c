import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ASSUMPTIONS, readAssumptions } from '../../../tools/cost/assumptions.ts';
import { DataFileError } from '../../../tools/cost/data-file.ts';
import { PRICED, PRICES, readPrices, usdFor } from '../../../tools/cost/prices.ts';
import { readTimes } from '../../../tools/cost/processor-times.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cost-data-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): URL {
  const path = join(folder, 'given.json');
  writeFileSync(path, text);
  return pathToFileURL(path);
}

type Tree = { [name: string]: Tree | undefined };

/** The file that is kept, with something in it changed. */
function changed(file: URL, change: (data: Tree) => void): URL {
  const data = JSON.parse(readFileSync(file, 'utf8')) as Tree;
  change(data);
  return fileOf(JSON.stringify(data));
}

function setAt(data: Tree, path: string, value: unknown): void {
  const names = path.split('/');
  const last = names.pop() ?? '';
  const parent = names.reduce<Tree | undefined>((tree, name) => tree?.[name], data);
  if (parent === undefined) throw new Error(`There is no ${path}`);
  parent[last] = value as Tree;
}

describe('the price list', () => {
  it('has a price of everything that is reckoned with, from a page that is named', () => {
    const { prices } = readPrices();
    expect(Object.keys(prices).sort()).toEqual([...PRICED].sort());
  });

  it.each([
    ['stepFunctions.transition', 1_000, 0.025],
    ['lambda.request', 5_000_000, 1],
    ['cognito.token', 2_000, 4.5],
    ['kms.key', 3, 3],
  ] as const)('makes so many of %s, %d, cost %d dollars', (priced, quantity, usd) => {
    expect(usdFor(readPrices(), priced, quantity)).toBeCloseTo(usd, 12);
  });

  it.each([
    { case: 'a price is absent', path: 'prices/kms.key', value: undefined, says: /kms\.key/ },
    {
      case: 'a price is below nought',
      path: 'prices/kms.key/usd',
      value: -1,
      says: /kms\.key.*\n*.*usd|usd/,
    },
    { case: 'a price is text', path: 'prices/kms.key/usd', value: 'one dollar', says: /expected number/ },
    { case: 'a price belongs to nothing', path: 'prices/kms.keys', value: { usd: 1 }, says: /kms\.keys/ },
    {
      case: 'nobody says for how many',
      path: 'prices/kms.key/per',
      value: 0,
      says: /prices\["kms\.key"\]\.per/,
    },
    { case: 'nobody says when', path: 'asOf', value: 'lately', says: /asOf/ },
  ])('is refused with a plain word when $case', ({ path, value, says }) => {
    const file = changed(PRICES, (data) => setAt(data, path, value));
    expect(() => readPrices(file)).toThrow(DataFileError);
    expect(() => readPrices(file)).toThrow(/given\.json cannot be used:/);
    expect(() => readPrices(file)).toThrow(says);
  });

  it('is refused when it is not there, or not JSON', () => {
    expect(() => readPrices(pathToFileURL(join(folder, 'nowhere.json')))).toThrow(
      /nowhere\.json cannot be read\./,
    );
    expect(() => readPrices(fileOf('{'))).toThrow(/given\.json is not JSON\./);
  });
});

describe('the assumptions', () => {
  it('are all there, each with a reason', () => {
    expect(readAssumptions().sizes.map(({ journeysAYear }) => journeysAYear)).toEqual([
      1_000, 100_000, 1_000_000,
    ]);
  });

  it.each([
    { case: 'one is absent', path: 'latencyMs/get', value: undefined, says: /latencyMs\.get/ },
    { case: 'one has no reason', path: 'journey/daysOpen', value: { value: 1 }, says: /daysOpen\.why/ },
    { case: 'a share is more than all', path: 'journey/restarts/value', value: 1.5, says: /restarts\.value/ },
    { case: 'there is no size', path: 'sizes', value: [], says: /sizes/ },
    {
      case: 'one is unknown',
      path: 'pages/dreams',
      value: { value: 1, why: 'Nobody knows.' },
      says: /dreams/,
    },
  ])('are refused when $case', ({ path, value, says }) => {
    const file = changed(ASSUMPTIONS, (data) => setAt(data, path, value));
    expect(() => readAssumptions(file)).toThrow(DataFileError);
    expect(() => readAssumptions(file)).toThrow(says);
  });
});

describe('the times of the last whole run', () => {
  it('are refused when they are not times', () => {
    expect(() => readTimes(fileOf('{"functions": {"api": -1}, "pages": {}}'))).toThrow(DataFileError);
  });
});
