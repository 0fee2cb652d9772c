import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { disclosedReferral } from '../../web/api/schemas/referrals.ts';

const PAGE = readFileSync(new URL('../../docs/partners.md', import.meta.url), 'utf8');

it('shows a command that makes the signature it says, which is that of the standard’s own example', async () => {
  const command = /```bash\n(SECRET=[\s\S]*?)```/.exec(PAGE)?.[1] ?? '';
  const cwd = mkdtempSync(join(tmpdir(), 'signature-'));
  try {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], { cwd });
    expect(stdout).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=\n');
    expect(PAGE).toContain(`For this message: \`${stdout.trim()}\`.`);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});

it('names every field of the detail', () => {
  for (const field of Object.keys(disclosedReferral.shape))
    expect(PAGE).toMatch(new RegExp(`\`${field}[\`.]`));
});
