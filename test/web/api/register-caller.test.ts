import { afterEach, describe, expect, it } from '@jest/globals';
import { startJourney } from '../../../application/commands/start-journey.ts';
import { callerRegister } from '../../../web/api/register-caller.ts';
import { apiOver } from '../../support/api-world.ts';
import { closeWorlds, journeyWorld, newJourney, OFFICER, ok } from '../../support/journey-world.ts';
import { COUNCIL, HEAD_OF_PDU, NOBODY, user } from '../../support/people.ts';
import { PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

const NEW_COM = user('n.com', { name: 'Nell Com', duties: ['COM'], regions: ['N54'] });
const LISTED = '/api/journeys?prison=MDI';

describe('an officer who only uses the API', () => {
  it('is in the staff register after the first call, and can be named', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    expect(await world.services.staff.find(HEAD_OF_PDU.id)).toBeUndefined();
    expect(await apiOver(world.services).get(HEAD_OF_PDU, LISTED)).toMatchObject({ status: 200 });
    expect(await world.services.staff.find(HEAD_OF_PDU.id)).toMatchObject({
      name: 'Hal Parr',
      duties: ['HEAD_OF_PDU'],
    });
    await callerRegister(world.services)(NEW_COM);
    const given = newJourney(
      { releaseDate: PLAIN_RELEASE, officers: { pom: 'p.taylor', com: NEW_COM.id } },
      world.today(),
    );
    ok(await startJourney(world.services, OFFICER, given));
  });

  it('is written once, and read once in the life of a process', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const asked: string[] = [];
    world.beforeTable = (call, about) => {
      if (about.includes('STAFF#')) asked.push(call);
    };
    const api = apiOver(world.services);
    for (let call = 0; call < 3; call += 1) await api.get(HEAD_OF_PDU, LISTED);
    // Writing looks up which desks they were at.
    expect(asked).toEqual(['get', 'get', 'transact']);
    await apiOver(world.services).get(HEAD_OF_PDU, LISTED);
    expect(asked).toEqual(['get', 'get', 'transact', 'get']);
  });

  it('is renewed when their token says something new, and not when it says the same in another order', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const register = callerRegister(world.services);
    await register({ ...NEW_COM, duties: ['COM', 'PDU'] });
    const { commits } = world;
    await register({ ...NEW_COM, duties: ['PDU', 'COM'] });
    expect(world.commits).toBe(commits);
    await register({ ...NEW_COM, duties: ['PDU'] });
    expect((await world.services.staff.find(NEW_COM.id))?.duties).toEqual(['PDU']);
  });

  it('keeps the name from their sign-in when a token for the API does not say it', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const register = callerRegister(world.services);
    await register(NEW_COM);
    await register({ ...NEW_COM, name: NEW_COM.id, duties: ['COM', 'PDU'] });
    expect(await world.services.staff.find(NEW_COM.id)).toMatchObject({
      name: 'Nell Com',
      duties: ['COM', 'PDU'],
    });
  });

  it('is refused once they have left', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    await world.services.staff.record({ ...HEAD_OF_PDU, left: '2026-11-30' });
    expect(await apiOver(world.services).get(HEAD_OF_PDU, LISTED)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('you no longer work here') },
    });
  });

  it.each([COUNCIL, NOBODY])('is not joined by a caller who is no member of staff ($id)', async (caller) => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const { commits } = world;
    await apiOver(world.services).get(caller, '/api/referrals');
    await callerRegister(world.services)(caller);
    expect(await world.services.staff.find(caller.id)).toBeUndefined();
    expect(world.commits).toBe(commits);
  });
});
