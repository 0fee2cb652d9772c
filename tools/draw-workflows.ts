import { writeFile } from 'node:fs/promises';
import { readmeFile, workflowsReadme } from './workflows/readme.ts';

await writeFile(readmeFile(), await workflowsReadme());
