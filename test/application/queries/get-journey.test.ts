import { afterEach, describe, expect, it } from '@jest/globals';
import { getJourney } from '../../../application/queries/get-journey.ts';
import { getTimeline } from '../../../application/queries/get-timeline.ts';
import { listJourneys } from '../../../application/queries/list-journeys.ts';
import { listSteps } from '../../../application/queries/list-steps.ts';
import { listStuck } from '../../../application/queries/list-stuck.ts';
import { discloseReferral } from '../../../application/commands/disclose-referral.ts';
import { verifyChain } from '../../../domain/record/facts.ts';
import { addDays } from '../../../domain/law/time.ts';
import { closeWorlds, ok, refused } from '../../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, ELSEWHERE, POM } from '../../support/people.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';

afterEach(closeWorlds);

describe('a journey', () => {
  it('shows its open steps, soonest first, with their owners and outcomes', async () => {
    const world = await daysBeforeRelease(60);
    const journey = ok(await getJourney(world.services, POM, world.id));
    const days = journey.steps.map(({ dueOn }) => dueOn ?? '9999');
    expect([...days].sort()).toEqual(days);
    expect(journey.steps.find(({ kind }) => kind === 'housing-need')).toMatchObject({
      key: '1.housing-need',
      title: 'Where will they live?',
      waitsFor: 'officer:p.taylor',
      mayComplete: true,
      outcomes: [
        { outcome: 'HAS_ADDRESS', label: 'They have an address to go to' },
        { outcome: 'NEEDS_HELP', label: 'They have nowhere to go' },
      ],
    });
    const asColleague = ok(await getJourney(world.services, { ...COM, id: 'o.other' }, world.id));
    expect(asColleague.steps.find(({ kind }) => kind === 'housing-need')).toMatchObject({
      mayComplete: false,
      whyNot:
        'Only an officer of the person’s prison, or their community offender manager, answers this step.',
    });
  });

  it('shows its answered steps, the latest first, with who answered each and how', async () => {
    const world = await daysBeforeRelease(60);
    await world.advanceTo('2027-01-11');
    await world.complete('housing-need', 'NEEDS_HELP');
    const { answered } = ok(await getJourney(world.services, POM, world.id));
    expect(answered[0]).toMatchObject({
      key: '1.housing-need',
      outcome: 'NEEDS_HELP',
      answer: 'They have nowhere to go',
      by: { kind: 'officer', id: POM.id },
    });
    expect(answered.map(({ at }) => at)).toEqual(
      answered
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    expect(answered.map(({ by }) => by.kind)).not.toContain('system');
  });

  it('shows its referrals with the agency’s name and the answer', async () => {
    const world = await councilsAsked();
    await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    const journey = ok(await getJourney(world.services, POM, world.id));
    expect(journey.referrals.find(({ subject }) => subject === 'DTR-1')).toMatchObject({
      agency: 'Eastmoor Council',
      state: 'accepted',
      answer: { answer: 'ACCEPTED', code: 'PRIORITY_NEED' },
    });
  });

  it.each([
    ['staff of another prison', ELSEWHERE, 'NOT_PERMITTED'],
    ['an agency', COUNCIL, 'NOT_PERMITTED'],
  ])('is not shown to %s', async (_case, who, code) => {
    const world = await daysBeforeRelease(60);
    for (const refusal of [
      refused(await getJourney(world.services, who, world.id)),
      refused(await getTimeline(world.services, who, world.id)),
    ]) {
      expect(refusal).toMatchObject({ code, detail: expect.stringMatching(/\.$/) });
    }
  });

  it('returns NOT_FOUND for an unknown journey, and NOT_PERMITTED to an agency', async () => {
    const world = await daysBeforeRelease(60);
    expect(refused(await getJourney(world.services, POM, 'nobody')).code).toBe('NOT_FOUND');
    expect(refused(await getJourney(world.services, COUNCIL, 'nobody')).code).toBe('NOT_PERMITTED');
  });
});

describe('a timeline', () => {
  it('returns every fact once and in order for any page size, with an intact chain', async () => {
    const world = await councilsAsked();
    const facts = await world.facts();
    for (const limit of [1, 7, 500]) {
      const seen = [];
      let cursor: string | undefined;
      do {
        const page = ok(
          await getTimeline(world.services, POM, world.id, {
            limit,
            ...(cursor !== undefined && { cursor }),
          }),
        );
        seen.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen.map(({ sequence }) => sequence)).toEqual(facts.map(({ sequence }) => sequence));
      expect(verifyChain(seen)).toEqual({ ok: true });
    }
  });

  it('can be read from its end', async () => {
    const world = await councilsAsked();
    const { count } = (await world.journey()).facts;
    const first = ok(await getTimeline(world.services, POM, world.id, { limit: 5, newestFirst: true }));
    const numbers = first.items.map(({ sequence }) => sequence);
    expect(numbers).toEqual([count, count - 1, count - 2, count - 3, count - 4]);
    const rest = ok(
      await getTimeline(world.services, POM, world.id, {
        newestFirst: true,
        limit: 500,
        cursor: first.cursor ?? '',
      }),
    );
    expect(rest.items.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: count - 5 }, (_, index) => count - 5 - index),
    );
    expect(rest.cursor).toBeUndefined();
  });

  it('names agencies and says who acted', async () => {
    const world = await councilsAsked();
    await world.agencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION');
    const { items } = ok(await getTimeline(world.services, POM, world.id, { limit: 500 }));
    expect(items.find(({ type }) => type === 'referral-answered')).toMatchObject({
      sentence: 'Eastmoor Council declined the referral under the duty to refer (no local connection).',
      who: 'Eastmoor Council',
      on: addDays(PLAIN_RELEASE, -56),
    });
  });

  it.each([
    ['of the other order', { newestFirst: true }],
    ['garbled', { cursor: 'x' }],
  ])('refuses a cursor %s', async (_case, request) => {
    const world = await daysBeforeRelease(60);
    const page = ok(await getTimeline(world.services, POM, world.id, { limit: 1 }));
    const refusal = refused(
      await getTimeline(world.services, POM, world.id, { cursor: page.cursor ?? '', ...request }),
    );
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'cursor' }] });
  });
});

it('returns no task token and no execution', async () => {
  const world = await councilsAsked();
  const tokens = (await world.steps()).flatMap(({ token, execution }) => [token, execution]);
  const secrets = tokens.filter((each) => each !== undefined);
  expect(secrets.length).toBeGreaterThan(6);
  const referral = await world.referral('DTR-1');
  const answers = JSON.stringify([
    await getJourney(world.services, POM, world.id),
    await getTimeline(world.services, ADMIN_USER, world.id, { limit: 500 }),
    await listJourneys(world.services, POM, {}),
    await listSteps(world.services, POM, {}),
    await listSteps(world.services, POM, { waitingFor: 'agency:eastmoor-council' }),
    await listStuck(world.services, ADMIN_USER),
    await discloseReferral(world.services, COUNCIL, referral.id),
  ]);
  for (const secret of secrets) expect(answers).not.toContain(secret);
  expect(answers).not.toContain('"token"');
});
