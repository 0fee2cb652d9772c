import * as z from 'zod';
import policies from '../../data/hold-policies.json' with { type: 'json' };
import { HOLD_REASONS, type HoldReason } from '../record/hold.ts';
import type { IsoDate } from '../law/time.ts';

const date = z.iso.date().nullable();
const row = z.strictObject({
  reason: z.enum(HOLD_REASONS),
  clocks: z.enum(['STOP', 'CONTINUE']),
  /** Whether the person is sent messages about appointments: nobody reads them in hospital, or should on the run. */
  messagesToPerson: z.enum(['STOP', 'CONTINUE']),
  where: z.enum(['ANYWHERE', 'PRISON']),
  /** Days on hold for this reason count as served. */
  countsTowardsSentence: z.boolean(),
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
