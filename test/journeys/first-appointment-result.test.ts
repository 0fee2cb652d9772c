import { afterEach, describe, expect, it } from '@jest/globals';
import { recordAttendance } from '../../application/commands/arrange-appointment.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { journeyItem } from '../../application/items.ts';
import { listAppointments } from '../../application/queries/list-appointments.ts';
import { addDays } from '../../domain/law/time.ts';
import type { Appointment } from '../../domain/record/appointments.ts';
import { closeWorlds, OFFICER, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { livedOnce } from '../support/lived-once.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const FIRST = 'first-1-1';
const DAY = addDays(PLAIN_RELEASE, 1);
const NO_BUS = { because: 'TRANSPORT', reason: 'No bus.' };

/** The day of the first appointment, which was arranged before release. */
const onItsDay = livedOnce(async (options) => {
  const world = await daysBeforeRelease(10, {}, options);
  await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place: 'The office' });
  await released(world);
  await world.advanceTo(DAY);
  return world;
});

async function cameOf(world: JourneyWorld): Promise<readonly (readonly [string, Appointment['came']])[]> {
  const { over, toCome } = ok(await listAppointments(world.services, OFFICER, world.id));
  return [...over, ...toCome].map(({ id, came }) => [id, came] as const);
}

const recorded = (world: JourneyWorld, came: 'KEPT' | 'MISSED') =>
  recordAttendance(world.services, OFFICER, world.id, FIRST, came);

/** The head as a version before this rule wrote it. */
async function rewrite(world: JourneyWorld, came: Appointment['came']): Promise<void> {
  const journey = await world.journey();
  const appointments = (journey.appointments ?? []).map(({ came: _now, ...each }) => ({
    ...each,
    ...(came !== undefined && { came }),
  }));
  await world.table.transact([{ kind: 'put', item: journeyItem({ ...journey, appointments }) }]);
}

describe('the result of the first appointment', () => {
  it.each(['KEPT', 'MISSED'] as const)('%s in its step is the result of the appointment', async (came) => {
    const world = await onItsDay();
    await world.complete('first-appointment', came);
    expect(await cameOf(world)).toEqual([[FIRST, came]]);
    expect(refused(await recorded(world, came)).code).toBe('CONFLICT');
  });

  it('kept on the appointment answers the step, and counts as a contact', async () => {
    const world = await onItsDay();
    ok(await recorded(world, 'KEPT'));
    await world.settle();
    await expect(world).not.toBeWaitingFor('first-appointment');
    await expect(world).toHaveFact('step-completed', { step: 'first-appointment', outcome: 'KEPT' });
    expect((await world.journey()).supervision?.contacts).toEqual([{ on: DAY, means: 'FIRST_APPOINTMENT' }]);
    expect((await world.facts()).filter(({ type }) => type === 'appointment-kept')).toHaveLength(1);
    expect(world.problems).toEqual([]);
  });

  it('missed on the appointment asks for the reason once, and for the next one on its day', async () => {
    const world = await onItsDay();
    ok(await recorded(world, 'MISSED'));
    await world.settle();
    const asked = (await world.openSteps()).filter(({ kind }) => kind === 'missed-appointment');
    expect(asked.map(({ key }) => key)).toEqual(['1.missed-appointment']);
    await world.complete('missed-appointment', 'REARRANGED', { ...NO_BUS, on: addDays(DAY, 3) });
    expect(await world.step('first-appointment')).toMatchObject({ dueOn: addDays(DAY, 3) });
    await world.advanceTo(addDays(DAY, 3));
    await world.complete('first-appointment', 'KEPT');
    expect(await cameOf(world)).toEqual([[FIRST, 'MISSED']]);
    expect((await world.journey()).supervision?.contacts).toEqual([
      { on: addDays(DAY, 3), means: 'FIRST_APPOINTMENT' },
    ]);
    expect(world.problems).toEqual([]);
  });
});

it.each(['KEPT', 'MISSED'] as const)(
  'a result %s of a release that did not happen is forgotten with it',
  async (came) => {
    const world = await onItsDay();
    await world.complete('first-appointment', came);
    const given = { correction: 'NOT_RELEASED', reason: 'Another person left' } as const;
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
    ok(await world.answerProposal(proposal));
    expect(await cameOf(world)).toEqual([[FIRST, undefined]]);
    expect((await world.journey()).supervision?.contacts ?? []).toEqual([]);
    await world.release({ on: PLAIN_RELEASE });
    await expect(world).toBeWaitingFor('first-appointment');
    await expect(world).not.toBeWaitingFor('missed-appointment');
    expect(world.problems).toEqual([]);
  },
);

describe('the first appointment of a journey from before its step and its result were one', () => {
  it.each(['KEPT', 'MISSED'] as const)('has the answer of its step, %s, as its result', async (came) => {
    const world = await onItsDay();
    await world.complete('first-appointment', came);
    await rewrite(world, undefined);
    expect(await cameOf(world)).toEqual([[FIRST, came]]);
    expect(refused(await recorded(world, 'KEPT')).code).toBe('CONFLICT');
  });

  it('was missed where another day was arranged', async () => {
    const world = await onItsDay();
    await world.complete('first-appointment', 'MISSED');
    await world.complete('missed-appointment', 'REARRANGED', { ...NO_BUS, on: addDays(DAY, 3) });
    await rewrite(world, undefined);
    expect(await cameOf(world)).toEqual([[FIRST, 'MISSED']]);
    await world.advanceTo(addDays(DAY, 3));
    await world.complete('first-appointment', 'KEPT');
    expect(await cameOf(world)).toEqual([[FIRST, 'MISSED']]);
  });

  it('closes its step at the next reminder, where the result was recorded on the appointment', async () => {
    const world = await onItsDay();
    await rewrite(world, 'KEPT');
    await world.advanceTo(addDays(DAY, 3));
    await world.settle();
    await expect(world).not.toBeWaitingFor('first-appointment');
    expect(await world.step('first-appointment')).toMatchObject({ state: 'DONE', outcome: 'KEPT' });
    expect((await world.facts()).filter(({ type }) => type === 'appointment-kept')).toHaveLength(0);
  });
});
