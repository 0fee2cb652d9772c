import * as z from 'zod';
import { FIGURE_NAMES, FIGURES, type FigureName } from './figures.ts';
import { readFraction } from './fraction.ts';
import { LegislationError } from './legislation-error.ts';
import { addDays, type IsoDate } from './time.ts';

/** Shares of a sentence, each in force by turns. */
export const FRACTION_NAMES = [
  'standardFraction',
  'sdsPlusFraction',
  'sds40Fraction',
  'progressionFraction',
  'progressionSdsPlusFraction',
  'progressionExcludedFraction',
  'progressionSdsPlusOffenceFraction',
] as const;
export type FractionName = (typeof FRACTION_NAMES)[number];

/** Lists of the first day of a law for sentences of up to so many days, shortest first; the last row has no limit. */
export const TRANCHE_NAMES = ['progressionTranches', 'recallTranches'] as const;
export type TrancheName = (typeof TRANCHE_NAMES)[number];

/** Lists of offences that a law leaves out, each under the code that callers give. */
export const EXCLUSION_NAMES = ['sds40Exclusions', 'progressionExclusions'] as const;
export type ExclusionName = (typeof EXCLUSION_NAMES)[number];

export type RuleName = FigureName | FractionName | TrancheName | ExclusionName;

const dated = {
  /** The first day in force; null when it has applied for as long as anyone may ask, or its start is not known. */
  from: z.iso.date().nullable(),
  /** The last day in force; null while no end is known. */
  until: z.iso.date().nullable(),
  basis: z.enum(['law', 'policy']),
  source: z.string().min(10),
};
const figureRows = z.array(z.strictObject({ value: z.int(), ...dated })).min(1);
const fractionRows = z
  .array(
    z.strictObject({
      value: z.string().refine((text) => readFraction(text) !== undefined, 'Write it as 1/2'),
      ...dated,
    }),
  )
  .min(1);
const trancheRows = z
  .array(z.strictObject({ value: z.int().min(1).nullable(), ...dated, from: z.iso.date(), until: z.null() }))
  .min(1);
const exclusionRows = z
  .array(
    z.strictObject({
      value: z.string().regex(/^[A-Z][A-Z0-9_]{1,60}$/, 'A code is in capitals'),
      /** As a sentence says it: "a violent offence". */
      name: z.string().min(3),
      /** Left out only with a sentence of so many years or more. */
      leastYears: z.int().min(1).max(60).optional(),
      ...dated,
    }),
  )
  .min(1);

const fileSchema = z.strictObject({
  ...each(FIGURE_NAMES, figureRows),
  ...each(FRACTION_NAMES, fractionRows),
  ...each(TRANCHE_NAMES, trancheRows),
  ...each(EXCLUSION_NAMES, exclusionRows),
});
export type Legislation = z.infer<typeof fileSchema>;
type DatedRow = { readonly from: IsoDate | null; readonly until: IsoDate | null };

/** Whether the days of a row include a date. */
export function isInForce({ from, until }: DatedRow, date: IsoDate): boolean {
  return (from === null || from <= date) && (until === null || date <= until);
}

/** Reads the file of dated rows. Throws a LegislationError that names the file and every item at fault. */
export function readLegislation(data: unknown, file: string): Legislation {
  const read = fileSchema.safeParse(data);
  if (!read.success) throw faulty(read.error.issues.map(sayIssue), file);
  const faults = [
    ...FIGURE_NAMES.flatMap((name) => faultsOfFigure(name, read.data[name])),
    ...FRACTION_NAMES.flatMap((name) => faultsOfTurns(name, read.data[name])),
    ...TRANCHE_NAMES.flatMap((name) => faultsOfTranches(name, read.data[name])),
    ...EXCLUSION_NAMES.flatMap((name) => faultsOfExclusions(name, read.data[name])),
  ];
  if (faults.length > 0) throw faulty(faults, file);
  return read.data;
}

export function faulty(faults: readonly string[], file: string): LegislationError {
  return new LegislationError(faults.map((fault) => `${file}: ${fault}`).join('\n'));
}

function each<Name extends string, Schema>(names: readonly Name[], schema: Schema): Record<Name, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;
}

function faultsOfFigure(name: FigureName, rows: Legislation[FigureName]): readonly string[] {
  const { least, most, covers } = FIGURES[name];
  const faults = rows.flatMap(({ value }, index) =>
    value < least || value > most
      ? [`${name}, row ${index + 1}: the value ${value} is not from ${least} to ${most}`]
      : [],
  );
  if (covers === 'every-day' && rows[0]?.from !== null) {
    faults.push(`${name}, row 1: "from" must be null, because the figure is needed on every date`);
  }
  if (covers !== 'while-in-force' && rows.at(-1)?.until !== null) {
    faults.push(`${name}, row ${rows.length}: "until" must be null, because the figure is needed afterwards`);
  }
  return [...faults, ...faultsOfTurns(name, rows)];
}

/** Of rows that are in force one after the other. */
function faultsOfTurns(name: RuleName, rows: readonly DatedRow[]): readonly string[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const follows = before === undefined || (before.until !== null && row.from === addDays(before.until, 1));
    return [
      ...endsBeforeItBegins(name, row, index),
      ...(follows ? [] : [`${name}, row ${index + 1}: it does not begin on the day after row ${index} ends`]),
    ];
  });
}

function faultsOfTranches(name: TrancheName, rows: Legislation[TrancheName]): readonly string[] {
  return rows.flatMap(({ value, from }, index) => {
    const item = `${name}, row ${index + 1}`;
    const before = rows[index - 1];
    const shorter = before?.value ?? null;
    const isLast = index === rows.length - 1;
    return [
      ...(isLast && value !== null
        ? [`${item}: the value must be null, because longer sentences need a row`]
        : []),
      ...(!isLast && value === null
        ? [`${item}: the value is null, and only the last row has no limit`]
        : []),
      ...(shorter !== null && value !== null && value <= shorter
        ? [`${item}: the value ${value} is not more than in row ${index}`]
        : []),
      ...(before !== undefined && from < before.from ? [`${item}: it begins before row ${index}`] : []),
    ];
  });
}

function faultsOfExclusions(name: ExclusionName, rows: Legislation[ExclusionName]): readonly string[] {
  return rows.flatMap((row, index) => {
    const twice = rows.findIndex(
      (other, at) => at < index && other.value === row.value && (overlap(other, row) || overlap(row, other)),
    );
    return [
      ...endsBeforeItBegins(name, row, index),
      ...(twice === -1
        ? []
        : [`${name}, row ${index + 1}: ${row.value} is in force already by row ${twice + 1}`]),
    ];
  });
}

function overlap(row: DatedRow, other: DatedRow): boolean {
  return other.from === null ? row.from === null : isInForce(row, other.from);
}

function endsBeforeItBegins(name: RuleName, { from, until }: DatedRow, index: number): readonly string[] {
  return from !== null && until !== null && until < from
    ? [`${name}, row ${index + 1}: it ends before it begins`]
    : [];
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
