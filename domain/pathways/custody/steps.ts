import * as z from 'zod';
import { sayDate } from '../../law/say-date.ts';
import type { AbsencesReported } from '../../record/absences-reported.ts';
import { supervisorOf } from '../../record/head.ts';
import { line, note, NOT_NEEDED, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step, type Background } from '../step-entry.ts';
import type { Custody } from './data.ts';
import { setCustody } from './handover.ts';

/** What is asked while nothing runs, each on its day. */
export const CUSTODY_STEPS = {
  handover: step({
    title: 'Hand over to the community',
    awaits: 'to hand the person over to their community offender manager',
    asked: 'pom',
    opens: { from: 'handover', days: 0 },
    due: { from: 'handover', workingDays: 10 },
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: ({ custody }) => (custody?.handedOverOn === undefined ? undefined : 'NOT_NEEDED'),
    details: withNote,
    form: [{ ...NOTE_FIELD, hint: 'What the community offender manager needs to know, and when they met' }],
    shows: ['note'],
    usually: { outcome: 'HANDED_OVER' },
    outcomes: {
      HANDED_OVER: {
        label: 'Handed over',
        forbiddenBy: (record) =>
          supervisorOf(record) === undefined
            ? {
                rule: 'nobody-to-hand-over-to',
                explanation: 'No community offender manager is named. Name one first.',
              }
            : undefined,
        recounts: true,
        does: (draft) => setCustody(draft, { handedOverOn: draft.context.today }),
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'custody-review': step({
    title: 'Review of the time in custody',
    awaits:
      'to review how the person is getting on, who their key worker is, and days on temporary licence (ROTL)',
    asked: 'pom',
    opens: { from: 'opened', after: 'custodyReviewDays' },
    due: { from: 'opened', workingDays: 10 },
    endsWhen: { released: 'OVERTAKEN' },
    background: ({ custody }) => custody?.absencesReported && absencesIn(custody, custody.absencesReported),
    details: z.strictObject({
      keyWorker: line(100).min(1).optional(),
      temporaryReleaseDays: z.int().min(0).max(200).optional(),
      note: note.optional(),
    }),
    form: [
      {
        kind: 'text',
        name: 'keyWorker',
        label: 'Key worker (optional)',
        hint: 'Left empty, it stays as it was',
        problem: 'Enter the name of the key worker on one line of up to 100 characters',
      },
      {
        kind: 'number',
        name: 'temporaryReleaseDays',
        label: 'Days on temporary licence (ROTL) since the last review (optional)',
        problem: 'Enter the number of days, from 0 to 200',
        least: 0,
        most: 200,
      },
      NOTE_FIELD,
    ],
    shows: ['keyWorker', 'temporaryReleaseDays', 'note'],
    usually: { outcome: 'REVIEWED' },
    outcomes: {
      REVIEWED: {
        label: 'Reviewed',
        passing: true,
        opens: [{ kind: 'custody-review' }],
        does(draft, { details: { keyWorker, temporaryReleaseDays = 0 } }) {
          const days = (draft.journey.custody?.temporaryReleaseDays ?? 0) + temporaryReleaseDays;
          setCustody(draft, {
            reviewedOn: draft.context.today,
            temporaryReleaseDays: days,
            ...(keyWorker !== undefined && { keyWorker }),
          });
        },
      },
      OVERTAKEN,
    },
  }),
};

/** The prison's system does not say which of them were on temporary licence: the officer does. */
function absencesIn(
  { temporaryReleaseDays = 0 }: Custody,
  { times, days, latestOn }: AbsencesReported,
): Background {
  const absences = times === 1 ? 'one temporary absence' : `${times} temporary absences`;
  const onDays = days === 1 ? 'one day' : `${days} days`;
  return {
    label: 'Temporary absences',
    text: `Since this time in custody began, the prison’s system has reported ${absences}, on ${onDays}; the latest began on ${sayDate(latestOn)}. Reviews have counted ${temporaryReleaseDays === 1 ? 'one day' : `${temporaryReleaseDays} days`} on temporary licence so far.`,
  };
}
