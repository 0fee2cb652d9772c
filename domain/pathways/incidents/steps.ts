import { capitalised } from '../../law/capitalised.ts';
import { maySkip } from '../../record/incidents.ts';
import { readSubject } from '../../record/subjects.ts';
import { withNote, withReason } from '../answer-details.ts';
import { setHousing } from '../accommodation/address.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { describeCause } from './cause.ts';
import { step, type BrokenRule } from '../step-entry.ts';

const WHAT_ANSWERS_DO =
  'Retry tries it again: choose it once what failed works. Skip goes on without it: say in the reason how it was done instead.';

/** What fails anywhere, and waits for an administrator. */
export const INCIDENT_STEPS = {
  incident: step({
    title: 'Something went wrong',
    awaits: 'to repair it, then retry, or skip with a reason',
    asked: 'administrator',
    due: { from: 'opened', workingDays: 1 },
    alarm: { code: 'INCIDENT', cause: ({ title, cause }) => `${title}: ${cause}.` },
    flag: 'SOMETHING_WENT_WRONG',
    background: (_record, _referral, { cause }) => ({
      label: 'What went wrong',
      text: `${capitalised(describeCause(cause))}.\n${WHAT_ANSWERS_DO}`,
    }),
    details: withReason,
    form: [REASON_FIELD],
    shows: ['reason'],
    outcomes: {
      RETRY: {
        label: 'Retry',
        passing: true,
        restarts: isAboutReconcile,
        does: (draft, { subject }) => resolve(draft, subject, 'RETRY'),
      },
      SKIP: {
        label: 'Skip',
        passing: true,
        forbiddenBy: (_record, _today, subject) => cannotSkip(subject),
        restarts: isAboutReconcile,
        does(draft, { subject }) {
          resolve(draft, subject, 'SKIP');
          goOnWithout(draft, subject);
        },
      },
    },
  }),
  'higher-tier': step({
    title: 'The tier has risen',
    awaits: 'to look at the plan again, now that the tier is higher',
    asked: 'responsible',
    due: { from: 'opened', workingDays: 5 },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'LOOKED_AT' },
    outcomes: { LOOKED_AT: { label: 'The plan fits the tier', passing: true } },
  }),
  'changed-timeline': step({
    title: 'The timeline was changed',
    awaits: 'to find out what was changed and by whom, restore it, and report it',
    asked: 'administrator',
    due: { from: 'opened', workingDays: 1 },
    alarm: {
      code: 'TIMELINE_CHANGED',
      cause: () =>
        'A fact in the timeline is not what was recorded. Only a fault or an intruder changes one.',
    },
    flag: 'SOMETHING_WENT_WRONG',
    details: withReason,
    form: [{ ...REASON_FIELD, label: 'What was changed, and what was done about it' }],
    shows: ['reason'],
    usually: { outcome: 'SETTLED', details: { reason: 'Restored from the backup, and reported.' } },
    outcomes: { SETTLED: { label: 'It has been found out, and reported', passing: true } },
  }),
  'contradictory-events': step({
    title: 'Two reports contradict each other',
    awaits: 'to find out which report is right, and correct the record',
    asked: 'responsible',
    due: { from: 'opened', workingDays: 1 },
    alarm: {
      code: 'EVENTS_CONTRADICT',
      cause: () => 'A report from another system contradicts what is recorded. Both are in the timeline.',
    },
    flag: 'SOMETHING_WENT_WRONG',
    details: withReason,
    form: [{ ...REASON_FIELD, label: 'What happened, and what was corrected' }],
    shows: ['reason'],
    usually: { outcome: 'SETTLED', details: { reason: 'The prison confirmed what happened.' } },
    outcomes: {
      SETTLED: { label: 'The record is right' },
      EXPLAINED: { label: 'A later report explained it', system: true, passing: true },
    },
  }),
};

/** No task waits for the answer to the reconciler's own incident: only a new start follows from it. */
function isAboutReconcile(subject: string | undefined): boolean {
  return readSubject(subject)?.about === 'reconcile';
}

function resolve(draft: PathwayDraft, subject: string | undefined, resolution: 'RETRY' | 'SKIP'): void {
  draft.record('incident-resolved', { incident: subject, resolution });
  if (isAboutReconcile(subject)) draft.update({ reconciled: [] });
}

function cannotSkip(subject: string | undefined): BrokenRule | undefined {
  if (maySkip(subject)) return undefined;
  return {
    rule: 'cannot-be-skipped',
    explanation: 'The journey cannot continue without this. Repair the cause, then retry.',
  };
}

/**
 * An administrator goes on without what failed. A check of the date counts as made, and an authority whose referral
 * failed is not tried again, or the journey would only come back to the same failure.
 */
function goOnWithout(draft: PathwayDraft, incident: string | undefined): void {
  const { journey } = draft;
  if (incident === 'release-day-check.Assess') draft.update({ assessedRevision: journey.releaseRevision });
  const failed = readSubject(incident);
  if (failed?.about !== 'failure' || readSubject(failed.on)?.about !== 'referral') return;
  setHousing(draft, { unanswered: [...(journey.housing.unanswered ?? []), failed.on ?? ''] });
}
