import { afterEach, describe, expect, it } from '@jest/globals';
import { makeAppointment, recordAttendance } from '../../../application/commands/arrange-appointment.ts';
import { recordPersonContact } from '../../../application/commands/record-person-contact.ts';
import { listAppointments } from '../../../web/api/routes/list-appointments.ts';
import { apiOver } from '../../support/api-world.ts';
import { closeWorlds, OFFICER, ok, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, LIAISON, POM } from '../../support/people.ts';
import { daysBeforeRelease } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('a person’s appointments through the API', () => {
  async function two(world: JourneyWorld): Promise<readonly [string, string]> {
    const make = async (at: string): Promise<string> => {
      const given = { on: world.today(), at, place: '4 Park Row, Leeds' };
      return ok(await makeAppointment(world.services, OFFICER, world.id, given)).appointment;
    };
    return [await make('16:00'), await make('14:30')];
  }

  it('are those to come and those that are over, and where messages go', async () => {
    const world = await daysBeforeRelease(60);
    const [later, earlier] = await two(world);
    ok(await recordAttendance(world.services, OFFICER, world.id, earlier, 'MISSED'));
    const contact = { agreed: true, email: '', mobile: '07700 900123', by: 'TEXT' } as const;
    ok(await recordPersonContact(world.services, OFFICER, world.id, contact));
    const answer = await apiOver(world.services).get(POM, `/api/journeys/${world.id}/appointments`);
    expect(listAppointments.answer.parse(answer.body)).toEqual({
      toCome: [{ id: later, on: world.today(), at: '16:00', place: '4 Park Row, Leeds' }],
      over: [{ id: earlier, on: world.today(), at: '14:30', place: '4 Park Row, Leeds', came: 'MISSED' }],
      messages: { agreed: true, by: 'TEXT' },
    });
    expect(answer.text).not.toContain('07700');
  });

  it('are nobody’s who may not see the person', async () => {
    const world = await daysBeforeRelease(60);
    const answer = await apiOver(world.services).get(ELSEWHERE, `/api/journeys/${world.id}/appointments`);
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } });
  });
});

describe('the access log through the API', () => {
  it('is of a day, of a user or of a journey', async () => {
    const world = await daysBeforeRelease(60);
    const api = apiOver(world.services);
    await api.get(COM, `/api/journeys/${world.id}`);
    for (const which of [`day=${world.today()}`, `user=${COM.id}`, `journey=${world.id}`]) {
      const { status, body } = await api.get(ADMIN_USER, `/api/access-log?${which}`);
      expect([status, body['items']]).toEqual([
        200,
        expect.arrayContaining([expect.objectContaining({ user: COM.id, action: 'read-journey' })]),
      ]);
    }
  });

  it.each(['', '?day=2027-01-08&user=c.ahmed'])(
    'is refused where not one of them is given: %s',
    async (query) => {
      const world = await daysBeforeRelease(60);
      const answer = await apiOver(world.services).get(ADMIN_USER, `/api/access-log${query}`);
      expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: 'day' }] } });
    },
  );
});

it('an entitlement of a victim is named once', async () => {
  const world = await daysBeforeRelease(60);
  await world.services.staff.record(LIAISON);
  const given = {
    do: 'open-case',
    basis: 'DISCRETIONARY',
    entitlements: ['RECALL', 'RECALL'],
    officer: LIAISON.id,
  };
  const path = `/api/journeys/${world.id}/victim-contact`;
  const answer = await apiOver(world.services).post(LIAISON, path, given);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('Name each entitlement once.');
});

it('a part of a path that cannot be the name of anything is not found', async () => {
  const world = await daysBeforeRelease(60);
  const answer = await apiOver(world.services).get(POM, `/api/journeys/${world.id}/cycles/none`);
  expect(answer).toMatchObject({ status: 404, body: { detail: 'There is nothing of that name.' } });
});
