import { afterEach, describe, expect, it } from '@jest/globals';
import { listAgencies } from '../../application/directory.ts';
import { readAll } from '../../application/read-all.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { previewRestart } from '../../application/queries/preview-restart.ts';
import { rehearseRestart, type RehearsedRestart } from '../../application/rehearsal/rehearse-restart.ts';
import { restartChanges, type Standing } from '../../domain/journey/restart-changes.ts';
import type { Step } from '../../domain/journey/step.ts';
import { addDays } from '../../domain/law/time.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { preRelease } from '../../workflows/pre-release.ts';
import { statementsIn } from '../../workflows/build/children.ts';
import { definitionsByName } from '../../workflows/definitions.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { ADMIN, closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { refusedByBank } from '../support/closed-by-an-earlier-version.ts';
import { handwritten } from '../support/old-definitions.ts';
import { beginLife, Chances, liveOneDay } from '../support/random-life.ts';
import { CONTACT_AGREED, daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import { storedWorld } from '../support/stored-world.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

async function standing(world: JourneyWorld): Promise<Standing> {
  const [journey, steps, referrals] = [await world.journey(), await world.steps(), await world.referrals()];
  return { journey, steps, referrals };
}

/** Everything but tokens, instants, and ids that differ from run to run. */
function comparable(changes: ReturnType<typeof restartChanges>, sent: number) {
  const steps = (list: readonly Step[]) =>
    list
      // What follows from sending a message is not part of the restart.
      .filter(({ kind }) => kind !== 'delivery-parked')
      .map(({ key, kind, state, waitsFor, opensOn, dueOn, escalation, outcome, details }) => ({
        ...{ key, kind, state, waitsFor, opensOn, dueOn, escalation, outcome, details },
      }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const machines = (list: typeof changes.ends) => list.map(({ name }) => name).sort();
  const referrals = (list: typeof changes.referralsKept) =>
    list.map(({ service, subject, agencyId, answer }) => ({ service, subject, agencyId, answer }));
  return {
    ends: machines(changes.ends),
    starts: machines(changes.starts),
    answered: steps(changes.answered),
    stays: steps(changes.stays),
    opens: steps(changes.opens),
    repeats: steps(changes.repeats),
    closes: steps(changes.closes),
    triedAgain: steps(changes.triedAgain),
    referralsKept: referrals(changes.referralsKept),
    referralsMade: referrals(changes.referralsMade),
    releaseDate: changes.releaseDate,
    sent,
  };
}

async function deliveries({ table, services }: JourneyWorld): Promise<number> {
  const agencies = await listAgencies(services);
  const rows = agencies.map(({ id }) => readAll(table, keys.agency(id).pk, 'DELIVERY#'));
  return (await Promise.all(rows)).flat().length;
}

/** Restarts, and compares what happens with what was shown before. */
async function restartsAsShown(world: JourneyWorld): Promise<RehearsedRestart> {
  const before = await standing(world);
  const sent = await deliveries(world);
  const shown = ok(await rehearseRestart(world.services, world.id, SYSTEM));
  expect(await standing(world)).toEqual(before);
  await world.restart();
  const happened = restartChanges(before, await standing(world));
  const sentSince = (await deliveries(world)) - sent;
  expect(comparable(happened, sentSince)).toEqual(comparable(shown, shown.deliveries.length));
  expect(shown.failed).toEqual([]);
  return shown;
}

describe('a restart on the current definitions of a journey from before', () => {
  it.each(Array.from({ length: 9 }, (_, life) => life))(
    'does what was shown and repeats nothing, at any point of life %i',
    async (life) => {
      const chances = new Chances(life * 7_919);
      const definitions = handwritten();
      const world = await beginLife(
        {
          lead: chances.of([20, 60, 80, 120]),
          supervised: 200,
          hasOfficers: !chances.oneIn(4),
          wales: chances.oneIn(5),
          chances: life,
        },
        { definitions },
      );
      for (let days = 10 + chances.below(100); days > 0; days -= 1) {
        const { phase } = await world.journey();
        if (phase === 'closed') break;
        await liveOneDay(world, chances);
        await world.advanceTo(addDays(world.today(), 1));
      }
      Object.assign(definitions, definitionsByName());
      const { executions, phase } = await world.journey();
      if (phase === 'closed' || executions.length === 0) return;
      const shown = await restartsAsShown(world);
      expect(shown.repeats).toEqual([]);
      expect(shown.referralsMade).toEqual([]);
      const again = await restartsAsShown(world);
      expect(again.opens).toEqual([]);
      expect(world.problems).toEqual([]);
    },
  );

  it('opens each step that an `open` statement of the current definition names, and asks nothing twice', async () => {
    const definitions = handwritten();
    const world = await daysBeforeRelease(57, {}, { definitions });
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.advanceTo(addDays(PLAIN_RELEASE, -56));
    await world.complete('housing-consent', 'GIVEN', { authorities: [EASTMOOR.id], ...CONTACT_AGREED });
    Object.assign(definitions, definitionsByName());
    const shown = await restartsAsShown(world);
    const named = statementsIn(preRelease.statements).flatMap((each) =>
      'state' in each && each.state === 'open' ? each.kinds : [],
    );
    const opened = shown.opens.map(({ kind }) => kind);
    expect(named.length).toBeGreaterThan(15);
    expect(opened).toEqual(expect.arrayContaining([...named]));
    expect(shown.answered.map(({ kind }) => kind)).toContain('housing-consent');
    expect(shown.stays.map(({ key }) => key)).toContain('1.referral-answer.DTR-1');
    expect(shown.referralsKept.map(({ subject }) => subject).sort()).toEqual(['CRS-1', 'DTR-1']);
    expect([shown.repeats, shown.referralsMade, shown.deliveries]).toEqual([[], [], []]);
  });
});

it('does what was shown to each journey of a data folder from before, and repeats nothing', async () => {
  const { world, ids } = await storedWorld();
  const phases = new Set<string>();
  for (world.id of ids) {
    const { executions, phase } = await world.journey();
    if (executions.length === 0) continue;
    phases.add(phase);
    const shown = await restartsAsShown(world);
    expect([shown.repeats, shown.referralsMade]).toEqual([[], []]);
  }
  expect([...phases].sort()).toEqual(['community', 'pre-release', 'release-day']);
  expect(world.problems).toEqual([]);
});

describe('a step that an earlier version closed with an answer that now asks again', () => {
  it('is shown as asked again, and a restart is refused until that is agreed to', async () => {
    const world = await refusedByBank();
    const shown = ok(await previewRestart(world.services, ADMIN, world.id));
    expect(shown.repeats).toEqual([
      { key: '1.bank-account', kind: 'bank-account', title: 'Bank account', answeredOn: '2027-01-08' },
    ]);
    const before = await standing(world);
    const given = { reason: 'A newer definition' };
    expect(refused(await restartJourney(world.services, ADMIN, world.id, given))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'asks-again',
      detail: expect.stringContaining('Bank account'),
    });
    expect(await standing(world)).toEqual(before);
    ok(await restartJourney(world.services, ADMIN, world.id, { ...given, mayAskAgain: true }));
    await world.settle();
    await expect(world).toBeWaitingFor('bank-account');
  });
});

describe('a preview of a restart', () => {
  it('is refused for a closed journey, as the restart is', async () => {
    const world = await daysBeforeRelease(10);
    ok(await world.tryDeath());
    await world.settle();
    const closed = {
      code: 'CONFLICT',
      detail: 'This journey is closed, so there is nothing to restart.',
      current: { phase: 'closed' },
    };
    expect(refused(await previewRestart(world.services, ADMIN, world.id))).toMatchObject(closed);
    const given = { reason: 'why not' };
    expect(refused(await restartJourney(world.services, ADMIN, world.id, given))).toMatchObject(closed);
  });

  /** Changes the journey at so many reads of its rows. */
  async function changing(times: number): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(60);
    let left = times;
    world.beforeTable = async (call) => {
      if (call !== 'query' || left === 0) return;
      left -= 1;
      const journey = await world.journey();
      const version = journey.version + 1;
      await world.table.transact([{ kind: 'put', item: journeyItem({ ...journey, version }) }]);
    };
    return world;
  }

  it('reads again when the journey changes under it, and shows the newer version', async () => {
    const world = await changing(1);
    const { version } = await world.journey();
    expect(ok(await previewRestart(world.services, ADMIN, world.id)).version).toBe(version + 1);
  });

  it('is refused while the journey keeps changing', async () => {
    const world = await changing(100);
    expect(refused(await previewRestart(world.services, ADMIN, world.id)).code).toBe('UNAVAILABLE');
  });

  it('shows which failure is tried again', async () => {
    const world = await daysBeforeRelease(60);
    const shown = ok(await previewRestart(world.services, ADMIN, world.id));
    expect(shown.triedAgain).toEqual([]);
    expect(shown.ends).toEqual([
      { machine: 'pre-release', startedAt: (await world.journey()).executions[0]?.startedAt },
    ]);
    expect(shown.starts).toEqual([{ machine: 'pre-release' }]);
  });
});
