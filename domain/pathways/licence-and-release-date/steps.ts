import * as z from 'zod';
import { proposalsWithout } from '../../record/proposals.ts';
import { DATE_CHANGED, none, OVERTAKEN, reason, PROPOSAL_OUTCOMES } from '../answer-details.ts';
import { TOO_LONG } from '../form-field.ts';
import type { PersonRecord } from '../person-record.ts';
import { step } from '../step-entry.ts';

/** Steps about the release date itself. A new date ends each of them, because the check is made again. */
export const RELEASE_DATE_STEPS = {
  'release-day-decision': step({
    title: 'Decide the release day',
    awaits: 'to decide whether release moves to an earlier weekday',
    asked: 'governor',
    pathway: 'licence-and-release-date',
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: (record) => (isDecided(record) ? 'DECIDED' : movedSinceCheck(record)),
    dateMoved: { by: 'new-date', again: true },
    flag: 'RELEASE_DAY_TO_DECIDE',
    answeredOn: 'release-day',
    details: none,
    form: [],
    outcomes: { DECIDED: { label: 'Decided', system: true }, DATE_CHANGED, OVERTAKEN },
  }),
  'second-day-request': step({
    title: 'Ask for the earliest release day?',
    awaits:
      'to say whether a resettlement need calls for the earliest day permitted, before the governor decides',
    asked: 'com',
    pathway: 'licence-and-release-date',
    opens: { from: 'release', before: 'preReleaseDays' },
    due: { from: 'release', days: -16 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: (record) => (isDecided(record) ? 'DECIDED' : undefined),
    dateMoved: { by: 'new-date', again: true },
    details: z.strictObject({ need: reason.optional() }),
    form: [
      {
        kind: 'textarea',
        name: 'need',
        label: 'Resettlement need',
        hint: 'What can be done on that day that cannot on the proposed one. Only if you ask for it',
        problem: `${TOO_LONG} for the resettlement need`,
      },
    ],
    shows: ['need'],
    usually: { outcome: 'NOT_REQUESTED' },
    outcomes: {
      REQUESTED: {
        label: 'Ask the governor for it',
        needs: { field: 'need', problem: 'Enter the resettlement need.' },
        does(draft, { details: { need = '' } }) {
          const { context, journey } = draft;
          draft.update({
            secondDayRequest: {
              revision: journey.releaseRevision,
              need,
              requestedAt: context.now,
              requestedBy: context.by,
            },
          });
        },
      },
      NOT_REQUESTED: { label: 'Not needed' },
      DECIDED: { label: 'The governor has decided', system: true },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'release-day-proposal': step({
    title: 'Proposed release day lapses',
    awaits: 'the proposed release day to pass without a decision',
    asked: 'date',
    pathway: 'licence-and-release-date',
    opens: { from: 'release', days: 1 },
    answersItself: 'LAPSED',
    endsWhen: { released: 'OVERTAKEN' },
    dateMoved: { by: 'new-date', again: true },
    details: none,
    form: [],
    outcomes: {
      LAPSED: { label: 'The day passed', system: true, passing: true },
      DECIDED: { label: 'Decided', system: true, passing: true },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'early-release-approval': step({
    title: 'Approve an early release date',
    awaits: 'to approve or decline a confirmed date before the earliest day permitted',
    asked: 'governor',
    pathway: 'licence-and-release-date',
    due: { from: 'opened', workingDays: 1 },
    endsWhen: { released: 'OVERTAKEN' },
    dateMoved: {
      by: 'new-date',
      does: (draft) => draft.update({ proposals: proposalsWithout(draft.journey, 'early-release-date') }),
    },
    answeredOn: 'proposal',
    details: none,
    form: [],
    outcomes: {
      ...PROPOSAL_OUTCOMES,
      DATE_CHANGED,
      OVERTAKEN: { ...OVERTAKEN, passing: true },
    },
  }),
  'date-removal-approval': step({
    title: 'Approve the removal of a date',
    awaits: 'to approve or decline the removal of a date, which makes release earlier',
    asked: 'governor',
    pathway: 'licence-and-release-date',
    due: { from: 'opened', workingDays: 1 },
    endsWhen: { released: 'OVERTAKEN' },
    dateMoved: {
      by: 'new-date',
      does: (draft) => draft.update({ proposals: proposalsWithout(draft.journey, 'date-removal') }),
    },
    answeredOn: 'proposal',
    details: none,
    form: [],
    outcomes: {
      ...PROPOSAL_OUTCOMES,
      DATE_CHANGED,
      OVERTAKEN: { ...OVERTAKEN, passing: true },
    },
  }),
  'bank-holidays-known': step({
    title: 'Bank holidays for the release date',
    awaits: 'to bring that year’s bank holidays into the calendar, once they are published',
    asked: 'administrator',
    pathway: 'licence-and-release-date',
    due: { from: 'opened', workingDays: 5 },
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: movedSinceCheck,
    dateMoved: { by: 'new-date' },
    details: none,
    form: [],
    usually: { outcome: 'KNOWN' },
    outcomes: {
      KNOWN: { label: 'The calendar has been brought up to date', passing: true },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'release-date-watch': step({
    title: 'Watch the release date',
    awaits: 'for the person to be released, or the date to change',
    asked: 'event',
    pathway: 'licence-and-release-date',
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: movedSinceCheck,
    dateMoved: { by: 'new-date' },
    details: none,
    form: [],
    outcomes: { DATE_CHANGED, OVERTAKEN },
  }),
};

function isDecided({ release, decision }: PersonRecord): boolean {
  return release !== undefined && decision?.revision === release.revision;
}

/** The date moved after the check and before this was asked: the check is made again, not answered on an old date. */
function movedSinceCheck({ assessedRevision, releaseRevision }: PersonRecord): 'DATE_CHANGED' | undefined {
  return assessedRevision === releaseRevision ? undefined : 'DATE_CHANGED';
}
