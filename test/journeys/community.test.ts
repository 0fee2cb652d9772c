import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, journeyWorld, refused } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('after release', () => {
  it.each(['KEPT', 'MISSED'])('nobody says %s of the first appointment before its day', async (outcome) => {
    const world = await releasedAfter(10);
    expect(refused(await world.tryComplete('first-appointment', outcome)).detail).toBe(
      'This step opens on Wednesday 10 March 2027. It cannot be answered before then.',
    );
    await expect(world).toBeWaitingFor('first-appointment');
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    await world.complete('first-appointment', outcome);
    await expect(world).not.toBeWaitingFor('first-appointment');
  });

  it('a first appointment arranged for a later day is asked about on that day', async () => {
    const world = await daysBeforeRelease(10);
    const arranged = { on: addDays(PLAIN_RELEASE, 3), at: '10:00', place: 'The office' };
    await world.complete('arrange-first-appointment', 'DATE_AND_TIME', arranged);
    await released(world);
    await world.advanceTo(addDays(PLAIN_RELEASE, 2));
    expect(refused(await world.tryComplete('first-appointment', 'KEPT')).detail).toContain('12 March 2027');
    await world.advanceTo(arranged.on);
    expect(await world.step('first-appointment')).toMatchObject({ state: 'OPEN', dueOn: arranged.on });
    await world.complete('first-appointment', 'KEPT');
  });

  it('a missed appointment has its reason, and another is arranged, as often as it takes', async () => {
    const world = await releasedAfter(10);
    for (const [round, reason] of ['The bus did not come', 'In hospital'].entries()) {
      await world.advanceTo(addDays(PLAIN_RELEASE, 2 + round * 3));
      await world.complete('first-appointment', 'MISSED');
      await expect(world).toBeWaitingFor('missed-appointment');
      await expect(world).not.toBeWaitingFor('first-appointment');
      const on = addDays(world.today(), 3);
      await world.complete('missed-appointment', 'REARRANGED', { because: 'OTHER', reason, on });
      expect((await world.step('first-appointment')).dueOn).toBe(on);
    }
    await world.advanceTo(addDays(world.today(), 3));
    await world.complete('first-appointment', 'KEPT');
    await expect(world).not.toBeWaitingFor('first-appointment');
    await expect(world).toHaveFact('step-completed', { step: 'missed-appointment', reason: 'In hospital' });
  });

  it('what is asked late is due after it is asked, not before', async () => {
    const world = await releasedAfter(10);
    await world.advanceTo(addDays(PLAIN_RELEASE, 20));
    await world.complete('claim-made', 'MADE');
    const { dueOn, openedOn } = await world.step('identity-verified');
    expect(dueOn !== undefined && dueOn > openedOn).toBe(true);
  });

  it('opens no further benefits step for a person who will not claim', async () => {
    const world = await releasedAfter(10);
    await world.complete('claim-made', 'NOT_CLAIMING');
    await expect(world).not.toBeWaitingFor('identity-verified');
    expect((await world.journey()).pathways['finance-benefits-id']).toBe('SUPPORT_DECLINED');
  });

  it('officers named late are asked from then on', async () => {
    const world = await journeyWorld({ today: addDays(PLAIN_RELEASE, -10) });
    await world.startJourney({ releaseDate: PLAIN_RELEASE, officers: { pom: 'p.taylor' } });
    await released(world);
    expect((await world.step('first-appointment')).waitsFor).toBe('role:PDU@N54');
    await world.complete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', com: 'c.new' });
    expect((await world.step('first-appointment')).waitsFor).toBe('officer:c.new');
    expect((await world.step('review-at-4-weeks')).waitsFor).toBe('officer:c.new');
  });
});
