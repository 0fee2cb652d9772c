import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage, Template } from './parts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ENDING = '.template.json';
/** Takes a second instead of a dozen; templates are the same but for the hash of the code. */
const UNBUNDLED = { 'aws:cdk:bundling-stacks': [] };

/**
 * The templates of an app, as `npx cdk synth` makes them, but that functions are not bundled.
 * @param context what `-c` would say, such as the stage
 */
export function synthesiseApp(app: string, context: object, environment: NodeJS.ProcessEnv = {}): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'through-the-gate-'));
  try {
    execFileSync(process.execPath, [app], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...environment,
        CDK_OUTDIR: folder,
        // What CloudFormation's own rules say is heard at every real synthesis; asking them takes seconds.
        CDK_VALIDATION: 'false',
        CDK_CONTEXT_JSON: JSON.stringify({ ...UNBUNDLED, ...context }),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const names = readdirSync(folder)
      .filter((name) => name.endsWith(ENDING))
      .map((name) => name.slice(0, -ENDING.length));
    return Object.fromEntries(
      names.map((name) => [name, JSON.parse(readFileSync(join(folder, name + ENDING), 'utf8')) as Template]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
