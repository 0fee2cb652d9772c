import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { addDays } from '../../domain/law/time.ts';
import {
  ADMIN,
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  ok,
  refused,
} from '../support/journey-world.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { councilsAsked, daysBeforeRelease } from '../support/stages.ts';
import { HOME } from '../support/places.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const OTHER_OFFICER = { ...OFFICER, id: 'o.other' };

describe('simultaneous changes', () => {
  it('lets one of two officers complete a step, and returns the answer to the other', async () => {
    const world = await daysBeforeRelease(70);
    const answers = await Promise.all(
      [OFFICER, OTHER_OFFICER].map((officer, index) =>
        completeStep(world.services, officer, {
          journeyId: world.id,
          key: '1.housing-need',
          outcome: index === 0 ? 'NEEDS_HELP' : 'HAS_ADDRESS',
          details: index === 0 ? {} : HOME,
        }),
      ),
    );
    await world.settle();
    const [won, lost] = answers[0]?.ok === true ? answers : answers.toReversed();
    expect(won).toMatchObject({ ok: true });
    expect(lost).toMatchObject({ ok: false, code: 'CONFLICT', current: { state: 'DONE' } });
    const completed = (await world.facts()).filter(({ data }) => data['step'] === 'housing-need');
    expect(completed.map(({ type }) => type)).toEqual(['step-opened', 'step-completed']);
  });

  it('fires what is due once though two sweeps find it', async () => {
    const world = await daysBeforeRelease(100);
    world.clock.moveTo(world.clock.now().add({ hours: 24 * 20 }));
    await Promise.all([world.runtime.sweep(), world.runtime.sweep(), world.runtime.sweep()]);
    expect((await world.journey()).phase).toBe('pre-release');
    const entered = (await world.facts()).filter(({ data }) => data['phase'] === 'pre-release');
    expect(entered).toHaveLength(1);
    expect(world.runtime.engine.running().filter((name) => /pre-release-1-\d+$/.test(name))).toHaveLength(1);
    expect(world.problems).toEqual([]);
  });

  it('keeps one chain when an agency answers, a date moves and an administrator restarts together', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const results = await Promise.all([
      world.tryAgencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION'),
      changeReleaseDate(world.services, OFFICER, world.id, { date: '2027-03-12', dateType: 'CRD' }),
      restartJourney(world.services, ADMIN, world.id, { reason: 'to see' }),
      world.tryComplete('work-coach-meeting', 'MET'),
    ]);
    await world.settle();
    expect(results.map((result) => result.ok)).toEqual([true, true, true, true]);
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    await expect(world).toBeWaitingFor('authorities-exhausted', 'release-day-decision', 'bank-account');
    expect(world.problems).toEqual([]);
  });

  it('gives a person one journey though two are started together', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const given = newJourney({ releaseDate: '2027-03-09' }, '2026-12-01');
    const started = await Promise.all([
      startJourney(world.services, OFFICER, given),
      startJourney(world.services, OTHER_OFFICER, given),
    ]);
    expect(started.filter((each) => each.ok)).toHaveLength(1);
    expect(started.find((each) => !each.ok)).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('an idempotency key', () => {
  const request = { caller: 'p.taylor', key: 'abc-123', request: '{"date":"2027-04-01"}' };

  it('gives the same request the same answer, and does it once', async () => {
    const world = await daysBeforeRelease(100);
    const set = () =>
      changeReleaseDate(
        world.services,
        OFFICER,
        world.id,
        { date: '2027-04-01', dateType: 'CRD' },
        { idempotency: request, expectedVersion: version },
      );
    const { version } = await world.journey();
    const [first, twin] = await Promise.all([set(), set()]);
    const again = await set();
    expect(ok(again)).toEqual(ok(first));
    expect(ok(twin)).toEqual(ok(first));
    expect((await world.journey()).release?.revision).toBe(2);
  });

  it('is refused for a different request, which changes nothing', async () => {
    const world = await daysBeforeRelease(100);
    const given = { date: '2027-04-01', dateType: 'CRD' } as const;
    ok(await changeReleaseDate(world.services, OFFICER, world.id, given, { idempotency: request }));
    const { version } = await world.journey();
    const other = { ...request, request: '{"date":"2027-05-04"}' };
    const later = { date: '2027-05-04', dateType: 'CRD' } as const;
    const mismatch = await changeReleaseDate(world.services, OFFICER, world.id, later, {
      idempotency: other,
    });
    expect(refused(mismatch).code).toBe('IDEMPOTENCY_MISMATCH');
    expect((await world.journey()).version).toBe(version);
  });

  it('of a started journey answers with that journey', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const given = newJourney({ releaseDate: '2027-03-09' }, '2026-12-01');
    const first = ok(await startJourney(world.services, OFFICER, given, request));
    expect(ok(await startJourney(world.services, OFFICER, given, request))).toEqual(first);
    const other = await startJourney(world.services, OFFICER, given, { ...request, request: 'another' });
    expect(refused(other).code).toBe('IDEMPOTENCY_MISMATCH');
  });

  it('of one caller is not that of another', async () => {
    const world = await daysBeforeRelease(100);
    const given = { date: '2027-04-01', dateType: 'CRD' } as const;
    ok(await changeReleaseDate(world.services, OFFICER, world.id, given, { idempotency: request }));
    const theirs = { caller: 'o.other', key: request.key, request: 'another' };
    const result = await changeReleaseDate(
      world.services,
      OTHER_OFFICER,
      world.id,
      { date: addDays('2027-04-01', 5), dateType: 'CRD' },
      { idempotency: theirs },
    );
    expect(result.ok).toBe(true);
  });
});

describe('a stale version', () => {
  it('is refused with the current state, and writes nothing', async () => {
    const world = await daysBeforeRelease(100);
    const { version } = await world.journey();
    await world.moveReleaseDate('2027-04-01');
    const before = await world.journey();
    const result = await changeReleaseDate(
      world.services,
      OFFICER,
      world.id,
      { date: '2027-05-04', dateType: 'CRD' },
      { expectedVersion: version },
    );
    expect(refused(result)).toMatchObject({
      code: 'CONFLICT',
      current: { version: before.version, phase: 'custody', releaseDateInForce: '2027-04-01' },
    });
    expect(await world.journey()).toEqual(before);
  });
});
