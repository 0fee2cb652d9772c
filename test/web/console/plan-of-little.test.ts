import { afterEach, describe, expect, it } from '@jest/globals';
import { Visitor, type SeenPage } from '../../support/console-visitor.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../../support/journey-world.ts';
import { POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';
import { journeyItem } from '../../../application/items.ts';
import type { Journey } from '../../../domain/journey/journey.ts';

afterEach(closeWorlds);

const AT = '2027-02-01T09:00:00.000Z';

async function plan(world: JourneyWorld, query = ''): Promise<SeenPage> {
  const visitor = await Visitor.signedInAs(POM, world);
  return visitor.open(`/journeys/${world.id}/plan${query}`);
}

async function keep(world: JourneyWorld, over: Partial<Journey>): Promise<void> {
  const journey = await world.journey();
  const item = journeyItem({ ...journey, ...over, version: journey.version + 1 });
  await world.table.transact([{ kind: 'put', item }]);
}

describe('the release plan of a person of whom little is known', () => {
  it('promises no day, no place and no appointment, and names no officer', async () => {
    const world = await journeyWorld({ today: '2027-01-12' });
    await world.startJourney({});
    const { words } = await plan(world);
    expect(words).not.toMatch(/You leave prison on|Your officer is|Their phone number|undefined/);
    expect(words).toContain('In an emergency: 999');
  });

  it.each([
    ['', 'You can stay there until the night of Tuesday 16 March 2027.'],
    ['?lang=cy', 'Y noson olaf yno: dydd Mawrth 16 Mawrth 2027.'],
  ])('says until when they can stay, where that is known: %s', async (query, said) => {
    const world = await daysBeforeRelease(30);
    const { housing } = await world.journey();
    const place = { kind: 'TRANSIENT', from: '2027-03-09', until: '2027-03-16', recordedAt: AT } as const;
    await keep(world, { housing: { ...housing, places: [place] } });
    expect((await plan(world, query)).words).toContain(said);
  });

  it('says that they make no claim, where they have decided so', async () => {
    const world = await daysBeforeRelease(30);
    const { benefits } = await world.journey();
    await keep(world, { benefits: { ...benefits, notClaiming: true } });
    const { words } = await plan(world);
    expect(words).toContain('You said that you do not want to claim Universal Credit.');
    expect(words).not.toContain('You can claim Universal Credit.');
  });
});
