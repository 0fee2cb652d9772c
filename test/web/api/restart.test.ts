import { afterEach, describe, expect, it } from '@jest/globals';
import { apiOver, everything } from '../../support/api-world.ts';
import { closeWorlds } from '../../support/journey-world.ts';
import { ADMIN_USER, COUNCIL, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('the preview of a restart', () => {
  it('is answered to an administrator, and nothing is written', async () => {
    const world = await councilsAsked();
    const before = await everything(world);
    const api = apiOver(world.services);
    const { status, body } = await api.get(ADMIN_USER, `/api/journeys/${world.id}/restart`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: (await world.journey()).version,
      phase: 'pre-release',
      ends: [{ machine: 'pre-release' }],
      starts: [{ machine: 'pre-release' }],
      opens: [],
      repeats: [],
      referralsMade: [],
      messages: [],
      failed: [],
    });
    expect(body).toHaveProperty(
      'answered',
      expect.arrayContaining([
        {
          key: '1.housing-consent',
          kind: 'housing-consent',
          title: expect.any(String),
          answeredOn: '2027-01-12',
        },
      ]),
    );
    expect(await everything(world)).toEqual(before);
  });

  it.each([POM, GOVERNOR, COUNCIL])('is refused to $id', async (reader) => {
    const world = await daysBeforeRelease(60);
    const answer = await apiOver(world.services).get(reader, `/api/journeys/${world.id}/restart`);
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } });
  });

  it('is a conflict for a closed journey', async () => {
    const world = await daysBeforeRelease(10);
    await world.tryDeath();
    const answer = await apiOver(world.services).get(ADMIN_USER, `/api/journeys/${world.id}/restart`);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT', detail: 'This journey is closed, so there is nothing to restart.' },
    });
  });

  it('gives the version for the restart, which is refused when the journey has moved since', async () => {
    const world = await daysBeforeRelease(60);
    const api = apiOver(world.services);
    const path = `/api/journeys/${world.id}/restart`;
    const { body } = await api.get(ADMIN_USER, path);
    const expectedVersion = (body as { readonly version: number }).version;
    await world.complete('housing-need', 'NEEDS_HELP');
    const restart = { reason: 'A newer definition', expectedVersion };
    expect(await api.post(ADMIN_USER, path, restart)).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT' },
    });
  });
});
