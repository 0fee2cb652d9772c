import type { Region, State } from '../../workflows/build/asl.ts';
import { branchesOf } from '../../workflows/build/graph.ts';
import { foldIncidents, type FoldedEdge } from './folded.ts';
import { kindOf, machineOf } from './states.ts';

/** Comments longer than this are left to the definition. */
const SHORT = 50;

/**
 * A Mermaid flowchart of a machine's ordinary course. Incidents, and the states that reconcile a step nobody
 * answered, are the same everywhere and are not drawn; a choice is drawn as the ways out of the state it follows.
 */
export function drawMachine(machine: Region): string {
  return ['flowchart TD', ...indent(drawRegion(machine, 'begin'))].join('\n');
}

function drawRegion(region: Region, begin: string): readonly string[] {
  const { states, edges } = foldIncidents(region);
  const drawn = [...states].filter(([, state]) => {
    const kind = kindOf(state);
    return kind !== 'reconcile' && kind !== 'choice';
  });
  return [
    `${begin}((" ")) --> ${idOf(region.StartAt)}`,
    ...drawn.flatMap(([name, state]) => drawState(name, state)),
    ...drawn.flatMap(([name]) => drawWays(name, waysFrom(name, edges, states))),
  ];
}

/** The ways from a state to the next ones, past the choice between. */
function waysFrom(
  name: string,
  edges: readonly FoldedEdge[],
  states: ReadonlyMap<string, State>,
): readonly FoldedEdge[] {
  const next = edges.filter(({ from, by }) => from === name && by === 'next');
  return next.flatMap((edge) =>
    states.get(edge.to)?.Type === 'Choice' ? edges.filter(({ from }) => from === edge.to) : [edge],
  );
}

function drawState(name: string, state: State): readonly string[] {
  const id = idOf(name);
  switch (kindOf(state)) {
    case 'do':
    case 'reconcile':
    case 'choice':
      return [`${id}["${label(name, state)}"]`];
    case 'await':
    case 'incident':
      return [`${id}(["${label(name, state)}"])`];
    case 'child':
      return [`${id}[["${label(name, state)}<br/>starts ${state.Type === 'Task' ? machineOf(state) : ''}"]]`];
    case 'succeed':
      return [`${id}((("${escape(name)}")))`];
    case 'parallel':
      return [
        `subgraph ${id}["${label(name, state)}"]`,
        ...indent(branchesOf(state).flatMap((branch, index) => drawBranch(branch, `${id}_${index + 1}`))),
        'end',
      ];
  }
}

function drawBranch(branch: Region, id: string): readonly string[] {
  return [`subgraph ${id}[" "]`, ...indent(['direction TB', ...drawRegion(branch, `${id}_begin`)]), 'end'];
}

/** One arrow to each next state, with every outcome that leads there. */
function drawWays(name: string, ways: readonly FoldedEdge[]): readonly string[] {
  return [...new Set(ways.map(({ to }) => to))].map((next) => {
    const outcomes = ways
      .filter(({ to, by }) => to === next && by === 'choice')
      .map(({ outcome }) => outcome ?? 'otherwise');
    const text = outcomes.length === 0 ? '' : `|"${escape(outcomes.join(' or '))}"|`;
    return `${idOf(name)} -->${text} ${idOf(next)}`;
  });
}

function label(name: string, state: State): string {
  const comment = 'Comment' in state ? state.Comment : undefined;
  const shown = comment === undefined || comment.length > SHORT ? '' : `<br/>${escape(comment)}`;
  return `<b>${escape(name)}</b>${shown}`;
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
