import { DATE_CHANGED, none, NOT_NEEDED, OPENED, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import type { PersonRecord } from '../person-record.ts';
import { step } from '../step-entry.ts';
import { hasLicence, isApproved, setConditions, setLicence } from './licence.ts';

/** A step that nobody is asked about a person who is released without a licence. */
export const withoutLicence = (record: PersonRecord) => (hasLicence(record) ? undefined : 'NOT_NEEDED');

const notApproved = ({ record }: { readonly record: PersonRecord }): boolean =>
  hasLicence(record) && !isApproved(record);

const ON_ITS_DAY = {
  asked: 'date',
  pathway: 'licence-and-release-date',
  answersItself: 'OPENED',
  endsWhen: { released: 'OVERTAKEN' },
  settledBy: withoutLicence,
  dateMoved: { by: 'date-in-force', again: true, opens: true },
  details: none,
  form: [],
} as const;

/** The days before a licence can no longer be changed, and what happens when none was approved by then. */
export const HARD_STOP_STEPS = {
  'licence-hard-stop-warning': step({
    title: 'Warning before the hard stop of the licence',
    awaits: 'the last working days on which the licence can still be changed before release',
    ...ON_ITS_DAY,
    opens: { from: 'licence-hard-stop', before: 'licenceHardStopWarningWorkingDays' },
    outcomes: {
      OPENED: { ...OPENED, opens: [{ kind: 'licence-not-approved', when: notApproved }] },
      DATE_CHANGED,
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'licence-not-approved': step({
    title: 'The licence is not approved',
    awaits: 'to have the licence approved before it can no longer be changed',
    asked: 'head-of-pdu',
    pathway: 'licence-and-release-date',
    due: { from: 'licence-hard-stop', days: 0 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: (record) => (isApproved(record) ? 'NOT_NEEDED' : undefined),
    alarm: { code: 'LICENCE_NOT_APPROVED', cause: () => 'The licence is not approved, and release is near.' },
    details: withNote,
    form: [{ ...NOTE_FIELD, label: 'What was done' }],
    shows: ['note'],
    usually: { outcome: 'ACTED_ON', details: { note: 'The draft was sent for approval by telephone.' } },
    outcomes: {
      ACTED_ON: { label: 'Acted on', needs: { field: 'note', problem: 'Say what was done.' } },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'licence-hard-stop': step({
    title: 'Hard stop of the licence',
    awaits: 'the day from which the licence can no longer be changed before release',
    ...ON_ITS_DAY,
    opens: { from: 'licence-hard-stop', days: 0 },
    outcomes: {
      OPENED: { ...OPENED, opens: [{ kind: 'prison-licence', when: notApproved }] },
      DATE_CHANGED,
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'prison-licence': step({
    title: 'Make a licence with the standard conditions',
    awaits: 'to make a licence with the standard conditions, because none was approved before the hard stop',
    asked: 'omu',
    pathway: 'licence-and-release-date',
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: (record) => (isApproved(record) ? 'NOT_NEEDED' : undefined),
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'MADE' },
    outcomes: {
      MADE: {
        label: 'Made',
        ends: ['licence-conditions', 'licence-approval', 'licence-not-approved'],
        opens: [{ kind: 'licence-explained' }],
        brings: 'untagged',
        does(draft) {
          const { today } = draft.context;
          setConditions(draft, {});
          setLicence(draft, { draftedOn: today, approvedOn: today, standardOnly: true });
        },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};
