import { EMPTY, type ColdStartReport, type ModuleStart } from './cold-start.ts';
import { reachTable, round, table, type Reach } from './document.ts';
import { measuredText } from './measured-on.ts';

const LIMIT_KB = 800;

/** What bundles were to keep within, and whether they did. */
export function coldStartReaches({ functions }: ColdStartReport): readonly Reach[] {
  const [largest] = [...functions].sort((a, b) => b.bytes - a.bytes);
  if (largest === undefined) return [];
  const kilobytes = largest.bytes / 1024;
  return [
    {
      what: 'Largest bundle of a function',
      aim: `less than ${round(LIMIT_KB)} KB`,
      found: `${round(kilobytes)} KB (${largest.name})`,
      reached: kilobytes < LIMIT_KB,
    },
  ];
}

/** The tables of cold starts in `docs/performance.md`. */
export function coldStartTables(report: ColdStartReport): string {
  const { references, functions, starts } = report;
  const empty = references.find(({ name }) => name === EMPTY)?.cpu.min ?? NaN;
  const times = ({ init, ready, cpu }: ModuleStart): readonly string[] => [
    ...[init, ready, cpu].map(({ min, median }) => `${min.toFixed(1)} / ${median.toFixed(1)}`),
    `${(cpu.min / empty).toFixed(1)} times`,
  ];
  return [
    measuredText(report.measuredOn),
    reachTable(coldStartReaches(report)),
    table(
      ['Function', 'Bundle, KB', 'Largest in it, KB'],
      functions.map(({ name, bytes, largest }) => [
        name,
        round(bytes / 1024),
        largest.map(({ part, bytes: ofPart }) => `${part} ${round(ofPart / 1024)}`).join(', '),
      ]),
    ),
    table(
      [
        `Of ${starts} starts, least / median`,
        'Module init, ms',
        'Process to ready, ms',
        'Processor time of that, ms',
        'Against an empty module',
      ],
      [...references, ...functions].map((each) => [each.name, ...times(each)]),
    ),
  ].join('\n\n');
}
