import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

function cost(...args: readonly string[]) {
  return spawnSync(process.execPath, ['tools/cost/run.ts', ...args], { cwd: ROOT, encoding: 'utf8' });
}

describe('npm run cost', () => {
  it('finds the page as the code, the prices and the assumptions of today give it', () => {
    const { status, stdout, stderr } = cost('--check');
    expect({ status, problem: stderr.split('\n').filter((line) => /^ |docs|Error/.test(line)) }).toEqual({
      status: 0,
      problem: [],
    });
    expect(readFileSync(join(ROOT, 'docs/cost.md'), 'utf8')).toContain(stdout.trim().split('\n\n')[1]);
    expect(stdout).toMatch(/US cents, all services counted \(aim: under 2\): (not )?reached\.\n$/);
  }, 180_000);

  it.each([
    {
      case: 'an option it does not have',
      args: ['--chek'],
      says: /^Unknown option '--chek'.*\nUse: npm run cost/,
    },
    {
      case: 'prices that are not there',
      args: ['--prices', 'nowhere.json'],
      says: /nowhere\.json cannot be read\.\n$/,
    },
    {
      case: 'assumptions that are not there',
      args: ['--assumptions', 'nowhere.json'],
      says: /nowhere\.json cannot be/,
    },
  ])('says in plain words what is wrong with $case', ({ args, says }) => {
    const { status, stdout, stderr } = cost(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(says);
  });

  it('refuses a price list with a price that is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cost-'));
    try {
      const file = join(folder, 'prices.json');
      const kept = readFileSync(join(ROOT, 'data/cost/aws-prices.json'), 'utf8');
      writeFileSync(file, kept.replace('"usd": 1.16', '"usd": "1.16"'));
      const { status, stderr } = cost('--prices', file);
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /prices\.json cannot be used:\n✖ Invalid input: expected number.*\n.*apiGateway\.request/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
