import { readFileSync } from 'node:fs';
import { MACHINES, type Machine } from '../domain/record/machines.ts';

export interface Definition {
  readonly machine: Machine;
  /** The definition as one line of JSON, with its placeholders. */
  readonly text: string;
  /** Names of the placeholders, without braces. */
  readonly placeholders: readonly string[];
  /** The machines it starts as children. */
  readonly children: readonly Machine[];
}

/** `release-day-check` -> `ReleaseDayCheckStateMachine`: how one definition names another. */
export function placeholderOf(machine: Machine): string {
  const words = machine.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}StateMachine`;
}

/**
 * The state machines of `workflows/`, children before their parents.
 * @throws Error when machines start each other in a circle.
 */
export function definitionsInOrder(): readonly Definition[] {
  const ordered: Definition[] = [];
  const waiting = MACHINES.map(readDefinition);
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ children }) =>
      children.every((child) => ordered.some(({ machine }) => machine === child)),
    );
    const [definition] = next === -1 ? [] : waiting.splice(next, 1);
    if (definition === undefined) {
      throw new Error(
        `Machines start each other in a circle: ${waiting.map(({ machine }) => machine).join(', ')}`,
      );
    }
    ordered.push(definition);
  }
  return ordered;
}

function readDefinition(machine: Machine): Definition {
  const file = new URL(`../workflows/${machine}.asl.json`, import.meta.url);
  const text = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  const placeholders = [...new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
  const children = MACHINES.filter((other) => placeholders.includes(placeholderOf(other)));
  return { machine, text, placeholders, children };
}
