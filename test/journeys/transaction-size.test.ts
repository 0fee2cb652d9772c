import { afterEach, expect, it } from '@jest/globals';
import { MAX_TRANSACTION_WRITES } from '../../application/ports/table.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { previewReleaseDate } from '../../application/queries/preview-release-date.ts';
import { addDays } from '../../domain/law/time.ts';
import { isLive } from '../../domain/record/referral.ts';
import { EASTMOOR, NORTHBRIDGE, SOUTHWELL, WESTHAVEN } from '../support/agencies.ts';
import { independentDays } from '../support/independent-deadlines.ts';
import { CONTACT_AGREED, councilsAsked, fillTo, PLAIN_RELEASE } from '../support/stages.ts';
import {
  closeWorlds,
  journeyWorld,
  ok,
  OFFICER,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { everything } from '../support/api-world.ts';
import { HOME } from '../support/places.ts';

afterEach(closeWorlds);

it('writes the largest changes of a journey in well under the hundred writes of a transaction', async () => {
  const world = await journeyWorld({ today: '2026-09-01' });
  const sizes: number[] = [];
  world.beforeTable = (call, about) => {
    if (call === 'transact') sizes.push((JSON.parse(about) as unknown[]).length);
  };
  await world.startJourney({ releaseDate: '2026-12-25' });
  await world.complete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', com: 'c.ahmed' });
  await world.advanceTo('2026-10-05');
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  await world.advanceTo('2026-10-29');
  await world.complete('housing-consent', 'GIVEN', {
    authorities: [EASTMOOR.id, WESTHAVEN.id],
    ...CONTACT_AGREED,
  });
  const open = (await world.openSteps()).length;

  // Everything that can be open is open, and two referrals are live: the date moves, then an address ends the search.
  await world.moveReleaseDate('2026-12-31');
  const moved = Math.max(...sizes);
  await world.complete('next-address', 'ADDRESS_RECORDED', HOME);

  expect(open).toBeGreaterThanOrEqual(10);
  expect(moved).toBeGreaterThan(open);
  expect(Math.max(...sizes)).toBeLessThan(MAX_TRANSACTION_WRITES / 2);
});

/** Two weeks before release: six referrals stand, four of them unanswered by their date, and nothing else is answered. */
async function sixReferrals(): Promise<JourneyWorld> {
  const world = await councilsAsked([EASTMOOR.id, WESTHAVEN.id, NORTHBRIDGE.id, SOUTHWELL.id]);
  await world.advanceTo(addDays(PLAIN_RELEASE, -42));
  await world.complete('cas3-decision', 'REFER');
  await world.agencyAnswers('CAS3-1', 'MORE_INFORMATION');
  await world.agencyAnswers('CRS-1', 'MORE_INFORMATION');
  for (const subject of ['DTR-1', 'DTR-2', 'DTR-3']) {
    const { dueOn } = await world.step(`referral-answer.${subject}`);
    await world.advanceTo(addDays(dueOn ?? '', 1));
  }
  return world;
}

it('moves 40 open steps and 6 live referrals in one transaction of fewer than 100 writes', async () => {
  const world = await sixReferrals();
  const asked = (await world.openSteps()).length;
  await fillTo(world, 40);
  // The relay's own writes are not of the change that is counted.
  await world.settle();
  expect((await world.openSteps()).length).toBe(40);
  const live = (await world.referrals()).filter(isLive);
  expect(live).toHaveLength(6);

  const passes: number[] = [];
  world.beforeTable = (call, about) => {
    if (call === 'transact') passes.push((JSON.parse(about) as unknown[]).length);
  };
  const moved = addDays(PLAIN_RELEASE, 28);
  ok(await changeReleaseDate(world.services, OFFICER, world.id, { date: moved, dateType: 'CRD' }));
  const [size = 0] = passes;
  await world.settle();

  expect(size).toBeGreaterThan(asked);
  expect(size).toBeLessThan(MAX_TRANSACTION_WRITES);
  // What follows is the relay's, which moves nothing.
  expect(Math.max(...passes)).toBe(size);
  const journey = await world.journey();
  const after = await world.openSteps();
  for (const step of after) {
    const days = independentDays(step, moved);
    if (days !== undefined) expect(step).toMatchObject({ key: step.key, ...definedOf(days) });
    expect(journey.open.find(({ key }) => key === step.key)?.dueOn).toBe(step.dueOn);
  }
  const filled = after.filter(({ kind }) => kind === 'next-address');
  expect(filled.map(({ dueOn }) => dueOn)).toEqual(filled.map(() => addDays(moved, -14)));
  expect(filled.length).toBeGreaterThanOrEqual(40 - asked);
  for (const { id } of live)
    expect((await world.referrals()).find((each) => each.id === id)?.releaseDate).toBe(moved);
  const updates = (await world.deliveries()).filter(({ type }) => type.endsWith('updated'));
  expect(new Set(updates.map(({ referralId }) => referralId))).toEqual(new Set(live.map(({ id }) => id)));
  expect(world.problems).toEqual([]);
});

it('refuses a date that would move more than a transaction writes, in the preview too, and writes nothing', async () => {
  const world = await councilsAsked();
  await fillTo(world, MAX_TRANSACTION_WRITES + 1);
  const before = await everything(world);
  const given = { date: addDays(PLAIN_RELEASE, 28), dateType: 'CRD' } as const;
  const refusal = {
    code: 'RULE_REFUSED',
    rule: 'change-too-large',
    detail: expect.stringMatching(/too many/),
  };
  expect(refused(await changeReleaseDate(world.services, OFFICER, world.id, given))).toMatchObject(refusal);
  expect(ok(await previewReleaseDate(world.services, OFFICER, world.id, given))).toMatchObject({
    outcome: 'WOULD_BE_REFUSED',
    refusal,
  });
  expect(await everything(world)).toEqual(before);
});

function definedOf(days: object): object {
  return Object.fromEntries(Object.entries(days).filter(([, day]) => day !== undefined));
}
