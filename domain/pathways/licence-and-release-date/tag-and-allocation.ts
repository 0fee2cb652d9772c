import * as z from 'zod';
import { supervisorOf } from '../../record/head.ts';
import { DATE_CHANGED, none, NOT_NEEDED, note, OPENED, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { nextWorkingDay } from '../next-working-day.ts';
import { step, type BrokenRule } from '../step-entry.ts';
import { sayDate } from '../../law/say-date.ts';
import type { IsoDate } from '../../law/time.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { curfewLacksAddress, setLicence } from './licence.ts';

const CURFEW_NEEDS_ADDRESS =
  'A curfew needs an address to be at, and none is recorded for the day of release. Record the address first.';

const NOT_IN_LICENCE = { label: 'The licence has no electronic tag', system: true, passing: true } as const;

/** The electronic tag, and the warning that nobody in the community is named. */
export const TAG_AND_ALLOCATION_STEPS = {
  'electronic-tag': step({
    title: 'Electronic tag',
    awaits: 'to arrange where and when the electronic tag is fitted',
    asked: 'com',
    pathway: 'licence-and-release-date',
    due: { from: 'release', workingDays: -5 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', untagged: 'NOT_IN_LICENCE' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 1 } },
    dateMoved: { by: 'date-in-force', again: true, opens: true, does: forgetFitting },
    background: (record, _referral, _opened, { today }) =>
      curfewLacksAddress(record, today)
        ? { label: 'Blocked by a missing address', text: CURFEW_NEEDS_ADDRESS }
        : undefined,
    details: z.strictObject({ on: z.iso.date().optional(), place: note.max(200).optional() }),
    form: [
      {
        kind: 'date',
        name: 'on',
        label: 'Day of the fitting (optional)',
        hint: 'The day of release without one',
        problem: 'Enter the day of the fitting',
      },
      {
        kind: 'text',
        name: 'place',
        label: 'Place of the fitting',
        problem: 'Enter the place of the fitting',
        personal: true,
      },
    ],
    shows: ['on', 'place'],
    usually: { outcome: 'ARRANGED', details: { place: 'At the address' } },
    outcomes: {
      ARRANGED: {
        label: 'Arranged',
        needs: { field: 'place', problem: 'Enter the place of the fitting.' },
        forbiddenBy: (record, today, _subject, { on }) => curfewRule(record, today) ?? tooEarly(record, on),
        opens: [{ kind: 'tag-fitted' }],
        // A fitting that is asked about already moves with the day.
        recounts: true,
        does: (draft, { details: { on } }) =>
          setLicence(draft, { ...(on !== undefined && { tagFittingOn: on }) }),
      },
      NO_LONGER_A_CONDITION: {
        label: 'No longer a condition of the licence',
        forbiddenBy: ({ releasedOn }) =>
          releasedOn === undefined
            ? undefined
            : {
                rule: 'tag-needs-variation',
                explanation:
                  'The person is out: propose a change of the licence, which another officer approves.',
              },
        brings: 'untagged',
        does: (draft) => setLicence(draft, { tags: [] }),
      },
      DATE_CHANGED,
      NOT_IN_LICENCE,
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'tag-fitted': step({
    title: 'Tag fitted?',
    awaits: 'to say whether the electronic tag was fitted',
    asked: 'com',
    pathway: 'licence-and-release-date',
    opens: { from: 'tag-fitting', days: 0 },
    due: { from: 'tag-fitting', workingDays: 2 },
    endsWhen: { untagged: 'NOT_IN_LICENCE' },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'FITTED' },
    outcomes: {
      FITTED: { label: 'Fitted', does: (draft) => setLicence(draft, { tagFittedOn: draft.context.today }) },
      NOT_FITTED: {
        label: 'Not fitted',
        needs: { field: 'note', problem: 'Say why, and what was arranged.' },
        asksAgain: { on: nextWorkingDay },
      },
      NOT_IN_LICENCE,
      NOT_NEEDED,
    },
  }),
  'late-allocation-day': step({
    title: 'Allocation of a community offender manager is late',
    awaits: 'the last working days before release, to see whether a community offender manager is named',
    asked: 'date',
    pathway: 'licence-and-release-date',
    opens: { from: 'late-allocation', days: 0 },
    answersItself: 'OPENED',
    endsWhen: { released: 'OVERTAKEN' },
    dateMoved: { by: 'date-in-force', again: true, opens: true },
    details: none,
    form: [],
    outcomes: {
      OPENED: {
        ...OPENED,
        opens: [{ kind: 'late-allocation', when: ({ record }) => supervisorOf(record) === undefined }],
      },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'late-allocation': step({
    title: 'No community offender manager is named',
    awaits: 'to name the community offender manager: release is near',
    asked: 'head-of-pdu',
    pathway: 'licence-and-release-date',
    due: { from: 'opened', days: 0 },
    settledBy: (record) => (supervisorOf(record) === undefined ? undefined : 'NOT_NEEDED'),
    alarm: {
      code: 'NO_COMMUNITY_OFFENDER_MANAGER',
      cause: () => 'No community offender manager is named, and release is near.',
    },
    details: withNote,
    form: [{ ...NOTE_FIELD, label: 'What was done' }],
    shows: ['note'],
    usually: { outcome: 'ACTED_ON', details: { note: 'A community offender manager is being named.' } },
    outcomes: {
      ACTED_ON: { label: 'Acted on', needs: { field: 'note', problem: 'Say what was done.' } },
      NOT_NEEDED,
    },
  }),
};

function curfewRule(record: PersonRecord, today: IsoDate): BrokenRule | undefined {
  return curfewLacksAddress(record, today)
    ? { rule: 'curfew-needs-address', explanation: CURFEW_NEEDS_ADDRESS }
    : undefined;
}

function tooEarly(
  { licence, releaseDateInForce, releasedOn }: PersonRecord,
  on: string | undefined,
): BrokenRule | undefined {
  const from = licence?.inForceFrom;
  if (on !== undefined && from !== undefined && on < from)
    return {
      rule: 'fitting-before-variation',
      explanation: `The tag is a condition from ${sayDate(from)}, and is fitted then or later.`,
    };
  const out = releasedOn ?? releaseDateInForce;
  return on !== undefined && out !== undefined && on < out
    ? { rule: 'fitting-before-release', explanation: 'A tag is fitted on the day of release or after it.' }
    : undefined;
}

/** The day of release has moved, and the day of the fitting is arranged again. */
function forgetFitting(draft: PathwayDraft): void {
  const { tagFittingOn: _past, ...licence } = draft.journey.licence ?? {};
  if (draft.journey.licence !== undefined) draft.update({ licence });
}
