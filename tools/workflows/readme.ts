import { format, resolveConfig } from 'prettier';
import { stepEntry, isStepKind, type StepKind } from '../../domain/pathways/catalogue.ts';
import { MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import type { Region, State } from '../../workflows/build/asl.ts';
import { drawnByName } from '../../workflows/definitions.ts';
import { drawMachine } from './picture.ts';
import { kindOf, sent, statesOf } from './states.ts';
import { askedInWords, daysInWords } from './words.ts';

const README = new URL('../../workflows/README.md', import.meta.url);

const INTRODUCTION = `# The state machines

_Drawn by \`npm run diagrams\`; a test keeps it current. Change the machine, not this page._

A machine holds the order in which a journey asks, runs and waits, from top to bottom. It is given ids only: law, dates and decisions are functions in \`domain/\`, and facts are in the table.

| Statement | Drawn as | What it does |
| --- | --- | --- |
| \`ask\` | rounded box | opens a step and waits for its outcome; goes straight on if the record has it |
| \`open\` | rectangle | opens steps and goes on at once; what follows from their answers is in their entries |
| \`run\` | rectangle | runs one action, which may be run again at any time |
| \`choice\` | arrows with outcomes | goes by the outcome of the statement above |
| \`together\` | frame | runs its branches side by side until all have ended |
| \`child\` | box with double sides | runs another machine to its end |
| \`end\`, \`again(X)\`, \`goTo(X)\` | arrow | to the end of the list, back to X, forward to X |

\`build/\` compiles a machine to the language of Step Functions (\`npm run asl -- housing\` prints it) and adds what is the same everywhere and is not drawn:

- **Incidents.** A state \`X\` that keeps failing leads to \`XIncident\`, which asks an administrator; \`XRepaired\` tries \`X\` again or skips it, with a reason. A skip leads where an outcome that is not listed would, never back.
- **Backstops.** An \`ask\` that nobody has answered for half a year goes to \`Reconcile\`, which starts a new execution for what the record still wants.

An end without a comment is drawn, and left out where a state can end by itself: each state entered is charged.

The tables say whom each step waits for and when: the prison (POM) or community offender manager (COM), the offender management unit (OMU), a day or an event. Days are part of the step, count from the release date in force and move with it.
`;

/** The text of workflows/README.md: what the machines have in common, then each one drawn, with the steps it waits for. */
export async function workflowsReadme(): Promise<string> {
  const machines = drawnByName();
  const text = [INTRODUCTION, ...MACHINES.map((name) => sectionOf(name, machines[name]))].join('\n');
  return format(text, { ...(await resolveConfig(README)), parser: 'markdown' });
}

export function readmeFile(): URL {
  return README;
}

function sectionOf(name: Machine, machine: Region): string {
  return [
    `## ${name}`,
    '',
    machine.Comment ?? '',
    '',
    '```mermaid',
    drawMachine(machine),
    '```',
    '',
    ...awaitsTable(machine),
    '',
  ].join('\n');
}

function awaitsTable(machine: Region): readonly string[] {
  const rows = statesOf(machine).flatMap(({ name, state }) =>
    kindsOf(state).map((kind) => {
      const step = stepEntry(kind);
      const cells = [`\`${name}\``, `\`${kind}\``, askedInWords(step), daysInWords(step)];
      return `| ${cells.join(' | ')} |`;
    }),
  );
  if (rows.length === 0) return [];
  return ['| State | Step | Waits for | When |', '| --- | --- | --- | --- |', ...rows];
}

/** The kind that a state asks; or the kinds that it opens, with those that their answers open in turn. */
function kindsOf(state: State): readonly StepKind[] {
  const { kind, kinds } = sent(state);
  if (kindOf(state) === 'await') return [kind].filter(isKind);
  if (!Array.isArray(kinds)) return [];
  const found = new Set(kinds.filter(isKind));
  for (const each of found) for (const opened of openedBy(each)) found.add(opened);
  return [...found];
}

function openedBy(kind: StepKind): readonly StepKind[] {
  return Object.values(stepEntry(kind).outcomes).flatMap(({ opens = [] }) =>
    opens.map((each) => each.kind).filter(isKind),
  );
}

function isKind(kind: unknown): kind is StepKind {
  return typeof kind === 'string' && isStepKind(kind);
}
