import { FIGURE_NAMES, type FigureName } from './figures.ts';
import { readFraction, type Fraction } from './fraction.ts';
import {
  EXCLUSION_NAMES,
  FRACTION_NAMES,
  isInForce,
  TRANCHE_NAMES,
  type ExclusionName,
  type FractionName,
  type Legislation,
  type RuleName,
  type TrancheName,
} from './legislation.ts';
import type { IsoDate } from './time.ts';

/** One dated row of the law. `figure` is its value as a table shows it: "56", "2/5", "up to 574 days". */
export interface LawRow {
  readonly rule: RuleName;
  readonly figure: string;
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly basis: 'law' | 'policy';
  readonly source: string;
}

export type FigureRow = LawRow & { readonly value: number };
export type FractionRow = LawRow & { readonly value: Fraction };
/** `value` is the longest sentence in days; null for any length. */
export type TrancheRow = LawRow & { readonly value: number | null; readonly from: IsoDate };
export type ExclusionRow = LawRow & {
  readonly value: string;
  readonly name: string;
  readonly leastYears?: number | undefined;
};

/** The rows of the law one by one, for rules that must say which row they applied. */
export interface LawRows {
  readonly all: readonly LawRow[];
  readonly figure: (name: FigureName, date: IsoDate) => FigureRow | undefined;
  readonly fraction: (name: FractionName, date: IsoDate) => FractionRow | undefined;
  /** The tranche of a sentence of so many days. A limit is inclusive. */
  readonly tranche: (name: TrancheName, days: number) => TrancheRow;
  /** The rows for these codes that are in force on a date. */
  readonly excluded: (
    name: ExclusionName,
    codes: readonly string[],
    date: IsoDate,
  ) => readonly ExclusionRow[];
  /** Every code that some exclusion has. */
  readonly exclusionCodes: readonly string[];
}

export function lawRows(legislation: Legislation): LawRows {
  const figures = tabled(FIGURE_NAMES, (name) =>
    legislation[name].map((row): FigureRow => ({ rule: name, figure: String(row.value), ...row })),
  );
  const fractions = tabled(FRACTION_NAMES, (name) =>
    legislation[name].flatMap((row): readonly FractionRow[] => {
      const value = readFraction(row.value);
      return value === undefined ? [] : [{ rule: name, figure: row.value, ...row, value }];
    }),
  );
  const tranches = tabled(TRANCHE_NAMES, (name) =>
    legislation[name].map((row): TrancheRow => ({
      rule: name,
      figure: row.value === null ? 'longer' : `up to ${row.value} days`,
      ...row,
    })),
  );
  const exclusions = tabled(EXCLUSION_NAMES, (name) =>
    legislation[name].map(({ leastYears, ...row }): ExclusionRow => {
      const withYears = leastYears === undefined ? '' : `, ${leastYears} years or more`;
      return { rule: name, figure: `${row.value}${withYears}`, ...row, leastYears };
    }),
  );
  return {
    all: [
      ...Object.values(figures).flat(),
      ...Object.values(fractions).flat(),
      ...Object.values(exclusions).flat(),
      ...Object.values(tranches).flat(),
    ],
    figure: (name, date) => figures[name].find((row) => isInForce(row, date)),
    fraction: (name, date) => fractions[name].find((row) => isInForce(row, date)),
    tranche: (name, days) => {
      const found = tranches[name].find(({ value }) => value === null || days <= value);
      if (found === undefined) throw new Error(`${name} has no row without a limit`);
      return found;
    },
    excluded: (name, codes, date) =>
      exclusions[name].filter((row) => codes.includes(row.value) && isInForce(row, date)),
    exclusionCodes: [
      ...new Set(EXCLUSION_NAMES.flatMap((name) => exclusions[name].map(({ value }) => value))),
    ],
  };
}

function tabled<Name extends string, Row>(
  names: readonly Name[],
  rowsOf: (name: Name) => readonly Row[],
): Readonly<Record<Name, readonly Row[]>> {
  return Object.fromEntries(names.map((name) => [name, rowsOf(name)])) as Record<Name, readonly Row[]>;
}
