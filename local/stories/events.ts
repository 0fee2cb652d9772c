import { eventOccurs, hmppsKnows } from './event-acts.ts';
import { endedInAHome, hasFact, waitingStep } from './scene.ts';
import type { Story } from './story.ts';

/** What another system reports, in the story of a person whose date, officer and release change elsewhere. */
const DATES_CHANGED = 'prison-offender-events.prisoner.sentence-dates-changed';
const RELEASED = 'prison-offender-events.prisoner.released';
const RECEIVED = 'prison-offender-events.prisoner.received';

export const events: Story = {
  about: 'A date, a tier and a release change in other systems, and the journey follows.',
  begins: '2026-11-02',
  person: {
    firstName: 'Callum',
    lastName: 'Reeve',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  // Nobody at the prison records the release: its own system reports it.
  part: { neglected: ['release-confirmed'] },
  days: [
    {
      on: '2027-01-12',
      does: [
        hmppsKnows('prisoner', { conditionalReleaseDate: '2027-04-13', licenceExpiryDate: '2027-12-17' }),
        eventOccurs(DATES_CHANGED, '2027-01-12T08:00:00Z'),
        eventOccurs(DATES_CHANGED, '2027-01-12T08:00:00Z'),
        eventOccurs(DATES_CHANGED, '2027-01-11T08:00:00Z'),
      ],
      then: {
        'The new date is recorded from the prison’s system, once, though its event came twice.': (now) =>
          now.journey.releaseDateInForce === '2027-04-13' &&
          now.facts.filter(({ type }) => type === 'deadlines-moved').length === 1,
        'A report that came late changed nothing.': (now) =>
          hasFact(now, 'sentence-date-recorded', { date: '2027-04-13', source: 'EVENT' }),
      },
    },
    {
      on: '2027-02-02',
      does: [
        hmppsKnows('tier', { tierScore: 'B2' }),
        eventOccurs('tier.calculation.complete', '2027-02-02T08:00:00Z'),
      ],
      then: { 'The tier is recorded.': ({ journey }) => journey.tier === 'B2' },
    },
    {
      on: '2027-04-13',
      does: [
        eventOccurs(RELEASED, '2027-04-13T07:45:00Z', { reason: 'SENT_TO_COURT' }),
        eventOccurs(RELEASED, '2027-04-13T08:30:00Z', { reason: 'RELEASED' }),
      ],
      then: {
        'They are out by the prison’s report; going to court was no release.': ({ journey }) =>
          journey.releasedOn === '2027-04-13' && journey.recordedRelease?.recordedBy.id === 'hmpps',
      },
    },
    {
      on: '2027-06-01',
      does: [eventOccurs(RECEIVED, '2027-06-01T08:00:00Z', { reason: 'READMISSION' })],
      then: {
        'A return without a recall is not followed, and somebody is asked.': (now) =>
          now.journey.phase === 'community' &&
          hasFact(now, 'events-contradict') &&
          (waitingStep(now, 'contradictory-events') !== undefined ||
            hasFact(now, 'step-completed', { step: 'contradictory-events' })),
      },
    },
  ],
  ends: {
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};
