import { afterEach, describe, expect, it } from '@jest/globals';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** Sentenced on Monday 5 July 2027, and known on the day given. */
async function sentencedOnMonday(today = '2027-07-05'): Promise<JourneyWorld> {
  const world = await journeyWorld({ today });
  await world.startJourney({ releaseDate: '2028-03-07', sentence: { startDate: '2027-07-05' } });
  return world;
}

describe('immediate needs', () => {
  it('are asked at once, beside the allocation of officers, of the offender management unit', async () => {
    const world = await sentencedOnMonday();
    await expect(world).toBeWaitingFor('allocate-officers', 'immediate-needs');
    expect((await world.step('immediate-needs')).waitsFor).toBe('role:OMU@MDI');
  });

  it.each([
    ['the day of sentence', '2027-07-05', '2027-07-08'],
    ['the day after', '2027-07-06', '2027-07-08'],
    ['a week later, with the shortest notice', '2027-07-12', '2027-07-14'],
  ])('are due on the third working day after sentence when known on %s', async (_case, today, dueOn) => {
    const world = await sentencedOnMonday(today);
    expect((await world.step('immediate-needs')).dueOn).toBe(dueOn);
  });

  it('are due on the third working day from when a person sentenced long ago becomes known', async () => {
    const world = await journeyWorld({ today: '2027-07-05' });
    await world.startJourney({ releaseDate: '2028-03-07', sentence: { startDate: '2013-10-28' } });
    expect(await world.step('immediate-needs')).toMatchObject({ state: 'OPEN', dueOn: '2027-07-08' });
    await expect(world).not.toBeWaitingFor('incident.reception.RecordNeeds');
  });

  it('become the prison officer’s when one is named, and keep their day', async () => {
    const world = await sentencedOnMonday();
    await world.complete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', com: 'c.ahmed' });
    expect(await world.step('immediate-needs')).toMatchObject({
      waitsFor: 'officer:p.taylor',
      dueOn: '2027-07-08',
    });
    expect((await world.journey()).phase).toBe('reception');
    await world.complete('immediate-needs', 'RECORDED');
    expect((await world.journey()).phase).toBe('custody');
    expect(world.problems).toEqual([]);
  });

  it('may be recorded before any officer is named', async () => {
    const world = await sentencedOnMonday();
    await world.complete('immediate-needs', 'RECORDED');
    await expect(world).toBeWaitingFor('allocate-officers');
    expect((await world.journey()).phase).toBe('reception');
  });
});
