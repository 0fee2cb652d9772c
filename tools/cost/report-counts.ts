import { table } from '../bench/document.ts';
import { pageViewsOf, type Inputs } from './activity.ts';
import { PAGES } from './pages.ts';
import { decimals, whole } from './say.ts';
import { NO_USAGE, plus, type Usage } from './usage.ts';

const CALL_NAMES = {
  get: 'gets',
  query: 'queries',
  put: 'puts',
  delete: 'deletes',
  transaction: 'transactions',
  'start-execution': 'starts',
  'answer-task': 'answers',
  'stop-execution': 'stops',
  'list-executions': 'lists',
  'ask-after-task': 'tokens asked after',
  'send-message': 'messages',
  webhook: 'webhooks',
  'put-events': 'puts of events',
} as const;

/** What was counted of whole journeys and of the pages looked at. */
export function countsTables(inputs: Inputs): readonly string[] {
  const { measured } = inputs;
  const all = Object.values(measured.functions).reduce((sum, usage) => plus(sum, usage), NO_USAGE);
  const kb = ({ table, indexes }: { readonly table: number; readonly indexes: number }): string =>
    `${decimals(table / 1_024, 1)} KB in the table and ${decimals(indexes / 1_024, 1)} KB in its indexes`;
  return [
    `On average over ${measured.journeys} whole journeys: ${decimals(measured.transitions, 1)} state transitions in ${decimals(measured.executions, 1)} executions; ${decimals(measured.officersActs, 1)} answers and changes by officers, ${decimals(measured.agencyAnswers, 1)} answers by agencies, ${decimals(measured.facts, 1)} facts. Stored while it is open: ${kb(measured.open)}. Stored once it is closed: ${kb(measured.closed)}.`,
    table(
      [
        'Function',
        'Calls',
        'Read units',
        'Write units',
        'In indexes',
        'Lost races',
        'Asks for',
        'Processor, ms a call',
      ],
      [...Object.entries(measured.functions), ['all', all] as const].map(([name, usage]) =>
        functionRow(name, usage),
      ),
    ),
    'A race is lost when two branches change one journey at once: the loser is charged, and does its work again. The sweep is called by the clock whatever happens; this is what it did when it found something.',
    pagesTable(inputs),
    `A sweep that finds nothing reads ${decimals(measured.idleSweep.readUnits, 1)} units and writes ${decimals(measured.idleSweep.writeUnits, 1)}. A reconcile reads ${decimals(measured.reconcile.idle.readUnits, 1)} and writes ${decimals(measured.reconcile.idle.writeUnits, 1)}, and reads ${decimals(measured.reconcile.ofADriven.readUnits, 2)} more for each journey that an execution drives, which is ${whole(measured.drivenShare * 100)}% of the days that one is open.`,
  ];
}

function functionRow(name: string, usage: Usage): string[] {
  const asked = Object.entries(CALL_NAMES).flatMap(([call, word]) => {
    const count = usage.calls[call as keyof typeof CALL_NAMES];
    return count === 0 ? [] : [`${decimals(count, 1)} ${word}`];
  });
  return [
    name,
    decimals(usage.invocations, 1),
    decimals(usage.readUnits, 1),
    decimals(usage.writeUnits, 1),
    decimals(usage.indexWriteUnits, 1),
    decimals(usage.refused, 1),
    asked.join(', '),
    decimals(usage.cpuMs / (usage.invocations || 1), 1),
  ];
}

function pagesTable(inputs: Inputs): string {
  const views = pageViewsOf(inputs);
  return table(
    ['Page', 'Views a journey', 'Read units a view', 'Gets and queries', 'KB', 'Processor, ms'],
    PAGES.map((page) => {
      const { usage, bytes } = inputs.measured.pages[page];
      return [
        page,
        decimals(views[page], 1),
        decimals(usage.readUnits, 1),
        whole(usage.calls.get + usage.calls.query),
        decimals(bytes / 1_024, 1),
        decimals(usage.cpuMs, 1),
      ];
    }),
  );
}
