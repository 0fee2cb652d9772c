import { addDays, dayInLondon, daysBetween } from '../../domain/law/time.ts';
import { daysAnswered, endedInAHome, wasAsked, type Scene } from './scene.ts';
import type { Story, StoryDay } from './story.ts';

const SENTENCED = '2026-11-02';
const RELEASE = '2043-07-02';
const SUPERVISION_ENDS = '2051-11-01';
const LONGEST_RUN_DAYS = 200;
const LOOKED_EVERY_DAYS = 90;

export const longSentence: Story = {
  about: 'A sentence of 25 years: rows only, and nothing that runs for longer than 200 days.',
  begins: SENTENCED,
  person: {
    firstName: 'Howard',
    lastName: 'Pike',
    prison: 'LEI',
    region: 'N54',
    sentence: {
      startDate: SENTENCED,
      lengthDays: 9131,
      releaseKind: 'DETERMINATE',
      supervisionEndsOn: SUPERVISION_ENDS,
    },
    release: { date: RELEASE, dateType: 'CRD' },
  },
  part: { hasAddress: true },
  days: looks(),
  ends: {
    'The person was released on the day, almost 17 years after sentence.': ({ journey }) =>
      journey.releasedOn === RELEASE,
    'The time in custody was reviewed every half year, as long as it lasted.': (now) =>
      daysAnswered(now, 'custody-review', 'REVIEWED').length >= 30,
    'Immediate needs were asked about at the beginning.': (now) => wasAsked(now, 'immediate-needs'),
    'Supervision ended after 25 years, with a home, and with nothing left open.': (now) =>
      now.journey.closed?.on === SUPERVISION_ENDS && endedInAHome(now),
  },
};

/** Four looks a year, for 25 years. */
function looks(): readonly StoryDay[] {
  const count = Math.floor(daysBetween(SENTENCED, SUPERVISION_ENDS) / LOOKED_EVERY_DAYS);
  return Array.from({ length: count }, (_, index) => {
    const on = addDays(SENTENCED, (index + 1) * LOOKED_EVERY_DAYS);
    return { on, then: { [`Nothing has run for longer than ${LONGEST_RUN_DAYS} days.`]: runsBriefly } };
  });
}

function runsBriefly({ journey, today }: Scene): boolean {
  return journey.executions.every(
    ({ startedAt }) => daysBetween(dayInLondon(startedAt), today) <= LONGEST_RUN_DAYS,
  );
}
