import { isAction } from '../../domain/pathways/actions.ts';
import { definitionOf, isStepKind } from '../../domain/pathways/catalogue.ts';
import type { StepDefinition } from '../../domain/pathways/kinds/definition.ts';
import {
  kindOf,
  regionsOf,
  sent,
  statesOf,
  textOf,
  type Located,
  type Region,
  type State,
} from './definition.ts';
import { finding, findingIf, type Finding } from './finding.ts';
import { foldIncidents, incidentOf, reached } from './graph.ts';

/** That what the states say is known to the rules: kinds of step, actions, outcomes; and that skipping goes forward. */
export function meaningFindings(machine: Region): readonly Finding[] {
  return [
    ...statesOf(machine).flatMap((located) => [...wordFindings(located), ...outcomeFindings(located)]),
    ...regionsOf(machine).flatMap(skipFindings),
  ];
}

/** The catalogue's entry for what an Await state asks. */
export function stepOf(state: State): StepDefinition | undefined {
  const kind = textOf(sent(state)['kind']);
  return isStepKind(kind) ? definitionOf(kind) : undefined;
}

function wordFindings({ name, state }: Located): readonly Finding[] {
  switch (kindOf(state)) {
    case 'do': {
      const action = textOf(sent(state)['action']);
      return findingIf(!isAction(action), 'unknown-action', name, `There is no action called "${action}".`);
    }
    case 'await':
      return findingIf(
        stepOf(state) === undefined,
        'unknown-kind',
        name,
        `There is no kind of step called "${textOf(sent(state)['kind'])}".`,
      );
    case 'incident':
    case 'child':
    case 'choice':
    case 'parallel':
    case 'succeed':
    case 'other':
      return [];
  }
}

/** A Choice may only look for answers that the state before it can give. */
function outcomeFindings({ name: choice, state, region }: Located): readonly Finding[] {
  if (kindOf(state) !== 'choice') return [];
  const before = Object.values(region.States).filter(({ Next }) => Next === choice);
  return (state.Choices ?? []).flatMap(({ Variable, StringEquals }) => {
    const possible = before.some((asked) => couldAnswer(asked, Variable, StringEquals ?? ''));
    return findingIf(
      !possible,
      'unknown-outcome',
      choice,
      `${String(Variable)} is never "${String(StringEquals)}" here: nothing that leads to it answers so.`,
    );
  });
}

function couldAnswer(asked: State, variable: string | undefined, outcome: string): boolean {
  if (typeof asked.ResultPath !== 'string' || variable !== `${asked.ResultPath}.outcome`) return false;
  const step = stepOf(asked);
  // What an action may answer is written in no list; that it exists is checked above.
  return step === undefined ? kindOf(asked) === 'do' : Object.hasOwn(step.outcomes, outcome);
}

/**
 * A skip is remembered for the rest of the journey's cycle. So it must not lead to a Choice, which would take the
 * last answer of some other state for this one's; and it must not come round to the same state with nobody asked
 * afresh in between, which would fail, be skipped and come round again, as fast as the engine runs.
 */
function skipFindings(region: Region): readonly Finding[] {
  const { states, edges } = foldIncidents(region);
  const asksAfresh = (name: string): boolean => {
    const state = states.get(name);
    const outcomes = state && stepOf(state)?.outcomes;
    return Object.values(outcomes ?? {}).some(({ passing }) => passing === true);
  };
  return [...states.keys()].flatMap((name) => {
    const skipsTo = incidentOf(region, name)?.skipsTo;
    const target = skipsTo === undefined ? undefined : states.get(skipsTo);
    if (skipsTo === undefined || target === undefined) return [];
    const quick = edges.filter(({ from }) => from !== name && !asksAfresh(from));
    return [
      ...(kindOf(target) === 'choice'
        ? [
            finding(
              'skip-reads-another-answer',
              name,
              `Skipped, it has no answer for ${skipsTo} to read; skip to where no answer would lead.`,
            ),
          ]
        : []),
      ...findingIf(
        reached([skipsTo], quick).has(name),
        'skip-comes-round',
        name,
        'Skipped, it comes round again, where the skip is remembered: an endless loop.',
      ),
    ];
  });
}
