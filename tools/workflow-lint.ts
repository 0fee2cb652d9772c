import validateAsl from 'asl-validator';
import { readDefinition, type Region } from './workflows/definition.ts';
import { finding, type Finding } from './workflows/finding.ts';
import { worstCaseHistory } from './workflows/history.ts';
import { idFindings } from './workflows/rules-ids.ts';
import { meaningFindings } from './workflows/rules-meaning.ts';
import { safetyFindings } from './workflows/rules-safety.ts';
import { machineJsonata, pathFindings, shapeFindings } from './workflows/rules-shape.ts';
import { variableFindings } from './workflows/rules-variables.ts';

/** Far below the 25,000 events at which Step Functions ends an execution. */
export const MOST_EVENTS = 2_000;

/**
 * What is wrong with a state machine, by the rules that keep an execution disposable, mendable and free of anything
 * but ids. Nothing found means it may be deployed.
 *
 * @param name the machine's name, as in `workflows/<name>.asl.json`
 * @param definition the parsed file; it is left as it is
 */
export function lintWorkflow(name: string, definition: unknown): readonly Finding[] {
  const machine = readDefinition(definition);
  if (machine === undefined) {
    return [finding('asl-invalid', name, 'It has not the shape of a state machine.')];
  }
  const events = worstCaseHistory(machine);
  return [
    ...aslFindings(name, machine),
    ...machineJsonata(name, machine),
    ...shapeFindings(machine),
    ...pathFindings(machine),
    ...safetyFindings(name, machine),
    ...idFindings(machine),
    ...meaningFindings(machine),
    ...variableFindings(machine),
    ...(events > MOST_EVENTS
      ? [
          finding(
            'history-too-long',
            name,
            `Up to ${events} events in one execution, of ${MOST_EVENTS} allowed.`,
          ),
        ]
      : []),
  ];
}

function aslFindings(name: string, machine: Region): readonly Finding[] {
  // The validator writes defaults into what it is given.
  const { isValid, errorsText } = validateAsl(structuredClone(machine));
  return isValid ? [] : [finding('asl-invalid', name, errorsText('\n'))];
}
