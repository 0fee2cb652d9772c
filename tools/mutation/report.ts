import { dirname } from 'node:path';
import { markdownTable } from '../markdown-table.ts';
import type { Mutant } from './mutants.ts';

export interface Outcome {
  /** Relative to the project. */
  readonly file: string;
  readonly mutant: Mutant;
  /** The test file that failed, or why the tests did not end; undefined for a survivor. */
  readonly killedBy: string | undefined;
  /** Whether any test runs the place. */
  readonly tested: boolean;
}

const onOneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

/** The place, the text, and the changed text that no test noticed. */
export function survivor({ file, mutant, tested }: Outcome): string {
  const where = `${file}:${mutant.line}`;
  const change = `${onOneLine(mutant.original)}  =>  ${onOneLine(mutant.replacement)}`;
  return tested ? `${where}  ${change}` : `${where}  ${change}  (no test runs this)`;
}

/** How many mutants the tests noticed, by folder and in all. */
export function scores(outcomes: readonly Outcome[]): string {
  const byFolder = Map.groupBy(outcomes, ({ file }) => dirname(file));
  const rows = [...byFolder]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([folder, each]) => row(folder, each));
  return markdownTable([['folder', 'mutants', 'noticed', 'score'], ...rows, row('in all', outcomes)]);
}

function row(name: string, outcomes: readonly Outcome[]): string[] {
  const noticed = outcomes.filter(({ killedBy }) => killedBy !== undefined).length;
  const score = outcomes.length === 0 ? 'none' : `${Math.floor((100 * noticed) / outcomes.length)}%`;
  return [name, String(outcomes.length), String(noticed), score];
}
