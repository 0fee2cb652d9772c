import { afterEach, describe, expect, it } from '@jest/globals';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { keys } from '../../application/keys.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { addDays } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import type { GivenCorrection } from '../../domain/record/recorded-release.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { Visitor } from '../support/console-visitor.ts';
import {
  ADMIN,
  closeWorlds,
  newJourney,
  ok,
  OFFICER,
  PERSON,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { livedOnce } from '../support/lived-once.ts';
import {
  CONTACT_AGREED,
  daysBeforeRelease,
  PLAIN_RELEASE,
  released,
  releasedAfter,
} from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const WRONG_PERSON = { correction: 'NOT_RELEASED', reason: 'Recorded for the wrong person' } as const;
const BACK = { correction: 'RETURNED_TO_CUSTODY', reason: 'Arrested at home' } as const;

describe('a release recorded for the wrong person, who has no licence', () => {
  it('closes the journey at once, and two officers open it again where it was', async () => {
    const world = await closedAtRelease();
    const before = await world.journey();
    expect(before).toMatchObject({ phase: 'closed', closed: { on: PLAIN_RELEASE } });
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    await correct(world, WRONG_PERSON);
    const { phase, closed, releasedOn, executions } = await world.journey();
    expect({ phase, closed, releasedOn }).toEqual({ phase: 'release-day' });
    expect(executions.map(({ machine }) => machine)).toEqual(expect.arrayContaining(['release-day']));
    await expect(world).toBeWaitingFor(
      'release-confirmed',
      'identity-documents',
      'bank-account',
      'claim-preparation',
      'next-address',
    );
    await expect(world).not.toBeWaitingFor('voluntary-follow-up', 'supervision-ends', 'urgent-housing');
    await expect(world).toHaveFact('release-undone', { reopened: PLAIN_RELEASE });
    expect(await world.table.get(keys.person(PERSON))).toMatchObject({ journeyId: world.id });
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
  });

  it.each([WRONG_PERSON, BACK])('is released again later, and closes again: $correction', async (given) => {
    const world = await closedAtRelease();
    await correct(world, given);
    await world.advanceTo(addDays(PLAIN_RELEASE, 3));
    await world.release();
    await world.runtime.sweep();
    await world.settle();
    expect(await world.journey()).toMatchObject({
      phase: 'closed',
      releasedOn: addDays(PLAIN_RELEASE, 3),
      closed: { on: addDays(PLAIN_RELEASE, 3), followUp: { owner: 'officer:c.ahmed' } },
    });
    await expect(world).toBeWaitingFor('voluntary-follow-up');
    expect(world.problems).toEqual([]);
  });

  it('counts every deadline from a release date that moves after the correction', async () => {
    const world = await closedAtRelease();
    await correct(world, WRONG_PERSON);
    const moved = addDays(PLAIN_RELEASE, 120);
    await world.moveReleaseDate(moved);
    for (const kind of ['identity-documents', 'bank-account', 'claim-preparation', 'next-address'])
      expect([kind, ((await world.step(kind)).dueOn ?? '') > PLAIN_RELEASE]).toEqual([kind, true]);
    expect((await world.journey()).releaseDateInForce).toBe(moved);
  });

  it('sends the council that still helps that nobody was released', async () => {
    const world = await closedAtRelease();
    expect((await world.referral('DTR-1')).releasedOn).toBe(PLAIN_RELEASE);
    await correct(world, WRONG_PERSON);
    expect((await world.referral('DTR-1')).releasedOn).toBeUndefined();
    const sent = (await world.deliveries()).filter(({ agencyId }) => agencyId === EASTMOOR.id);
    const bodies = sent.map(
      ({ body }) => JSON.parse(body) as { sequence: string; data: { changed?: unknown } },
    );
    expect(bodies.toSorted((a, b) => (a.sequence < b.sequence ? 1 : -1))[0]?.data.changed).toEqual([
      'releaseDate',
      'releasedOn',
    ]);
  });

  it('is corrected to another day without opening the journey', async () => {
    const world = await closedAtRelease();
    await world.advanceTo(addDays(PLAIN_RELEASE, 1));
    await correct(world, {
      correction: 'ANOTHER_DAY',
      on: addDays(PLAIN_RELEASE, 1),
      reason: 'The wrong day was entered',
    });
    expect(await world.journey()).toMatchObject({
      phase: 'closed',
      releasedOn: addDays(PLAIN_RELEASE, 1),
      closed: { on: PLAIN_RELEASE },
    });
    await expect(world).toBeWaitingFor('voluntary-follow-up');
  });

  it('stays closed where the person has begun another journey', async () => {
    const world = await closedAtRelease();
    const { id } = ok(await startJourney(world.services, OFFICER, anotherJourney(world)));
    expect(refused(await correctRelease(world.services, OFFICER, world.id, WRONG_PERSON))).toMatchObject({
      code: 'CONFLICT',
      detail: expect.stringContaining('another open journey'),
    });
    expect(await world.table.get(keys.person(PERSON))).toMatchObject({ journeyId: id });
  });

  it('stays closed where another journey begins before the second officer confirms', async () => {
    const world = await closedAtRelease();
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, WRONG_PERSON));
    ok(await startJourney(world.services, OFFICER, anotherJourney(world)));
    expect(refused(await world.answerProposal(proposal)).code).toBe('CONFLICT');
    expect((await world.journey()).phase).toBe('closed');
  });

  it('is not corrected after the person has died', async () => {
    const world = await releasedAfter(10);
    ok(await world.tryDeath());
    await world.settle();
    expect(refused(await correctRelease(world.services, OFFICER, world.id, WRONG_PERSON)).code).toBe(
      'CONFLICT',
    );
  });

  it('is corrected on the page of the closed journey', async () => {
    const world = await closedAtRelease();
    const visitor = await Visitor.signedInAs(OFFICER, world);
    const { $ } = await visitor.open(`/journeys/${world.id}`);
    const address = `/journeys/${world.id}/release-correction`;
    expect($(`a[href="${address}"]`).length).toBe(1);
    await visitor.open(address);
    expect((await visitor.send('main form[method=post]', WRONG_PERSON)).words).toContain(
      'A second officer must confirm the correction before it counts.',
    );
    await expect(world).toBeWaitingFor('release-correction-approval');
  });
});

describe('the release date of a person without a licence', () => {
  it('moves the end of their sentence with it, and release closes the journey then', async () => {
    const world = await daysBeforeRelease(20, { sentence: { supervisionEndsOn: PLAIN_RELEASE } });
    const later = addDays(PLAIN_RELEASE, 7);
    await world.moveReleaseDate(later);
    expect((await world.journey()).sentence.supervisionEndsOn).toBe(later);
    await released(world);
    await world.runtime.sweep();
    await world.settle();
    expect(await world.journey()).toMatchObject({
      phase: 'closed',
      releasedOn: later,
      closed: { on: later },
    });
    expect(world.problems).toEqual([]);
  });
});

describe('a person without a licence who was released in error', () => {
  async function outInError(): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(3, { sentence: { supervisionEndsOn: PLAIN_RELEASE } });
    await world.release({ ground: 'IN_ERROR', reason: 'The wrong person was called' });
    await world.advanceTo(addDays(PLAIN_RELEASE, 2));
    return world;
  }

  it('stays on the lists until somebody has dealt with it, though the sentence has ended meanwhile', async () => {
    const world = await outInError();
    expect((await world.journey()).phase).toBe('community');
    await expect(world).toBeWaitingFor('release-in-error', 'supervision-ends');
    const { items } = ok(await listStuck(world.services, ADMIN));
    expect(items.map(({ code }) => code)).toContain('RELEASED_IN_ERROR');
    await world.complete('release-in-error', 'MADE_LAWFUL', { reason: 'The court has ordered it' });
    await world.advanceTo(addDays(PLAIN_RELEASE, 3));
    expect(await world.journey()).toMatchObject({
      phase: 'closed',
      closed: { on: addDays(PLAIN_RELEASE, 3) },
    });
    expect(world.problems).toEqual([]);
  });

  it('is released and closed once they are back', async () => {
    const world = await outInError();
    await correct(world, BACK);
    await expect(world).not.toBeWaitingFor('release-in-error', 'supervision-ends');
    await world.release();
    await world.runtime.sweep();
    await world.settle();
    expect(await world.journey()).toMatchObject({ phase: 'closed', releasedOn: addDays(PLAIN_RELEASE, 2) });
    expect(world.problems).toEqual([]);
  });
});

/** Supervision ends on the day of release; a council has accepted a duty, and work is open. */
const closedAtRelease = livedOnce(async (options): Promise<JourneyWorld> => {
  const world = await daysBeforeRelease(57, { sentence: { supervisionEndsOn: PLAIN_RELEASE } }, options);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  await world.advanceTo(addDays(PLAIN_RELEASE, -56));
  await world.complete('housing-consent', 'GIVEN', { authorities: [EASTMOOR.id], ...CONTACT_AGREED });
  await world.complete('work-coach-meeting', 'MET');
  await released(world);
  await world.runtime.sweep();
  await world.settle();
  expect(world.problems).toEqual([]);
  return world;
});

function anotherJourney(world: JourneyWorld) {
  return newJourney({ releaseDate: addDays(PLAIN_RELEASE, 200) }, world.today());
}

async function correct(world: JourneyWorld, given: GivenCorrection): Promise<void> {
  const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, given));
  ok(await world.answerProposal(proposal));
  await world.settle();
  expect(world.problems).toEqual([]);
}
