import { kindOf, machineOf, sent, type Region, type State } from './definition.ts';
import { foldIncidents, type Edge } from './graph.ts';

/** Comments longer than this are left to the definition. */
const SHORT = 80;

/**
 * A Mermaid flowchart of a machine's ordinary course. Incidents, and what reconciles a step nobody answered, are the
 * same everywhere and are not drawn.
 */
export function drawMachine(machine: Region): string {
  return ['flowchart TD', ...indent(drawRegion(machine, 'begin'))].join('\n');
}

/** States that only reconcile after a timeout: Do states that run reconcile-step. */
export function isReconcile(state: State): boolean {
  return kindOf(state) === 'do' && sent(state)['action'] === 'reconcile-step';
}

function drawRegion(region: Region, begin: string): readonly string[] {
  const folded = foldIncidents(region);
  const drawn = new Map([...folded.states].filter(([, state]) => !isReconcile(state)));
  const ways = folded.edges.filter(
    ({ from, to, by }) => (by === 'next' || by === 'choice') && drawn.has(from) && drawn.has(to),
  );
  return [
    `${begin}((" ")) --> ${idOf(region.StartAt)}`,
    ...[...drawn].flatMap(([name, state]) => drawState(name, state)),
    ...drawWays(ways),
  ];
}

function drawState(name: string, state: State): readonly string[] {
  const id = idOf(name);
  switch (kindOf(state)) {
    case 'do':
      return [`${id}["${label(name, state)}"]`];
    case 'await':
    case 'incident':
      return [`${id}(["${label(name, state)}"])`];
    case 'child':
      return [`${id}[["${label(name, state)}<br/>starts ${machineOf(state) ?? ''}"]]`];
    case 'choice':
      return [`${id}{"${escape(name)}"}`];
    case 'succeed':
      return [`${id}((("${escape(name)}")))`];
    case 'parallel':
      return [
        `subgraph ${id}["${label(name, state)}"]`,
        ...indent(
          (state.Branches ?? []).flatMap((branch, index) => drawBranch(branch, `${id}_${index + 1}`)),
        ),
        'end',
      ];
    case 'other':
      throw new Error(`${name} is none of the five kinds of state, so nobody knows how to draw it`);
  }
}

function drawBranch(branch: Region, id: string): readonly string[] {
  return [`subgraph ${id}[" "]`, ...indent(['direction TB', ...drawRegion(branch, `${id}_begin`)]), 'end'];
}

/** One arrow for each pair of states, with every outcome that leads that way. */
function drawWays(ways: readonly Edge[]): readonly string[] {
  const outcomes = new Map<string, string[]>();
  for (const { from, to, by, outcome } of ways) {
    const pair = `${from} ${to}`;
    const said = outcomes.get(pair) ?? [];
    outcomes.set(pair, by === 'next' ? said : [...said, outcome ?? 'otherwise']);
  }
  return [...outcomes].map(([pair, said]) => {
    const [from = '', to = ''] = pair.split(' ');
    const text = said.length === 0 ? '' : `|"${escape(said.join(' or '))}"|`;
    return `${idOf(from)} -->${text} ${idOf(to)}`;
  });
}

function label(name: string, { Comment: comment }: State): string {
  const said = comment === undefined || comment.length > SHORT ? '' : `<br/>${escape(comment)}`;
  return `<b>${escape(name)}</b>${said}`;
}

/** Mermaid has words of its own, such as `end`, that no id may be. */
function idOf(name: string): string {
  return `s_${name}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '"': 'quot',
  '#': '35',
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
};

function escape(text: string): string {
  return text.replace(/["#&<>]/g, (character) => `#${ENTITIES[character] ?? ''};`);
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
