import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reconcile } from '../../application/background/reconcile.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import type { Step } from '../../domain/journey/step.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { anythingElse } from '../support/busy-life.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, OFFICER, type JourneyWorld } from '../support/journey-world.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';
import { beginLife, Chances, liveOneDay, type Life } from '../support/random-life.ts';

afterEach(closeWorlds);

const DAYS = 120;
// More of them, and others, with `LIVES=100 SEED=7 npm test -- test/journeys/any-life`.
const LIVES = Number(process.env['LIVES'] ?? 2);
const SEED = Number(process.env['SEED'] ?? 20_261_127);
/** Days from one look at the engine and the pages to the next. */
const LOOK_EVERY = 5;

const life: fc.Arbitrary<Life> = fc.record({
  lead: fc.integer({ min: 0, max: 70 }),
  supervised: fc.constantFrom(30, 100, 200),
  hasOfficers: fc.boolean(),
  wales: fc.boolean(),
  chances: fc.nat(1_000_000),
});

describe('a life in which anything may happen', () => {
  it('leaves on every day a record that agrees with the engine, and pages that can be read', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (lived) => {
        const world = await beginLife(lived);
        const chances = new Chances(lived.chances);
        for (let day = 0; day < DAYS; day += 1) {
          if (chances.oneIn(2)) await liveOneDay(world, chances);
          if (chances.oneIn(2)) await anythingElse(world, chances);
          await expectSound(world, day);
          await world.advanceTo(addDays(world.today(), 1));
        }
        expect(verifyChain(await world.facts()).ok).toBe(true);
        world.close();
      }),
      { numRuns: LIVES, seed: SEED, endOnFailure: true },
    );
  }, 600_000);
});

async function expectSound(world: JourneyWorld, day: number): Promise<void> {
  const today = world.today();
  expect({ today, problems: world.problems }).toEqual({ today, problems: [] });
  const journey = await world.journey();
  const rows = await world.openSteps();
  const listed = (each: Pick<Step, 'key' | 'dueOn'>) => `${each.key} ${each.dueOn ?? ''}`;
  expect({ today, open: journey.open.map(listed).sort() }).toEqual({ today, open: rows.map(listed).sort() });
  if (journey.hold === undefined && journey.releaseDateInForce !== undefined)
    expect({ today, without: rows.filter(lacksDeadline).map(({ key }) => key) }).toEqual({
      today,
      without: [],
    });
  if (day % LOOK_EVERY === 0) await expectSeen(world, today);
}

function lacksDeadline({ kind, dueOn }: Step): boolean {
  const { due, noDeadlineWhile } = stepEntry(kind);
  return dueOn === undefined && due !== undefined && noDeadlineWhile === undefined;
}

/** The engine is as the record says, and each page opens: it is read for codes, days and gaps as every page is. */
async function expectSeen(world: JourneyWorld, today: IsoDate): Promise<void> {
  const { found } = await reconcile(world.services, world.runtime.executions, QUIET_QUEUES);
  await world.settle();
  const wrong = Object.entries(found).filter(([, { repaired, incidents }]) => repaired + incidents > 0);
  expect({ today, wrong }).toEqual({ today, wrong: [] });
  const visitor = await Visitor.signedInAs(OFFICER, world);
  for (const page of ['', '/release-plan', '/appointments', '/what-if']) {
    const { status } = await visitor.open(`/journeys/${world.id}${page}`);
    expect({ today, page, opens: status < 500 }).toEqual({ today, page, opens: true });
  }
}
