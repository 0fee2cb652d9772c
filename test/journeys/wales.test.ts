import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** Seventy days before release, with nowhere to go. */
async function nowhereToGo(where: {
  readonly prison?: string;
  readonly region?: string;
}): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(70, where);
  await world.complete('housing-need', 'NEEDS_HELP');
  return world;
}

const inTheWindow = (world: JourneyWorld): Promise<void> => world.advanceTo(addDays(PLAIN_RELEASE, -56));

describe.each([
  ['home area', { region: 'N03' }],
  ['prison', { prison: 'SWI', region: 'N54' }],
])('a person whose %s is in Wales', (_what, where) => {
  it('is helped to apply to a Welsh council, and no duty to refer is asked or made', async () => {
    const world = await nowhereToGo(where);
    await expect(world).not.toBeWaitingFor('dtr-window');
    await inTheWindow(world);

    await expect(world).not.toBeWaitingFor('housing-consent');
    expect(await world.step('welsh-application')).toMatchObject({ state: 'OPEN', dueOn: '2027-01-26' });
    await world.complete('welsh-application', 'APPLIED', { authority: 'swansea' });
    await expect(world).toBeWaitingFor('welsh-decision');
    await world.complete('welsh-decision', 'HELP_TO_PREVENT');

    expect((await world.journey()).housing.welshApplication).toEqual({
      authority: 'swansea',
      on: addDays(PLAIN_RELEASE, -56),
    });
    expect((await world.referrals()).filter(({ service }) => service === 'DTR')).toEqual([]);
    expect(world.problems).toEqual([]);
  });
});

describe('a Welsh council that owes no duty', () => {
  it('is followed by an application to another', async () => {
    const world = await nowhereToGo({ region: 'N03' });
    await inTheWindow(world);
    for (const authority of ['cardiff', 'newport']) {
      await world.complete('welsh-application', 'APPLIED', { authority });
      await world.complete('welsh-decision', 'NO_DUTY', { reason: 'No local connection' });
    }
    await expect(world).toBeWaitingFor('welsh-application');
  });
});

describe('a person who leaves an English prison for an English home', () => {
  it('is never asked to apply in Wales', async () => {
    const world = await nowhereToGo({});
    await inTheWindow(world);
    await expect(world).toBeWaitingFor('housing-consent');
    await expect(world).not.toBeWaitingFor('welsh-application');
  });
});

describe('a Welsh council that is not on the list', () => {
  it('is refused', async () => {
    const world = await nowhereToGo({ region: 'N03' });
    await inTheWindow(world);
    const refused = await world.tryComplete('welsh-application', 'APPLIED', { authority: EASTMOOR.id });
    expect(refused).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
  });
});
