import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WITHOUT_CFN_RULES } from '../../tools/architecture/synthesised.ts';
import { bundleFunction } from '../../tools/bundle.ts';

it('deploys the very bundle that is measured and tested', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'synthesised-'));
  try {
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'synthesise-api.ts'), folder], {
      env: { ...process.env, ...WITHOUT_CFN_RULES },
    });
    const deployed = globSync('asset.*/index.mjs', { cwd: folder });
    const { file } = await bundleFunction('api', folder);

    expect(deployed).toHaveLength(1);
    const code = await readFile(join(folder, String(deployed[0])), 'utf8');
    // A difference is not worth half a megabyte of output.
    expect(code === (await readFile(file, 'utf8'))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
