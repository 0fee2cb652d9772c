import { afterEach, describe, expect, it } from '@jest/globals';
import { startJourney } from '../../application/commands/start-journey.ts';
import type { Officers } from '../../domain/record/head.ts';
import { closeWorlds, journeyWorld, newJourney, OFFICER, refused } from '../support/journey-world.ts';
import { PLAIN_RELEASE } from '../support/stages.ts';

afterEach(closeWorlds);

const TODAY = '2026-12-01';

const CASES: readonly {
  readonly case: string;
  readonly officers: Officers;
  readonly field: string;
  readonly rule: string;
  readonly says: RegExp;
}[] = [
  {
    case: 'somebody who does not exist',
    officers: { pom: 'nobody.real' },
    field: 'pom',
    rule: 'officer-not-in-register',
    says: /^Nobody called nobody\.real is in the staff register\./,
  },
  {
    case: 'a community officer in the prison’s place',
    officers: { pom: 'c.ahmed' },
    field: 'pom',
    rule: 'officer-has-another-role',
    says: /^Cass Ahmed is not a prison offender manager\.$/,
  },
  {
    case: 'a governor in the supervising officer’s place',
    officers: { pom: 'p.taylor', com: 'g.governor' },
    field: 'com',
    rule: 'officer-has-another-role',
    says: /^Gwen Stone is not a community offender manager\.$/,
  },
  {
    case: 'a deputy who does not exist',
    officers: { pom: 'p.taylor', com: 'c.ahmed', deputy: 'nobody.real' },
    field: 'deputy',
    rule: 'officer-not-in-register',
    says: /nobody\.real/,
  },
  {
    case: 'the same person as supervising officer and deputy',
    officers: { pom: 'p.taylor', com: 'c.ahmed', deputy: 'c.ahmed' },
    field: 'com',
    rule: 'officer-named-twice',
    says: /^Name a different person/,
  },
  {
    case: 'the same person in prison and in the community',
    officers: { pom: 'b.both', com: 'b.both' },
    field: 'pom',
    rule: 'officer-named-twice',
    says: /^Name a different person/,
  },
];

describe('naming officers', () => {
  it.each(CASES)('is refused at the start for $case, and writes nothing', async (refusal) => {
    const { officers, field, rule, says } = refusal;
    const world = await journeyWorld({ today: TODAY });
    await world.services.staff.record({ ...OFFICER, id: 'b.both', duties: ['POM', 'COM'] });
    const { commits } = world;
    const given = newJourney({ releaseDate: PLAIN_RELEASE, officers }, TODAY);
    const result = refused(await startJourney(world.services, OFFICER, given));
    expect(result).toMatchObject({ code: 'RULE_REFUSED', rule, detail: expect.stringMatching(says) });
    expect(result.fields).toEqual([{ field: `officers.${field}`, problem: result.detail }]);
    expect(world.commits).toBe(commits);
  });

  it.each(CASES)('is refused at allocation for $case, and writes nothing', async (refusal) => {
    const { officers, field, rule, says } = refusal;
    const world = await journeyWorld({ today: TODAY });
    await world.services.staff.record({ ...OFFICER, id: 'b.both', duties: ['POM', 'COM'] });
    await world.startJourney({ releaseDate: PLAIN_RELEASE });
    const before = [await world.journey(), await world.facts()];
    const result = refused(await world.tryComplete('allocate-officers', 'ALLOCATED', { ...officers }));
    expect(result).toMatchObject({ code: 'RULE_REFUSED', rule, detail: expect.stringMatching(says) });
    expect(result.fields).toEqual([{ field: `details.${field}`, problem: result.detail }]);
    expect([await world.journey(), await world.facts()]).toEqual(before);
  });

  it('is refused at allocation for someone whom the journey has in another role already', async () => {
    const world = await journeyWorld({ today: TODAY });
    await world.services.staff.record({ ...OFFICER, id: 'b.both', duties: ['POM', 'COM'] });
    await world.startJourney({ releaseDate: PLAIN_RELEASE, officers: { deputy: 'b.both' } });
    const answer = await world.tryComplete('allocate-officers', 'ALLOCATED', { pom: 'b.both', com: 'c.new' });
    expect(refused(answer).rule).toBe('officer-named-twice');
  });

  it('takes people who have the roles that they are named for', async () => {
    const world = await journeyWorld({ today: TODAY });
    await world.startJourney({ releaseDate: PLAIN_RELEASE });
    const officers = { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' };
    await world.complete('allocate-officers', 'ALLOCATED', officers);
    expect((await world.journey()).officers).toEqual(officers);
  });
});
