import type { Region, State } from '../../workflows/build/asl.ts';
import { branchesOf } from '../../workflows/build/graph.ts';
import { foldIncidents, loops, type Folded, type FoldedEdge } from './folded.ts';
import { kindOf } from './states.ts';

/** Times the ordinary course of a journey may enter one state of a loop: a date changed, an authority asked. */
export const ROUNDS = 10;

/**
 * Events of one run of one execution. Step Functions ends an execution at 25,000; no machine of ours may come near.
 *
 * The figure is a bound as long as, in one execution,
 * - no state of a loop is entered more than ROUNDS times,
 * - each time a task runs, at most one try fails and is tried again,
 * - each state fails past its retries at most once, so that an incident is opened, answered, and the state run again.
 *
 * Where the way parts, the longer way counts; where it runs side by side, all branches count.
 */
export function worstCaseHistory(machine: Region): number {
  const started = 1;
  const succeeded = 1;
  return started + longestWay(machine) + succeeded;
}

function longestWay(region: Region): number {
  const folded = foldIncidents(region);
  const groups = loops([...folded.states.keys()], folded.edges);
  const known = new Map<readonly string[], number>();

  const longestFrom = (group: readonly string[]): number => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const onward = groups.filter((other) => other !== group && leads(group, other, folded.edges));
    const longest = eventsOfGroup(group, folded) + Math.max(0, ...onward.map(longestFrom));
    known.set(group, longest);
    return longest;
  };
  const first = groups.find((group) => group.includes(region.StartAt));
  return first === undefined ? 0 : longestFrom(first);
}

function leads(group: readonly string[], other: readonly string[], edges: readonly FoldedEdge[]): boolean {
  return edges.some(({ from, to }) => group.includes(from) && other.includes(to));
}

function eventsOfGroup(group: readonly string[], folded: Folded): number {
  const isLoop = folded.edges.some(({ from, to }) => group.includes(from) && group.includes(to));
  const rounds = isLoop ? ROUNDS : 1;
  let events = 0;
  for (const name of group) {
    const state = folded.states.get(name);
    if (state === undefined) continue;
    events += rounds * eventsOf(state);
    if (folded.incidents.has(name)) events += INCIDENT + eventsOf(state);
  }
  return events;
}

const CHOICE = 2; // entered, exited
const SUCCEED = 2;
const DO = 5; // entered, scheduled, started, succeeded, exited
const AWAIT = 6; // and submitted; a child's start is submitted too
const DO_TRIED_AGAIN = 3; // scheduled, started, failed
const AWAIT_TRIED_AGAIN = 4;
const INCIDENT = AWAIT + AWAIT_TRIED_AGAIN + CHOICE;

function eventsOf(state: State): number {
  switch (kindOf(state)) {
    case 'do':
    case 'reconcile':
      return DO + DO_TRIED_AGAIN;
    case 'await':
    case 'incident':
    case 'child':
      return AWAIT + AWAIT_TRIED_AGAIN;
    case 'choice':
      return CHOICE;
    case 'succeed':
      return SUCCEED;
    case 'parallel':
      return 4 + branchesOf(state).reduce((sum, branch) => sum + longestWay(branch), 0);
  }
}
