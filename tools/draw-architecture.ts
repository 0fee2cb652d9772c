import { writeFile } from 'node:fs/promises';
import { pageFile, pageWith } from './architecture/page.ts';
import { synthesiseApp } from './architecture/synthesised.ts';

await writeFile(
  pageFile(),
  await pageWith(synthesiseApp('bin/through-the-gate.ts', { stage: 'prod' }), 'through-the-gate-prod'),
);
