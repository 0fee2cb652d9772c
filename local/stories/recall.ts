import { endedInAHome, hasFact, liveReferrals, waitingStep, type Scene } from './scene.ts';
import { isAtLargeSince, isBackInPrison, isRecalled } from './recall-acts.ts';
import type { Story } from './story.ts';

export const recall: Story = {
  about: 'Recalled for 56 days, unlawfully at large for two weeks, and released again in the same journey.',
  begins: '2026-11-02',
  person: {
    firstName: 'Marcus',
    lastName: 'Adeyinka',
    prison: 'LEI',
    region: 'N54',
    sentence: {
      startDate: '2026-11-02',
      lengthDays: 411,
      releaseKind: 'DETERMINATE',
      supervisionEndsOn: '2027-12-17',
    },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  days: [
    {
      on: '2027-04-20',
      does: [isRecalled('2027-04-20')],
      then: {
        'Two people decided it: the community officer and the head of the probation delivery unit.': (now) =>
          hasFact(now, 'recalled', { recordedBy: 'jo.adeyemi', approvedBy: 'tom.hale' }),
        'Work in the community has ended, and nothing runs.': ({ journey }) =>
          journey.phase === 'recalled' &&
          journey.executions.length === 0 &&
          journey.open.every(({ kind }) => kind === 'return-to-custody'),
        'No agency still has a live referral.': (now) => liveReferrals(now).length === 0,
      },
    },
    {
      on: '2027-04-21',
      does: [isAtLargeSince('2027-04-21')],
      then: {
        'They are on the list of stuck journeys until they are back.': ({ stuck }) =>
          stuck.includes('UNLAWFULLY_AT_LARGE'),
      },
    },
    {
      on: '2027-05-04',
      does: [isBackInPrison('2027-05-04', { arrestedOn: '2027-05-03' })],
      then: {
        'The law gives Monday 28 June 2027: 56 days, with the day of return as the first.': ({ journey }) =>
          journey.release?.date === '2027-06-28' && journey.release.dateType === 'PRRD',
        'Release is prepared again at once, in the same journey.': ({ journey }) =>
          journey.phase === 'pre-release' && journey.cycle === 2,
        'Identity documents and the bank account are not asked about again.': (now) =>
          !askedAgain(now, 'identity-documents') && !askedAgain(now, 'bank-account'),
        'Where they will live is.': (now) => askedAgain(now, 'housing-need'),
        'They are on no list any more.': ({ stuck }) => !stuck.includes('UNLAWFULLY_AT_LARGE'),
      },
    },
    {
      on: '2027-06-29',
      then: {
        'They were released again on Monday 28 June 2027.': ({ journey }) =>
          journey.phase === 'community' && journey.releasedOn === '2027-06-28',
        'The first appointment is asked about again.': (now) =>
          askedAgain(now, 'first-appointment') || waitingStep(now, 'first-appointment') !== undefined,
      },
    },
  ],
  ends: {
    'The first release and the recall can still be read.': ({ journey }) =>
      journey.earlierCycles?.[0]?.releasedOn === '2027-03-09',
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

function askedAgain({ steps }: Scene, kind: string): boolean {
  return steps.some((step) => step.kind === kind && step.cycle === 2);
}
