import { afterEach, describe, expect, it } from '@jest/globals';
import { changeAppointment, recordAttendance } from '../../application/commands/arrange-appointment.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, OFFICER, ok } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('the first appointment', () => {
  it('moves when the person leaves on another day, and back when they had not left', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place: 'The office' });
    await world.advanceTo(addDays(PLAIN_RELEASE, -5));
    await world.release({ ground: 'COURT_ORDER', reason: 'The order of the court' });
    const firstOn = async () => (await world.journey()).licence?.firstAppointment?.on;
    expect(await firstOn()).toBe('2027-03-05');
    expect((await world.step('first-appointment')).dueOn).toBe('2027-03-05');
    const given = { correction: 'NOT_RELEASED', reason: 'Another person left' } as const;
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
    ok(await world.answerProposal(proposal));
    expect(await firstOn()).toBe('2027-03-10');
  });

  it('is not moved to the day after a release in error', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place: 'The office' });
    await world.release({ ground: 'IN_ERROR', reason: 'The wrong person' });
    expect((await world.journey()).licence?.firstAppointment?.on).toBe('2027-03-10');
  });

  it('that an officer moves is asked about on its new day, which is not before release', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place: 'The office' });
    const move = (on: string) =>
      changeAppointment(world.services, OFFICER, world.id, 'first-1-1', { on, at: '11:00', place: 'There' });
    expect(await move('2027-03-08')).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    ok(await move('2027-03-11'));
    await released(world);
    expect((await world.step('first-appointment')).dueOn).toBe('2027-03-11');
    ok(await move('2027-03-12'));
    expect((await world.step('first-appointment')).dueOn).toBe('2027-03-12');
    expect((await world.journey()).licence?.firstAppointment?.on).toBe('2027-03-12');
  });

  it('that is cancelled is arranged again, and after release asked about on the usual day', async () => {
    const world = await daysBeforeRelease(60);
    const cancel = (id: string) => recordAttendance(world.services, OFFICER, world.id, id, 'CANCELLED');
    const on = '2027-03-12';
    await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place: 'The office' });
    ok(await cancel('first-1-1'));
    await world.settle();
    expect((await world.journey()).licence?.firstAppointment).toBeUndefined();
    await world.complete('arrange-first-appointment', 'DATE_AND_TIME', { on, at: '10:00', place: 'There' });
    await released(world);
    ok(await cancel('first-1-2'));
    expect((await world.step('first-appointment')).dueOn).toBe('2027-03-10');
    await expect(world).not.toBeWaitingFor('arrange-first-appointment');
  });
});
