import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const SIX_MONTHS = addDays(PLAIN_RELEASE, -182);
const PRE_RELEASE = addDays(PLAIN_RELEASE, -84);

async function timesOpened(world: JourneyWorld): Promise<number> {
  const opened = (await world.facts()).filter(({ type }) => type === 'step-opened');
  return opened.filter(({ data }) => data['step'] === 'bank-account').length;
}

describe('a bank account for a person in custody', () => {
  it('is asked about six months before release of a long sentence', async () => {
    const world = await daysBeforeRelease(300);
    expect(await world.step('bank-account')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: SIX_MONTHS,
      dueOn: addDays(PLAIN_RELEASE, -42),
      waitsFor: 'role:ID_ADMINISTRATOR@MDI',
    });
    await world.advanceTo(addDays(SIX_MONTHS, -1));
    expect((await world.step('bank-account')).state).toBe('SCHEDULED');
    await world.advanceTo(SIX_MONTHS);
    expect((await world.journey()).phase).toBe('custody');
    expect((await world.step('bank-account')).state).toBe('OPEN');
    expect(world.problems).toEqual([]);
  });

  it('is not asked about again twelve weeks before release, and the machine waits for the same answer', async () => {
    const world = await daysBeforeRelease(200);
    await world.advanceTo(PRE_RELEASE);
    expect((await world.journey()).phase).toBe('pre-release');
    expect(await timesOpened(world)).toBe(1);
    expect((await world.step('bank-account')).token).toBeDefined();
    await world.complete('bank-account', 'OPENED');
    await expect(world).not.toBeWaitingFor('bank-account');
    expect(await timesOpened(world)).toBe(1);
    expect(world.problems).toEqual([]);
  });

  it('that was opened in custody is not asked about at all twelve weeks before release', async () => {
    const world = await daysBeforeRelease(200);
    await world.advanceTo(SIX_MONTHS);
    await world.complete('bank-account', 'HAS_ONE');
    expect((await world.journey()).benefits.bankAccount).toBe('HAS_ONE');
    await world.advanceTo(PRE_RELEASE);
    await expect(world).not.toBeWaitingFor('bank-account');
    expect(await timesOpened(world)).toBe(1);
    expect((await world.step('bank-account')).outcome).toBe('HAS_ONE');
    expect(world.problems).toEqual([]);
  });

  it('is asked about when another bank is to be tried, through the day on which pre-release begins', async () => {
    const world = await daysBeforeRelease(200);
    await world.advanceTo(addDays(PRE_RELEASE, -1));
    await world.complete('bank-account', 'REFUSED_BY_BANK', { bank: 'First Bank', note: 'No address' });
    await world.advanceTo(addDays(PRE_RELEASE, 3));
    await world.complete('bank-account', 'OPENED', { bank: 'Second Bank' });
    expect(await timesOpened(world)).toBe(1);
    expect(world.problems).toEqual([]);
  });

  it.each([
    ['later', 30],
    ['earlier', -30],
  ])('moves with the release date when it is %s', async (_which, days) => {
    const world = await daysBeforeRelease(300);
    const date = addDays(PLAIN_RELEASE, days);
    await world.moveReleaseDate(date);
    const inForce = (await world.journey()).releaseDateInForce ?? '';
    expect((await world.step('bank-account')).opensOn).toBe(addDays(inForce, -182));
    await world.advanceTo(addDays(inForce, -182));
    expect((await world.step('bank-account')).state).toBe('OPEN');
    expect(world.problems).toEqual([]);
  });

  it('is asked about at once when less than six months are left', async () => {
    const world = await daysBeforeRelease(150);
    expect((await world.journey()).phase).toBe('custody');
    expect(await world.step('bank-account')).toMatchObject({ state: 'OPEN' });
  });

  it('is asked about at once in a sentence of weeks, by the machine of pre-release', async () => {
    const world = await daysBeforeRelease(50);
    expect(await world.step('bank-account')).toMatchObject({ state: 'OPEN' });
    expect(await timesOpened(world)).toBe(1);
  });

  it('is asked about once a release date is recorded', async () => {
    const world = await journeyWorld({ today: '2026-07-01' });
    await world.startJourney({ officers: OFFICERS });
    await world.complete('immediate-needs', 'RECORDED');
    expect((await world.journey()).open.map(({ kind }) => kind)).not.toContain('bank-account');
    await world.moveReleaseDate(PLAIN_RELEASE);
    expect((await world.step('bank-account')).opensOn).toBe(SIX_MONTHS);
    expect(world.problems).toEqual([]);
  });
});
