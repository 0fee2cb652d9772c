import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { stateOf } from '../../domain/record/referral.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { closeWorlds, type JourneyWorld } from '../support/journey-world.ts';
import { councilsAsked, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('a bed in community accommodation', () => {
  it('leaves the duty to refer live and the pathway in progress, because it is not a home', async () => {
    const world = await bedAccepted();
    expect(stateOf(await world.referral('DTR-1'))).toBe('delivered');
    await expect(world).toBeWaitingFor('referral-answer.DTR-1', 'next-address');
    expect((await world.journey()).pathways['accommodation']).toBe('IN_PROGRESS');
  });
});

/** Six weeks before release, with a duty to refer that is not answered yet and a CAS3 bed for the first night. */
async function bedAccepted(): Promise<JourneyWorld> {
  const world = await councilsAsked([EASTMOOR.id]);
  await world.advanceTo(addDays(PLAIN_RELEASE, -43));
  await world.advanceTo(addDays(PLAIN_RELEASE, -42));
  await world.complete('cas3-decision', 'REFER');
  await world.agencyAnswers('CAS3-1', 'ACCEPTED');
  return world;
}
