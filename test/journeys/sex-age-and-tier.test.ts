import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { addDays } from '../../domain/law/time.ts';
import { EASTMOOR } from '../support/agencies.ts';
import {
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  ok,
  refused,
  REGION,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { user } from '../support/people.ts';
import {
  CONTACT_AGREED,
  daysBeforeRelease,
  PLAIN_RELEASE,
  released,
  releasedAfter,
} from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** Both referrals that community accommodation asks for are made, in its window. */
async function readyForCas3(dateOfBirth: string): Promise<JourneyWorld> {
  const officers = { pom: 'p.taylor', yot: 'y.young' };
  const world = await daysBeforeRelease(70, { dateOfBirth, officers });
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  await world.advanceTo(addDays(PLAIN_RELEASE, -56));
  await world.complete('housing-consent', 'GIVEN', { authorities: [EASTMOOR.id], ...CONTACT_AGREED });
  await world.advanceTo(addDays(PLAIN_RELEASE, -40));
  return world;
}

describe('community accommodation', () => {
  it.each([
    ['a child on the day of release', '2009-03-10', false],
    ['an adult from the day of release on', '2009-03-09', true],
  ])('is offered or not to %s', async (_case, dateOfBirth, offered) => {
    const world = await readyForCas3(dateOfBirth);
    const kinds = (await world.openSteps()).map(({ kind }) => kind);
    expect(kinds.includes('cas3-decision')).toBe(offered);
    expect((await world.referrals()).some(({ service }) => service === 'CAS3')).toBe(false);
  });

  it('is refused to a child for whom it was asked before', async () => {
    const world = await readyForCas3('2009-03-09');
    // The record is corrected while the step is open.
    const journey = await world.journey();
    const corrected = { ...journey, dateOfBirth: '2009-12-01', version: journey.version + 1 };
    await world.table.transact([{ kind: 'put', item: journeyItem(corrected) }]);
    const refusal = refused(await world.tryComplete('cas3-decision', 'REFER'));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'adults-only' });
    expect(refusal.detail).toContain('is for adults');
  });
});

describe('approved premises', () => {
  const lastNight = addDays(PLAIN_RELEASE, 60);
  const offered = { lastNight };

  it('take sex and tier from the record', async () => {
    const world = await inHousing({ sex: 'FEMALE', tier: 'C3' });
    await world.complete('cas1-decision', 'PLACE_OFFERED', offered);
    expect((await world.journey()).housing.places?.at(-1)).toMatchObject({ kind: 'CAS1', until: lastNight });
  });

  it('are refused to a man of a tier that is only for others', async () => {
    const world = await inHousing({ sex: 'MALE', tier: 'C3' });
    const refusal = refused(await world.tryComplete('cas1-decision', 'PLACE_OFFERED', offered));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'tier-not-eligible' });
  });

  it('ask for what the record does not have, and keep it', async () => {
    const world = await inHousing({});
    const fields = refused(await world.tryComplete('cas1-decision', 'PLACE_OFFERED', offered)).fields;
    expect(fields).toEqual([
      { field: 'details.sex', problem: 'Choose the sex.' },
      { field: 'details.tier', problem: 'Choose the tier.' },
    ]);
    await world.complete('cas1-decision', 'PLACE_OFFERED', { ...offered, sex: 'MALE', tier: 'A2' });
    expect(await world.journey()).toMatchObject({ sex: 'MALE', tier: 'A2' });
    await released(world);
    expect(world.problems).toEqual([]);
  });
});

async function inHousing(known: Parameters<typeof daysBeforeRelease>[1]): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(70, known);
  await world.complete('housing-need', 'NEEDS_HELP');
  await expect(world).toBeWaitingFor('cas1-decision');
  return world;
}

describe('a child', () => {
  /** Sixteen, and eighteen before they are released. */
  const CHILD = { dateOfBirth: '2009-01-12' };

  it('has the youth offending team in place of a community offender manager', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    await world.startJourney({ ...CHILD, releaseDate: PLAIN_RELEASE });
    const refusal = refused(
      await world.tryComplete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', com: 'c.ahmed' }),
    );
    expect(refusal).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'officer-of-another-age',
      fields: [{ field: 'details.com', problem: expect.stringContaining('youth offending team worker') }],
    });
    await world.complete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', yot: 'y.young' });
    expect((await world.journey()).officers).toEqual({ pom: 'p.taylor', yot: 'y.young' });
    await expect(world).toHaveFact('officers-allocated', { pom: 'p.taylor', yot: 'y.young' });
  });

  it('is refused a community offender manager at the start, and an adult a youth offending team worker', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const start = (more: Parameters<typeof newJourney>[0]) =>
      startJourney(
        world.services,
        OFFICER,
        newJourney({ releaseDate: PLAIN_RELEASE, ...more }, world.today()),
      );
    const { commits } = world;
    for (const more of [{ ...CHILD, officers: { com: 'c.ahmed' } }, { officers: { yot: 'y.young' } }])
      expect(refused(await start(more)).rule).toBe('officer-of-another-age');
    expect(world.commits).toBe(commits);
  });

  it('has steps of the supervising officer on the youth offending team’s list', async () => {
    const born = { dateOfBirth: '2009-12-01' };
    const world = await releasedAfter(3, { ...born, officers: { pom: 'p.taylor', yot: 'y.young' } });
    expect((await world.step('first-appointment')).waitsFor).toBe('officer:y.young');
    const worker = user('y.young', { duties: ['YOT'], regions: [REGION] });
    const answer = { journeyId: world.id, key: '1.first-appointment', outcome: 'KEPT', details: {} };
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    ok(await completeStep(world.services, worker, answer));
  });

  it('who comes of age is handed over to a community offender manager', async () => {
    const world = await daysBeforeRelease(70, { ...CHILD, officers: { pom: 'p.taylor', yot: 'y.young' } });
    await world.advanceTo('2027-01-11');
    await expect(world).not.toBeWaitingFor('adult-supervisor');
    await world.advanceTo('2027-01-12');
    await expect(world).toBeWaitingFor('adult-supervisor');
    expect((await world.journey()).officers).toEqual({ pom: 'p.taylor', yot: 'y.young' });
    await world.complete('adult-supervisor', 'NAMED', { com: 'c.ahmed' });
    expect((await world.journey()).officers).toEqual({ pom: 'p.taylor', com: 'c.ahmed' });
    await released(world);
    expect((await world.step('first-appointment')).waitsFor).toBe('officer:c.ahmed');
    expect(world.problems).toEqual([]);
  });

  /** A child's journey as it was stored before the youth offending team supervised children. */
  async function before(days: number): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(days, { ...CHILD, officers: { pom: 'p.taylor', yot: 'y.young' } });
    const journey = await world.journey();
    const officers = { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' };
    const open = journey.open.filter(({ kind }) => kind !== 'comes-of-age');
    await world.table.transact([
      { kind: 'put', item: journeyItem({ ...journey, officers, open }) },
      { kind: 'delete', key: keys.step(world.id, '1.comes-of-age') },
    ]);
    return world;
  }

  it('who has a community offender manager from before has a worker asked for at the next reconcile, once', async () => {
    const world = await before(70);
    await world.runtime.reconcile();
    await expect(world).toBeWaitingFor('youth-supervisor', 'comes-of-age');
    expect((await world.journey()).officers.com).toBe('c.ahmed');
    const { version } = await world.journey();
    await world.runtime.reconcile();
    expect((await world.journey()).version).toBe(version);
    await world.complete('youth-supervisor', 'NAMED', { yot: 'y.young' });
    expect((await world.journey()).officers).toEqual({ pom: 'p.taylor', yot: 'y.young' });
    expect(world.problems).toEqual([]);
  });

  it('who has one while the journey sleeps in custody has a worker asked for at the next reconcile, once', async () => {
    const world = await before(150);
    expect(await world.journey()).toMatchObject({ phase: 'custody', executions: [] });
    await world.runtime.reconcile();
    await expect(world).toBeWaitingFor('youth-supervisor', 'comes-of-age');
    const { version } = await world.journey();
    await world.runtime.reconcile();
    expect((await world.journey()).version).toBe(version);
    expect(world.problems).toEqual([]);
  });

  it('who has one while the journey sleeps in custody has a worker asked for with the next change', async () => {
    const world = await before(150);
    expect(await world.journey()).toMatchObject({ phase: 'custody', executions: [] });
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    await expect(world).toBeWaitingFor('youth-supervisor', 'comes-of-age');
    expect(world.problems).toEqual([]);
  });
});
