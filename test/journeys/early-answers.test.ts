import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, refused } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('a step whose day has not come', () => {
  it('is not answered on the day of release, when it is a review after 4 weeks', async () => {
    const world = await releasedAfter(10);
    const opensOn = addDays(PLAIN_RELEASE, 28);
    const before = await world.journey();
    const refusal = refused(await world.tryComplete('review-at-4-weeks', 'REVIEWED', { ownScore: 5 }));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'not-open-yet' });
    expect(refusal.detail).toBe(
      'This step opens on Tuesday 6 April 2027. It cannot be answered before then.',
    );
    expect(await world.journey()).toEqual(before);
    await world.advanceTo(opensOn);
    await world.complete('review-at-4-weeks', 'REVIEWED', { ownScore: 5 });
  });

  it.each([
    ['identity-documents', 'IN_HAND'],
    ['claim-preparation', 'NOT_CLAIMING'],
  ])('is answered early when its entry allows it: %s', async (kind, outcome) => {
    const world = await daysBeforeRelease(84);
    await world.complete('work-coach-meeting', 'MET');
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 30));
    expect((await world.step(kind)).state).toBe('SCHEDULED');
    await world.complete(kind, outcome);
    await expect(world).not.toBeWaitingFor(kind);
  });
});
