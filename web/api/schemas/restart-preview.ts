import * as z from 'zod';
import { MACHINES } from '../../../domain/pathways/machines.ts';
import { PHASES } from '../../../domain/record/head.ts';
import { ROOT_MACHINES } from '../../../domain/record/machines.ts';
import { SERVICES } from '../../../domain/record/referral.ts';
import { WEBHOOK_EVENT_TYPES } from '../../../domain/record/webhook-event.ts';
import { moved } from './date-preview.ts';
import { day } from './release.ts';

const about = { key: z.string(), kind: z.string(), title: z.string() };
const answered = z
  .strictObject({ ...about, answeredOn: day.optional() })
  .meta({ id: 'AnsweredStepOfRestart' });
const after = z
  .strictObject({
    ...about,
    waitsFor: z.string(),
    owner: z.string(),
    opensOn: day.optional().meta({ description: 'The day on which it is asked, where that is to come.' }),
    dueOn: day.optional(),
  })
  .meta({ id: 'StepAfterRestart' });
const referral = z
  .strictObject({
    id: z.string(),
    service: z.enum(SERVICES),
    serviceName: z.string(),
    agencyId: z.string(),
    agency: z.string(),
  })
  .meta({ id: 'ReferralOfRestart' });
const machine = z.enum(ROOT_MACHINES);

export const restartPreview = z
  .strictObject({
    version: z.int().meta({ description: 'The version of the journey that it was worked out from.' }),
    phase: z.enum(PHASES),
    ends: z.array(z.strictObject({ machine, startedAt: z.string() })),
    starts: z.array(z.strictObject({ machine })),
    answered: z.array(answered).meta({ description: 'Answered, and not asked again.' }),
    stays: z.array(after).meta({ description: 'Open, and stays as it is.' }),
    opens: z.array(after).meta({ description: 'Opens, because the journey did not have it.' }),
    repeats: z.array(answered).meta({ description: 'Answered, and asked again.' }),
    closes: z.array(z.strictObject(about)).meta({ description: 'Open, and answered by the record.' }),
    triedAgain: z.array(z.strictObject(about)).meta({ description: 'Failures that are tried again.' }),
    releaseDate: moved
      .optional()
      .meta({ description: 'The release date in force, where what is recorded gives another.' }),
    referralsKept: z.array(referral),
    referralsMade: z.array(referral),
    messages: z
      .array(z.strictObject({ agencyId: z.string(), agency: z.string(), type: z.enum(WEBHOOK_EVENT_TYPES) }))
      .meta({ description: 'What would be queued for agencies.' }),
    failed: z
      .array(z.strictObject({ machine: z.enum(MACHINES), state: z.string() }))
      .meta({ description: 'States that cannot be done now: an administrator is asked about each.' }),
  })
  .meta({ id: 'RestartPreview' });
