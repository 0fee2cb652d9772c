import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_TRANSACTION_WRITES } from '../../../application/ports/table.ts';
import { apiOver, everything, type ApiCaller } from '../../support/api-world.ts';
import { closeWorlds, type JourneyWorld } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, GOVERNOR, POM } from '../../support/people.ts';
import { councilsAsked, fillTo } from '../../support/stages.ts';

let world: JourneyWorld;
let api: ApiCaller;
let path: string;

beforeAll(async () => {
  world = await councilsAsked();
  api = apiOver(world.services);
  path = `/api/journeys/${world.id}/release-date/preview`;
});
afterAll(closeWorlds);

const GIVEN = { date: '2027-03-16', dateType: 'CRD' };

describe('the preview of a release date', () => {
  it.each([POM, COM, GOVERNOR, ADMIN_USER])('is answered to $id, and nothing is written', async (reader) => {
    const before = await everything(world);
    const { status, body } = await api.post(reader, path, GIVEN);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'WOULD_BE_RECORDED',
      moved: { sentenceDates: [{ dateType: 'CRD', was: '2027-03-09', now: '2027-03-16' }] },
    });
    expect(await everything(world)).toEqual(before);
  });

  it.each([ELSEWHERE, COUNCIL])('is refused to $id', async (reader) => {
    expect(await api.post(reader, path, GIVEN)).toMatchObject({
      status: 403,
      body: { code: 'NOT_PERMITTED' },
    });
  });

  it('of a date that would be refused is answered with the reason', async () => {
    const { status, body } = await api.post(POM, path, { ...GIVEN, date: '2026-12-01' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'WOULD_BE_REFUSED',
      refusal: { code: 'VALIDATION_FAILED', fields: [{ field: 'date', problem: expect.any(String) }] },
    });
  });

  it('of a date that would move too much at once is answered with the rule', async () => {
    const large = await councilsAsked();
    await fillTo(large, MAX_TRANSACTION_WRITES + 1);
    const asked = apiOver(large.services).post(POM, `/api/journeys/${large.id}/release-date/preview`, GIVEN);
    expect(await asked).toMatchObject({
      status: 200,
      body: {
        outcome: 'WOULD_BE_REFUSED',
        refusal: {
          code: 'RULE_REFUSED',
          rule: 'change-too-large',
          detail: expect.stringMatching(/too many open steps and referrals at once/),
        },
      },
    });
  });

  it.each([
    ['an unknown field', { expectedVersion: 1 }, 'expectedVersion'],
    ['a date that is not in the calendar', { date: '2027-02-30' }, 'date'],
    ['an unknown type of date', { dateType: 'XYZ' }, 'dateType'],
    ['an unknown ground', { ground: 'KINDNESS' }, 'ground'],
  ])('refuses %s by its name', async (_case, wrong, field) => {
    const { status, body } = await api.post(POM, path, { ...GIVEN, ...wrong });
    expect(status).toBe(400);
    expect(JSON.stringify(body['errors'] ?? body)).toContain(field);
  });
});
