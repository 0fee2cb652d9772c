import * as z from 'zod';
import { spanOf } from '../../law/number-words.ts';
import { agencyId, none, NOT_NEEDED, note, OPENED, OVERTAKEN } from '../answer-details.ts';
import { REASON_FIELD } from '../form-field.ts';
import { readReferralSubject } from '../../record/subjects.ts';
import type { PersonRecord } from '../person-record.ts';
import { step } from '../step-entry.ts';
import { setPathway } from '../statuses.ts';
import { isRefused, keepConsent, noConsent } from '../consent.ts';
import { answeredHow, CONSENT_HOW_FIELD, consentHow } from '../consent-form.ts';
import { setHousing } from './address.ts';
import {
  CONTACT_FIELDS,
  checkContact,
  contactDetails,
  keepContact,
  NEEDS_CONTACT,
  USUAL_CONTACT,
} from './contact.ts';
import { keepRefusal, notInWales, tooManyAuthorities } from './council-rules.ts';
import { isInWales } from './country.ts';

const NOT_AGREED = 'Record that they agree to be contacted, or leave out how to contact them.';

/** Councils that have a referral already, as after two records were merged: their place on the list names it. */
function authoritiesAsked({ housing, referrals }: PersonRecord): readonly string[] {
  const choices = referrals.map(({ subject }) => readReferralSubject(subject));
  return housing.authorities.filter((_, index) =>
    choices.some((each) => each?.service === 'DTR' && each.choice === index + 1),
  );
}

/** The two windows, consent, and the local housing authorities asked in turn. */
export const DUTY_TO_REFER_STEPS = {
  'crs-window': step({
    title: 'Commissioned accommodation help opens',
    awaits: ({ crsReferralDays }) => `${spanOf(crsReferralDays)} before release`,
    asked: 'date',
    pathway: 'accommodation',
    opens: { from: 'release', before: 'crsReferralDays' },
    answersItself: 'OPENED',
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    details: none,
    form: [],
    outcomes: { OPENED, NOT_NEEDED, OVERTAKEN },
  }),
  'dtr-window': step({
    title: 'Duty to refer opens',
    awaits: ({ dutyToReferDays }) => `${spanOf(dutyToReferDays)} before release`,
    asked: 'date',
    pathway: 'accommodation',
    opens: { from: 'release', before: 'dutyToReferDays' },
    answersItself: 'OPENED',
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    settledBy: notInWales,
    details: none,
    form: [],
    outcomes: {
      // A machine that began before Wales had steps of its own waits for this day.
      OPENED: { ...OPENED, opens: [{ kind: 'welsh-application', when: ({ record }) => isInWales(record) }] },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'housing-consent': step({
    title: 'Consent to the duty to refer',
    awaits: 'to record the person’s consent and their choice of local housing authorities',
    asked: 'pom',
    pathway: 'accommodation',
    due: { from: 'release', before: 'dutyToReferDays', later: 7 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    settledBy: notInWales,
    details: z
      .strictObject({
        authorities: z.array(agencyId).min(1).max(5).optional(),
        shareContactDetails: z.boolean().optional(),
        ...contactDetails,
        consentHow,
        reason: note.optional(),
      })
      .superRefine((details, context) => {
        const agreed = details.shareContactDetails === true;
        if (agreed && details.contactBy === undefined)
          context.addIssue({ code: 'custom', path: ['contactBy'], message: NEEDS_CONTACT.problem });
        if (!agreed && details.contactBy !== undefined)
          context.addIssue({ code: 'custom', path: ['shareContactDetails'], message: NOT_AGREED });
        checkContact(details, context);
      }),
    keepsPrivate: ['contact'],
    form: [
      {
        kind: 'authorities',
        most: 5,
        name: 'authorities',
        label: 'Local housing authorities, in the person’s order of choice',
        hint: 'Only if consent is given. One is enough; up to 5.',
        problem: 'Choose at least one local housing authority, each only once',
      },
      {
        kind: 'checkbox',
        name: 'shareContactDetails',
        label: 'They agree to be contacted, and that their contact details are shared with the authority',
        problem: 'Record that they agree to be contacted, or leave out how to contact them',
      },
      ...CONTACT_FIELDS,
      CONSENT_HOW_FIELD,
      {
        ...REASON_FIELD,
        label: 'Reason (optional)',
        hint: 'If they do not agree to a referral or to being contacted, what the person said',
      },
    ],
    shows: ['authorities', 'shareContactDetails', 'contactBy', 'consentHow', 'reason'],
    usually: ({ authorities }) => ({
      outcome: 'GIVEN',
      details: { authorities: [...authorities], shareContactDetails: true, ...USUAL_CONTACT },
    }),
    outcomes: {
      GIVEN: {
        label: 'Consent given',
        needs: {
          field: 'authorities',
          problem: 'Name at least one local housing authority, in the person’s order of choice.',
        },
        forbiddenBy: (record) =>
          isInWales(record)
            ? {
                rule: 'no-duty-to-refer-in-wales',
                explanation:
                  'The person’s prison or home area is in Wales, where there is no duty to refer. Help them apply to a Welsh local authority.',
              }
            : undefined,
        does(draft, { details }) {
          const authorities = details.authorities ?? [];
          const given = {
            purpose: 'DTR',
            answer: 'GIVEN',
            ...answeredHow(draft, details.consentHow),
          } as const;
          keepConsent(draft, given);
          for (const agencyId of authorities)
            if (isRefused(draft.journey, 'DTR', agencyId)) keepConsent(draft, { ...given, agencyId });
          const asked = authoritiesAsked(draft.journey);
          const others = authorities.filter((each) => !asked.includes(each));
          setHousing(draft, { consent: 'GIVEN', authorities: [...asked, ...others] });
          if (details.shareContactDetails === true) keepContact(draft, details);
          else keepRefusal(draft, details.reason);
        },
      },
      REFUSED: {
        label: 'Consent refused',
        does(draft, { details }) {
          keepConsent(draft, {
            purpose: 'DTR',
            answer: 'REFUSED',
            ...answeredHow(draft, details.consentHow),
            ...(details.reason !== undefined && { reason: details.reason }),
          });
          setHousing(draft, { consent: 'REFUSED' });
          keepRefusal(draft, details.reason);
          setPathway(draft, 'accommodation', 'SUPPORT_DECLINED');
        },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'authorities-exhausted': step({
    title: 'No authority has accepted',
    awaits: 'to add another local housing authority, or say why not',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 2 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    alarm: {
      code: 'NO_AUTHORITY_LEFT',
      cause: () => 'No local housing authority on the person’s list has accepted.',
    },
    details: z.strictObject({ authority: agencyId.optional(), reason: note.optional() }),
    form: [
      {
        kind: 'authority',
        name: 'authority',
        label: 'Local housing authority to ask next',
        hint: 'Only if another authority is added',
        problem: 'Choose the local housing authority to ask next',
      },
      { ...REASON_FIELD, hint: 'Only if there is no other authority' },
    ],
    shows: ['authority', 'reason'],
    usually: { outcome: 'NO_OTHER', details: { reason: 'Every authority in the area has been asked.' } },
    outcomes: {
      AUTHORITY_ADDED: {
        label: 'Another authority added',
        needs: { field: 'authority', problem: 'Name the local housing authority to ask next.' },
        forbiddenBy: (record, _today, _subject, { authority }) =>
          tooManyAuthorities(record) ?? noConsent(record, 'DTR', authority),
        does(draft, { details }) {
          if (details.authority === undefined) return;
          setHousing(draft, {
            authorities: [...draft.journey.housing.authorities, details.authority],
            asksNoOther: false,
          });
        },
      },
      NO_OTHER: {
        label: 'There is no other authority',
        needs: { field: 'reason', problem: 'Say why there is no other authority to ask.' },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};
