import { writeFile } from 'node:fs/promises';
import { pageFile, pageWith } from './architecture/page.ts';
import { synthesiseStage } from './architecture/synthesised.ts';

await writeFile(pageFile(), await pageWith(synthesiseStage('prod'), 'through-the-gate-prod'));
