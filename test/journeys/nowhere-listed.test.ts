import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partitions } from '../../application/keys.ts';
import { getHealth } from '../../application/queries/get-health.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listSteps } from '../../application/queries/list-steps.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { PRISON_ACCESS_DAYS } from '../../domain/access/relations.ts';
import type { User } from '../../domain/access/user.ts';
import { needsAttention } from '../../domain/journey/attention.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { countWorkingDays } from '../../domain/law/day-rules.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { placeForNight } from '../../domain/pathways/accommodation/places.ts';
import { ADMIN, closeWorlds, ok, REAL_CALENDAR, type JourneyWorld } from '../support/journey-world.ts';
import { COM, POM, user } from '../support/people.ts';
import { beginLife, Chances, liveOneDay, type Life } from '../support/random-life.ts';

afterEach(closeWorlds);

const DAYS = 150;
// More of them, and others, with `LIVES=100 SEED=1 npm test -- test/journeys/nowhere-listed`.
const LIVES = Number(process.env['LIVES'] ?? 7);
const SEED = Number(process.env['SEED'] ?? 20_261_126);

const life: fc.Arbitrary<Life> = fc.record({
  lead: fc.integer({ min: 0, max: 70 }),
  supervised: fc.constantFrom(30, 100, 200),
  hasOfficers: fc.boolean(),
  wales: fc.boolean(),
  chances: fc.nat(1_000_000),
});

/** What the lives met, so that lists of nobody are noticed. */
type Met = Record<
  'before release' | 'after release' | 'in a bed' | 'closed' | 'recalled' | 'after a recall',
  number
>;

describe('random lives, on each of their days', () => {
  it('never leave a person without a place for tonight or tomorrow night off the lists of those who act, nor anybody without one end of supervision', async () => {
    const met: Met = {
      'before release': 0,
      'after release': 0,
      'in a bed': 0,
      closed: 0,
      recalled: 0,
      'after a recall': 0,
    };
    await fc.assert(
      fc.asyncProperty(life, async (lived) => {
        const world = await beginLife(lived);
        const chances = new Chances(lived.chances);
        let closedFor = 0;
        for (let day = 0; day < DAYS && closedFor < 4; day += 1) {
          if ((await world.journey()).phase === 'closed') closedFor += 1;
          await expectListed(world, met);
          if (chances.oneIn(3)) {
            await liveOneDay(world, chances);
            await expectListed(world, met);
          }
          await world.advanceTo(addDays(world.today(), 1));
        }
        expect(world.problems).toEqual([]);
        world.close();
      }),
      { numRuns: LIVES, seed: SEED, endOnFailure: true },
    );
    for (const [what, days] of Object.entries(met))
      expect({ what, often: days > 10 }).toEqual({ what, often: true });
  }, 60_000);
});

/** Compares the lists of the day, for each who acts, with what the record says of tonight and tomorrow night. */
async function expectListed(world: JourneyWorld, met: Met): Promise<void> {
  const journey = await world.journey();
  const today = world.today();
  const outFrom = journey.releasedOn ?? journey.releaseDateInForce;
  const nights = [today, addDays(today, 1)].filter((night) => outFrom !== undefined && night >= outFrom);
  const lacks = nights.some((night) => placeForNight(journey, night).kind === 'nowhere');
  count(journey, lacks, today, met);
  await expectOneAnswer(world, journey, today);
  expectOneEnd(journey, today);
  if (journey.phase === 'closed') await expectFollowUp(world, journey, today);
  if (!lacks || journey.phase === 'closed') return;
  const flag = journey.releasedOn === undefined ? 'NO_ADDRESS' : 'NOWHERE_TO_LIVE';
  const isFirst = placeForNight(journey, nights[0] ?? today).kind === 'nowhere';
  for (const each of readersOf(journey, today)) {
    const { items } = ok(await listJourneys(world.services, each, { attention: true }));
    const stuck = ok(await listStuck(world.services, each));
    expect({
      today,
      who: each.id,
      listed: items.map(({ id }) => id),
      flagged: !isFirst || items.some(({ flags }) => flags.includes(flag)),
      stuck: stuck.items.some(({ code }) => code === 'NOWHERE_TO_LIVE'),
    }).toEqual({ today, who: each.id, listed: [world.id], flagged: true, stuck: true });
  }
  if (journey.releasedOn !== undefined) await expectAsked(world, journey, today);
  else if (SEARCHED.has(journey.phase)) expectSearched(journey, today);
}

const SEARCHED: ReadonlySet<string> = new Set(['pre-release', 'release-day']);

/** Before release somebody is asked for a place. */
function expectSearched({ open }: Journey, today: IsoDate): void {
  const asks = open.some(({ kind }) => kind === 'housing-need' || kind === 'next-address');
  expect({ today, asks }).toEqual({ today, asks: true });
}

/** The index, its count, and the rule that a page goes by say the same on any day, with no need of a write on it. */
async function expectOneAnswer(world: JourneyWorld, journey: Journey, today: IsoDate): Promise<void> {
  const { items } = await world.table.query({
    partition: partitions.attention(),
    index: 'attention',
    limit: 10,
  });
  const { counts } = ok(await getHealth(world.services));
  const listed = needsAttention(journey, today) ? 1 : 0;
  expect({ today, indexed: items.length, counted: counts.needsAttention }).toEqual({
    today,
    indexed: listed,
    counted: listed,
  });
}

/** The question is on its owner's list, today or from the next working day on. */
async function expectAsked(world: JourneyWorld, journey: Journey, today: IsoDate): Promise<void> {
  const question = await world.step('urgent-housing');
  const next = countWorkingDays(today, 1, REAL_CALENDAR).day;
  if (question.state === 'SCHEDULED') {
    expect({ today, asked: (question.opensOn ?? '') <= next }).toEqual({ today, asked: true });
    return;
  }
  expect({ today, state: question.state }).toEqual({ today, state: 'OPEN' });
  const owner =
    journey.officers.com === undefined ? user('p.duty', { duties: ['PDU'], regions: [journey.region] }) : COM;
  const steps = ok(await listSteps(world.services, owner, {}));
  const onList = steps.items.some(({ kind }) => kind === 'urgent-housing');
  expect({ today, owner: owner.id, onList }).toEqual({ today, owner: owner.id, onList: true });
}

/** Supervision ends once for everybody who is out, and for nobody in prison, however often a release was corrected. */
function expectOneEnd({ releasedOn, phase, open }: Journey, today: IsoDate): void {
  const ends = open.filter(({ kind }) => kind === 'supervision-ends').length;
  expect({ today, ends }).toEqual({ today, ends: releasedOn !== undefined && phase !== 'closed' ? 1 : 0 });
}

/** After closing, someone without a home stays on the lists until follow-up has been offered. */
async function expectFollowUp(world: JourneyWorld, journey: Journey, today: IsoDate): Promise<void> {
  const { closed, open } = journey;
  const housed = placeForNight(journey, closed?.on ?? today).kind === 'home';
  const about = closed?.followUp?.about ?? [];
  expect({ today, asked: about.includes('housing') }).toEqual({ today, asked: !housed });
  if (housed || open.length === 0) return;
  for (const each of readersOf(journey, today).filter(({ id }) => id !== POM.id)) {
    const { items } = ok(await listJourneys(world.services, each, { attention: true }));
    expect({ today, who: each.id, listed: items.length }).toEqual({ today, who: each.id, listed: 1 });
    const everyone = each === ADMIN ? [] : ok(await listJourneys(world.services, each, {})).items;
    expect(everyone).toEqual([]);
  }
}

function readersOf(journey: Journey, today: IsoDate): readonly User[] {
  const { releasedOn, officers, prison } = journey;
  const inPrison = releasedOn === undefined || today <= addDays(releasedOn, PRISON_ACCESS_DAYS);
  return [
    ADMIN,
    ...(inPrison ? [{ ...POM, prisons: [prison] }] : []),
    ...(officers.com === undefined ? [] : [COM]),
  ];
}

function count(journey: Journey, lacks: boolean, today: IsoDate, met: Met): void {
  if (journey.phase === 'recalled') met.recalled += 1;
  if (journey.cycle > 1 && journey.releasedOn !== undefined) met['after a recall'] += 1;
  if (journey.phase === 'closed') met.closed += 1;
  else if (lacks) met[journey.releasedOn === undefined ? 'before release' : 'after release'] += 1;
  else if (journey.releasedOn !== undefined && placeForNight(journey, today).kind === 'bed')
    met['in a bed'] += 1;
}
