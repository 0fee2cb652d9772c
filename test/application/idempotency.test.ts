import { afterEach, describe, expect, it } from '@jest/globals';
import { askForReconcile } from '../../application/commands/ask-reconcile.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { keys } from '../../application/keys.ts';
import { ADMIN, closeWorlds, newJourney, OFFICER, ok, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const request = { caller: 'p.taylor', key: 'abc-123', request: 'one' };
const DAY_SECONDS = 86_400;

function wait(world: JourneyWorld, seconds: number): void {
  world.clock.moveTo(world.clock.now().add({ seconds }));
}

function move(world: JourneyWorld, date: string) {
  return changeReleaseDate(
    world.services,
    OFFICER,
    world.id,
    { date, dateType: 'CRD' },
    { idempotency: { ...request, request: date } },
  );
}

describe('an idempotency key', () => {
  it('gives its answer for a day, and is free after it although the row is still there', async () => {
    const world = await daysBeforeRelease(100);
    ok(await move(world, '2027-04-01'));
    wait(world, DAY_SECONDS - 1);
    expect(await move(world, '2027-05-04')).toMatchObject({ ok: false, code: 'IDEMPOTENCY_MISMATCH' });
    wait(world, 1);
    expect(await world.table.get(keys.idempotency(request.caller, request.key))).toBeDefined();
    ok(await move(world, '2027-05-04'));
    expect((await world.journey()).release).toMatchObject({ date: '2027-05-04', revision: 3 });
  });

  it('that has expired is taken by one of two requests at the same moment', async () => {
    const world = await daysBeforeRelease(100);
    ok(await move(world, '2027-04-01'));
    wait(world, DAY_SECONDS);
    const twins = await Promise.all([move(world, '2027-05-04'), move(world, '2027-05-04')]);
    expect(twins.map((twin) => ok(twin))).toEqual([ok(await move(world, '2027-05-04')), ok(twins[0])]);
    expect((await world.journey()).release?.revision).toBe(3);
  });

  it('that has expired starts another journey, and asks for another reconcile', async () => {
    const world = await daysBeforeRelease(100);
    const start = (prisonNumber: string) =>
      startJourney(
        world.services,
        OFFICER,
        newJourney({ prisonNumber, releaseDate: '2029-01-09' }, world.today()),
        request,
      );
    const first = ok(await start('A1111AA'));
    const asked = ok(await askForReconcile(world.services, ADMIN, { ...request, key: 'def-456' }));
    wait(world, DAY_SECONDS);
    expect(ok(await start('A2222AA')).id).not.toBe(first.id);
    const askedAgain = ok(await askForReconcile(world.services, ADMIN, { ...request, key: 'def-456' }));
    expect(askedAgain).not.toEqual(asked);
  });

  it('is removed from the local table by the sweep, and not before its time', async () => {
    const world = await daysBeforeRelease(100);
    ok(await move(world, '2027-04-01'));
    const row = () => world.table.get(keys.idempotency(request.caller, request.key));
    await world.runtime.sweep();
    expect(await row()).toBeDefined();
    wait(world, DAY_SECONDS);
    await world.runtime.sweep();
    expect(await row()).toBeUndefined();
  });
});
