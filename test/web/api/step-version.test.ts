import { afterEach, describe, expect, it } from '@jest/globals';
import * as answers from '../../../web/api/schemas/answers.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { apiOver } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { COUNCIL, POM } from '../../support/people.ts';
import { councilsAsked } from '../../support/stages.ts';

afterEach(closeWorlds);

const OPENED = { outcome: 'OPENED' };

describe('a caller who sends the version of a step', () => {
  async function begin() {
    const world = await councilsAsked([EASTMOOR.id]);
    const api = apiOver(world.services);
    const seen = answers.journey.parse((await api.get(POM, `/api/journeys/${world.id}`)).body);
    const stepVersion = seen.steps.find(({ kind }) => kind === 'bank-account')?.version;
    const answer = (more: object) =>
      api.post(POM, `/api/journeys/${world.id}/steps/1.bank-account/complete`, { ...OPENED, ...more });
    return { world, api, seen, stepVersion, answer };
  }

  const unrelated: readonly [
    string,
    (world: JourneyWorld, api: ReturnType<typeof apiOver>) => Promise<unknown>,
  ][] = [
    ['somebody answers another step', (world) => world.complete('identity-documents', 'IN_HAND')],
    [
      'an agency reads a referral',
      async (world, api) => {
        const { id } = await world.referral('DTR-1');
        return api.get(COUNCIL, `/api/referrals/${id}`);
      },
    ],
  ];

  it.each(unrelated)('has no conflict when %s meanwhile', async (_case, meanwhile) => {
    const { world, api, seen, stepVersion, answer } = await begin();
    await meanwhile(world, api);
    expect((await world.journey()).version).toBeGreaterThan(seen.version);
    expect((await answer({ stepVersion })).status).toBe(200);
  });

  it('has a conflict when the deadline of the step has moved', async () => {
    const { world, stepVersion, answer } = await begin();
    await world.moveReleaseDate('2027-04-20');
    expect(await answer({ stepVersion })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect((await world.step('bank-account')).state).toBe('OPEN');
  });

  it('may still send the version of the journey instead, which is refused after any change', async () => {
    const { world, seen, answer } = await begin();
    await world.complete('identity-documents', 'IN_HAND');
    expect((await answer({ expectedVersion: seen.version })).status).toBe(409);
    expect((await answer({ expectedVersion: (await world.journey()).version })).status).toBe(200);
  });

  it.each([
    { case: 'neither', more: () => ({}) },
    { case: 'both', more: (stepVersion: unknown) => ({ stepVersion, expectedVersion: 1 }) },
    { case: 'another shape', more: () => ({ stepVersion: 'latest' }) },
  ])('is refused with $case', async ({ more }) => {
    const { stepVersion, answer } = await begin();
    expect(await answer(more(stepVersion))).toMatchObject({
      status: 400,
      body: { fields: [{ field: 'stepVersion' }] },
    });
  });
});
