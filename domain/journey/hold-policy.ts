import * as z from 'zod';
import policies from '../../data/hold-policies.json' with { type: 'json' };
import { HOLD_REASONS, type HoldReason } from '../record/hold.ts';
import type { IsoDate } from '../law/time.ts';

const movementReason = z.string().regex(/^[A-Z_]+$/);
const date = z.iso.date().nullable();
const row = z.strictObject({
  reason: z.enum(HOLD_REASONS),
  clocks: z.enum(['STOP', 'CONTINUE']),
  /** Whether the person is sent messages about appointments: nobody reads them in hospital, or should on the run. */
  messagesToPerson: z.enum(['STOP', 'CONTINUE']),
  where: z.enum(['ANYWHERE', 'PRISON']),
  /** Days on hold for this reason count as served. */
  countsTowardsSentence: z.boolean(),
  /** Whether the person is in custody meanwhile; `AS_BEFORE`: as they were before the hold. */
  custody: z.enum(['IN', 'OUT', 'AS_BEFORE']),
  /** Ends when a recalled person comes back to prison. */
  endsWithReturn: z.boolean(),
  /** Reasons with which the prison's system reports that a person has left prison in this way. */
  leaves: z.array(movementReason),
  /** Reasons with which it reports that they are back. */
  returns: z.array(movementReason),
  from: date,
  until: date,
  basis: z.enum(['law', 'policy']),
  source: z.string().min(1),
});
export type HoldPolicy = z.output<typeof row>;

const POLICIES: readonly HoldPolicy[] = z.array(row).parse(policies);

/** Whether deadlines and messages stop for a reason, and whom it is for, on a day. @throws when the data has no row for it. */
export function holdPolicy(
  reason: HoldReason,
  on: IsoDate,
  rows: readonly HoldPolicy[] = POLICIES,
): HoldPolicy {
  const found = rows.find(
    (each) => each.reason === reason && (each.from ?? on) <= on && (each.until === null || on <= each.until),
  );
  if (found === undefined) throw new Error(`data/hold-policies.json has no row for ${reason} on ${on}`);
  return found;
}

/** Why a person is away whom the prison's system reports as having left with a reason; undefined for any other reason. */
export function holdForLeaving(movement: string, on: IsoDate): HoldReason | undefined {
  return HOLD_REASONS.find((reason) => holdPolicy(reason, on).leaves.includes(movement));
}

/** The person is back from what a hold is for, when the prison's system reports them as received with this reason. */
export function isReturnFrom(reason: HoldReason, movement: string, on: IsoDate): boolean {
  return holdPolicy(reason, on).returns.includes(movement);
}
