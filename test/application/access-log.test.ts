import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it } from '@jest/globals';
import { limitAccess } from '../../application/commands/limit-access.ts';
import { openInEmergency } from '../../application/commands/open-in-emergency.ts';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { keys } from '../../application/keys.ts';
import { TableUnavailableError } from '../../application/ports/table.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import {
  listAccess,
  type AccessOf,
  type AccessRequest,
  type AccessRow,
} from '../../application/queries/list-access.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { addDays, isoInstant } from '../../domain/law/time.ts';
import { apiOver } from '../support/api-world.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, newJourney, ok, PRISON, refused, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, GOVERNOR, NOBODY, POM, SHELTER } from '../support/people.ts';
import { councilsAsked, daysBeforeRelease } from '../support/stages.ts';

afterEach(closeWorlds);

const OTHER_ADMIN = { ...ADMIN_USER, id: 'b.admin' };

/** The rows of a list, without those that reading the log writes itself. */
async function rowsOf(
  world: JourneyWorld,
  kind: AccessRequest['kind'],
  of: AccessOf = { day: world.today() },
): Promise<readonly AccessRow[]> {
  const { items } = ok(await listAccess(world.services, OTHER_ADMIN, { kind, of }));
  return items.filter(({ user }) => user !== OTHER_ADMIN.id);
}

describe('a consultation of a record', () => {
  it('stands before those of the same quarter of an hour that were earlier', async () => {
    const world = await daysBeforeRelease(60);
    const readers = [COM, POM, GOVERNOR, ADMIN_USER, { ...COM, id: 'd.evans' }, { ...COM, id: 'x.other' }];
    for (const who of readers) {
      ok(await getJourney(world.services, who, world.id));
      await world.runtime.advanceTo(world.clock.now().add({ minutes: 1 }));
    }
    const rows = await rowsOf(world, 'consultation');
    expect(rows.map(({ user }) => user)).toEqual(readers.map(({ id }) => id).toReversed());
  });

  it.each([
    { who: COM, relation: 'SUPERVISING_OFFICER' },
    { who: { ...COM, id: 'd.evans' }, relation: 'DEPUTY' },
    { who: { ...COM, id: 'x.other' }, relation: 'COMMUNITY' },
    { who: POM, relation: 'PRISON_OFFENDER_MANAGER' },
    { who: GOVERNOR, relation: 'PRISON' },
    { who: ADMIN_USER, relation: 'ADMINISTRATOR' },
  ])('is logged with who, when and why: $relation', async ({ who, relation }) => {
    const world = await daysBeforeRelease(60);
    ok(await getJourney(world.services, who, world.id));
    expect(await rowsOf(world, 'consultation')).toEqual([
      {
        kind: 'consultation',
        at: isoInstant(world.clock.now()),
        user: who.id,
        action: 'read-journey',
        relation,
        person: { journeyId: world.id, name: 'Zebedee Quillfeather' },
      },
    ]);
  });

  it('names emergency access before any other relation', async () => {
    const world = await daysBeforeRelease(60);
    ok(await openInEmergency(world.services, ELSEWHERE, world.id, { reason: 'He may come to harm' }));
    ok(await getJourney(world.services, ELSEWHERE, world.id));
    expect(await rowsOf(world, 'consultation')).toEqual([
      expect.objectContaining({ user: ELSEWHERE.id, relation: 'EMERGENCY' }),
    ]);
  });

  it('is one row for a quarter of an hour, whatever is opened and in whichever process', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    await visitor.open(`/journeys/${world.id}`);
    await visitor.open(`/journeys/${world.id}/consents`);
    await apiOver(world.services).get(POM, `/api/journeys/${world.id}`);
    await world.comesBack();
    ok(await getJourney(world.services, POM, world.id));
    const ofRecord = () => rowsOf(world, 'consultation', { journeyId: world.id });
    expect(await ofRecord()).toEqual([
      expect.objectContaining({ user: POM.id, where: 'GET /journeys/{id}' }),
    ]);
    world.clock.moveTo(world.clock.now().add({ minutes: 15 }));
    ok(await getJourney(world.services, POM, world.id));
    expect(await ofRecord()).toHaveLength(2);
  });

  it('is found by day, by user and by journey, the latest first', async () => {
    const world = await daysBeforeRelease(60);
    const { services } = world;
    const begun = world.today();
    ok(await getJourney(services, POM, world.id));
    await world.advanceTo(addDays(begun, 1));
    ok(await getJourney(services, COM, world.id));
    world.clock.moveTo(world.clock.now().add({ minutes: 15 }));
    ok(await getJourney(services, POM, world.id));
    const users = async (of: AccessOf) => (await rowsOf(world, 'consultation', of)).map(({ user }) => user);
    expect(await users({ day: begun })).toEqual([POM.id]);
    expect(await users({ day: world.today() })).toEqual([POM.id, COM.id]);
    expect(await users({ by: POM.id })).toEqual([POM.id, POM.id]);
    expect(await users({ journeyId: world.id })).toEqual([POM.id, COM.id, POM.id]);
    expect(await users({ by: GOVERNOR.id })).toEqual([]);
  });
});

describe('a consultation of a list', () => {
  it('is logged with what was asked for and how many rows it showed, and no person', async () => {
    const world = await daysBeforeRelease(60);
    ok(await listJourneys(world.services, POM, { prison: PRISON }));
    ok(await listJourneys(world.services, POM, { prison: PRISON, attention: true }));
    ok(await listStuck(world.services, POM));
    const rows = await rowsOf(world, 'consultation');
    expect(rows.map(({ action, query, rows: count, person }) => [action, query, count, person])).toEqual(
      expect.arrayContaining([
        ['list-journeys', '{"prison":"MDI"}', 1, undefined],
        ['list-journeys', '{"prison":"MDI","attention":true}', 0, undefined],
        ['list-stuck', '{}', 0, undefined],
      ]),
    );
    expect(JSON.stringify(rows)).not.toContain(world.id);
  });
});

describe('a denial', () => {
  it.each([
    ['of a record', 'read-journey', 'NONE', (w: JourneyWorld) => getJourney(w.services, ELSEWHERE, w.id)],
    [
      'of a change',
      'restart-journey',
      'PRISON_OFFENDER_MANAGER',
      (w: JourneyWorld) => restartJourney(w.services, POM, w.id, { reason: 'a test' }),
    ],
  ])('%s is logged with its action, relation and reason', async (_of, action, relation, ask) => {
    const world = await daysBeforeRelease(60);
    const { detail } = refused<unknown>(await ask(world));
    expect(await rowsOf(world, 'denial')).toEqual([
      expect.objectContaining({ action, relation, reason: detail, person: expect.anything() }),
    ]);
    expect(await rowsOf(world, 'denial', { journeyId: world.id })).toHaveLength(1);
    expect(await rowsOf(world, 'consultation')).toEqual([]);
  });

  it('of somebody with no role is logged, for a record, a list and a change', async () => {
    const world = await daysBeforeRelease(60);
    refused(await getJourney(world.services, NOBODY, world.id));
    refused(await listJourneys(world.services, NOBODY, {}));
    refused(await restartJourney(world.services, NOBODY, world.id, { reason: 'a test' }));
    expect((await rowsOf(world, 'denial', { by: NOBODY.id })).map(({ action }) => action).sort()).toEqual([
      'list-journeys',
      'read-journey',
      'restart-journey',
    ]);
  });

  it('of an agency that asks for another agency’s referral names the person to an administrator only', async () => {
    const world = await councilsAsked();
    const { id } = await world.referral('DTR-1');
    expect(refused(await discloseReferral(world.services, SHELTER, id)).code).toBe('NOT_FOUND');
    expect(await rowsOf(world, 'denial')).toEqual([
      expect.objectContaining({
        user: SHELTER.id,
        agencyId: SHELTER.agencyId,
        action: 'read-referral',
        person: { journeyId: world.id, name: 'Zebedee Quillfeather' },
      }),
    ]);
    ok(await discloseReferral(world.services, COUNCIL, id));
    expect(await rowsOf(world, 'denial')).toHaveLength(1);
  });

  it('of a second journey for a person whom the officer may not see is logged against their journey', async () => {
    const world = await daysBeforeRelease(60);
    const given = newJourney({ prison: 'LEI', releaseDate: '2029-01-09' }, world.today());
    expect(refused(await startJourney(world.services, ELSEWHERE, given)).code).toBe('NOT_PERMITTED');
    expect(await rowsOf(world, 'denial')).toEqual([
      expect.objectContaining({ user: ELSEWHERE.id, action: 'start-journey', person: expect.anything() }),
    ]);
    expect(await rowsOf(world, 'consultation')).toEqual([]);
  });

  it('at a page or a route for other roles is logged with the route', async () => {
    const world = await daysBeforeRelease(60);
    await apiOver(world.services).get(COUNCIL, '/api/journeys');
    const visitor = await Visitor.signedInAs(COUNCIL, world);
    expect((await visitor.open('/caseload')).status).toBe(403);
    expect(await rowsOf(world, 'denial')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'GET /api/journeys', where: 'GET /api/journeys' }),
        expect.objectContaining({ action: 'use-pages', where: 'GET /' }),
      ]),
    );
  });
});

describe('a record that cannot be logged', () => {
  function failLog(world: JourneyWorld): void {
    world.beforeTable = (call, about) => {
      if (call === 'transact' && about.includes('ACCESS#'))
        throw new TableUnavailableError('The table is gone.');
    };
  }

  it('is not shown by the API, and is when the log can be written again', async () => {
    const world = await daysBeforeRelease(60);
    const api = apiOver(world.services);
    failLog(world);
    const answer = await api.get(POM, `/api/journeys/${world.id}`);
    expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(answer.text).not.toContain('Quillfeather');
    world.beforeTable = undefined;
    expect((await api.get(POM, `/api/journeys/${world.id}`)).status).toBe(200);
    expect(await rowsOf(world, 'consultation', { journeyId: world.id })).toHaveLength(1);
  });

  it('is not shown on a page', async () => {
    const world = await daysBeforeRelease(60);
    const visitor = await Visitor.signedInAs(POM, world);
    failLog(world);
    const page = await visitor.open(`/journeys/${world.id}`);
    expect(page).toMatchObject({ status: 503, heading: 'Sorry, there is a problem' });
    expect(page.html).not.toContain('Quillfeather');
  });

  it('does not stop another request, whose own rows were stored', async () => {
    const world = await daysBeforeRelease(60);
    failLog(world);
    const failing = world.services.accessLog.during('GET /one');
    failing.consulted({ user: POM, action: 'read-journey', journeyId: world.id });
    await expect(failing.settled()).rejects.toThrow(TableUnavailableError);
    world.beforeTable = undefined;
    const other = world.services.accessLog.during('GET /other');
    other.consulted({ user: COM, action: 'read-journey', journeyId: world.id });
    await expect(other.settled()).resolves.toBeUndefined();
  });
});

describe('the access log', () => {
  it('keeps a row for six years, and not longer', async () => {
    const world = await daysBeforeRelease(60);
    ok(await getJourney(world.services, POM, world.id));
    const [row] = (await world.table.query({ partition: `ACCESS#consultation#${world.today()}`, limit: 2 }))
      .items;
    const expires = Temporal.PlainDate.from(world.today()).add({ years: 6 }).toZonedDateTime('UTC');
    expect(row?.['expiresAt']).toBe(expires.epochMilliseconds / 1000);
  });

  it('hides whose record it was from an administrator who may not see the person', async () => {
    const world = await daysBeforeRelease(60);
    ok(await getJourney(world.services, POM, world.id));
    const limit = { change: 'EXCLUDE', officer: OTHER_ADMIN.id, reason: 'They know each other' } as const;
    await world.services.staff.record(OTHER_ADMIN);
    ok(await limitAccess(world.services, { ...GOVERNOR }, world.id, limit));
    expect(await rowsOf(world, 'consultation')).toEqual([
      expect.objectContaining({ user: POM.id, person: {} }),
    ]);
    const asked = { kind: 'consultation', of: { journeyId: world.id } } as const;
    expect(refused(await listAccess(world.services, OTHER_ADMIN, asked)).code).toBe('NOT_PERMITTED');
  });

  it('is itself consulted: who read it, and whom they asked about', async () => {
    const world = await daysBeforeRelease(60);
    ok(await listAccess(world.services, ADMIN_USER, { kind: 'denial', of: { by: POM.id } }));
    expect(await rowsOf(world, 'consultation')).toEqual([
      expect.objectContaining({
        user: ADMIN_USER.id,
        action: 'read-access-log',
        query: '{"kind":"denial","by":"p.taylor"}',
        rows: 0,
      }),
    ]);
  });

  it('does not find a journey that does not exist', async () => {
    const world = await daysBeforeRelease(60);
    const asked = { kind: 'consultation', of: { journeyId: 'none' } } as const;
    expect(refused(await listAccess(world.services, ADMIN_USER, asked)).code).toBe('NOT_FOUND');
  });

  it('says nothing of a person in the keys of its rows', async () => {
    const world = await daysBeforeRelease(60);
    ok(await getJourney(world.services, POM, world.id));
    const { pk } = keys.loggedAccess('consultation', world.today(), '');
    const [row] = (await world.table.query({ partition: pk, limit: 1 })).items;
    expect(JSON.stringify(row)).not.toMatch(/Quillfeather|A1234BC/);
  });
});
