import { SUBJECT_MACHINES } from '../../domain/pathways/machines.ts';
import type { Region } from './asl.ts';
import { compileList, endOf } from './compile-list.ts';
import type { MachineSource } from './statements.ts';
import { wayFaults } from './verify-ways.ts';
import { wordFaults } from './verify-words.ts';

/**
 * A machine in the language of Step Functions.
 * @throws Error naming the file and the item, when the machine is wrong in a way that the types do not see.
 */
export function compile({ name, says, statements }: MachineSource): Region {
  const names: string[] = [];
  const region = compileList({
    machine: name,
    hasSubject: SUBJECT_MACHINES.some((each) => each === name),
    branch: '',
    names,
    statements,
    end: endOf(statements, 'Ended'),
  });
  const [fault] = [...wordFaults(statements), ...nameFaults(names), ...wayFaults(region)];
  if (fault !== undefined) throw new Error(`workflows/${name}.ts: ${fault}`);
  return { Comment: says, ...region };
}

/** A name stands for one state of the machine, those that the compiler adds included. */
function nameFaults(names: readonly string[]): readonly string[] {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => `${name}: two states have this name`);
}
