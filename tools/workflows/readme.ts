import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { MACHINES, type Machine } from '../../domain/record/machines.ts';
import { kindOf, readDefinition, sent, statesOf, textOf, type Region } from './definition.ts';
import { drawMachine, isReconcile } from './picture.ts';
import { stepOf } from './rules-meaning.ts';
import { askedInWords, daysInWords } from './words.ts';

const README = new URL('../../workflows/README.md', import.meta.url);

const INTRODUCTION = `# The state machines

_Drawn from the definitions by \`npm run diagrams\`; a test keeps it current. Change the definition, not this page._

A state machine decides the order of things, and nothing else. Law, dates and decisions are functions in \`domain/\`; facts are in the table; a machine is told ids only. There are five kinds of state, and one that ends:

| Kind | Drawn as | What it does |
| --- | --- | --- |
| **Do** | rectangle | Runs one command, which may be run again at any time. |
| **Await** | rounded box | Opens a step, and waits for its answer. If the record has the answer already, it goes straight on. |
| **Choice** | diamond | Goes by the outcome of the state before it. |
| **Parallel** | frame | Runs its branches side by side, and goes on when all have ended. |
| **Child** | box with double sides | Runs another machine to its end. |
| **Succeed** | double circle | Ends the machine or the branch. |

What is the same everywhere is not drawn:

- **Incidents.** Each Do, Await, Child and Parallel \`X\` is tried again when something gives way under it. When that does not help, \`XIncident\` asks an administrator to put it right, and \`XMended\` goes by the answer: try \`X\` again, or skip it, with a reason. A skip goes where no answer would have led.
- **Backstops.** Each Await gives up after half a year without an answer, far past any deadline, and a \`Reconcile\` state starts a fresh execution for what the record still wants.

Deadlines are in the rows and not in the machines. Those below are counted from the release date in force and move with it. When little time is left, a deadline counted back from release still gives two working days' notice, but what must be ready at the gate is never due after release.
`;

/** The text of workflows/README.md: what the machines have in common, then each one drawn, with whom it waits for. */
export async function workflowsReadme(): Promise<string> {
  const sections = await Promise.all(MACHINES.map(async (name) => sectionOf(name, await readMachine(name))));
  const text = [INTRODUCTION, ...sections].join('\n');
  return format(text, { ...(await resolveConfig(README)), parser: 'markdown' });
}

export function readmeFile(): URL {
  return README;
}

async function readMachine(name: Machine): Promise<Region> {
  const file = new URL(`${name}.asl.json`, README);
  const machine = readDefinition(JSON.parse(await readFile(file, 'utf8')));
  if (machine === undefined) throw new Error(`workflows/${name}.asl.json is not a state machine`);
  return machine;
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
    foldedAway(machine),
    '',
    ...awaitsTable(machine),
    '',
  ].join('\n');
}

function foldedAway(machine: Region): string {
  const states = statesOf(machine);
  const incidents = states.filter(({ state }) => kindOf(state) === 'incident').length;
  const reconciling = states.filter(({ state }) => isReconcile(state)).map(({ name }) => `\`${name}\``);
  const also = reconciling.length === 0 ? '' : `, and ${reconciling.join(', ')}`;
  return `Not drawn: ${incidents} incidents${also}.`;
}

function awaitsTable(machine: Region): readonly string[] {
  const rows = statesOf(machine).flatMap(({ name, state }) => {
    const step = kindOf(state) === 'await' ? stepOf(state) : undefined;
    if (step === undefined) return [];
    const cells = [
      `\`${name}\``,
      `${step.title} (\`${textOf(sent(state)['kind'])}\`)`,
      askedInWords(step),
      daysInWords(step),
    ];
    return [`| ${cells.join(' | ')} |`];
  });
  if (rows.length === 0) return ['It waits for nobody itself; the machines it starts do.'];
  return ['| State | Step | Who is asked | When |', '| --- | --- | --- | --- |', ...rows];
}
