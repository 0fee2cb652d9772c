import * as z from 'zod';
import { CONTACT_WAYS } from '../../../domain/pathways/accommodation/contact.ts';
import { REFERRAL_STATES, SERVICES } from '../../../domain/record/referral.ts';

/** Referrals as officers and as agencies see them. */

const day = z.string().meta({ format: 'date' });
const instant = z.string().meta({ format: 'date-time' });

export const referral = z
  .strictObject({
    id: z.string(),
    service: z.enum(SERVICES),
    serviceName: z.string(),
    subject: z.string(),
    agencyId: z.string(),
    agency: z.string(),
    state: z.enum(REFERRAL_STATES),
    releaseDate: day.optional(),
    createdAt: instant,
    deliveredAt: instant.optional(),
    paused: z.string().optional().meta({ description: 'Its agency is paused.' }),
    stale: z.boolean().meta({ description: 'Too old to count as a current referral.' }),
    answer: z
      .strictObject({
        answer: z.string(),
        code: z.string().optional(),
        reference: z.string().optional(),
        officer: z.string().optional(),
        at: instant,
      })
      .optional(),
    withdrawn: z.strictObject({ reason: z.string(), text: z.string().optional(), at: instant }).optional(),
  })
  .meta({ id: 'Referral' });

export const disclosedReferral = z
  .strictObject({
    id: z.string(),
    service: z.enum(SERVICES),
    serviceName: z.string(),
    state: z.enum(REFERRAL_STATES),
    sequence: z.int(),
    releaseDate: day.optional(),
    releasedOn: day.optional().meta({ description: 'The day of release, once the person is out.' }),
    name: z.string().optional(),
    contact: z
      .strictObject({ by: z.enum(CONTACT_WAYS), at: z.string() })
      .optional()
      .meta({ description: 'How the person has agreed to be contacted.' }),
    opinion: z.string().optional(),
    whatHelps: z
      .string()
      .optional()
      .meta({ description: 'What helps the person, where they agree that you are shown it.' }),
    questions: z
      .array(
        z.strictObject({
          askedAt: instant,
          question: z.string().optional(),
          answeredAt: instant.optional(),
          answer: z.string().optional(),
        }),
      )
      .optional()
      .meta({ description: 'What you asked with MORE_INFORMATION, and what the officer answered.' }),
  })
  .meta({ id: 'DisclosedReferral' });
