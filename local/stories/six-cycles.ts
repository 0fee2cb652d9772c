import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { isBackInPrison, isRecalled } from './recall-acts.ts';
import { factsOf } from './scene.ts';
import type { Story, StoryDay } from './story.ts';

const RECALLS = 5;
const FIRST_RECALL = '2027-04-20';
/** Two days until the return, 56 in prison, and five weeks out. */
const DAYS_BETWEEN = 92;

export const sixCycles: Story = {
  about: 'Released six times from one sentence, and recalled five times, in one journey.',
  begins: '2026-11-02',
  person: {
    firstName: 'Curtis',
    lastName: 'Bramley',
    prison: 'LEI',
    region: 'N54',
    sentence: {
      startDate: '2026-11-02',
      lengthDays: 1096,
      releaseKind: 'DETERMINATE',
      supervisionEndsOn: '2029-11-01',
    },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  days: Array.from({ length: RECALLS }, (_, index) => recallOn(index)).flat(),
  ends: {
    'The person was released six times.': (now) => factsOf(now, 'released').length === RECALLS + 1,
    'It is one journey, and five earlier cycles can be read.': ({ journey }) =>
      journey.cycle === RECALLS + 1 && journey.earlierCycles?.length === RECALLS,
    'The head of the journey is under 10 KB.': ({ journey }) => JSON.stringify(journey).length < 10_000,
    'Supervision ended with nothing left open.': ({ journey }) =>
      journey.phase === 'closed' && journey.open.length === 0,
  },
};

function recallOn(index: number): readonly StoryDay[] {
  const revoked: IsoDate = addDays(FIRST_RECALL, index * DAYS_BETWEEN);
  const returned = addDays(revoked, 2);
  return [
    { on: revoked, does: [isRecalled(revoked)] },
    {
      on: returned,
      does: [isBackInPrison(returned)],
      then: {
        [`Recall ${index + 1} is for 56 days, in the same journey.`]: ({ journey }) =>
          journey.release?.date === addDays(returned, 55) && journey.cycle === index + 2,
      },
    },
  ];
}
