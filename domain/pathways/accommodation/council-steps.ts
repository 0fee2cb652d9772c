import * as z from 'zod';
import { referralSubject } from '../../record/subjects.ts';
import { agencyId, NOT_NEEDED, note } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import { keepConsent } from '../consent.ts';
import { answeredHow, CONSENT_HOW_FIELD, consentHow } from '../consent-form.ts';
import { setPathway } from '../statuses.ts';
import { step } from '../step-entry.ts';
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

/** Asking a council outside its window: agreement recorded later, the plan it makes, and from the community. */
export const COUNCIL_STEPS = {
  'contact-agreement': step({
    title: 'No duty to refer without agreement',
    awaits: 'to record that the person agrees to be contacted: without it no council can be asked',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    endsWhen: { housed: 'NOT_NEEDED' },
    settledBy: (record) => (record.housing.contact === undefined ? notInWales(record) : 'AGREED'),
    background: ({ housing }) => ({
      label: 'Why no council has been asked',
      text: [
        housing.consent === 'REFUSED'
          ? 'The person has not agreed to a referral.'
          : 'The person has not agreed to be contacted.',
        ...(housing.refusedBecause === undefined ? [] : [housing.refusedBecause]),
      ].join(' '),
    }),
    details: z
      .strictObject({ ...contactDetails, consentHow, reason: note.optional() })
      .superRefine(checkContact),
    keepsPrivate: ['contact'],
    form: [
      ...CONTACT_FIELDS,
      CONSENT_HOW_FIELD,
      { ...REASON_FIELD, hint: 'Only if they still do not agree' },
    ],
    shows: ['contactBy', 'consentHow', 'reason'],
    usually: { outcome: 'AGREED', details: USUAL_CONTACT },
    outcomes: {
      AGREED: {
        label: 'They agree to a referral and to being contacted',
        needs: NEEDS_CONTACT,
        restarts: (_subject, machineWaits) => !machineWaits,
        does(draft, { details }) {
          keepConsent(draft, {
            purpose: 'DTR',
            answer: 'GIVEN',
            ...answeredHow(draft, details.consentHow),
          });
          keepContact(draft, details);
          setPathway(draft, 'accommodation', 'IN_PROGRESS');
        },
      },
      STILL_REFUSED: {
        label: 'They do not agree',
        needs: { field: 'reason', problem: 'Say why the person does not agree.' },
        does: (draft, { details }) => keepRefusal(draft, details.reason),
      },
      NOT_NEEDED,
    },
  }),
  'housing-plan': step({
    title: 'Personal housing plan',
    awaits: 'to follow up the personal housing plan with the council',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 10 },
    endsWhen: { housed: 'NOT_NEEDED' },
    details: z.strictObject({ note: note.optional(), reason: note.optional() }),
    form: [NOTE_FIELD, { ...REASON_FIELD, hint: 'Only if there is no plan' }],
    shows: ['note', 'reason'],
    usually: { outcome: 'AGREED' },
    outcomes: {
      AGREED: { label: 'The plan is agreed with the person' },
      NO_PLAN: {
        label: 'There is no plan',
        needs: { field: 'reason', problem: 'Say why there is no plan.' },
      },
      NOT_NEEDED,
    },
  }),
  'refer-to-council': step({
    title: 'Ask a council from the community?',
    awaits: 'to ask a local housing authority for help, because the person has nowhere to live',
    asked: 'com',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 1 },
    endsWhen: { housed: 'NOT_NEEDED' },
    details: z
      .strictObject({
        authority: agencyId.optional(),
        ...contactDetails,
        consentHow,
        reason: note.optional(),
      })
      .superRefine(checkContact),
    keepsPrivate: ['contact'],
    form: [
      {
        kind: 'authority',
        name: 'authority',
        label: 'Local housing authority to ask',
        hint: 'Only if the person agrees',
        problem: 'Choose the local housing authority to ask',
      },
      ...CONTACT_FIELDS,
      CONSENT_HOW_FIELD,
      { ...REASON_FIELD, hint: 'Only if no council is asked' },
    ],
    shows: ['authority', 'contactBy', 'consentHow', 'reason'],
    usually: {
      outcome: 'NOT_NOW',
      details: { reason: 'The council that was asked before is still looking.' },
    },
    outcomes: {
      REFER: {
        label: 'Refer to this council',
        needs: { field: 'authority', problem: 'Choose the local housing authority to ask.' },
        forbiddenBy: tooManyAuthorities,
        passing: true,
        refers: ({ housing }) => referralSubject('DTR', housing.authorities.length),
        does(draft, { details }) {
          if (details.authority === undefined) return;
          keepConsent(draft, {
            purpose: 'DTR',
            agencyId: details.authority,
            answer: 'GIVEN',
            ...answeredHow(draft, details.consentHow),
          });
          keepContact(draft, details);
          setHousing(draft, { authorities: [...draft.journey.housing.authorities, details.authority] });
        },
      },
      NOT_NOW: {
        label: 'Not now',
        needs: { field: 'reason', problem: 'Say why no council is asked.' },
        passing: true,
      },
      NOT_NEEDED,
    },
  }),
};
