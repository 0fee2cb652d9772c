import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeOnce } from './made-once.ts';
import type { Stage, Template } from './parts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ENDING = '.template.json';
/** Without bundling: a second instead of a dozen, and only the code's hash differs. */
const UNBUNDLED = { 'aws:cdk:bundling-stacks': [] };

/** Every real synthesis applies cdk-nag's rules, which take most of its time. */
export const WITHOUT_CFN_RULES = { CDK_VALIDATION: 'false' } as const;

/**
 * The templates of an app, as `npx cdk synth` makes them, without bundling.
 * @param context the values of `-c`, such as the stage
 */
export function synthesiseApp(app: string, context: object): Stage {
  const name = JSON.stringify([app, context]);
  return JSON.parse(madeOnce(name, () => JSON.stringify(synthesise(app, context)))) as Stage;
}

function synthesise(app: string, context: object): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'through-the-gate-'));
  try {
    execFileSync(process.execPath, [app], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...WITHOUT_CFN_RULES,
        CDK_OUTDIR: folder,
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
