import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

describe('npm run cost', () => {
  // Runs journeys and synthesises production in a process of its own.
  it('counts what docs/cost.md says', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/cost/run.ts', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status, stderr: stderr.replace(/^\(node.*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('US cents (aim: under 2)');
  }, 180_000);
});
