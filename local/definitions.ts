import { readFileSync } from 'node:fs';
import { MACHINES, type Machine } from '../domain/record/machines.ts';

/** The state machines as they are deployed, read from `workflows/`. */
export function readDefinitions(): Record<Machine, unknown> {
  const entries = MACHINES.map((machine) => {
    const file = new URL(`../workflows/${machine}.asl.json`, import.meta.url);
    return [machine, JSON.parse(readFileSync(file, 'utf8')) as unknown] as const;
  });
  return Object.fromEntries(entries) as Record<Machine, unknown>;
}
