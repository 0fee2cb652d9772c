import { afterEach, describe, expect, it } from '@jest/globals';
import { eventItem } from '../../application/event-items.ts';
import { journeyItem } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { addDays } from '../../domain/law/time.ts';
import {
  event,
  eventsOf,
  hmppsAnswers,
  outcomes,
  receive,
  receivedEvent,
  releasedEvent,
  type GivenEvent,
} from '../support/events.ts';
import { closeWorlds, journeyWorld, newJourney, ok, OFFICER, PERSON } from '../support/journey-world.ts';
import type { JourneyWorld } from '../support/journey-world.ts';
import { onLicence, RETURNED, REVOKED, SLED } from '../support/recalls.ts';
import { daysBeforeRelease, PLAIN_RELEASE } from '../support/stages.ts';
import { once } from '../support/watched-table.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const PRISON_EVENTS = 'prison-offender-events.prisoner';
const CRN = 'X123456';
const BOTH = [
  { type: 'CRN', value: CRN },
  { type: 'NOMS', value: PERSON },
];
const DAY = addDays(PLAIN_RELEASE, -60);
const AT = `${DAY}T07:00:00Z`;

const recallChanged = (at: string): GivenEvent =>
  event(`${PRISON_EVENTS}.fixed-term-recall.changed`, at, { nomsNumber: PERSON });

/** Closed at the very moment at which an event is followed: the person still leads to the journey. */
async function closedMeanwhile(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  await hmppsAnswers(world, 'prisoner', PERSON, { prisonerNumber: PERSON, bookingId: '1201234' });
  await hmppsAnswers(world, 'fixedTermRecall', '1201234', { returnToCustodyDate: DAY });
  await hmppsAnswers(world, 'communityManager', CRN, { username: 'C.NEW' });
  await hmppsAnswers(world, 'tier', CRN, { tierScore: 'A1' });
  const journey = await world.journey();
  const closed = { ...journey, phase: 'closed', open: [], executions: [], version: journey.version + 1 };
  await world.table.transact([{ kind: 'put', item: journeyItem(closed as typeof journey) }]);
  return world;
}

describe('an event about a person whose journey closes at the same moment', () => {
  it.each<readonly [string, GivenEvent]>([
    ['a release', releasedEvent(AT)],
    ['an absence', releasedEvent(AT, 'SENT_TO_COURT')],
    ['a reception', receivedEvent(AT)],
    ['a transfer', receivedEvent(AT, 'TRANSFERRED', 'LEI')],
    ['dates', event(`${PRISON_EVENTS}.sentence-dates-changed`, AT, { nomsNumber: PERSON })],
    ['a fixed-term recall', recallChanged(AT)],
    ['a licence', event('create-and-vary-a-licence.licence.activated', AT, { licenceId: '4711' })],
    ['a community manager', event('person.community.manager.allocated', AT, {}, BOTH)],
    ['a tier', event('tier.calculation.complete', AT, {}, BOTH)],
    ['a merge of numbers', event(`${PRISON_EVENTS}.merged`, AT, { removedNomsNumber: 'B2345CD' })],
    [
      'a merge of CRNs',
      event('probation-case.merge.completed', AT, { sourceCRN: 'X222222', targetCRN: CRN }, BOTH),
    ],
  ])('of %s changes nothing', async (_what, given) => {
    const world = await closedMeanwhile();
    const before = [await world.journey(), await world.facts()];
    await receive(world, given);
    expect(await outcomes(world)).toEqual(['done journey-closed']);
    expect([await world.journey(), await world.facts()]).toEqual(before);
    expect(world.problems).toEqual([]);
  });
});

describe('a report about a recalled person who is not back in prison', () => {
  const after = (days: number): string => `${addDays(REVOKED, days)}T07:00:00Z`;

  async function recalled(): Promise<JourneyWorld> {
    const world = await onLicence();
    await world.recall();
    await world.advanceTo(addDays(REVOKED, 4));
    return world;
  }

  it.each<readonly [string, GivenEvent]>([
    ['a release', releasedEvent(after(1))],
    ['going to court', releasedEvent(after(1), 'SENT_TO_COURT')],
    ['a reception before the recall', receivedEvent(after(-1))],
  ])('of %s changes nothing', async (_what, given) => {
    const world = await recalled();
    const before = await world.journey();
    await receive(world, given);
    expect(await outcomes(world)).toEqual(['done awaits-return']);
    expect(await world.journey()).toEqual(before);
  });

  it('that they came into no known prison is not followed, and is tried again', async () => {
    const world = await recalled();
    await receive(world, receivedEvent(after(1), 'READMISSION', 'OUT'));
    expect((await world.journey()).recall?.returnedOn).toBeUndefined();
    expect(await eventsOf(world)).toEqual([
      expect.objectContaining({
        state: 'waiting',
        outcome: 'REFUSED',
        problem: expect.stringContaining('A prison’s id is like MDI'),
        attempts: 1,
      }),
    ]);
  });

  it('with a fixed-term recall brings them to the prison named, with its release date', async () => {
    const world = await recalled();
    await hmppsAnswers(world, 'prisoner', PERSON, {
      prisonerNumber: PERSON,
      bookingId: '1201234',
      prisonId: 'LEI',
      postRecallReleaseDate: addDays(RETURNED, 28),
    });
    await hmppsAnswers(world, 'fixedTermRecall', '1201234', { returnToCustodyDate: RETURNED });
    await receive(world, recallChanged(after(3)));
    expect(await outcomes(world)).toEqual(['done returned']);
    expect(await world.journey()).toMatchObject({
      prison: 'LEI',
      releaseDateInForce: addDays(RETURNED, 28),
      recall: { returnedOn: RETURNED },
    });
  });

  it('with a release date after supervision ends asks somebody', async () => {
    const world = await recalled();
    await hmppsAnswers(world, 'prisoner', PERSON, {
      prisonerNumber: PERSON,
      bookingId: '1201234',
      postRecallReleaseDate: addDays(SLED, 1),
    });
    await hmppsAnswers(world, 'fixedTermRecall', '1201234', { returnToCustodyDate: RETURNED });
    await receive(world, recallChanged(after(3)));
    const [record] = await eventsOf(world);
    expect(record).toMatchObject({
      state: 'contradictory',
      problem: expect.stringContaining('when supervision ends'),
    });
    await expect(world).toBeWaitingFor(`contradictory-events.event.${record?.event.id}`);
    expect((await world.journey()).recall?.returnedOn).toBeUndefined();
  });

  it('with a fixed-term recall that cannot be fetched waits', async () => {
    const world = await recalled();
    await receive(world, recallChanged(after(3)));
    expect(await outcomes(world)).toEqual(['waiting NOT_FOUND']);
  });
});

describe('a transfer', () => {
  it.each([
    ['before this sentence', `${addDays(DAY, -400)}T07:00:00Z`, 'LEI', 'before-this-sentence'],
    ['to a prison that nobody knows', AT, 'OUT', 'prison-unknown'],
    ['to the prison where they are', AT, 'MDI', 'already-so'],
  ])('%s changes nothing', async (_what, at, prison, outcome) => {
    const world = await daysBeforeRelease(60);
    await receive(world, receivedEvent(at, 'TRANSFERRED', prison));
    expect((await world.journey()).prison).toBe('MDI');
    expect(await outcomes(world)).toEqual([`done ${outcome}`]);
  });

  it('without a prison changes nothing', async () => {
    const world = await daysBeforeRelease(60);
    await receive(world, event(`${PRISON_EVENTS}.received`, AT, { reason: 'TRANSFERRED' }));
    expect(await outcomes(world)).toEqual(['done prison-unknown']);
  });
});

it('of a journey that begins while the event is set aside is followed', async () => {
  const world = await journeyWorld({ today: addDays(PLAIN_RELEASE, 1) });
  const given = newJourney(
    { releaseDate: addDays(PLAIN_RELEASE, 3), sentence: { startDate: DAY } },
    world.today(),
  );
  world.beforeTable = once(
    async () => {
      world.id = ok(await startJourney(world.services, OFFICER, given)).id;
    },
    '"no-journey"',
    PERSON,
  );
  await receive(world, releasedEvent(`${PLAIN_RELEASE}T08:45:00Z`));
  expect((await world.journey()).releasedOn).toBe(PLAIN_RELEASE);
  expect(await outcomes(world)).toEqual(['done released']);
});

it('of a type that an earlier version followed is kept', async () => {
  const world = await daysBeforeRelease(60);
  await receive(world, event('adjudication.hearing.created', AT));
  const [record] = await eventsOf(world);
  if (record === undefined) throw new Error('The event was not stored');
  const waiting = { ...record, state: 'waiting', attempts: 0, nextAt: AT } as const;
  await world.table.transact([{ kind: 'put', item: eventItem(waiting) }]);
  const before = await world.journey();
  await world.runtime.sweep();
  await world.settle();
  expect(await outcomes(world)).toEqual(['kept unknown-type']);
  expect(await world.journey()).toEqual(before);
  expect(
    await world.table.get(keys.event(PERSON, record.event.occurredAt, record.event.id)),
  ).not.toHaveProperty('duePk');
});
