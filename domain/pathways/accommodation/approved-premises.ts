import * as z from 'zod';
import data from '../../../data/approved-premises-tiers.json' with { type: 'json' };
import type { IsoDate } from '../../law/time.ts';
import type { Sex } from '../../record/characteristics.ts';

const rows = z
  .array(
    z.strictObject({
      sex: z.enum(['MALE', 'OTHER']),
      tiers: z.array(z.string().regex(/^[A-D][0-3]$/)).min(1),
      from: z.iso.date().nullable(),
      until: z.iso.date().nullable(),
      basis: z.enum(['law', 'policy']),
      source: z.string().min(10),
    }),
  )
  .parse(data);

/** Tiers with which a person may be offered approved premises (CAS1) on a day. */
export function tiersForApprovedPremises(sex: Sex, on: IsoDate): readonly string[] {
  return rows
    .filter(
      (row) =>
        row.sex === (sex === 'MALE' ? 'MALE' : 'OTHER') &&
        (row.from ?? '') <= on &&
        (row.until === null || on <= row.until),
    )
    .flatMap(({ tiers }) => tiers);
}
