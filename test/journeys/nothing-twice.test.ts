import { afterEach, describe, expect, it } from '@jest/globals';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { CRS } from '../support/agencies.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';
import { playToTheEnd, type Temper } from '../support/reasonable-officer.ts';

afterEach(closeWorlds);

const COUNCIL_REFUSES: Temper = { agencies: (subject) => (subject === 'DTR-1' ? 'DECLINED' : 'ACCEPTED') };

async function sentenced(): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: '2026-12-01' });
  await world.startJourney({
    releaseDate: '2027-03-12',
    sentence: { startDate: '2026-11-30', supervisionEndsOn: '2027-12-12' },
  });
  return world;
}

/** Everything the record and the partners can be asked about, but for tokens, ids and the restarts themselves. */
async function standing(world: JourneyWorld) {
  const steps = (await world.openSteps()).map(({ key, state, dueOn, opensOn, waitsFor, openedAt }) => ({
    key,
    state,
    dueOn,
    opensOn,
    waitsFor,
    openedAt,
  }));
  return { steps, referrals: await world.referrals(), sent: world.sender.sent.length };
}

const NAMES_OF_THIS_RUN = new Set(['referral', 'explanation']);

/** What happened, without the ids that differ from run to run; in no order, for two things at one instant have none. */
async function happened(world: JourneyWorld): Promise<readonly string[]> {
  return (await world.facts())
    .filter(({ type }) => type !== 'restarted')
    .map(({ at, by, type, data }) => {
      const told = Object.entries(data).filter(([name]) => !NAMES_OF_THIS_RUN.has(name));
      return JSON.stringify([at, by.id, type, Object.fromEntries(told.sort())]);
    })
    .sort();
}

describe('a restart', () => {
  it('at any point changes no step, referral or delivery', async () => {
    const world = await sentenced();
    const phases = new Set<string>();
    const answers = await playToTheEnd(world, {
      ...COUNCIL_REFUSES,
      between: async () => {
        const { phase, executions } = await world.journey();
        if (executions.length === 0) return;
        phases.add(phase);
        const before = await standing(world);
        await world.restart();
        expect(await standing(world)).toEqual(before);
      },
    });
    expect(answers).toBeGreaterThan(25);
    expect([...phases].sort()).toEqual(['community', 'pre-release', 'reception', 'release-day']);
    expect((await world.journey()).closed).toMatchObject({ housed: true, benefits: true });
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    expect(world.problems).toEqual([]);
  });
});

/** In the first the process dies after one commit, in the next after two; and then again and again. */
const LIVES = 6;
const BETWEEN_DEATHS = 12;

describe('a process that ends right after a commit', () => {
  it('is followed by one that loses and repeats nothing, wherever it ended', async () => {
    const calm = await sentenced();
    const before = calm.commits;
    await playToTheEnd(calm, COUNCIL_REFUSES);
    const expected = await happened(calm);
    const commits = calm.commits - before;
    expect(commits).toBeGreaterThan(60);

    let deaths = 0;
    for (let first = 1; first <= LIVES; first += 1) {
      const world = await sentenced();
      world.dieAfter(first);
      await playToTheEnd(world, {
        ...COUNCIL_REFUSES,
        between: () => {
          if (world.mayDie) return;
          deaths += 1;
          world.dieAfter(BETWEEN_DEATHS + first);
        },
      });
      expect({ first, happened: await happened(world) }).toEqual({ first, happened: expected });
      await nothingTwice(world);
      world.close();
    }
    expect(deaths).toBeGreaterThan(commits / 4);
  });

  it('and dies again and again gets to the same end', async () => {
    const world = await sentenced();
    await playToTheEnd(world, {
      ...COUNCIL_REFUSES,
      between: (answers) => {
        world.dieAfter(1 + (answers % 5));
      },
    });
    await nothingTwice(world);
    expect((await world.journey()).closed).toMatchObject({ housed: true, benefits: true });
  });
});

describe('an effect that could not be carried out', () => {
  it('is sent by the next sweep, and delays no other row', async () => {
    const world = await daysBeforeRelease(70);
    let failures = 0;
    world.beforeTable = (call, about) => {
      if (call !== 'get' || !about.includes('DELIVERY#') || failures > 0) return;
      failures += 1;
      throw new TableUnavailableError('the store is down');
    };
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    expect(failures).toBe(1);
    expect(world.sender.sent).toEqual([]);
    expect(await world.outbox()).toHaveLength(1);
    await expect(world).toBeWaitingFor('referral-answer.CRS-1');

    await world.runtime.sweep();
    expect(world.sender.sent).toHaveLength(1);
    expect(await world.outbox()).toEqual([]);
  });
});

describe('a message under way to an agency', () => {
  it('when the process ends is sent again, under the same id, by the next', async () => {
    const world = await daysBeforeRelease(70);
    await world.complete('housing-need', 'NEEDS_HELP');
    world.sender.hangsOnce(CRS.id);
    void world.complete('crs-decision', 'REFER', { personAsked: true }).catch(() => undefined);
    await until(() => world.sender.sent.length === 1);
    await ticks(20);

    await world.comesBack();

    const [first, second] = world.sender.sent;
    expect(second?.id).toBe(first?.id);
    expect((await world.deliveries()).map(({ state }) => state)).toEqual(['delivered']);
    await expect(world).toHaveFact('referral-delivered', { agency: CRS.id });
    expect(await world.outbox()).toEqual([]);
  });

  it('delays neither other agencies nor the journey', async () => {
    const world = await daysBeforeRelease(57);
    await world.complete('housing-need', 'NEEDS_HELP');
    world.sender.hangsOnce(CRS.id);
    void world.complete('crs-decision', 'REFER', { personAsked: true }).catch(() => undefined);
    await until(() => world.sender.sent.length === 1);
    await ticks(20);
    await expect(world).toBeWaitingFor('next-address', 'referral-answer.CRS-1');
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let tick = 0; !condition(); tick += 1) {
    if (tick > 2_000) throw new Error('It never comes about');
    await ticks(1);
  }
}

/** Lets whatever is ready to run do so, so many times. */
async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function nothingTwice(world: JourneyWorld): Promise<void> {
  expect(verifyChain(await world.facts())).toEqual({ ok: true });
  const subjects = (await world.referrals()).map(({ subject }) => subject).sort();
  expect(subjects).toEqual(['CAS3-1', 'CRS-1', 'DTR-1', 'DTR-2']);
  expect(await world.outbox()).toEqual([]);
  const deliveries = await world.deliveries();
  expect(deliveries.map(({ state }) => state)).toEqual(deliveries.map(() => 'delivered'));
  expect(new Set(world.sender.sent.map(({ id }) => id))).toEqual(new Set(deliveries.map(({ id }) => id)));
}
