import { afterEach, expect, it } from '@jest/globals';
import { startJourney } from '../../application/commands/start-journey.ts';
import { keys } from '../../application/keys.ts';
import { addDays } from '../../domain/law/time.ts';
import { isLive } from '../../domain/record/referral.ts';
import {
  closeWorlds,
  newJourney,
  ok,
  OFFICER,
  PERSON,
  refused,
  type JourneyWorld,
  type Starting,
} from '../support/journey-world.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { onLicence, REVOKED } from '../support/recalls.ts';
import { daysBeforeRelease } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const NEXT_RELEASE = addDays(REVOKED, 190);

function sentenced(world: JourneyWorld, given: Partial<Starting> = {}) {
  const starting = { releaseDate: NEXT_RELEASE, ...given };
  return startJourney(world.services, OFFICER, newJourney(starting, world.today()));
}

it.each([
  { when: 'on licence', recall: false },
  { when: 'recalled and not back yet', recall: true },
])('a new sentence of a person who is $when joins their journey', async ({ recall }) => {
  const world = await onLicence();
  if (recall) await world.recall();
  const { cycle, version } = await world.journey();
  const joined = ok(await sentenced(world, { prison: 'SWI' }));
  await world.settle();
  expect(joined).toEqual({ id: world.id, version: version + 1 });
  const journey = await world.journey();
  expect(journey).toMatchObject({
    phase: 'reception',
    cycle: cycle + 1,
    prison: 'SWI',
    releaseDateInForce: NEXT_RELEASE,
    sentence: { startDate: REVOKED, releaseKind: 'DETERMINATE' },
    officers: { com: 'c.ahmed', deputy: 'd.evans' },
    benefits: { identity: 'IN_HAND', bankAccount: 'OPENED' },
  });
  expect(journey.earlierCycles?.at(-1)).toMatchObject({ cycle, because: 'NEW_SENTENCE', endedOn: REVOKED });
  expect(journey.dates.map(({ dateType }) => dateType)).toEqual(['CRD']);
  expect(journey.recall).toBeUndefined();
  expect(journey.executions.map(({ machine }) => machine)).toEqual(['reception']);
  await expect(world).toHaveFact('new-sentence-joined', { startDate: REVOKED, prison: 'SWI' });
  await expect(world).toBeWaitingFor('allocate-officers', 'immediate-needs', 'pre-release-opens');
  expect((await world.referrals()).filter(isLive)).toEqual([]);
  expect((await world.table.get(keys.person(PERSON)))?.['journeyId']).toBe(world.id);
  expect(world.problems).toEqual([]);
});

it('goes on to the next release and the end of supervision', async () => {
  const world = await onLicence();
  ok(await sentenced(world));
  await world.settle();
  await playToTheEnd(world);
  expect(await world.journey()).toMatchObject({ phase: 'closed', cycle: 2, releasedOn: NEXT_RELEASE });
  expect(world.problems).toEqual([]);
});

it('whose time was served goes straight back to the community', async () => {
  const world = await onLicence();
  ok(
    await sentenced(world, {
      releaseDate: addDays(REVOKED, -3),
      sentence: { startDate: addDays(REVOKED, -10), supervisionEndsOn: addDays(REVOKED, 200) },
    }),
  );
  await world.settle();
  expect(await world.journey()).toMatchObject({
    phase: 'community',
    cycle: 2,
    releasedOn: addDays(REVOKED, -3),
  });
  await expect(world).toBeWaitingFor('first-appointment');
  expect(world.problems).toEqual([]);
});

it('of a person on remand joins too, without a release date', async () => {
  const world = await onLicence();
  const { release: _none, sentence, ...person } = newJourney({}, world.today());
  const remand = { ...person, sentence: { startDate: sentence.startDate, releaseKind: 'REMAND' } } as const;
  ok(await startJourney(world.services, OFFICER, remand));
  await world.settle();
  const journey = await world.journey();
  expect(journey).toMatchObject({ phase: 'reception', cycle: 2, sentence: { releaseKind: 'REMAND' } });
  expect(journey.releaseDateInForce).toBeUndefined();
  expect(world.problems).toEqual([]);
});

it.each([
  { case: 'the name is another', given: { lastName: 'Nobody' } },
  { case: 'the date of birth is another', given: { dateOfBirth: '1990-05-18' } },
  {
    case: 'the sentence began before the release',
    given: { sentence: { startDate: addDays(REVOKED, -40) } },
  },
])('does not join when $case', async ({ given }) => {
  const world = await onLicence();
  const before = await world.journey();
  expect(refused(await sentenced(world, given)).code).toBe('CONFLICT');
  expect(await world.journey()).toEqual(before);
});

it('does not join the journey of a person who is in prison', async () => {
  const world = await daysBeforeRelease(30);
  expect(refused(await sentenced(world)).code).toBe('CONFLICT');
});

it('is joined once, however often it is sent', async () => {
  const world = await onLicence();
  const idempotency = { caller: OFFICER.id, key: 'one-key', request: 'same' };
  const given = newJourney({ releaseDate: NEXT_RELEASE }, world.today());
  const first = ok(await startJourney(world.services, OFFICER, given, idempotency));
  expect(ok(await startJourney(world.services, OFFICER, given, idempotency))).toEqual(first);
  expect((await world.journey()).cycle).toBe(2);
});
