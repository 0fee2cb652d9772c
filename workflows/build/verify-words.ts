import { ACTIONS, type ActionDefinition } from '../../domain/pathways/actions.ts';
import { stepEntry, isStepKind } from '../../domain/pathways/catalogue.ts';
import { CHILD_MACHINES } from '../../domain/pathways/machines.ts';
import type { Child, Choice, Jump, Next, Statement } from './statements.ts';

/**
 * What a list names that does not exist. The types refuse the same, but `npm start` runs without the type checker;
 * and they do not see a jump that avoids the action that chooses a subject.
 */
export function wordFaults(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement, index) => {
    if (!('state' in statement)) return [];
    switch (statement.state) {
      case 'ask':
      case 'run':
        return outcomesOf(statement) === undefined
          ? [`${statement.name}: there is no ${wordOf(statement)}`]
          : [];
      case 'open':
        return statement.kinds
          .filter((kind) => !isStepKind(kind))
          .map((kind) => `${statement.name}: there is no kind of step ${String(kind)}`);
      case 'choice':
        return outcomeFaults(statement, outcomesOf(statements[index - 1]));
      case 'child':
        return childFaults(statement, statements, index);
      case 'together':
        return Object.values(statement.branches).flatMap((branch) => wordFaults(branch));
      case 'ends-as':
        return [];
    }
  });
}

function wordOf(statement: Statement): string {
  if (!('state' in statement)) return statement.jump;
  if (statement.state === 'ask') return `kind of step ${statement.kind}`;
  return statement.state === 'run' ? `action ${statement.action}` : statement.state;
}

/** The outcomes of an ask or a run; undefined for anything else, and for a kind or an action that does not exist. */
function outcomesOf(statement: Statement | undefined): readonly string[] | undefined {
  if (statement === undefined || !('state' in statement)) return undefined;
  if (statement.state === 'run') return actionOf(statement.action)?.outcomes;
  if (statement.state !== 'ask' || !isStepKind(statement.kind)) return undefined;
  return Object.keys(stepEntry(statement.kind).outcomes);
}

function actionOf(name: string): ActionDefinition | undefined {
  const actions: Readonly<Record<string, ActionDefinition>> = ACTIONS;
  return actions[name];
}

function outcomeFaults({ name, ways }: Choice, outcomes: readonly string[] = []): readonly string[] {
  const listed = Object.keys(ways);
  const missing = 'otherwise' in ways ? [] : outcomes.filter((outcome) => !listed.includes(outcome));
  return [
    ...listed
      .filter((outcome) => outcome !== 'otherwise' && !outcomes.includes(outcome))
      .map((outcome) => `${name}: there is no outcome ${outcome}`),
    ...missing.map((outcome) => `${name}: ${outcome} is not handled`),
  ];
}

function childFaults(
  { name, machine, subject }: Child,
  statements: readonly Statement[],
  index: number,
): readonly string[] {
  const exists = CHILD_MACHINES.some((each) => each === machine.name);
  if (!exists) return [`${name}: ${machine.name} is not a machine that others start`];
  if (typeof subject === 'string') return [];
  const [action, choice] = statements.slice(Math.max(0, index - 2), index);
  const chosen =
    choice !== undefined &&
    'ways' in choice &&
    action !== undefined &&
    'action' in action &&
    actionOf(action.action)?.choosesSubject === true;
  const others = statements.filter((each) => each !== choice);
  return chosen && !others.some((each) => jumpsOf(each).some((jump) => 'to' in jump && jump.to === name))
    ? []
    : [`${name}: it is reached without the action that chooses its subject`];
}

function jumpsOf(statement: Statement): readonly (Next | Jump)[] {
  if (!('state' in statement)) return [statement];
  if (statement.state === 'choice') return Object.values(statement.ways);
  return 'skipped' in statement ? [statement.skipped] : [];
}
