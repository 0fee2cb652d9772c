import { format, resolveConfig } from 'prettier';
import { stepEntry, isStepKind } from '../../domain/pathways/catalogue.ts';
import { MACHINES, type Machine } from '../../domain/pathways/machines.ts';
import type { Region } from '../../workflows/build/asl.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { drawMachine } from './picture.ts';
import { kindOf, sent, statesOf } from './states.ts';
import { askedInWords, daysInWords, titleInWords } from './words.ts';

const README = new URL('../../workflows/README.md', import.meta.url);

const INTRODUCTION = `# The state machines

_Drawn from the machines by \`npm run diagrams\`; a test keeps it current. Change the machine, not this page._

Each file here is one state machine: in which order a journey asks, runs and waits. Law, dates and decisions are functions in \`domain/\`; facts are in the table; a machine is given ids only. A machine is a list of statements, from top to bottom:

| Statement | Drawn as | Step Functions | What it does |
| --- | --- | --- | --- |
| \`ask\` | rounded box | Await | Opens a step and waits for its outcome. If the record has it already, it goes straight on. |
| \`run\` | rectangle | Do | Runs one action, which may be run again at any time. |
| \`choice\` | arrows with outcomes | Choice | Goes by the outcome of the statement above. |
| \`together\` | frame | Parallel | Runs its branches side by side, and goes on when all have ended. |
| \`child\` | box with double sides | Child | Runs another machine to its end. |
| \`end\`, \`again(X)\`, \`goTo(X)\` | arrow | | To the end of the list, back to X, forward to X. |

\`build/\` turns a machine into the language of Step Functions (\`npm run asl -- housing\` prints it) and adds what is the same everywhere and is not drawn:

- **Incidents.** Each state \`X\` is tried again when something fails. When that does not help, \`XIncident\` asks an administrator, and \`XRepaired\` tries \`X\` again or skips it, with a reason. A skip leads where an outcome that is not listed would, never back.
- **Backstops.** An \`ask\` that nobody has answered for half a year goes to \`Reconcile\`, which starts a new execution for what the record still wants.

Deadlines are in the steps, not in the machines. Those below are counted from the release date in force and move with it.
`;

/** The text of workflows/README.md: what the machines have in common, then each one drawn, with the steps it waits for. */
export async function workflowsReadme(): Promise<string> {
  const machines = definitionsByName();
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
  const rows = statesOf(machine).flatMap(({ name, state }) => {
    const kind = kindOf(state) === 'await' ? String(sent(state)['kind']) : '';
    if (!isStepKind(kind)) return [];
    const step = stepEntry(kind);
    const cells = [
      `\`${name}\``,
      `${titleInWords(step)} (\`${kind}\`)`,
      askedInWords(step),
      daysInWords(step),
    ];
    return [`| ${cells.join(' | ')} |`];
  });
  if (rows.length === 0) return ['It waits for nobody itself; the machines it starts do.'];
  return ['| State | Step | Who is asked | When |', '| --- | --- | --- | --- |', ...rows];
}
