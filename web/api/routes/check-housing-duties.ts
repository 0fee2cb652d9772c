import * as z from 'zod';
import { done } from '../../../application/refusal.ts';
import { CRS_REFERRAL_STATUSES, SETTLED_TYPES, SEXES } from '../../../domain/law/commissioned-services.ts';
import { DUTY_TO_REFER_REFERRAL_STATUSES } from '../../../domain/law/duty-to-refer.ts';
import { assessHousingDuties } from '../../../domain/law/housing-duties.ts';
import { openRoute } from '../route.ts';
import { plainDate } from '../schemas/fields.ts';

const duty = z.strictObject({
  status: z.string(),
  action: z.string().optional(),
  reason: z.string().optional(),
});

export const checkHousingDuties = openRoute({
  method: 'POST',
  path: '/api/housing-duty-checks',
  summary: 'Which housing duties are due on a day. Nothing is stored.',
  body: z.strictObject({
    referenceDate: plainDate,
    currentAccommodationEndDate: plainDate.optional(),
    settledType: z.enum(SETTLED_TYPES).optional(),
    hasNextAccommodation: z.boolean(),
    sex: z.enum(SEXES).optional(),
    dutyToRefer: z
      .strictObject({ status: z.enum(DUTY_TO_REFER_REFERRAL_STATUSES), submittedOn: plainDate.optional() })
      .optional(),
    crs: z
      .strictObject({ status: z.enum(CRS_REFERRAL_STATUSES), submittedOn: plainDate.optional() })
      .optional(),
  }),
  example: {
    referenceDate: '2026-12-25',
    currentAccommodationEndDate: '2027-01-01',
    hasNextAccommodation: false,
    dutyToRefer: { status: 'SUBMITTED', submittedOn: '2026-12-01' },
  },
  answer: z.strictObject({ dutyToRefer: duty, crs: duty }).meta({ id: 'HousingDuties' }),
  handle: async ({ services, body }) => done(assessHousingDuties(body, services.law)),
});
