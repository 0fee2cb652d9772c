import * as z from 'zod';
import { NOT_NEEDED as NO_LONGER_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { REASON_FIELD } from '../form-field.ts';
import { isRefused, keepConsent, noConsent } from '../consent.ts';
import { answeredHow, CONSENT_HOW_FIELD, consentHow } from '../consent-form.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { referralSubject, type ReferralSubject } from '../../record/subjects.ts';
import { step } from '../step-entry.ts';

const details = z.strictObject({ personAsked: z.boolean().optional(), consentHow, reason: note.optional() });
const form = [
  {
    kind: 'checkbox',
    name: 'personAsked',
    label: 'The person has been told what is sent and to whom, and wants the referral',
    problem: 'Record that the person has been told and wants the referral',
  },
  CONSENT_HOW_FIELD,
  { ...REASON_FIELD, hint: 'Only if no referral is made' },
] as const;

const REFER = {
  label: 'Refer',
  needs: { field: 'personAsked', problem: 'Ask the person first, and record that they want the referral.' },
  does: (draft: PathwayDraft, given: Answered): void => answered(draft, 'GIVEN', given),
} as const;
const WITHOUT = {
  NO_NEED: { label: 'Not needed', needs: { field: 'reason', problem: 'Say why it is not needed.' } },
  DECLINED: {
    label: 'The person declined',
    needs: { field: 'reason', problem: 'Say what the person said.' },
    does: (draft: PathwayDraft, given: Answered): void => answered(draft, 'REFUSED', given),
  },
} as const;

interface Answered {
  readonly details: z.output<typeof details>;
}

function answered(
  draft: PathwayDraft,
  answer: 'GIVEN' | 'REFUSED',
  { details: { consentHow: how, reason } }: Answered,
): void {
  keepConsent(draft, {
    purpose: 'CRS',
    answer,
    ...answeredHow(draft, how),
    ...(answer === 'REFUSED' && reason !== undefined && { reason }),
  });
}

function nextReferral({ referrals }: PersonRecord): ReferralSubject {
  return referralSubject('CRS', referrals.filter(({ subject }) => subject.startsWith('CRS-')).length + 1);
}

/** The referral to commissioned rehabilitative services is an officer's, after the person has been told and asked. */
export const COMMISSIONED_SERVICES_STEPS = {
  'crs-decision': step({
    title: 'Refer to commissioned services?',
    awaits: 'to ask the person, and decide whether to refer for commissioned accommodation help',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 5 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    details,
    form,
    shows: ['personAsked', 'consentHow', 'reason'],
    usually: { outcome: 'REFER', details: { personAsked: true } },
    outcomes: { REFER, ...WITHOUT, NOT_NEEDED: NO_LONGER_NEEDED, OVERTAKEN },
  }),
  'crs-again': step({
    title: 'Refer to commissioned services, now that the person agrees?',
    awaits: 'to decide on commissioned accommodation help again, because the person agrees to it again',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 2 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    settledBy: (record) => (isRefused(record, 'CRS') ? 'NOT_NEEDED' : undefined),
    details: z.strictObject({ reason: note.optional() }),
    form: [{ ...REASON_FIELD, hint: 'Only if no referral is made' }],
    shows: ['reason'],
    usually: { outcome: 'REFER' },
    outcomes: {
      REFER: {
        label: 'Refer',
        passing: true,
        forbiddenBy: (record) => noConsent(record, 'CRS'),
        refers: nextReferral,
      },
      NO_NEED: { ...WITHOUT.NO_NEED, passing: true },
      NOT_NEEDED: { ...NO_LONGER_NEEDED, passing: true },
      OVERTAKEN,
    },
  }),
  'refer-to-services': step({
    title: 'Refer to commissioned services from the community?',
    awaits: 'to ask the person, and decide whether to refer for commissioned accommodation help',
    asked: 'com',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 1 },
    endsWhen: { housed: 'NOT_NEEDED' },
    details,
    form,
    shows: ['personAsked', 'consentHow', 'reason'],
    usually: {
      outcome: 'NO_NEED',
      details: { reason: 'The service that was asked before is still looking.' },
    },
    outcomes: {
      REFER: {
        ...REFER,
        passing: true,
        refers: nextReferral,
      },
      NO_NEED: { ...WITHOUT.NO_NEED, passing: true },
      DECLINED: { ...WITHOUT.DECLINED, passing: true },
      NOT_NEEDED: NO_LONGER_NEEDED,
    },
  }),
};
