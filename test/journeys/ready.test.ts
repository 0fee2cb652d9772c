import { afterEach, describe, expect, it } from '@jest/globals';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { addDays } from '../../domain/law/time.ts';
import { GATE_ITEMS } from '../../domain/record/recorded-release.ts';
import { ALL_IN_HAND } from '../../domain/pathways/release/gate-items.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { POM } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

async function states(world: JourneyWorld): Promise<Readonly<Record<string, string>>> {
  const { items } = ok(await listJourneys(world.services, POM, { prison: 'MDI' }));
  const [row] = items;
  return Object.fromEntries((row?.essentials ?? []).map(({ essential, state }) => [essential, state]));
}

describe('is the person ready for release', () => {
  it('is answered from what was recorded, step by step', async () => {
    const world = await daysBeforeRelease(60);
    expect(await states(world)).toMatchObject({
      address: 'NOT_READY',
      income: 'NOT_READY',
      identity: 'NOT_READY',
      appointment: 'NOT_READY',
      phone: 'NOT_KNOWN',
      met: 'NOT_KNOWN',
    });
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await world.complete('identity-documents', 'IN_HAND');
    await world.complete('phone-for-release', 'GETS_ONE', { note: 'From the charity at the gate.' });
    await world.complete('met-at-the-gate', 'ARRANGED', { who: 'Sam, a mentor' });
    await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place: 'The office' });
    expect(await states(world)).toMatchObject({
      address: 'READY',
      identity: 'READY',
      appointment: 'READY',
      phone: 'KNOWN',
      met: 'READY',
    });
    expect(JSON.stringify(await world.facts())).not.toContain('Sam, a mentor');
    expect(world.problems).toEqual([]);
  });

  it('asks again who comes to the gate, and for an appointment, when the day moves', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('met-at-the-gate', 'ARRANGED', { who: 'Sam, a mentor' });
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    expect((await states(world))['met']).toBe('NOT_KNOWN');
    await expect(world).toBeWaitingFor('met-at-the-gate');
  });

  it('is not taken for granted once the release-day checklist says that something is missing', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('identity-documents', 'IN_HAND');
    await world.complete('phone-for-release', 'HAS_ONE');
    await world.advanceTo(addDays(PLAIN_RELEASE, -1));
    await world.complete('release-checklist', 'SOMETHING_MISSING', {
      ...ALL_IN_HAND,
      identity: 'MISSING',
      metBy: 'Auntie Rose',
    });
    expect(JSON.stringify(await world.facts())).not.toContain('Auntie Rose');
    expect(await states(world)).toMatchObject({ identity: 'NOT_READY', phone: 'READY' });
  });

  it('is counted on the list of stuck journeys', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('identity-documents', 'IN_HAND');
    await world.advanceTo(addDays(PLAIN_RELEASE, -2));
    const { items } = ok(await listStuck(world.services, POM));
    expect(items[0]?.essentials).toMatchObject({ settled: 1, of: 7 });
  });

  it('leaves the question of a phone open in the community where nobody answered it', async () => {
    const world = await daysBeforeRelease(60);
    await world.advanceTo(PLAIN_RELEASE);
    const inHand = GATE_ITEMS.filter((item) => item !== 'phone');
    await world.release({ inHand, missing: ['phone'] });
    await expect(world).toBeWaitingFor('phone-for-release');
    await expect(world).not.toBeWaitingFor('met-at-the-gate');
  });

  it('is not asked about before pre-release work', async () => {
    const world = await daysBeforeRelease(200);
    expect(await states(world)).toEqual({});
  });
});
