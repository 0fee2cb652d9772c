import { afterEach, describe, expect, it } from '@jest/globals';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, newJourney, ok, OFFICER, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, POM } from '../support/people.ts';
import { onLicence, RETURNED, REVOKED } from '../support/recalls.ts';
import { daysBeforeRelease, OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const hold = async (world: JourneyWorld) => (await world.journey()).hold;
const withDeadline = async (world: JourneyWorld): Promise<readonly string[]> =>
  (await world.openSteps()).filter(({ dueOn }) => dueOn !== undefined).map(({ kind }) => kind);

describe('a deadline that passes while the clocks are stopped', () => {
  it('is not overdue when the journey is resumed, and gets two working days', async () => {
    const world = await daysBeforeRelease(60);
    const { dueOn } = await world.step('bank-account');
    expect(dueOn).toBe(addDays(PLAIN_RELEASE, -42));
    ok(await world.tryHold());
    await world.advanceTo(addDays(PLAIN_RELEASE, -35));
    ok(await world.tryResume());
    await world.settle();
    // A Tuesday, and the Thursday after it.
    expect((await world.step('bank-account')).dueOn).toBe(addDays(PLAIN_RELEASE, -33));
    expect(ok(await getJourney(world.services, POM, world.id)).flags).not.toContain('OVERDUE');
    await world.advanceTo(addDays(PLAIN_RELEASE, -32));
    await expect(world).toHaveFact('step-overdue', { step: 'bank-account' });
  });

  it('is still no later than release where it must be ready at the gate', async () => {
    const world = await daysBeforeRelease(60);
    ok(await world.tryHold());
    await world.advanceTo(addDays(PLAIN_RELEASE, -1));
    ok(await world.tryResume());
    await world.settle();
    expect((await world.step('bank-account')).dueOn).toBe(PLAIN_RELEASE);
  });
});

describe('a person on hold who is recalled', () => {
  it('is still in hospital, and is not late with their return; coming into prison ends the hold', async () => {
    const world = await onLicence();
    ok(await world.tryHold());
    await world.recall();
    expect(await hold(world)).toMatchObject({ reason: 'HOSPITAL', since: REVOKED });
    await expect(world).toBeWaitingFor('return-to-custody', 'hold-review');
    expect(await withDeadline(world)).toEqual(['hold-review']);
    await world.advanceTo(addDays(REVOKED, 6));
    await world.returnToPrison();
    expect(await hold(world)).toBeUndefined();
    await expect(world).toHaveFact('resumed', { reason: 'HOSPITAL', on: addDays(REVOKED, 6) });
    const steps = await world.openSteps();
    expect(steps.map(({ kind }) => kind)).not.toContain('hold-review');
    expect(await withDeadline(world)).toContain('immediate-needs');
    expect(world.problems).toEqual([]);
  });

  it('and is on remand for other matters stays on hold in prison', async () => {
    const world = await onLicence();
    ok(await world.tryHold({ reason: 'REMAND' }));
    await world.recall();
    await world.advanceTo(RETURNED);
    await world.returnToPrison();
    expect(await hold(world)).toMatchObject({ reason: 'REMAND' });
    expect(await withDeadline(world)).toEqual(['hold-review']);
    ok(await world.tryResume());
    await world.settle();
    await expect(world).toBeWaitingFor('dates-after-hold');
  });

  it('may be put on hold before they are back', async () => {
    const world = await onLicence();
    await world.recall();
    ok(await world.tryHold());
    expect(await withDeadline(world)).toEqual(['hold-review']);
    await world.advanceTo(RETURNED);
    await world.returnToPrison();
    expect(await hold(world)).toBeUndefined();
  });
});

it('a new sentence ends a hold, and says so', async () => {
  const world = await onLicence();
  ok(await world.tryHold({ reason: 'REMAND', since: addDays(REVOKED, -5) }));
  const given = newJourney({ releaseDate: addDays(REVOKED, 190) }, world.today());
  ok(await startJourney(world.services, OFFICER, given));
  await world.settle();
  expect(await hold(world)).toBeUndefined();
  await expect(world).toHaveFact('resumed', { reason: 'REMAND', on: REVOKED });
  expect((await world.openSteps()).map(({ kind }) => kind)).not.toContain('hold-review');
  expect(await withDeadline(world)).toContain('immediate-needs');
});

describe('a death on hold', () => {
  it.each([
    { where: 'after an escape', reason: 'ESCAPE', onLicenceBefore: false, inCustody: false },
    { where: 'in hospital, sent from prison', reason: 'HOSPITAL', onLicenceBefore: false, inCustody: true },
    { where: 'in hospital, on licence', reason: 'HOSPITAL', onLicenceBefore: true, inCustody: false },
    { where: 'on remand, on licence before', reason: 'REMAND', onLicenceBefore: true, inCustody: true },
  ] as const)('$where is in custody: $inCustody', async ({ reason, onLicenceBefore, inCustody }) => {
    const world = onLicenceBefore ? await onLicence() : await daysBeforeRelease(60);
    ok(await world.tryHold({ reason }));
    ok(await world.tryDeath());
    const { death, hold: after } = await world.journey();
    expect(death?.inCustody).toBe(inCustody);
    expect(death?.outside.includes('POLICE_AND_CORONER')).toBe(inCustody);
    expect(death?.inside.includes('role:GOVERNOR@MDI')).toBe(inCustody);
    expect(after).toBeUndefined();
  });
});

describe('two records of one person, one of them on hold,', () => {
  async function merged(surviving: 'HOSPITAL' | 'COURT' | undefined, other: 'HOSPITAL' | undefined) {
    const world = await daysBeforeRelease(60);
    if (other !== undefined) ok(await world.tryHold({ reason: other }));
    const removed = world.id;
    await world.startJourney({
      prisonNumber: 'B2345CD',
      officers: OFFICERS,
      releaseDate: PLAIN_RELEASE,
      sentence: { startDate: addDays(PLAIN_RELEASE, -60) },
    });
    if (surviving !== undefined) ok(await world.tryHold({ reason: surviving }));
    ok(
      await mergeRecords(world.services, ADMIN_USER, world.id, { otherNumber: 'A1234BC', survives: 'THIS' }),
    );
    await world.settle();
    const kept = world.id;
    world.id = removed;
    expect(await hold(world)).toBeUndefined();
    world.id = kept;
    return world;
  }

  it('are on hold from the same day when they are merged', async () => {
    const world = await merged(undefined, 'HOSPITAL');
    expect(await hold(world)).toMatchObject({ reason: 'HOSPITAL', since: addDays(PLAIN_RELEASE, -60) });
    await expect(world).toHaveFact('held', { reason: 'HOSPITAL' });
    expect(await withDeadline(world)).toEqual(['hold-review']);
  });

  it('are on hold as the surviving record is', async () => {
    expect(await hold(await merged('COURT', 'HOSPITAL'))).toMatchObject({ reason: 'COURT' });
  });
});
