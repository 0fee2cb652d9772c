import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage, Template } from './parts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ENDING = '.template.json';

/** The templates of a stage, as `npx cdk synth` makes them, but that functions are not bundled. */
export function synthesiseStage(stage: string): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'through-the-gate-'));
  try {
    const context = {
      stage,
      'aws:cdk:bundling-stacks': [],
      '@aws-cdk/core:validateAgainstDefaultRules': false,
    };
    execFileSync(process.execPath, ['bin/through-the-gate.ts'], {
      cwd: ROOT,
      env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
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
