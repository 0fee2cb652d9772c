import { afterEach, describe, expect, it } from '@jest/globals';
import { recordArrival } from '../../application/commands/record-arrival.ts';
import { limitAccess } from '../../application/commands/limit-access.ts';
import { decide } from '../../domain/access/access.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, ok, PERSON, refused, type JourneyWorld } from '../support/journey-world.ts';
import { COM, ELSEWHERE, HEAD_OF_PDU, user } from '../support/people.ts';
import { onLicence, RETURNED } from '../support/recalls.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** The offender management unit of a prison that has never had the person. */
const THERE = user('o.cardiff', { duties: ['OMU'], prisons: ['CFI'] });
const ARRIVED = { prisonNumber: PERSON, on: RETURNED, prison: 'CFI' };

async function expected(): Promise<JourneyWorld> {
  const world = await onLicence();
  await world.recall();
  await world.advanceTo(RETURNED);
  return world;
}

describe('a recalled person who arrives in another prison', () => {
  it('is recorded as returned by its offender management unit, which has them from then on', async () => {
    const world = await expected();
    const { id } = ok(await recordArrival(world.services, THERE, ARRIVED));
    await world.settle();
    expect(id).toBe(world.id);
    expect(await world.journey()).toMatchObject({ prison: 'CFI', recall: { returnedOn: RETURNED } });
    await expect(world).toHaveFact('returned-to-custody', { prison: 'CFI' });
    expect((await world.step('allocate-officers')).waitsFor).toBe('role:OMU@CFI');
    const subject = { journey: await world.journey(), today: world.today() };
    expect(decide(THERE, 'read-journey', subject).allowed).toBe(true);
    expect(world.problems).toEqual([]);
  });

  it.each([
    { case: 'for a prison that is not theirs', given: { prison: 'LEI' }, code: 'NOT_PERMITTED' },
    { case: 'of a number that nobody has', given: { prisonNumber: 'A9999ZZ' }, code: 'NOT_FOUND' },
  ])('is not recorded $case', async ({ given, code }) => {
    const world = await expected();
    const before = await world.journey();
    const refusal = refused(await recordArrival(world.services, THERE, { ...ARRIVED, ...given }));
    expect(refusal.code).toBe(code);
    expect(await world.journey()).toEqual(before);
  });

  it('is not recorded by a governor, and where the person is on licence or back with the same answer as of a number unknown', async () => {
    const world = await onLicence();
    const answer = refused(await recordArrival(world.services, THERE, ARRIVED));
    await world.recall();
    await world.advanceTo(RETURNED);
    const governor = { ...THERE, duties: ['GOVERNOR' as const] };
    expect(refused(await recordArrival(world.services, governor, ARRIVED)).code).toBe('NOT_PERMITTED');
    await world.returnToPrison();
    expect(refused(await recordArrival(world.services, THERE, ARRIVED))).toEqual(answer);
  });

  it('is not recorded by staff whom the person’s list leaves out', async () => {
    const world = await expected();
    const limit = { change: 'RESTRICT', officer: COM.id, reason: 'A witness' } as const;
    ok(await limitAccess(world.services, HEAD_OF_PDU, world.id, limit));
    expect(refused(await recordArrival(world.services, THERE, ARRIVED)).code).toBe('NOT_FOUND');
  });

  it('is recorded on a page of its own, by the prison number', async () => {
    const world = await expected();
    const visitor = await Visitor.signedInAs(ELSEWHERE, world);
    expect((await visitor.open('/caseload')).$('a[href="/arrivals"]').length).toBe(1);
    await visitor.open('/arrivals');
    const wrong = await visitor.send('main form[method=post]', { prisonNumber: '12', prison: 'LEI' });
    expect(wrong.errors).toEqual(['Enter the prison number, like A1234BC', 'Enter the day of return']);
    const [year, month, day] = RETURNED.split('-');
    const on = { 'on-day': day ?? '', 'on-month': month ?? '', 'on-year': year ?? '' };
    const nobody = { prisonNumber: 'A9999ZZ', prison: 'LEI', ...on };
    expect((await visitor.send('main form[method=post]', nobody)).status).toBe(400);
    const sent = await visitor.send('main form[method=post]', {
      ...nobody,
      prisonNumber: PERSON.toLowerCase(),
    });
    expect(sent.path).toBe(`/journeys/${world.id}`);
    expect(sent.words).toContain('The return is recorded.');
    const community = await Visitor.signedInAs(COM, world);
    expect((await community.open('/arrivals')).status).toBe(403);
  });
});
