import { readdirSync, readFileSync } from 'node:fs';
import type { Machine } from '../../domain/pathways/machines.ts';
import { definitionsByName } from '../../workflows/definitions.ts';

/** The state machines as they were written by hand, which journeys on AWS may still run on. */
const FOLDER = new URL('../fixtures/definitions-before-typescript/', import.meta.url);

/** Those machines, and of the newest those that came later. A new object each time, which a test may change. */
export function handwritten(): Record<Machine, unknown> {
  const entries = readdirSync(FOLDER).map((file) => {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    return [file.replace('.asl.json', ''), JSON.parse(text) as unknown] as const;
  });
  return { ...definitionsByName(), ...Object.fromEntries(entries) };
}
