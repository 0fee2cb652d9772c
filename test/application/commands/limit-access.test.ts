import { afterEach, describe, expect, it } from '@jest/globals';
import { limitAccess, type AccessLimit } from '../../../application/commands/limit-access.ts';
import { journeyItem } from '../../../application/items.ts';
import { closeWorlds, refused, type JourneyWorld } from '../../support/journey-world.ts';
import { COM, GOVERNOR, SECOND } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

interface Lists {
  readonly excluded?: readonly string[];
  readonly restrictedTo?: readonly string[];
}

/** A person for whom these lists are kept already. */
async function listing(lists: Lists): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(30);
  const journey = await world.journey();
  const limitedAccess = { excluded: [], restrictedTo: [], ...lists };
  const item = journeyItem({ ...journey, limitedAccess, version: journey.version + 1 });
  await world.table.transact([{ kind: 'put', item }]);
  await world.services.staff.record(SECOND);
  return world;
}

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `n.${index + 1}`);
const OWN = [GOVERNOR.id, COM.id, 'p.taylor', 'd.evans'];

describe('a limit of access', () => {
  it.each<{
    readonly case: string;
    readonly lists: Lists;
    readonly given: Partial<AccessLimit>;
    readonly says: object;
  }>([
    {
      case: 'that excludes somebody who is on the list of those who may see the person',
      lists: { restrictedTo: [...OWN, SECOND.id] },
      given: { change: 'EXCLUDE', officer: SECOND.id },
      says: { code: 'VALIDATION_FAILED', detail: expect.stringContaining('Take this officer off the list') },
    },
    {
      case: 'that restricts to somebody who is excluded',
      lists: { excluded: [SECOND.id] },
      given: { change: 'RESTRICT', officer: SECOND.id },
      says: { code: 'VALIDATION_FAILED', detail: expect.stringContaining('This officer is excluded') },
    },
    {
      case: 'that restricts to somebody twice',
      lists: { restrictedTo: [...OWN, SECOND.id] },
      given: { change: 'RESTRICT', officer: SECOND.id },
      says: { code: 'VALIDATION_FAILED', detail: 'This officer is on the list already.' },
    },
    {
      case: 'that takes the person’s own officer off the list',
      lists: { restrictedTo: [...OWN, SECOND.id] },
      given: { change: 'REMOVE', officer: COM.id },
      says: { code: 'RULE_REFUSED', rule: 'shuts-out-own-officer' },
    },
    {
      case: 'that excludes one more than a list holds',
      lists: { excluded: names(100) },
      given: { change: 'EXCLUDE', officer: SECOND.id },
      says: { code: 'RULE_REFUSED', rule: 'too-many-listed', detail: 'A list has at most 100 officers.' },
    },
    {
      case: 'that restricts to one more than a list holds',
      lists: { restrictedTo: [...OWN, ...names(96)] },
      given: { change: 'RESTRICT', officer: SECOND.id },
      says: { code: 'RULE_REFUSED', rule: 'too-many-listed' },
    },
  ])('$case is refused, and the lists stay', async ({ lists, given, says }) => {
    const world = await listing(lists);
    const before = await world.journey();
    const asked = { change: 'EXCLUDE', reason: 'A relative', leavesNobody: true, ...given } as const;
    expect(refused(await limitAccess(world.services, GOVERNOR, world.id, asked))).toMatchObject({
      ...says,
      fields: [{ field: 'officer' }],
    });
    expect(await world.journey()).toEqual(before);
  });
});
