import * as z from 'zod';
import {
  areLasting,
  FIGURE_NAMES,
  FIGURES,
  NEVER_MORE_THAN,
  type FigureName,
  type Figures,
  type LastingFigures,
} from './figures.ts';
import { LegislationError } from './legislation-error.ts';
import { addDays, type IsoDate } from './time.ts';

/** The law and policy of every date, as far as it is known. */
export interface Law {
  /** The figures in force on a date. The same object for every date of one period, so that it can key a cache. */
  readonly on: (date: IsoDate) => Figures;
  /** As `on`, for a release that is to come. Throws RangeError for a date before the latest Act was in force. */
  readonly onRelease: (date: IsoDate) => Figures & LastingFigures;
}

const rowSchema = z.strictObject({
  value: z.int(),
  /** The first day in force; null when it has applied for as long as anyone may ask, or its start is not known. */
  from: z.iso.date().nullable(),
  /** The last day in force; null while no end is known. */
  until: z.iso.date().nullable(),
  basis: z.enum(['law', 'policy']),
  source: z.string().min(10),
});
type Row = z.infer<typeof rowSchema>;
const rowsSchema = z.array(rowSchema).min(1);
const fileSchema = z.strictObject(
  Object.fromEntries(FIGURE_NAMES.map((name) => [name, rowsSchema])) as Record<FigureName, typeof rowsSchema>,
);
type Rows = z.infer<typeof fileSchema>;

const BEFORE_ALL_DATES = '';

/**
 * Reads the dated figures of law and policy. Throws a LegislationError that names the file and every item at fault: a figure
 * that does not exist or is missing, a value out of range, an impossible date, rows that overlap or leave a gap.
 */
export function lawFrom(data: unknown, file: string): Law {
  const rows = readRows(data, file);
  const periods = startsOfPeriods(rows).map((start) => ({ start, figures: figuresOn(rows, start) }));
  const faults = periods.flatMap(({ start, figures }) => contradictions(start, figures));
  if (faults.length > 0) throw faulty(faults, file);
  const latestFirst = periods.toReversed();
  const on = (date: IsoDate): Figures => {
    const period = latestFirst.find(({ start }) => start <= date);
    if (period === undefined) throw new RangeError(`${date} is not a date`);
    return period.figures;
  };
  const lasting = new Map<Figures, Figures & LastingFigures>();
  for (const { figures } of periods) if (areLasting(figures)) lasting.set(figures, figures);
  return {
    on,
    onRelease: (date) => {
      const figures = lasting.get(on(date));
      if (figures === undefined) throw new RangeError(`Not every figure was in force on ${date}`);
      return figures;
    },
  };
}

function readRows(data: unknown, file: string): Rows {
  const read = fileSchema.safeParse(data);
  if (!read.success) throw faulty(read.error.issues.map(sayIssue), file);
  const faults = FIGURE_NAMES.flatMap((name) => faultsOf(name, read.data[name]));
  if (faults.length > 0) throw faulty(faults, file);
  return read.data;
}

function faultsOf(name: FigureName, rows: readonly Row[]): readonly string[] {
  const { least, most, covers } = FIGURES[name];
  const first = rows[0];
  const last = rows.at(-1);
  const faults = rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const item = `${name}, row ${index + 1}`;
    return [
      ...(row.value < least || row.value > most
        ? [`${item}: the value ${row.value} is not from ${least} to ${most}`]
        : []),
      ...(row.from !== null && row.until !== null && row.until < row.from
        ? [`${item}: it ends before it begins`]
        : []),
      ...(before && (before.until === null || row.from !== addDays(before.until, 1))
        ? [`${item}: it does not begin on the day after row ${index} ends`]
        : []),
    ];
  });
  if (covers === 'every-day' && first?.from !== null) {
    faults.push(`${name}, row 1: "from" must be null, because the figure is needed on every date`);
  }
  if (covers !== 'while-in-force' && last?.until !== null) {
    faults.push(`${name}, row ${rows.length}: "until" must be null, because the figure is needed afterwards`);
  }
  return faults;
}

function startsOfPeriods(rows: Rows): readonly IsoDate[] {
  const starts = FIGURE_NAMES.flatMap((name) => rows[name]).flatMap(({ from, until }) => [
    from ?? BEFORE_ALL_DATES,
    ...(until === null ? [] : [addDays(until, 1)]),
  ]);
  return [...new Set([BEFORE_ALL_DATES, ...starts])].sort();
}

function figuresOn(rows: Rows, date: IsoDate): Figures {
  const inForce = FIGURE_NAMES.flatMap((name) => {
    const commenced = FIGURES[name].covers !== 'once-commenced';
    const row = rows[name].find(
      ({ from, until }) =>
        (commenced || from !== null) &&
        (from ?? BEFORE_ALL_DATES) <= date &&
        (until === null || date <= until),
    );
    return row === undefined ? [] : [[name, row.value] as const];
  });
  return Object.freeze(Object.fromEntries(inForce)) as Figures;
}

function contradictions(start: IsoDate, figures: Figures): readonly string[] {
  return NEVER_MORE_THAN.flatMap(([smaller, larger]) => {
    const [a, b] = [figures[smaller], figures[larger]];
    const from = start === BEFORE_ALL_DATES ? '' : ` from ${start}`;
    return a === undefined || b === undefined || a <= b
      ? []
      : [`${smaller}: the value ${a}${from} is more than ${larger}, which is ${b}`];
  });
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return issue.keys.map((name) => `${name}: no rule has a figure of this name`).join('\n');
  }
  const [name, row, ...field] = issue.path.map(String);
  if (name !== undefined && row === undefined && issue.code === 'invalid_type')
    return `${name}: a list of its dated rows is missing`;
  const item = [name ?? 'the file', ...(row === undefined ? [] : [`row ${Number(row) + 1}`]), ...field];
  return `${item.join(', ')}: ${issue.message}`;
}

function faulty(faults: readonly string[], file: string): LegislationError {
  return new LegislationError(faults.map((fault) => `${file}: ${fault}`).join('\n'));
}
