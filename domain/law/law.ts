import {
  areLasting,
  FIGURE_NAMES,
  FIGURES,
  NEVER_MORE_THAN,
  type Figures,
  type LastingFigures,
} from './figures.ts';
import { lawRows, type LawRows } from './law-rows.ts';
import { faulty, isInForce, readLegislation, type Legislation } from './legislation.ts';
import { addDays, type IsoDate } from './time.ts';

/** The law and policy of every date, as far as it is known. */
export interface Law {
  /** The figures in force on a date. The same object for every date of one period, so that it can key a cache. */
  readonly on: (date: IsoDate) => Figures;
  /** As `on`, for a release that is to come. Throws RangeError for a date before the latest Act was in force. */
  readonly onRelease: (date: IsoDate) => Figures & LastingFigures;
  readonly rows: LawRows;
}

const BEFORE_ALL_DATES = '';

/**
 * Reads the dated rows of law and policy. Throws a LegislationError that names the file and every item at fault: a rule
 * that does not exist or is missing, a value out of range, an impossible date, rows that overlap or leave a gap.
 */
export function lawFrom(data: unknown, file: string): Law {
  const rows = readLegislation(data, file);
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
    rows: lawRows(rows),
  };
}

function startsOfPeriods(rows: Legislation): readonly IsoDate[] {
  const starts = FIGURE_NAMES.flatMap((name) => rows[name]).flatMap(({ from, until }) => [
    from ?? BEFORE_ALL_DATES,
    ...(until === null ? [] : [addDays(until, 1)]),
  ]);
  return [...new Set([BEFORE_ALL_DATES, ...starts])].sort();
}

function figuresOn(rows: Legislation, date: IsoDate): Figures {
  const inForce = FIGURE_NAMES.flatMap((name) => {
    const commenced = FIGURES[name].covers !== 'once-commenced';
    const row = rows[name].find((each) => (commenced || each.from !== null) && isInForce(each, date));
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
