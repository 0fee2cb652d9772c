import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, refused, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const OFFERED = { sex: 'MALE', tier: 'B1', lastNight: addDays(PLAIN_RELEASE, 30) };

describe('a place in approved premises', () => {
  it.each([
    { sex: 'MALE', tier: 'A3' },
    { sex: 'MALE', tier: 'B1' },
    { sex: 'FEMALE', tier: 'A3' },
    { sex: 'FEMALE', tier: 'B1' },
    { sex: 'FEMALE', tier: 'C3' },
  ])('is offered to $sex in tier $tier', async (given) => {
    const world = await looking();
    await world.complete('cas1-decision', 'PLACE_OFFERED', { ...OFFERED, ...given });
    expect((await world.journey()).housing.places).toMatchObject([
      { kind: 'CAS1', until: OFFERED.lastNight },
    ]);
    await expect(world).toBeWaitingFor('next-address');
  });

  it.each([
    { sex: 'MALE', tier: 'C3' },
    { sex: 'MALE', tier: 'B1S' },
    { sex: 'MALE', tier: 'A3S' },
    { sex: 'FEMALE', tier: 'C3S' },
    { sex: 'FEMALE', tier: 'C2' },
    { sex: 'MALE', tier: 'D1' },
  ])('is refused for $sex in tier $tier, and nothing is written', async (given) => {
    const world = await looking();
    const { version } = await world.journey();
    const refusal = refused(
      await world.tryComplete('cas1-decision', 'PLACE_OFFERED', { ...OFFERED, ...given }),
    );
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'tier-not-eligible' });
    expect((await world.journey()).version).toBe(version);
  });

  it('is asked about from a year before release', async () => {
    const world = await daysBeforeRelease(400);
    // The search for an address begins with the pathway, twelve weeks before release.
    await world.advanceTo(addDays(PLAIN_RELEASE, -84));
    await world.complete('housing-need', 'NEEDS_HELP');
    expect(await world.step('cas1-decision')).toMatchObject({
      state: 'OPEN',
      opensOn: addDays(PLAIN_RELEASE, -365),
    });
  });
});

describe('help with a deposit, when a week’s rent is £100', () => {
  const help = { scheme: 'Eastmoor bond scheme', landlord: 'Mill Lane Lettings', weeklyRent: 100 };

  it.each([
    { sum: 500, inAdvance: 433 },
    { sum: 500, inAdvance: 0 },
  ])('is arranged with £$sum, and £$inAdvance in advance', async (given) => {
    const world = await looking('2026-06-15');
    await world.complete('rent-deposit', 'ARRANGED', { ...help, ...given });
    expect((await world.journey()).housing.rentDeposit).toMatchObject({ sum: 500 });
  });

  it.each([
    { sum: 501, inAdvance: 0, rule: 'deposit-too-large' },
    { sum: 500, inAdvance: 434, rule: 'advance-too-large' },
  ])('is refused with £$sum, and £$inAdvance in advance: $rule', async ({ rule, ...given }) => {
    const world = await looking('2026-06-15');
    const { version } = await world.journey();
    const refusal = refused(await world.tryComplete('rent-deposit', 'ARRANGED', { ...help, ...given }));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule });
    expect((await world.journey()).version).toBe(version);
  });

  it.each([
    { on: '2026-04-30', limited: false },
    { on: '2026-05-01', limited: true },
  ])('on $on has a most that is paid in advance: $limited', async ({ on, limited }) => {
    const world = await looking(on);
    const answer = await world.tryComplete('rent-deposit', 'ARRANGED', { ...help, sum: 300, inAdvance: 900 });
    expect(answer.ok).toBe(!limited);
  });
});

/** A person who needs help to find an address, six weeks before release. */
async function looking(today = addDays(PLAIN_RELEASE, -42)): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(42, { releaseDate: addDays(today, 42) });
  await world.complete('housing-need', 'NEEDS_HELP');
  return world;
}
