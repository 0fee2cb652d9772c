import * as z from 'zod';
import {
  none,
  note,
  NOT_NEEDED,
  OVERTAKEN,
  PROPOSAL_OUTCOMES,
  reason,
  withNote,
  withReason,
} from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { TAGS } from './data.ts';
import { HARD_STOP_STEPS, withoutLicence } from './hard-stop-steps.ts';
import { setConditions, setLicence } from './licence.ts';

/** From the first draft of the conditions to the person's signature. */
export const LICENCE_STEPS = {
  'licence-conditions': step({
    title: 'Draft the licence conditions',
    awaits: ({ licencePolicyVersion }) =>
      `to draft the conditions of the licence, by version ${licencePolicyVersion} of the policy, and send them for approval`,
    asked: 'com',
    pathway: 'licence-and-release-date',
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: withoutLicence,
    details: z.strictObject({
      curfew: z.boolean().optional(),
      location: z.boolean().optional(),
      alcohol: z.boolean().optional(),
      restrictionZone: z.boolean().optional(),
      note: note.optional(),
    }),
    form: [
      {
        kind: 'checkbox',
        name: 'curfew',
        label: 'An electronic tag for a curfew',
        problem: 'Tick it or not',
      },
      {
        kind: 'checkbox',
        name: 'location',
        label: 'An electronic tag that shows where the person is',
        problem: 'Tick it or not',
      },
      {
        kind: 'checkbox',
        name: 'alcohol',
        label: 'An electronic tag that shows whether the person drank alcohol',
        problem: 'Tick it or not',
      },
      {
        kind: 'checkbox',
        name: 'restrictionZone',
        label: 'A zone that the person must stay out of, or within',
        problem: 'Tick it or not',
      },
      {
        ...NOTE_FIELD,
        hint: 'Conditions beyond the standard ones. The licence itself is made in Create and vary a licence',
      },
    ],
    shows: ['curfew', 'location', 'alcohol', 'restrictionZone', 'note'],
    usually: { outcome: 'DRAFTED' },
    outcomes: {
      DRAFTED: {
        label: 'Drafted, and sent for approval',
        opens: [
          { kind: 'licence-approval' },
          { kind: 'electronic-tag', when: ({ record }) => (record.licence?.tags ?? []).length > 0 },
        ],
        // A tag that comes back in a later draft is arranged again.
        resets: [
          'licence-approval',
          { kind: 'electronic-tag', when: ({ record }) => record.licence?.tags?.length === 0 },
        ],
        brings: ({ details: { curfew, location, alcohol } }) =>
          [curfew, location, alcohol].includes(true) ? undefined : 'untagged',
        does(draft, { details: { curfew, location, alcohol, restrictionZone } }) {
          const { context, journey } = draft;
          const { licencePolicyVersion } = context.law.onRelease(journey.releaseDateInForce ?? context.today);
          // What an earlier draft had is not in this one unless it is said again.
          setConditions(draft, {
            tags: TAGS.filter(
              (tag) => ({ CURFEW: curfew, LOCATION: location, ALCOHOL: alcohol })[tag] === true,
            ),
            ...(restrictionZone === true && { restrictionZone }),
          });
          setLicence(draft, { policyVersion: licencePolicyVersion, draftedOn: context.today });
        },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'licence-approval': step({
    title: 'Approve the licence',
    awaits: 'to approve the conditions of the licence, or send them back',
    asked: 'governor',
    pathway: 'licence-and-release-date',
    due: { from: 'licence-hard-stop', before: 'licenceHardStopWarningWorkingDays' },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    details: z.strictObject({ reason: reason.optional() }),
    form: [{ ...REASON_FIELD, label: 'What has to change', hint: 'Only if you send it back' }],
    shows: ['reason'],
    usually: { outcome: 'APPROVED' },
    outcomes: {
      APPROVED: {
        label: 'Approved',
        ends: ['licence-not-approved'],
        opens: [{ kind: 'licence-explained' }],
        does: (draft) => setLicence(draft, { approvedOn: draft.context.today }),
      },
      SENT_BACK: {
        label: 'Sent back',
        needs: { field: 'reason', problem: 'Say what has to change.' },
        passing: true,
        resets: ['licence-conditions'],
        opens: [{ kind: 'licence-conditions' }],
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  ...HARD_STOP_STEPS,
  'licence-explained': step({
    title: 'Explain the licence',
    awaits: 'to explain the licence to the person, in words they understand',
    asked: 'pom',
    pathway: 'licence-and-release-date',
    due: { from: 'release', workingDays: -1 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 1 } },
    details: withNote,
    form: [{ ...NOTE_FIELD, hint: 'What helped: an interpreter, pictures, more than one talk' }],
    shows: ['note'],
    usually: { outcome: 'EXPLAINED' },
    outcomes: {
      EXPLAINED: {
        label: 'Explained',
        opens: [{ kind: 'licence-signed' }],
        does: (draft) => setLicence(draft, { explainedOn: draft.context.today }),
      },
      OVERTAKEN,
    },
  }),
  'licence-signed': step({
    title: 'Sign the licence',
    awaits: 'to say whether the person signed the licence',
    asked: 'pom',
    pathway: 'licence-and-release-date',
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 1 } },
    details: withReason.partial(),
    form: [{ ...REASON_FIELD, label: 'Why it was not signed', hint: 'Only if it was not' }],
    shows: ['reason'],
    usually: { outcome: 'SIGNED' },
    outcomes: {
      SIGNED: { label: 'Signed', does: (draft) => setLicence(draft, { signedOn: draft.context.today }) },
      NOT_SIGNED: {
        label: 'Not signed: the licence is in force all the same',
        needs: { field: 'reason', problem: 'Say why it was not signed.' },
        does: (draft) => setLicence(draft, { notSigned: true }),
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'licence-variation-approval': step({
    title: 'Approve a change of the licence',
    awaits: 'to approve or decline a change of the conditions of the licence',
    asked: 'head-of-pdu',
    pathway: 'licence-and-release-date',
    due: { from: 'opened', workingDays: 2 },
    answeredOn: 'proposal',
    details: none,
    form: [],
    outcomes: PROPOSAL_OUTCOMES,
  }),
};
