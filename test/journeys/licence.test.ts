import { afterEach, describe, expect, it } from '@jest/globals';
import { describeFact } from '../../domain/journey/describe.ts';
import { addDays } from '../../domain/law/time.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { THE_LAW } from '../support/law.ts';
import { COM, HEAD_OF_PDU } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import { daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import { changeOfficers } from '../../application/commands/change-officers.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const FIGURES = THE_LAW.onRelease(PLAIN_RELEASE);

const kinds = async (world: JourneyWorld): Promise<readonly string[]> =>
  (await world.openSteps()).filter(({ state }) => state === 'OPEN').map(({ kind }) => kind);

async function ownerOf(world: JourneyWorld, kind: string): Promise<string | undefined> {
  return (await world.openSteps()).find((step) => step.kind === kind)?.waitsFor;
}

async function approved(world: JourneyWorld): Promise<void> {
  await world.complete('licence-conditions', 'DRAFTED');
  await world.complete('licence-approval', 'APPROVED');
}

describe('the licence before release', () => {
  it('is drafted, approved, explained and signed, each by its owner', async () => {
    const world = await daysBeforeRelease(60);
    await expect(world).toBeWaitingFor('licence-conditions');
    await approved(world);
    await expect(world).toBeWaitingFor('licence-explained');
    await world.complete('licence-explained', 'EXPLAINED');
    await world.complete('licence-signed', 'SIGNED');
    const { licence } = await world.journey();
    const today = world.today();
    expect(licence).toMatchObject({
      policyVersion: 4,
      draftedOn: today,
      approvedOn: today,
      explainedOn: today,
      signedOn: today,
      tags: [],
    });
    expect(world.problems).toEqual([]);
  });

  it('goes back to the community officer when it is not approved, with what has to change', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('licence-conditions', 'DRAFTED');
    expect(await world.tryComplete('licence-approval', 'SENT_BACK')).toMatchObject({
      ok: false,
      code: 'VALIDATION_FAILED',
    });
    await world.complete('licence-approval', 'SENT_BACK', { reason: 'The zone names no place.' });
    expect(await kinds(world)).toContain('licence-conditions');
    await approved(world);
    expect((await world.journey()).licence?.approvedOn).toBe(world.today());
  });

  it('has only the zone and tags of its latest draft', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('licence-conditions', 'DRAFTED', { restrictionZone: true, location: true });
    expect((await world.journey()).licence).toMatchObject({ restrictionZone: true, tags: ['LOCATION'] });
    await world.complete('licence-approval', 'SENT_BACK', { reason: 'The zone names no place.' });
    await world.complete('licence-conditions', 'DRAFTED');
    const { licence } = await world.journey();
    expect(licence).not.toHaveProperty('restrictionZone');
    expect(licence?.tags).toEqual([]);
  });

  it('is warned of before the hard stop, and then made by the prison', async () => {
    const world = await daysBeforeRelease(60);
    // The hard stop is on Friday 5 March, two working days before a start on Tuesday 9 March.
    await world.advanceTo('2027-03-02');
    expect(await kinds(world)).not.toContain('licence-not-approved');
    await world.advanceTo('2027-03-03');
    expect(await kinds(world)).toContain('licence-not-approved');
    await world.advanceTo('2027-03-05');
    expect(await kinds(world)).toContain('prison-licence');
    await world.complete('prison-licence', 'MADE');
    const open = await kinds(world);
    for (const ended of ['licence-conditions', 'licence-not-approved']) expect(open).not.toContain(ended);
    expect((await world.journey()).licence).toMatchObject({ standardOnly: true, approvedOn: '2027-03-05' });
  });

  it('is not warned of once it is approved', async () => {
    const world = await daysBeforeRelease(60);
    await approved(world);
    await world.advanceTo('2027-03-08');
    const open = await kinds(world);
    for (const warning of ['licence-not-approved', 'prison-licence']) expect(open).not.toContain(warning);
  });

  it('is warned of again when the date moves after the warning', async () => {
    const world = await daysBeforeRelease(60);
    await world.advanceTo('2027-03-05');
    const later = addDays(PLAIN_RELEASE, 14);
    await world.moveReleaseDate(later);
    const warning = (await world.openSteps()).find(({ kind }) => kind === 'licence-hard-stop');
    expect(warning).toMatchObject({ state: 'SCHEDULED', opensOn: '2027-03-19' });
  });

  it('is asked about in none of this where the sentence ends without one', async () => {
    const world = await daysBeforeRelease(60, { dateType: 'ARD' });
    const open = (await world.openSteps()).map(({ kind }) => kind);
    for (const kind of ['licence-conditions', 'arrange-first-appointment', 'licence-hard-stop'])
      expect(open).not.toContain(kind);
  });

  it('goes on in the community where the person left before it was explained', async () => {
    const world = await daysBeforeRelease(60);
    await approved(world);
    await released(world);
    expect(await ownerOf(world, 'licence-explained')).toBe(`officer:${COM.id}`);
  });
});

describe('an electronic tag', () => {
  const tagged = async (): Promise<JourneyWorld> => {
    const world = await daysBeforeRelease(60);
    await world.complete('licence-conditions', 'DRAFTED', { curfew: true });
    return world;
  };

  it('for a curfew waits for an address, and says so', async () => {
    const world = await tagged();
    expect(await world.tryComplete('electronic-tag', 'ARRANGED', { place: 'At the address' })).toMatchObject({
      ok: false,
      rule: 'curfew-needs-address',
    });
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await world.complete('electronic-tag', 'ARRANGED', { place: 'At 12 Mill Lane' });
    expect(JSON.stringify(await world.facts())).not.toContain('At 12 Mill Lane');
    await released(world);
    await world.complete('tag-fitted', 'NOT_FITTED', { note: 'Nobody was at home.' });
    await expect(world).toBeWaitingFor('tag-fitted');
    await world.advanceTo(addDays(world.today(), 1));
    await world.complete('tag-fitted', 'FITTED');
    expect((await world.journey()).licence?.tagFittedOn).toBe(world.today());
  });

  const redrafted = async (world: JourneyWorld, conditions: Readonly<Record<string, boolean>>) => {
    await world.complete('licence-approval', 'SENT_BACK', { reason: 'Not necessary.' });
    await world.complete('licence-conditions', 'DRAFTED', conditions);
  };

  const arranged = (world: JourneyWorld, on?: string) =>
    world.complete('electronic-tag', 'ARRANGED', { place: 'At the office', ...(on !== undefined && { on }) });

  it('is not asked about once a redrafted licence has none, and the timeline says why', async () => {
    const world = await tagged();
    await redrafted(world, { alcohol: true });
    await expect(world).toBeWaitingFor('electronic-tag');
    await redrafted(world, {});
    await expect(world).not.toBeWaitingFor('electronic-tag');
    await expect(world).toHaveFact('step-closed', { step: 'electronic-tag', outcome: 'NOT_IN_LICENCE' });
    const [closed] = (await world.facts()).filter(({ type }) => type === 'step-closed').slice(-1);
    expect(closed && describeFact(closed, FIGURES, { officer: (id) => id })).toBe(
      '“Electronic tag” was closed: the licence has no electronic tag.',
    );
    expect(world.problems).toEqual([]);
  });

  it('that was arranged is not fitted once the licence has none, and is arranged again if it comes back', async () => {
    const world = await tagged();
    await redrafted(world, { location: true });
    await arranged(world, addDays(PLAIN_RELEASE, 1));
    await redrafted(world, { location: true });
    await expect(world).not.toBeWaitingFor('electronic-tag');
    await expect(world).toBeWaitingFor('tag-fitted');
    await redrafted(world, {});
    await expect(world).not.toBeWaitingFor('electronic-tag', 'tag-fitted');
    expect((await world.journey()).licence).not.toHaveProperty('tagFittingOn');
    await redrafted(world, { location: true });
    await expect(world).not.toBeWaitingFor('tag-fitted');
    await arranged(world);
    expect(await world.step('tag-fitted')).toMatchObject({ opensOn: PLAIN_RELEASE });
    expect(world.problems).toEqual([]);
  });

  it('is not asked about when the prison makes a licence with the standard conditions only', async () => {
    const world = await tagged();
    await redrafted(world, { location: true, restrictionZone: true });
    await world.advanceTo('2027-03-05');
    await arranged(world);
    await world.complete('prison-licence', 'MADE');
    await expect(world).not.toBeWaitingFor('electronic-tag', 'tag-fitted');
    const { licence } = await world.journey();
    expect(licence).toMatchObject({ standardOnly: true, tags: [] });
    expect(licence).not.toHaveProperty('restrictionZone');
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    await expect(world).not.toBeWaitingFor('electronic-tag', 'tag-fitted');
  });

  it('is asked about on the day arranged last', async () => {
    const world = await tagged();
    await redrafted(world, { location: true });
    await arranged(world);
    const later = addDays(PLAIN_RELEASE, 7);
    await world.moveReleaseDate(later);
    expect(await world.step('tag-fitted')).toMatchObject({ opensOn: later });
    await arranged(world, addDays(later, 3));
    expect(await world.step('tag-fitted')).toMatchObject({ opensOn: addDays(later, 3) });
  });

  it('is not asked about once it is no longer a condition', async () => {
    const world = await tagged();
    await redrafted(world, { location: true });
    await arranged(world);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    await world.complete('electronic-tag', 'NO_LONGER_A_CONDITION');
    await expect(world).not.toBeWaitingFor('electronic-tag', 'tag-fitted');
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 14));
    await expect(world).not.toBeWaitingFor('electronic-tag', 'tag-fitted');
  });

  it('is not fitted while the person is in prison', async () => {
    const world = await tagged();
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    const early = { on: addDays(PLAIN_RELEASE, -1), place: 'In prison' };
    expect(await world.tryComplete('electronic-tag', 'ARRANGED', early)).toMatchObject({
      ok: false,
      rule: 'fitting-before-release',
    });
  });
});

describe('the first appointment', () => {
  it('is on the next working day by 2pm, unless another is agreed, and the person has it', async () => {
    const world = await daysBeforeRelease(60);
    const place = 'The probation office';
    expect(
      await world.tryComplete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place, at: '15:00' }),
    ).toMatchObject({ ok: false, rule: 'first-appointment-too-late' });
    await world.complete('arrange-first-appointment', 'NEXT_WORKING_DAY', { place });
    const { appointments, licence } = await world.journey();
    expect(appointments).toMatchObject([{ on: '2027-03-10', at: '14:00', place }]);
    expect(licence?.firstAppointment).toMatchObject({ type: 'NEXT_WORKING_DAY', on: '2027-03-10' });
    // A fact is kept for ever, and leaves the table.
    expect(JSON.stringify(await world.facts())).not.toContain(place);
  });

  it('is cancelled and asked for again when the day of release moves', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('arrange-first-appointment', 'ON_RELEASE', { at: '15:00', place: 'The office' });
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    const { appointments, licence } = await world.journey();
    expect(appointments).toMatchObject([{ on: PLAIN_RELEASE, came: 'CANCELLED' }]);
    expect(licence?.firstAppointment).toBeUndefined();
    await expect(world).toBeWaitingFor('arrange-first-appointment');
  });

  it.each([
    [
      'a day before release',
      'DATE_AND_TIME',
      { on: '2027-03-08', at: '10:00', place: 'There' },
      'first-appointment-before-release',
    ],
    ['no day', 'DATE_AND_TIME', { at: '10:00', place: 'There' }, undefined],
    ['no time', 'ON_RELEASE', { place: 'There' }, undefined],
    ['no place', 'NEXT_WORKING_DAY', {}, undefined],
  ])('is refused with %s', async (_what, outcome, details, rule) => {
    const world = await daysBeforeRelease(60);
    const refused = await world.tryComplete('arrange-first-appointment', outcome, details);
    expect(refused).toMatchObject(
      rule === undefined ? { ok: false, code: 'VALIDATION_FAILED' } : { ok: false, rule },
    );
    expect((await world.journey()).appointments ?? []).toEqual([]);
  });

  it('asks the community officer on its own day whether it was kept', async () => {
    const world = await daysBeforeRelease(60);
    const on = '2027-03-12';
    await world.complete('arrange-first-appointment', 'DATE_AND_TIME', { on, at: '10:00', place: 'There' });
    await released(world);
    const asked = (await world.openSteps()).find(({ kind }) => kind === 'first-appointment');
    expect(asked?.dueOn).toBe(on);
  });

  it('is not asked about after release where none is needed', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('arrange-first-appointment', 'APPOINTMENT_NOT_NEEDED');
    await released(world);
    expect(await kinds(world)).not.toContain('first-appointment');
  });
});

describe('a person whose community offender manager is not named', () => {
  it('is shown to the head of the probation delivery unit in the last days, until one is', async () => {
    const world = await daysBeforeRelease(60, { officers: { pom: 'p.taylor' } });
    await world.advanceTo('2027-02-28');
    expect(await kinds(world)).not.toContain('late-allocation');
    // Five working days before Tuesday 9 March, without Friday 5 March.
    await world.advanceTo('2027-03-01');
    expect(await ownerOf(world, 'late-allocation')).toBe('role:HEAD_OF_PDU@N54');
    ok(await changeOfficers(world.services, HEAD_OF_PDU, world.id, { com: COM.id }));
    expect(await kinds(world)).not.toContain('late-allocation');
  });
});
