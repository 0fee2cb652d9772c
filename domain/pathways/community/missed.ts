import { capitalised } from '../../law/capitalised.ts';
import * as z from 'zod';
import { countOf, spanOf } from '../../law/number-words.ts';
import { sayDate } from '../../law/say-date.ts';
import { addDays, type IsoDate } from '../../law/time.ts';
import { missing, note, withNote, withReason } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { step, type Answer, type Background, type Need } from '../step-entry.ts';
import { MISSED_BECAUSE, type MissedBecause } from './data.ts';
import { setSupervision, withLatest } from './supervision.ts';

export const MISSED_BECAUSE_NAMES: Readonly<Record<MissedBecause, string>> = {
  ILLNESS: 'Illness, their own or of somebody they care for',
  WORK: 'Work, training or a job interview',
  FAMILY: 'Family or children',
  TRANSPORT: 'They could not get there',
  NOT_TOLD: 'They did not know of it',
  FORGOT: 'They forgot',
  OTHER: 'Another reason',
  NO_REASON: 'No reason was given',
};

const enforcement = { kind: 'enforcement-decision', withoutSubject: true } as const;
const pattern = {
  kind: 'missed-pattern',
  withoutSubject: true,
  when: ({ record }: { readonly record: PersonRecord }) => record.supervision?.missesOften === true,
} as const;

const NO_DAY = 'Enter the day of the new appointment';

const missedDetails = withReason.extend({
  because: z.enum(MISSED_BECAUSE).optional(),
  on: z.iso.date({ error: `${NO_DAY}.` }).optional(),
});
type MissedDetails = z.output<typeof missedDetails>;

/** An appointment that was missed: the reason first, then whether there is a pattern, and only then enforcement. */
export const MISSED_STEPS = {
  'missed-appointment': step({
    title: 'A missed appointment',
    awaits: 'to find out why it was missed, and arrange another',
    asked: 'com',
    due: { from: 'opened', workingDays: 1 },
    details: missedDetails,
    form: [
      {
        kind: 'radios',
        name: 'because',
        label: 'Why it was missed',
        hint: 'A missed appointment has a reason, and is not by itself a breach',
        choices: MISSED_BECAUSE.map((value) => ({ value, text: MISSED_BECAUSE_NAMES[value] })),
        problem: 'Say why it was missed',
      },
      { ...REASON_FIELD, label: 'The reason, in the person’s words' },
      {
        kind: 'date',
        name: 'on',
        label: 'Day of the new appointment',
        hint: 'Today or later. After a first appointment, you are asked on this day whether it was kept',
        problem: NO_DAY,
      },
    ],
    shows: ['because', 'reason', 'on'],
    usually: (_cast, today) => ({
      outcome: 'REARRANGED',
      details: { because: 'TRANSPORT' as const, reason: 'The bus did not come.', on: addDays(today, 1) },
    }),
    outcomes: {
      REARRANGED: {
        label: 'Another appointment is arranged',
        faultsIn: faultsInMissed,
        resets: ['first-appointment'],
        does: rearrange,
        opens: [pattern],
      },
      NOT_ACCEPTED: {
        label: 'The reason is not accepted: another is arranged, and enforcement is decided on',
        faultsIn: faultsInMissed,
        resets: ['first-appointment', 'enforcement-decision'],
        does: rearrange,
        opens: [enforcement, pattern],
      },
    },
  }),
  'missed-pattern': step({
    title: 'Appointments are missed often',
    awaits: ({ missedPatternAppointments, missedPatternDays }) =>
      `to look at why ${countOf(missedPatternAppointments, 'appointment')} were missed in ${spanOf(missedPatternDays)}, and change what can be changed`,
    asked: 'com',
    due: { from: 'opened', workingDays: 5 },
    background: ({ supervision }) => reasonsOf(supervision?.missed ?? []),
    details: withNote,
    form: [{ ...NOTE_FIELD, label: 'What was changed: times, place, reminders, help to get there' }],
    shows: ['note'],
    usually: { outcome: 'CHANGED', details: { note: 'Afternoons, and a text the day before.' } },
    outcomes: {
      CHANGED: {
        label: 'Something was changed',
        needs: { field: 'note', problem: 'Say what was changed.' },
        passing: true,
        does: (draft) => setSupervision(draft, { missesOften: false }),
      },
      NOTHING_HELPS: {
        label: 'Nothing more can be changed',
        needs: { field: 'note', problem: 'Say what was tried.' },
        passing: true,
        does: (draft) => setSupervision(draft, { missesOften: false }),
      },
    },
  }),
  'enforcement-decision': step({
    title: 'Decide on enforcement',
    awaits: 'to decide what follows from a failure to comply, within the time that policy allows',
    asked: 'com',
    due: { from: 'opened', after: 'enforcementWorkingDays' },
    background: ({ supervision }) => warningsOf(supervision?.warnings ?? 0),
    details: z.strictObject({ hearingOn: z.iso.date().optional(), note: note.optional() }),
    form: [
      {
        kind: 'date',
        name: 'hearingOn',
        label: 'Day of the review hearing',
        hint: 'Only for a review hearing',
        problem: 'Enter the day of the review hearing',
      },
      { ...NOTE_FIELD, label: 'Why' },
    ],
    shows: ['hearingOn', 'note'],
    usually: { outcome: 'NO_ACTION', details: { note: 'It was the first, and they came the next day.' } },
    outcomes: {
      NO_ACTION: { label: 'No action', needs: { field: 'note', problem: 'Say why.' }, passing: true },
      WARNING: {
        label: 'A warning was given',
        needs: { field: 'note', problem: 'Say why.' },
        passing: true,
        does(draft) {
          setSupervision(draft, { warnings: (draft.journey.supervision?.warnings ?? 0) + 1 });
        },
      },
      REVIEW_HEARING: {
        label: 'A review hearing',
        passing: true,
        // The day of a hearing that is still to come moves with the new one.
        recounts: true,
        needs: { field: 'hearingOn', problem: 'Enter the day of the review hearing.' },
        forbiddenBy: (_record, today, _subject, { hearingOn }) =>
          hearingOn !== undefined && hearingOn < today
            ? { rule: 'hearing-past', explanation: 'Enter a day that has not passed.' }
            : undefined,
        does(draft, { details: { hearingOn } }) {
          if (hearingOn !== undefined) setSupervision(draft, { hearingOn });
        },
        resets: ['review-hearing'],
        opens: [{ kind: 'review-hearing' }],
      },
      RECALL_ASKED: {
        label: 'A recall is asked for on its own page',
        needs: { field: 'note', problem: 'Say why.' },
        passing: true,
      },
    },
  }),
  'review-hearing': step({
    title: 'Review hearing',
    awaits: 'to record what the review hearing decided',
    asked: 'com',
    opens: { from: 'review-hearing', days: 0 },
    due: { from: 'review-hearing', days: 1 },
    details: withNote,
    form: [{ ...NOTE_FIELD, label: 'What was decided' }],
    shows: ['note'],
    usually: { outcome: 'HELD', details: { note: 'Supervision goes on as before.' } },
    outcomes: {
      HELD: {
        label: 'It was held',
        needs: { field: 'note', problem: 'Say what was decided.' },
        passing: true,
      },
      NOT_HELD: {
        label: 'It was not held',
        needs: { field: 'note', problem: 'Say why, and what follows.' },
        passing: true,
      },
    },
  }),
};

function faultsInMissed(
  { because, on }: MissedDetails,
  { sentence: { supervisionEndsOn } }: PersonRecord,
  today: IsoDate,
): readonly Need<keyof MissedDetails>[] {
  const day = (problem: string) => [{ field: 'on', problem } as const];
  return [
    ...missing('because', because, 'Say why it was missed.'),
    ...missing('on', on, `${NO_DAY}.`),
    ...(on !== undefined && on < today ? day('Enter a day that has not passed.') : []),
    ...(on !== undefined && supervisionEndsOn !== undefined && on > supervisionEndsOn
      ? day(`Supervision ends on ${sayDate(supervisionEndsOn)}. Enter that day or an earlier one.`)
      : []),
  ];
}

/** An appointment with a subject is arranged again on the page of appointments; the first one is a step of its own. */
function rearrange(
  draft: PathwayDraft,
  { subject, details: { because = 'OTHER', on } }: Answer<MissedDetails>,
): void {
  countMissed(draft, because);
  if (subject === undefined && on !== undefined) setSupervision(draft, { firstAppointmentOn: on });
}

function countMissed(draft: PathwayDraft, because: MissedBecause): void {
  const { journey, context } = draft;
  const missed = withLatest(journey.supervision?.missed, { on: context.today, because });
  const { missedPatternAppointments, missedPatternDays } = context.law.onRelease(
    journey.releasedOn ?? context.today,
  );
  const since = addDays(context.today, -missedPatternDays);
  const often = missed.filter(({ on }) => on > since).length >= missedPatternAppointments;
  setSupervision(draft, { missed, missesOften: often });
}

/** "They forgot: 2. They could not get there: 1." */
function reasonsOf(missed: readonly { readonly because: MissedBecause }[]): Background | undefined {
  const counted = MISSED_BECAUSE.flatMap((because) => {
    const count = missed.filter((each) => each.because === because).length;
    return count === 0 ? [] : [`${MISSED_BECAUSE_NAMES[because]}: ${count}.`];
  });
  return counted.length === 0 ? undefined : { label: 'Reasons so far', text: counted.join(' ') };
}

function warningsOf(warnings: number): Background {
  const counted = warnings === 0 ? 'no warning' : countOf(warnings, 'warning');
  return {
    label: 'Before this',
    text: `${capitalised(counted)} ${warnings > 1 ? 'were' : 'was'} given.`,
  };
}
