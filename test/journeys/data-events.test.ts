import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { dateOfType } from '../../domain/record/sentence-dates.ts';
import { event, eventsOf, hmppsAnswers, outcomes, receive } from '../support/events.ts';
import { closeWorlds, journeyWorld, PERSON, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, OFFICERS, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const CRN = 'X123456';
const MOVED = addDays(PLAIN_RELEASE, 35);
const prisoner = (dates: Readonly<Record<string, string | null>>) => ({
  prisonerNumber: PERSON,
  bookingId: '1201234',
  prisonId: 'MDI',
  ...dates,
});

function at(world: JourneyWorld, time = '07:00'): string {
  return `${world.today()}T${time}:00Z`;
}
const datesChanged = (occurredAt: string) =>
  event('prison-offender-events.prisoner.sentence-dates-changed', occurredAt, {
    nomsNumber: PERSON,
    bookingId: 1201234,
  });
const managerAllocated = (occurredAt: string) =>
  event('person.community.manager.allocated', occurredAt, {}, [
    { type: 'CRN', value: CRN },
    { type: 'NOMS', value: PERSON },
  ]);
const recallChanged = (occurredAt: string) =>
  event('prison-offender-events.prisoner.fixed-term-recall.changed', occurredAt, { nomsNumber: PERSON });

describe('sentence dates that the prison has calculated again', () => {
  it('are fetched and recorded, each beside the others, and every deadline moves', async () => {
    const world = await daysBeforeRelease(60);
    await hmppsAnswers(
      world,
      'prisoner',
      PERSON,
      prisoner({ conditionalReleaseDate: MOVED, sentenceExpiryDate: addDays(MOVED, 100) }),
    );
    await receive(world, datesChanged(at(world)));
    const journey = await world.journey();
    expect(journey.releaseDateInForce).toBe(MOVED);
    expect(dateOfType(journey.dates, 'CRD')).toMatchObject({ date: MOVED, source: 'EVENT' });
    expect(dateOfType(journey.dates, 'SED')).toMatchObject({ source: 'EVENT' });
    expect(await outcomes(world)).toEqual(['done dates-recorded']);
    await expect(world).toHaveFact('deadlines-moved', { from: PLAIN_RELEASE, to: MOVED });
    expect(world.problems).toEqual([]);
  });

  it('change nothing when they are what is recorded', async () => {
    const world = await daysBeforeRelease(60);
    await hmppsAnswers(world, 'prisoner', PERSON, prisoner({ conditionalReleaseDate: PLAIN_RELEASE }));
    const before = await world.journey();
    await receive(world, datesChanged(at(world)));
    expect(await world.journey()).toEqual(before);
    expect(await outcomes(world)).toEqual(['done already-so']);
  });

  it('take away a date that the prison’s system no longer has', async () => {
    const world = await daysBeforeRelease(60);
    const expiry = addDays(MOVED, 100);
    await hmppsAnswers(
      world,
      'prisoner',
      PERSON,
      prisoner({ conditionalReleaseDate: MOVED, sentenceExpiryDate: expiry }),
    );
    await receive(world, datesChanged(at(world, '07:00')));
    await hmppsAnswers(
      world,
      'prisoner',
      PERSON,
      prisoner({ conditionalReleaseDate: MOVED, sentenceExpiryDate: null }),
    );
    await receive(world, datesChanged(at(world, '08:00')));
    expect(dateOfType((await world.journey()).dates, 'SED')).toBeUndefined();
    await expect(world).toHaveFact('sentence-date-removed', { dateType: 'SED' });
  });

  it('that cannot be right are not recorded, and somebody is asked', async () => {
    const world = await daysBeforeRelease(60);
    const before = await world.journey();
    await hmppsAnswers(world, 'prisoner', PERSON, prisoner({ conditionalReleaseDate: '2020-01-01' }));
    await receive(world, datesChanged(at(world)));
    expect((await world.journey()).dates).toEqual(before.dates);
    const [found] = await eventsOf(world);
    expect(found).toMatchObject({ state: 'contradictory', outcome: 'dates-refused' });
    expect(found?.problem).toContain('must be on or after');
    await expect(world).toBeWaitingFor(`contradictory-events.event.${found?.event.id}`);
  });

  it('need a second officer where the date confirmed is earlier than the law permits', async () => {
    const world = await daysBeforeRelease(60);
    await hmppsAnswers(
      world,
      'prisoner',
      PERSON,
      prisoner({ conditionalReleaseDate: PLAIN_RELEASE, confirmedReleaseDate: addDays(PLAIN_RELEASE, -20) }),
    );
    await receive(world, datesChanged(at(world)));
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
    expect(await outcomes(world)).toEqual(['contradictory dates-refused']);
  });

  it('that an earlier report names are superseded by a later one', async () => {
    const world = await daysBeforeRelease(60);
    await hmppsAnswers(world, 'prisoner', PERSON, prisoner({ conditionalReleaseDate: MOVED }));
    await receive(world, datesChanged(at(world, '08:00')), datesChanged(at(world, '06:00')));
    expect(await outcomes(world)).toEqual(['done superseded', 'done dates-recorded']);
  });

  it('wait while they cannot be fetched, say so, and are followed in the end', async () => {
    const world = await daysBeforeRelease(60);
    await receive(world, datesChanged(at(world)));
    expect(await outcomes(world)).toEqual(['waiting NOT_FOUND']);
    expect((await eventsOf(world))[0]).toMatchObject({ attempts: 1 });
    await hmppsAnswers(world, 'prisoner', PERSON, { somethingElse: true });
    await world.runtime.advanceTo(world.clock.now().add({ minutes: 2 }));
    expect(await outcomes(world)).toEqual(['waiting NOT_UNDERSTOOD']);
    await hmppsAnswers(world, 'prisoner', PERSON, prisoner({ conditionalReleaseDate: MOVED }));
    await world.runtime.advanceTo(world.clock.now().add({ minutes: 10 }));
    expect(await outcomes(world)).toEqual(['done dates-recorded']);
    expect((await world.journey()).releaseDateInForce).toBe(MOVED);
  });

  it('after release change only when supervision ends', async () => {
    const world = await releasedAfter(3);
    const end = addDays(PLAIN_RELEASE, 400);
    await hmppsAnswers(
      world,
      'prisoner',
      PERSON,
      prisoner({ conditionalReleaseDate: MOVED, licenceExpiryDate: end }),
    );
    await receive(world, datesChanged(at(world)));
    const { sentence, dates, releasedOn } = await world.journey();
    expect(sentence.supervisionEndsOn).toBe(end);
    expect(dateOfType(dates, 'CRD')?.date).toBe(PLAIN_RELEASE);
    expect(releasedOn).toBe(PLAIN_RELEASE);
  });
});

describe('a community offender manager whom probation allocates', () => {
  it('is named, and their steps go on their list', async () => {
    const world = await daysBeforeRelease(60, { officers: { pom: OFFICERS.pom } });
    await expect(world).toBeWaitingFor('allocate-officers');
    await hmppsAnswers(world, 'communityManager', CRN, { username: 'C.AHMED', isUnallocated: false });
    await receive(world, managerAllocated(at(world)));
    expect((await world.journey()).officers).toEqual({ pom: OFFICERS.pom, com: 'c.ahmed' });
    await expect(world).not.toBeWaitingFor('allocate-officers');
    await expect(world).toHaveFact('officers-allocated', { com: 'c.ahmed' });
    expect(world.problems).toEqual([]);
  });

  it('who is in nobody’s register is not named, and somebody is asked', async () => {
    const world = await daysBeforeRelease(60, { officers: { pom: OFFICERS.pom } });
    await hmppsAnswers(world, 'communityManager', CRN, { username: 'n.ewcomer' });
    await receive(world, managerAllocated(at(world)));
    expect((await world.journey()).officers).toEqual({ pom: OFFICERS.pom });
    const [found] = await eventsOf(world);
    expect(found).toMatchObject({ state: 'contradictory', outcome: 'officer-unknown' });
    expect(found?.problem).toContain('n.ewcomer is in the staff register');
  });

  it('while the case waits for one is nobody', async () => {
    const world = await daysBeforeRelease(60);
    await hmppsAnswers(world, 'communityManager', CRN, { username: null, isUnallocated: true });
    await receive(world, managerAllocated(at(world)));
    expect((await world.journey()).officers).toEqual(OFFICERS);
    expect(await outcomes(world)).toEqual(['done nobody-named']);
  });
});

describe('an event that names a CRN only', () => {
  const byCrn = (occurredAt: string) =>
    event('person.community.manager.allocated', occurredAt, {}, [{ type: 'CRN', value: CRN }]);

  it('is followed once the person record has a prison number for it', async () => {
    const world = await daysBeforeRelease(60, { officers: { pom: OFFICERS.pom } });
    await hmppsAnswers(world, 'communityManager', CRN, { username: 'c.ahmed' });
    await receive(world, byCrn(at(world)));
    expect(await outcomes(world, CRN)).toEqual(['waiting NOT_FOUND']);
    await hmppsAnswers(world, 'personRecord', CRN, { identifiers: { prisonNumbers: [PERSON] } });
    await world.runtime.advanceTo(world.clock.now().add({ minutes: 2 }));
    expect(await outcomes(world, CRN)).toEqual([]);
    expect(await outcomes(world)).toEqual(['done officer-named']);
    await receive(world, byCrn(at(world, '07:30')));
    expect(await outcomes(world)).toEqual(['done officer-named', 'done already-so']);
  });

  it('is followed once another event names both', async () => {
    const world = await daysBeforeRelease(60, { officers: { pom: OFFICERS.pom } });
    await hmppsAnswers(world, 'communityManager', CRN, { username: 'c.ahmed' });
    await hmppsAnswers(world, 'personRecord', CRN, { identifiers: { prisonNumbers: [] } });
    await receive(world, byCrn(at(world)));
    expect(await outcomes(world, CRN)).toEqual(['unmatched no-prison-number']);
    await receive(world, managerAllocated(at(world, '07:30')));
    expect(await outcomes(world)).toEqual(['done superseded', 'done officer-named']);
  });
});

describe('a fixed-term recall that the prison records', () => {
  const SENTENCE = { lengthDays: 334, supervisionEndsOn: addDays(PLAIN_RELEASE, 150) };
  const REVOKED = addDays(PLAIN_RELEASE, 20);
  const RETURNED = addDays(REVOKED, 2);

  async function onLicence(): Promise<JourneyWorld> {
    const world = await releasedAfter(57, { sentence: SENTENCE });
    await world.advanceTo(REVOKED);
    await hmppsAnswers(world, 'prisoner', PERSON, prisoner({}));
    await hmppsAnswers(world, 'fixedTermRecall', '1201234', { returnToCustodyDate: RETURNED });
    return world;
  }

  it('is the return of a person whose licence was revoked', async () => {
    const world = await onLicence();
    await world.recall();
    await world.advanceTo(addDays(RETURNED, 1));
    await receive(world, recallChanged(at(world)));
    expect((await world.journey()).recall).toMatchObject({ returnedOn: RETURNED });
    expect(await outcomes(world)).toEqual(['done returned']);
    await receive(world, recallChanged(at(world, '08:00')));
    expect((await outcomes(world))[1]).toBe('done already-so');
  });

  it('without a revocation here is not followed, and somebody is asked', async () => {
    const world = await onLicence();
    await world.advanceTo(addDays(RETURNED, 1));
    await receive(world, recallChanged(at(world)));
    expect((await world.journey()).phase).toBe('community');
    expect(await outcomes(world)).toEqual(['contradictory contradicts']);
  });
});

describe('a tier that probation has calculated', () => {
  const calculated = (occurredAt: string) =>
    event('tier.calculation.complete', occurredAt, { calculationId: 't1' }, [
      { type: 'CRN', value: CRN },
      { type: 'NOMS', value: PERSON },
    ]);

  it.each([
    { was: undefined, is: 'B2', asks: false },
    { was: 'C1', is: 'B2', asks: true },
    { was: 'B1', is: 'B2', asks: true },
    { was: 'A3', is: 'B2', asks: false },
    { was: 'B2S', is: 'B2', asks: false },
  ] as const)('is recorded, and a rise asks somebody: from $was to $is', async ({ was, is, asks }) => {
    const world = await daysBeforeRelease(60, was === undefined ? {} : { tier: was });
    await hmppsAnswers(world, 'tier', CRN, { tierScore: is });
    await receive(world, calculated(at(world)));
    expect((await world.journey()).tier).toBe(is);
    await expect(world).toHaveFact('details-recorded', { tier: is });
    expect((await world.journey()).open.some(({ kind }) => kind === 'higher-tier')).toBe(asks);
    expect(await outcomes(world)).toEqual(['done tier-recorded']);
  });
});

describe('a licence', () => {
  it.each(['activated', 'inactivated'] as const)('that is %s is in the timeline once', async (state) => {
    const world = await daysBeforeRelease(3);
    const given = event(`create-and-vary-a-licence.licence.${state}`, at(world), { licenceId: '4711' });
    await receive(world, given, given);
    const facts = (await world.facts()).filter(({ type }) => type === `licence-${state}`);
    expect(facts.map(({ data }) => data)).toEqual([{ licence: '4711' }]);
  });

  it('that was changed is active in place of the one before', async () => {
    const world = await daysBeforeRelease(3);
    const activated = (licenceId: string) =>
      event('create-and-vary-a-licence.licence.activated', at(world), { licenceId });
    await receive(world, activated('4711'));
    await receive(world, activated('4712'));
    await expect(world).toHaveFact('licence-activated', { licence: '4712', replaces: '4711' });
    expect((await world.journey()).licence?.activeId).toBe('4712');
  });
});

describe('an event that nothing follows from', () => {
  it.each([
    ['of a type nobody knows', { eventType: 'adjudication.hearing.created' }, 'kept unknown-type'],
    ['of a later version', { version: 2 }, 'kept other-version'],
  ])('%s is kept as it came', async (_what, over, outcome) => {
    const world = await journeyWorld({ today: '2027-01-04' });
    const given = { ...datesChanged('2027-01-03T10:00:00Z'), ...over };
    await receive(world, given);
    expect(await outcomes(world)).toEqual([outcome]);
    expect((await eventsOf(world))[0]?.event.additionalInformation).toEqual({
      nomsNumber: PERSON,
      bookingId: 1201234,
    });
  });

  it.each([
    ['nothing', null, 'event'],
    ['no type', { version: 1, occurredAt: '2027-01-03T10:00:00Z' }, 'eventType'],
    ['text for a version', { ...datesChanged('2027-01-03T10:00:00Z'), version: 'one' }, 'version'],
    ['no such instant', datesChanged('2027-02-30T10:00:00Z'), 'occurredAt'],
    ['a local time', datesChanged('2027-01-03T10:00:00'), 'occurredAt'],
    [
      'a prison number that is none',
      event('prison-offender-events.prisoner.released', '2027-01-03T10:00:00Z', {}, [
        { type: 'NOMS', value: 'nobody' },
      ]),
      'personReference',
    ],
  ])('is refused with %s, which it names', async (_what, given, field) => {
    const world = await journeyWorld({ today: '2027-01-04' });
    const result = await world.runtime.receiveEvent(given);
    expect(result).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    expect(result.ok ? [] : result.fields?.map((each) => each.field)).toEqual(
      expect.arrayContaining([field]),
    );
    expect(JSON.stringify(result)).not.toContain('nobody');
  });

  it('is refused when it is too large', async () => {
    const world = await journeyWorld({ today: '2027-01-04' });
    const given = event('prison-offender-events.prisoner.released', '2027-01-03T10:00:00Z', {
      details: 'x'.repeat(70_000),
    });
    expect(await world.runtime.receiveEvent(given)).toMatchObject({
      ok: false,
      detail: 'An event has at most 64 KB.',
    });
  });
});
