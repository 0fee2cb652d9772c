import { afterEach, describe, expect, it } from '@jest/globals';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { mergeRecords, type Merge } from '../../application/commands/merge-records.ts';
import { recordConsent } from '../../application/commands/record-consent.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import type { User } from '../../domain/access/user.ts';
import { addDays } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { CRS, EASTMOOR, NORTHBRIDGE, WESTHAVEN } from '../support/agencies.ts';
import { Visitor } from '../support/console-visitor.ts';
import { event, outcomes, receive } from '../support/events.ts';
import {
  agencyUser,
  closeWorlds,
  newJourney,
  ok,
  PERSON,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { ADMIN_USER, POM } from '../support/people.ts';
import { CONTACT_AGREED, councilsAsked, OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const SURVIVING = 'B2345CD';
const THIRD = 'C3456DE';
const HERE = { otherNumber: PERSON, survives: 'THIS' } as const;

/** A record with a council and commissioned services asked, and another of the same person with the latter only. */
async function twoRecords(): Promise<{ readonly world: JourneyWorld; readonly removed: string }> {
  const world = await councilsAsked([EASTMOOR.id, WESTHAVEN.id]);
  const removed = world.id;
  await begin(world, SURVIVING);
  await world.complete('crs-decision', 'REFER', { personAsked: true });
  return { world, removed };
}

async function begin(world: JourneyWorld, prisonNumber: string): Promise<void> {
  await world.startJourney({
    prisonNumber,
    officers: OFFICERS,
    releaseDate: PLAIN_RELEASE,
    sentence: { startDate: addDays(PLAIN_RELEASE, -60) },
  });
  await world.complete('immediate-needs', 'RECORDED');
  await world.runtime.sweep();
  await world.complete('housing-need', 'NEEDS_HELP');
}

function tryMerge(world: JourneyWorld, given: Merge, user: User = ADMIN_USER) {
  return mergeRecords(world.services, user, world.id, given);
}

async function merged(world: JourneyWorld, given: Merge) {
  const value = ok(await tryMerge(world, given));
  await world.settle();
  return value;
}

async function on<T>(world: JourneyWorld, journeyId: string, look: () => Promise<T>): Promise<T> {
  const before = world.id;
  world.id = journeyId;
  try {
    return await look();
  } finally {
    world.id = before;
  }
}

describe('two records of one person, once they are merged,', () => {
  it('are the journey of the surviving number, and a closed one with nothing left to ask', async () => {
    const { world, removed } = await twoRecords();
    expect(await merged(world, { ...HERE, reason: 'Two receptions' })).toMatchObject({
      prisonNumber: SURVIVING,
      closed: removed,
      moved: 1,
      ended: 1,
    });
    const closed = await on(world, removed, () => world.journey());
    expect(closed).toMatchObject({
      phase: 'closed',
      open: [],
      executions: [],
      closed: { because: 'MERGE' },
      mergedInto: { journeyId: world.id, prisonNumber: SURVIVING },
    });
    expect(await world.journey()).toMatchObject({
      phase: 'pre-release',
      mergedRecords: [{ prisonNumber: PERSON, journeyId: removed }],
    });
    expect(world.problems).toEqual([]);
  });

  it('keep each live referral once, under the number that its agency knows', async () => {
    const { world, removed } = await twoRecords();
    const before = await on(world, removed, () => world.referral('DTR-1'));
    await merged(world, HERE);

    const moved = await world.referral('DTR-1');
    expect(moved).toMatchObject({ id: before.id, journeyId: world.id, agencyId: EASTMOOR.id });
    const old = await on(world, removed, () => world.referrals());
    expect(old.find(({ subject }) => subject === 'CRS-1')?.withdrawn).toMatchObject({ reason: 'OTHER' });
    expect((await world.referrals()).filter(({ agencyId }) => agencyId === CRS.id)).toHaveLength(1);

    const detail = ok(await discloseReferral(world.services, agencyUser(EASTMOOR.id), moved.id));
    expect(detail).toMatchObject({ contact: { by: 'PHONE' }, name: expect.any(String) });
    await expect(world).toBeWaitingFor('referral-answer.DTR-1');
    await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    expect((await world.journey()).housing.dutyToReferOutcome).toBe('PRIORITY_NEED');
    expect(world.problems).toEqual([]);
  });

  it('ask the next council once, after the one that moved', async () => {
    const { world } = await twoRecords();
    await merged(world, HERE);
    await world.complete('housing-consent', 'GIVEN', { authorities: [NORTHBRIDGE.id], ...CONTACT_AGREED });
    await world.agencyAnswers('DTR-1', 'DECLINED');
    expect((await world.journey()).housing.authorities).toEqual([EASTMOOR.id, NORTHBRIDGE.id]);
    expect((await world.referral('DTR-2')).agencyId).toBe(NORTHBRIDGE.id);
    expect(world.problems).toEqual([]);
  });

  it('end a referral to which the person does not agree in the surviving record', async () => {
    const { world, removed } = await twoRecords();
    const refusal = { purpose: 'DTR', agency: EASTMOOR.id, answer: 'REFUSED', how: 'SPOKEN' } as const;
    ok(await recordConsent(world.services, POM, world.id, refusal));
    expect(await merged(world, HERE)).toMatchObject({ moved: 0, ended: 2 });
    const old = await on(world, removed, () => world.referral('DTR-1'));
    expect(old.withdrawn?.reason).toBe('NO_CONSENT');
  });

  it('have two timelines that can be read, each unbroken', async () => {
    const { world, removed } = await twoRecords();
    await merged(world, { ...HERE, reason: 'Two receptions' });
    for (const id of [world.id, removed]) {
      expect(verifyChain(await on(world, id, () => world.facts()))).toEqual({ ok: true });
      expect(ok(await getJourney(world.services, POM, id)).id).toBe(id);
      const { items } = ok(await getTimeline(world.services, POM, id, { newestFirst: true, limit: 50 }));
      expect(items.map(({ sentence }) => sentence).join('\n')).toContain('Reason: Two receptions.');
    }
  });

  it('are found under both numbers, until the journey closes', async () => {
    const { world } = await twoRecords();
    await merged(world, HERE);
    const again = () =>
      startJourney(
        world.services,
        POM,
        newJourney({ prisonNumber: PERSON, releaseDate: '2029-01-09' }, world.today()),
      );
    expect(refused(await again())).toMatchObject({ code: 'CONFLICT' });
    ok(await world.tryDeath({}, POM));
    await world.settle();
    expect((await again()).ok).toBe(true);
  });
});

describe('a number under which nothing is recorded', () => {
  it('leads to the record that survives', async () => {
    const { world } = await twoRecords();
    await merged(world, { otherNumber: THIRD, survives: 'THIS' });
    expect(refused(await tryMerge(world, { otherNumber: THIRD, survives: 'THIS' })).code).toBe('CONFLICT');
  });

  it('becomes the number of the journey when it survives', async () => {
    const { world } = await twoRecords();
    expect(await merged(world, { otherNumber: THIRD, survives: 'OTHER' })).toMatchObject({
      prisonNumber: THIRD,
    });
    expect(await world.journey()).toMatchObject({
      prisonNumber: THIRD,
      phase: 'pre-release',
      mergedRecords: [{ prisonNumber: SURVIVING }],
    });
    await expect(world).toHaveFact('prison-number-changed', { was: SURVIVING, now: THIRD });
  });
});

describe('a merge is refused, and nothing is written,', () => {
  it.each([
    {
      case: 'with itself',
      given: { otherNumber: SURVIVING, survives: 'THIS' } as const,
      code: 'VALIDATION_FAILED',
    },
    {
      case: 'with no prison number',
      given: { otherNumber: 'X1', survives: 'THIS' } as const,
      code: 'VALIDATION_FAILED',
    },
    {
      case: 'from the record that does not survive',
      given: { ...HERE, survives: 'OTHER' } as const,
      code: 'RULE_REFUSED',
    },
    { case: 'by an officer', given: HERE, code: 'NOT_PERMITTED', user: POM },
  ])('$case', async ({ given, code, ...more }) => {
    const { world } = await twoRecords();
    const before = await world.journey();
    const user = 'user' in more ? more.user : ADMIN_USER;
    expect(refused(await tryMerge(world, given, user)).code).toBe(code);
    expect(await world.journey()).toEqual(before);
  });

  it('in a circle', async () => {
    const { world, removed } = await twoRecords();
    const second = world.id;
    await merged(world, HERE);
    await begin(world, THIRD);
    await merged(world, { otherNumber: SURVIVING, survives: 'THIS' });
    expect(refused(await tryMerge(world, HERE)).detail).toContain('one record already');
    for (const id of [removed, second]) {
      const back = { otherNumber: THIRD, survives: 'THIS' } as const;
      const refusal = refused(await mergeRecords(world.services, ADMIN_USER, id, back));
      expect(refusal.code).toBe('CONFLICT');
    }
  });
});

describe('the prison’s system reports a merge', () => {
  it('and the same follows, once', async () => {
    const { world, removed } = await twoRecords();
    const report = event(
      'prison-offender-events.prisoner.merged',
      `${addDays(PLAIN_RELEASE, -57)}T09:00:00Z`,
      { nomsNumber: SURVIVING, removedNomsNumber: PERSON, reason: 'MERGE' },
      [{ type: 'NOMS', value: SURVIVING }],
    );
    await receive(world, report);
    expect(await outcomes(world, SURVIVING)).toEqual(['done merged']);
    expect((await on(world, removed, () => world.journey())).phase).toBe('closed');
    await receive(world, { ...report, occurredAt: `${addDays(PLAIN_RELEASE, -57)}T09:05:00Z` });
    expect(await outcomes(world, SURVIVING)).toEqual(['done merged', 'done already-so']);
    expect(world.problems).toEqual([]);
  });
});

describe('the page of a merge', () => {
  it('is reached by an administrator, and both records then lead to each other', async () => {
    const { world, removed } = await twoRecords();
    const visitor = await Visitor.signedInAs(ADMIN_USER, world);
    const address = `/journeys/${world.id}/merge`;
    expect((await visitor.open(`/journeys/${world.id}`)).$(`a[href="${address}"]`)).toHaveLength(1);
    const form = await visitor.open(address);
    expect(form.words).toContain('An open journey of the other number closes');
    const wrong = await visitor.send(`form[action="${address}"]`, {
      otherNumber: SURVIVING,
      survives: 'THIS',
    });
    expect(wrong.errors).toEqual(['That is the number of this record. Enter the other number.']);
    const after = await visitor.send(`form[action="${address}"]`, { otherNumber: PERSON, survives: 'THIS' });
    expect(after.words).toContain('The records are merged.');
    expect(after.$(`a[href="/journeys/${removed}"]`)).toHaveLength(1);
    const old = await visitor.open(`/journeys/${removed}`);
    expect(old.words).toContain(`into the record under ${SURVIVING}, where the journey continues.`);
    expect(old.$(`a[href="/journeys/${world.id}"]`).length).toBeGreaterThan(0);
  });
});
