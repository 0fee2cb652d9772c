import * as z from 'zod';
import { readDataFile } from './data-file.ts';
import { CALLS } from './usage.ts';

export const ASSUMPTIONS = new URL('../../data/cost/assumptions.json', import.meta.url);

/** A figure nobody measured, and why it is what it is. */
const Assumed = z.strictObject({ value: z.number().nonnegative(), why: z.string().min(10) });
const Share = z.strictObject({ value: z.number().min(0).max(1), why: z.string().min(10) });

const allOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, Assumed])) as Record<Names[number], typeof Assumed>,
  );

const Size = z.strictObject({
  journeysAYear: z.int().positive(),
  /** Who sign in in a month. */
  staff: z.int().positive(),
  /** That take referrals. */
  agencies: z.int().positive(),
  /** Of the console's function, in working hours. */
  consoleInstances: z.int().positive(),
  why: z.string().min(10),
});
export type Size = z.infer<typeof Size>;

const Assumptions = z.strictObject({
  asOf: z.iso.date(),
  sizes: z.array(Size).min(1),
  journey: z.strictObject({
    needsHousing: Share,
    dateMoves: Share,
    restarts: Share,
    webhooksRetried: Share,
    daysOpen: Assumed,
    yearsKept: Assumed,
  }),
  pages: allOf([
    'caseload',
    'caseloadViews',
    'personViews',
    'stepsViews',
    'stuckViews',
    'stepsViewsAnAct',
    'stepViewsAnAct',
    'personViewsAnAct',
    'assetsAView',
  ]),
  staff: allOf(['signInsAMonth', 'hoursAMonth']),
  agencies: allOf(['secretsEach', 'tokenMinutes']),
  functions: allOf(['keptWarmSeconds', 'coldStartMs', 'overheadMs', 'fullProcessorMb', 'directoryMs']),
  latencyMs: allOf(CALLS),
  services: allOf([
    'emptyPollsAMonth',
    'keyRequestsAnHour',
    'tracesASecond',
    'tracesBeyond',
    'logStorageShare',
    'accessLogFieldBytes',
    'webhookBytes',
    'eventBytes',
    'unwatchedMetrics',
  ]),
});
export type Assumptions = z.infer<typeof Assumptions>;

/** @throws DataFileError when a figure is absent, impossible or without a reason. */
export function readAssumptions(path: URL = ASSUMPTIONS): Assumptions {
  return readDataFile(path, Assumptions);
}
