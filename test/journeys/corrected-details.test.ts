import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { recordPersonDetails } from '../../application/commands/record-details.ts';
import { linkCrn, prisonNumberOf } from '../../application/events-of.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import type { GivenDetails } from '../../domain/journey/record-details.ts';
import { addDays } from '../../domain/law/time.ts';
import { everything } from '../support/api-world.ts';
import {
  closeWorlds,
  ok,
  OFFICER,
  PERSON,
  refused,
  REGION,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { ADMIN_USER, COM, GOVERNOR, POM, user } from '../support/people.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const REASON = 'It was mistyped at reception';
/** Sixteen on the day of the plain release. */
const CHILD = '2010-03-01';
const ADULT = '1990-05-17';
const WORKER = user('y.young', { duties: ['YOT'], regions: [REGION] });

async function recorded(world: JourneyWorld, given: GivenDetails, who = OFFICER): Promise<void> {
  ok(await recordPersonDetails(world.services, who, world.id, given));
  await world.settle();
}

describe('sex, tier and date of birth', () => {
  it('are recorded on a journey that began without them, and the timeline says what and by whom', async () => {
    const world = await daysBeforeRelease(60);
    await recorded(world, { sex: 'FEMALE', tier: 'C3' }, COM);
    expect(await world.journey()).toMatchObject({ sex: 'FEMALE', tier: 'C3' });
    const { items } = ok(await getTimeline(world.services, POM, world.id, { newestFirst: true }));
    expect(items[0]).toMatchObject({
      type: 'details-recorded',
      by: { kind: 'officer', id: COM.id },
      sentence: 'Personal details were recorded. Sex: female. Tier: C3.',
    });
  });

  it('decide on approved premises as now recorded', async () => {
    const world = await daysBeforeRelease(70, { sex: 'MALE', tier: 'C3' });
    await world.complete('housing-need', 'NEEDS_HELP');
    const offered = { lastNight: addDays(PLAIN_RELEASE, 60) };
    const refusal = refused(await world.tryComplete('cas1-decision', 'PLACE_OFFERED', offered));
    expect(refusal.rule).toBe('tier-not-eligible');
    await recorded(world, { tier: 'B1' });
    await world.complete('cas1-decision', 'PLACE_OFFERED', offered);
    expect((await world.journey()).housing.places?.at(-1)).toMatchObject({ kind: 'CAS1' });
  });

  it('that are recorded already change nothing', async () => {
    const world = await daysBeforeRelease(60, { sex: 'MALE' });
    const before = await everything(world);
    await recorded(world, { sex: 'MALE', dateOfBirth: ADULT });
    expect(await everything(world)).toEqual(before);
  });

  it.each([
    { case: 'a replaced sex without a reason', given: { sex: 'FEMALE' }, field: 'reason' },
    {
      case: 'a replaced date of birth without a reason',
      given: { dateOfBirth: '1991-05-17' },
      field: 'reason',
    },
    {
      case: 'a date of birth after the sentence began',
      given: { dateOfBirth: '2027-01-08', reason: REASON },
      field: 'dateOfBirth',
    },
    {
      case: 'a child under the age of criminal responsibility',
      given: { dateOfBirth: '2018-01-01', reason: REASON },
      field: 'dateOfBirth',
    },
  ] as const)('are refused for $case, and nothing is written', async ({ given, field }) => {
    const world = await daysBeforeRelease(60, { sex: 'MALE' });
    const before = await everything(world);
    const refusal = refused(await recordPersonDetails(world.services, OFFICER, world.id, given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect(await everything(world)).toEqual(before);
  });

  it.each([GOVERNOR, ADMIN_USER])('are not recorded by $id', async (who) => {
    const world = await daysBeforeRelease(60);
    const refusal = refused(await recordPersonDetails(world.services, who, world.id, { tier: 'B1' }));
    expect(refusal.code).toBe('NOT_PERMITTED');
  });

  it('can no longer change when the journey has ended', async () => {
    const world = await releasedAfter(3);
    await world.advanceTo(addDays((await world.journey()).sentence.supervisionEndsOn ?? '', 1));
    expect((await world.journey()).phase).toBe('closed');
    const refusal = refused(await recordPersonDetails(world.services, COM, world.id, { tier: 'B1' }));
    expect(refusal.code).toBe('CONFLICT');
  });
});

describe('a date of birth that is corrected', () => {
  it('to that of a child asks for a youth offending team worker, who takes the steps over', async () => {
    const world = await daysBeforeRelease(60);
    await recorded(world, { dateOfBirth: CHILD, reason: REASON });
    await expect(world).toBeWaitingFor('youth-supervisor', 'comes-of-age');
    const answer = { journeyId: world.id, key: '1.youth-supervisor', outcome: 'NAMED' };
    const asAdult = refused(
      await completeStep(world.services, OFFICER, { ...answer, details: { yot: 'c.ahmed' } }),
    );
    expect(asAdult.code).toBe('RULE_REFUSED');
    await world.complete('youth-supervisor', 'NAMED', { yot: WORKER.id });
    expect((await world.journey()).officers).toEqual({ pom: 'p.taylor', yot: WORKER.id });
    await released(world);
    expect((await world.step('first-appointment')).waitsFor).toBe(`officer:${WORKER.id}`);
    expect(world.problems).toEqual([]);
  });

  it('to that of an adult asks for a community offender manager, and waits for no full age', async () => {
    const world = await daysBeforeRelease(60, {
      dateOfBirth: CHILD,
      officers: { pom: 'p.taylor', yot: WORKER.id },
    });
    await recorded(world, { dateOfBirth: ADULT, reason: REASON });
    await expect(world).toBeWaitingFor('adult-supervisor');
    await expect(world).not.toBeWaitingFor('comes-of-age');
    await world.complete('adult-supervisor', 'NAMED', { com: 'c.ahmed' });
    expect((await world.journey()).officers).toEqual({ pom: 'p.taylor', com: 'c.ahmed' });
    expect(world.problems).toEqual([]);
  });

  it('and corrected back leaves no question about supervision, and can be corrected again', async () => {
    const world = await daysBeforeRelease(60);
    for (const dateOfBirth of [CHILD, ADULT]) await recorded(world, { dateOfBirth, reason: REASON });
    await expect(world).not.toBeWaitingFor('youth-supervisor', 'comes-of-age', 'adult-supervisor');
    await recorded(world, { dateOfBirth: CHILD, reason: REASON });
    await expect(world).toBeWaitingFor('youth-supervisor', 'comes-of-age');
    expect(world.problems).toEqual([]);
  });

  it('from one child’s to another’s moves the day of full age', async () => {
    const world = await daysBeforeRelease(60, {
      dateOfBirth: CHILD,
      officers: { pom: 'p.taylor', yot: WORKER.id },
    });
    await recorded(world, { dateOfBirth: '2010-04-02', reason: REASON });
    expect((await world.step('comes-of-age')).opensOn).toBe('2028-04-02');
    await expect(world).not.toBeWaitingFor('youth-supervisor');
  });

  it('makes the Friday check again: a decision is void, and deadlines are counted from the new proposal', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2027-03-12' });
    await world.decide('PRESUMPTIVE');
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-11');
    await recorded(world, { dateOfBirth: CHILD, reason: REASON });
    const journey = await world.journey();
    expect(journey.decision).toBeUndefined();
    expect(journey.releaseDateInForce).toBe('2027-03-10');
    await expect(world).toHaveFact('release-day-decision-voided');
    await expect(world).toBeWaitingFor('release-day-decision');
    await world.decide('PRESUMPTIVE');
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-10');
    expect(world.problems).toEqual([]);
  });

  it('of an adult to another adult’s leaves the decision on the release day', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2027-03-12' });
    await world.decide('PRESUMPTIVE');
    await recorded(world, { dateOfBirth: '1991-05-17', reason: REASON });
    expect((await world.journey()).decision).toMatchObject({ date: '2027-03-11' });
    await expect(world).not.toBeWaitingFor('release-day-decision');
  });
});

describe('the CRN and the PNC number', () => {
  const CRN = 'X123456';
  const PNC = '79/0163001B';

  it('are recorded, shown, and lead to the person, and the timeline says what and by whom', async () => {
    const world = await daysBeforeRelease(60);
    await recorded(world, { crn: CRN, pnc: PNC }, COM);
    expect(ok(await getJourney(world.services, POM, world.id))).toMatchObject({ crn: CRN, pnc: PNC });
    expect(await prisonNumberOf(world.services, CRN)).toBe(PERSON);
    const { items } = ok(await getTimeline(world.services, POM, world.id, { newestFirst: true }));
    expect(items[0]).toMatchObject({
      by: { id: COM.id },
      sentence: `Personal details were recorded. CRN: ${CRN}. PNC number: ${PNC}.`,
    });
  });

  it.each([
    { case: 'a CRN of another form', given: { crn: 'X12345' }, field: 'crn' },
    { case: 'a PNC number of another form', given: { pnc: '79-0163001B' }, field: 'pnc' },
    { case: 'a PNC number with the wrong check letter', given: { pnc: '79/0163001N' }, field: 'pnc' },
  ])('are refused for $case, and nothing is written', async ({ given, field }) => {
    const world = await daysBeforeRelease(60);
    const before = await everything(world);
    const refusal = refused(await recordPersonDetails(world.services, POM, world.id, given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect(await everything(world)).toEqual(before);
  });

  it('are corrected with a reason only, and the wrong CRN then leads to nobody', async () => {
    const world = await daysBeforeRelease(60);
    await recorded(world, { crn: CRN });
    const corrected = { crn: 'X654321' };
    const refusal = refused(await recordPersonDetails(world.services, POM, world.id, corrected));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'reason' }] });
    await recorded(world, { ...corrected, reason: REASON });
    expect(await prisonNumberOf(world.services, 'X654321')).toBe(PERSON);
    expect(await prisonNumberOf(world.services, CRN)).toBeUndefined();
  });

  it('are refused where the CRN is another person’s, who is not named', async () => {
    const world = await daysBeforeRelease(60);
    await linkCrn(world.services, CRN, 'A9999ZZ');
    const refusal = refused(await recordPersonDetails(world.services, POM, world.id, { crn: CRN }));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'crn-of-another-person' });
    expect(refusal.detail).not.toContain('A9999ZZ');
    expect(await prisonNumberOf(world.services, CRN)).toBe('A9999ZZ');
  });
});
