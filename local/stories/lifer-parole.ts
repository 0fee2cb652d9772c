import { addDays } from '../../domain/law/time.ts';
import { USUAL_HOME } from '../../domain/pathways/accommodation/found-place.ts';
import { recordsDate } from './acts.ts';
import { daysAnswered, hasHomeAddress, waitingStep } from './scene.ts';
import type { Story } from './story.ts';

const APPROVED = '2027-06-08';

export const liferParole: Story = {
  about: 'A life sentence: parole is refused once, then approved, and the licence never ends.',
  begins: '2026-11-02',
  person: {
    firstName: 'Victor',
    lastName: 'Lowe',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2010-11-08', releaseKind: 'INDETERMINATE' },
    dates: [{ date: '2026-11-09', dateType: 'PED' }],
  },
  part: { answers: { 'housing-need': { outcome: 'HAS_ADDRESS', details: USUAL_HOME } } },
  days: [
    {
      on: '2026-12-01',
      then: {
        'The day of the parole hearing has passed, and it is no release date.': ({ journey }) =>
          journey.releaseDateInForce === undefined && journey.phase === 'custody',
      },
    },
    {
      on: '2026-12-02',
      does: [recordsDate({ date: '2027-01-25', dateType: 'PED' })],
      then: {
        'Parole was refused, the next hearing is recorded, and nothing runs until then.': ({
          journey,
          stuck,
        }) =>
          journey.releaseDateInForce === undefined && journey.executions.length === 0 && stuck.length === 0,
      },
    },
    {
      on: '2027-02-01',
      does: [recordsDate({ date: APPROVED, dateType: 'APD', source: 'PAROLE_BOARD' })],
      then: {
        'An approved date is the release date, and the parole board gave it.': ({ journey }) =>
          journey.release?.dateType === 'APD' && journey.release.source === 'PAROLE_BOARD',
      },
    },
    {
      on: '2027-06-07',
      then: {
        'The licence is signed, and no governor was asked about an earlier day.': (now) =>
          now.journey.licence?.signedOn !== undefined &&
          now.journey.decision === undefined &&
          waitingStep(now, 'release-day-decision') === undefined,
      },
    },
    {
      on: addDays(APPROVED, 730),
      then: {
        'Two years later they are still supervised, and nothing runs.': ({ journey }) =>
          journey.phase === 'community' && journey.executions.length === 0,
      },
    },
  ],
  ends: {
    'They were released on the approved date, Tuesday 8 June 2027.': ({ journey }) =>
      journey.releasedOn === APPROVED,
    'All three reviews were held.': (now) =>
      (['review-at-4-weeks', 'review-at-12-weeks', 'review-at-26-weeks'] as const).every(
        (review) => daysAnswered(now, review, 'REVIEWED').length === 1,
      ),
    'They have a home.': hasHomeAddress,
    'A life licence has no end, so the journey stays open.': ({ journey }) => journey.phase === 'community',
  },
};
