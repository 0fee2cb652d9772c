import { afterEach, describe, expect, it } from '@jest/globals';
import { EngineUnavailableError } from '../../application/ports/engine.ts';
import type { Executions } from '../../application/ports/executions.ts';
import { listDefinitions } from '../../application/queries/list-definitions.ts';
import { apiOver } from '../support/api-world.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, POM } from '../support/people.ts';
import { reconciledWithVersions } from '../support/earlier-version.ts';
import { daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const listed = async (world: JourneyWorld) => ok(await listDefinitions(world.services, ADMIN_USER));

describe('journeys by the version of their definition', () => {
  it('are counted by the reconciler, and only read afterwards', async () => {
    const world = await daysBeforeRelease(60);
    expect(await listed(world)).toEqual({ machines: [] });
    await reconciledWithVersions(world);
    const { countedAt, machines } = await listed(world);
    expect(countedAt).toBe('2027-01-08T09:00:00.000Z');
    expect(machines).toEqual([
      { machine: 'reception', versions: [] },
      {
        machine: 'pre-release',
        versions: [
          {
            version: '7',
            newest: false,
            journeys: 1,
            some: [
              {
                journeyId: world.id,
                person: { name: 'Zebedee Quillfeather', prisonNumber: 'A1234BC' },
                releaseDate: '2027-03-09',
              },
            ],
          },
        ],
      },
      { machine: 'release-day', versions: [] },
      { machine: 'community', versions: [] },
    ]);
  });

  it('are not listed one by one on the newest version', async () => {
    const world = await daysBeforeRelease(60);
    await reconciledWithVersions(world, { newestVersion: () => Promise.resolve('7') });
    const { machines } = await listed(world);
    expect(machines[1]?.versions).toEqual([{ version: '7', newest: true, journeys: 1, some: [] }]);
  });

  it('are all on the current one in the product in one process', async () => {
    const world = await daysBeforeRelease(60);
    await world.runtime.reconcile();
    const { machines } = await listed(world);
    expect(machines[1]?.versions).toEqual([{ newest: true, journeys: 1, some: [] }]);
  });

  it.each([
    ['the list is not complete', { running: () => Promise.reject(new EngineUnavailableError('busy')) }],
    [
      'the newest version is not known',
      { newestVersion: () => Promise.reject(new EngineUnavailableError('busy')) },
    ],
  ] satisfies readonly (readonly [string, Partial<Executions>])[])(
    'stay as they were counted when %s',
    async (_when, differences) => {
      const world = await daysBeforeRelease(60);
      await reconciledWithVersions(world);
      const before = await listed(world);
      await world.advanceTo('2027-01-09');
      expect((await reconciledWithVersions(world, differences)).failures).not.toEqual([]);
      expect(await listed(world)).toEqual(before);
    },
  );

  it('leave out a journey that has closed since', async () => {
    const world = await daysBeforeRelease(60);
    await reconciledWithVersions(world);
    ok(await world.tryDeath());
    expect((await listed(world)).machines[1]?.versions[0]?.some).toEqual([]);
  });

  it('are for administrators', async () => {
    const world = await daysBeforeRelease(60);
    expect(refused(await listDefinitions(world.services, POM)).code).toBe('NOT_PERMITTED');
    const answer = await apiOver(world.services).get(POM, '/api/definitions');
    expect(answer.status).toBe(403);
    const visitor = await Visitor.signedInAs(POM, world);
    expect((await visitor.open('/definitions')).status).toBe(403);
  });

  it('are answered by the API', async () => {
    const world = await daysBeforeRelease(60);
    await reconciledWithVersions(world);
    const { status, body } = await apiOver(world.services).get(ADMIN_USER, '/api/definitions');
    expect(status).toBe(200);
    expect(body).toEqual(await listed(world));
  });
});

describe('the page of definitions', () => {
  it('says that nothing has been counted yet', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open('/definitions');
    expect(page.words).toContain(
      'The journeys have not been counted yet. They are counted for the first time within an hour of the start of the service, and then each hour.',
    );
  });

  it('leads from a journey on an earlier version to what a restart would change', async () => {
    const world = await daysBeforeRelease(60);
    await reconciledWithVersions(world);
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const page = await visitor.open('/definitions');
    expect(page.words).toContain('Counted on Friday 8 January 2027 at 9:00am.');
    expect(page.words).toContain('Earlier (version 7)');
    expect(page.words).toContain('1 open journey');
    const preview = page.$(`a[href="/journeys/${world.id}/restart"]`);
    expect(preview.text()).toBe('See what a restart would change for Zebedee Quillfeather');
    expect(page.words).not.toContain('undefined');
  });

  it('is linked from the stuck journeys of an administrator', async () => {
    const world = await daysBeforeRelease(60);
    const admin = await Visitor.signedInAs(ADMIN_USER, world);
    expect((await admin.open('/stuck')).$('a[href="/definitions"]')).toHaveLength(1);
    const officer = await Visitor.signedInAs(POM, world);
    expect((await officer.open('/stuck')).$('a[href="/definitions"]')).toHaveLength(0);
  });
});
