import { afterEach, describe, expect, it } from '@jest/globals';
import legislation from '../../data/legislation.json' with { type: 'json' };
import { lawFrom } from '../../domain/law/law.ts';
import { apiOver } from '../support/api-world.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { lawWith } from '../support/law.ts';
import { GOVERNOR } from '../support/people.ts';
import { daysBeforeRelease, OFFICERS } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const PLAIN_FRIDAY = '2027-03-12';
/** Three eligible days, and thirty days served. */
const law = lawWith({ mostEligibleDaysEarlier: 3, minimumDaysServed: 30 });

const check = async (world: JourneyWorld, daysServedSinceSentence: number) => {
  const { body } = await apiOver(world.services).post(undefined, '/api/release-day-checks', {
    releaseDate: PLAIN_FRIDAY,
    dateType: 'CRD',
    adult: true,
    daysServedSinceSentence,
    releaseKind: 'DETERMINATE',
  });
  return body;
};

async function timelineOf(world: JourneyWorld): Promise<string> {
  const { body } = await apiOver(world.services).get(GOVERNOR, `/api/journeys/${world.id}/timeline`);
  return (body['items'] as readonly { readonly sentence: string }[]).map((each) => each.sentence).join('\n');
}

describe('a law of three eligible days and thirty days served', () => {
  it('is what the API answers by', async () => {
    const world = await journeyWorld({ today: '2027-01-04', law });
    const permitted = await check(world, 200);
    expect(permitted).toMatchObject({ presumptiveDate: '2027-03-11', earliestPermittedDate: '2027-03-09' });
    expect(permitted['explanation']).toContainEqual(
      expect.stringContaining('Tuesday 9 March 2027, three eligible days earlier'),
    );
    const excluded = await check(world, 29);
    expect(excluded).toMatchObject({ schemeApplies: false, reason: 'UNDER_28_DAYS' });
    expect(excluded['explanation']).toContainEqual(
      expect.stringContaining('fewer than 30 days since sentence'),
    );
    expect(await check(world, 30)).toMatchObject({ schemeApplies: true });
  });

  it('is the same on the page and in the timeline', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: PLAIN_FRIDAY }, { law });
    await world.askForSecondDay('A bed is free');
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    await visitor.open(`/journeys/${world.id}/release-day`);
    const { words } = visitor.seen();
    expect(words).toContain('Tuesday 9 March 2027, three eligible days earlier');
    expect(words).toContain('The earliest date permitted: Tuesday 9 March 2027');
    expect(words).not.toMatch(/two eligible|second day/i);
    expect(await timelineOf(world)).toContain('Tuesday 9 March 2027, three eligible days earlier');
  });

  it('lets the governor decide on the third day', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: PLAIN_FRIDAY }, { law });
    await world.askForSecondDay('A bed is free');
    await world.decide('SECOND_DAY');
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-09');
    expect(await timelineOf(world)).toContain('release on Tuesday 9 March 2027, the earliest date permitted');
  });

  it('leaves out a person with 29 days served, on page and in timeline', async () => {
    const world = await journeyWorld({ today: '2027-02-12', law });
    await world.startJourney({ releaseDate: PLAIN_FRIDAY, officers: OFFICERS });
    await world.runtime.sweep();
    await expect(world).not.toBeWaitingFor('release-day-decision');
    const visitor = await Visitor.signedInAs(GOVERNOR, world);
    await visitor.open(`/journeys/${world.id}/release-day`);
    for (const words of [visitor.seen().words, await timelineOf(world)]) {
      expect(words).toContain('in custody for fewer than 30 days since sentence');
      expect(words).not.toContain('28 days');
    }
  });
});

describe('a law that changes on 1 March 2027', () => {
  const [inForce] = legislation.mostEligibleDaysEarlier;
  const changing = lawFrom(
    {
      ...legislation,
      mostEligibleDaysEarlier: [
        { ...inForce, until: '2027-02-28' },
        { ...inForce, value: 3, from: '2027-03-01' },
      ],
    },
    'a changing law',
  );

  it.each([
    { release: '2027-02-26', earliest: '2027-02-24', of: 'before the change' },
    { release: '2027-03-12', earliest: '2027-03-09', of: 'after it' },
  ])('applies by the date of release, not by today: $of', async ({ release, earliest }) => {
    const world = await daysBeforeRelease(60, { releaseDate: release }, { law: changing });
    const { releaseDay } = await world.journey();
    expect(releaseDay).toMatchObject({ known: true, earliestPermittedDate: earliest });
  });
});
