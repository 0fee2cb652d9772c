import validateAsl from 'asl-validator';
import type { Region } from '../workflows/build/asl.ts';
import type { Finding } from './workflows/finding.ts';
import { worstCaseHistory } from './workflows/history.ts';
import { idFindings } from './workflows/rules-ids.ts';

/** Far below the 25,000 events at which Step Functions ends an execution. */
export const MOST_EVENTS = 2_000;

/** What is wrong with a compiled machine that neither the types nor the compiler check. */
export function lintWorkflow(name: string, machine: Region): readonly Finding[] {
  // The validator writes defaults into what it is given.
  const { isValid, errorsText } = validateAsl(structuredClone(machine));
  if (!isValid) return [{ rule: 'asl-invalid', state: name, message: errorsText('\n') }];
  const events = worstCaseHistory(machine);
  const message = `Up to ${events} events in one execution, of ${MOST_EVENTS} allowed.`;
  return [
    ...idFindings(machine),
    ...(events > MOST_EVENTS ? [{ rule: 'history-too-long', state: name, message } as const] : []),
  ];
}
