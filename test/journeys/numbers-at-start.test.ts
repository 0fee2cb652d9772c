import { afterEach, describe, expect, it } from '@jest/globals';
import { recordPersonDetails } from '../../application/commands/record-details.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { linkCrn, prisonNumberOf } from '../../application/events-of.ts';
import { addDays } from '../../domain/law/time.ts';
import { event, outcomes, receive } from '../support/events.ts';
import {
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  ok,
  PERSON,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { onLicence } from '../support/recalls.ts';
import { PLAIN_RELEASE } from '../support/stages.ts';

afterEach(closeWorlds);

const CRN = 'X123456';
const PNC = '79/0163001B';
const START = '2026-12-01';

function tryStart(world: JourneyWorld, numbers: { readonly crn?: string; readonly pnc?: string }) {
  const given = newJourney({ releaseDate: PLAIN_RELEASE, ...numbers }, world.today());
  return startJourney(world.services, OFFICER, given);
}

describe('the CRN and PNC number of a new journey', () => {
  it('are kept, and events that named the person by the CRN alone are followed', async () => {
    const world = await journeyWorld({ today: START });
    const tier = event('tier.calculation.complete', `${START}T08:00:00Z`, {}, [{ type: 'CRN', value: CRN }]);
    await receive(world, tier);
    expect(await outcomes(world, CRN)).toHaveLength(1);
    world.id = ok(await tryStart(world, { crn: CRN, pnc: PNC })).id;
    await world.settle();
    await world.runtime.sweep();
    await world.settle();
    expect(await world.journey()).toMatchObject({ crn: CRN, pnc: PNC });
    expect(await prisonNumberOf(world.services, CRN)).toBe(PERSON);
    expect(await outcomes(world, CRN)).toEqual([]);
    expect(await outcomes(world)).toHaveLength(1);
  });

  it.each([
    { case: 'a CRN of another form', numbers: { crn: 'X12345' }, field: 'crn' },
    { case: 'a PNC number whose letter is wrong', numbers: { pnc: '79/0163001C' }, field: 'pnc' },
  ])('are refused with $case, and nothing is written', async ({ numbers, field }) => {
    const world = await journeyWorld({ today: START });
    const { commits } = world;
    expect(refused(await tryStart(world, numbers))).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ field }],
    });
    expect(world.commits).toBe(commits);
  });

  it('are refused where the CRN is of another person, and nothing is written', async () => {
    const world = await journeyWorld({ today: START });
    await linkCrn(world.services, CRN, 'B9999ZZ');
    const { commits } = world;
    expect(refused(await tryStart(world, { crn: CRN }))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'crn-of-another-person',
      fields: [{ field: 'crn' }],
    });
    expect(world.commits).toBe(commits);
  });

  it('are taken by the journey that a new sentence joins, where it has none', async () => {
    const world = await onLicence();
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { pnc: PNC }));
    const given = { releaseDate: addDays(world.today(), 100), crn: CRN, pnc: '94/0192354K' };
    ok(await startJourney(world.services, OFFICER, newJourney(given, world.today())));
    await world.settle();
    expect(await world.journey()).toMatchObject({ cycle: 2, crn: CRN, pnc: PNC });
    expect(await prisonNumberOf(world.services, CRN)).toBe(PERSON);
    expect(world.problems).toEqual([]);
  });
});
