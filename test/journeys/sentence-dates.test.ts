import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { listJourneys } from '../../application/queries/list-journeys.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { flagsOf } from '../../domain/journey/caseload-flags.ts';
import { addDays } from '../../domain/law/time.ts';
import {
  ADMIN,
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  ok,
  refused,
  type JourneyWorld,
  type Starting,
  REAL_CALENDAR,
} from '../support/journey-world.ts';
import { COM, POM } from '../support/people.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

/** Asked of everybody on its day; nothing else is. */
const IN_CUSTODY = ['handover', 'custody-review'];
const LIFE = { releaseKind: 'INDETERMINATE', startDate: '2026-07-01' } as const;

async function started(starting: Starting, today = '2026-07-01'): Promise<JourneyWorld> {
  const world = await journeyWorld({ today });
  await world.startJourney({ officers: OFFICERS, ...starting });
  await world.runtime.sweep();
  await world.settle();
  return world;
}

describe('a person without a release date', () => {
  const withoutDate: readonly { readonly case: string; readonly starting: Starting }[] = [
    { case: 'no date at all', starting: {} },
    { case: 'a life sentence', starting: { sentence: LIFE } },
    {
      case: 'only the day parole may be asked for',
      starting: { sentence: LIFE, releaseDate: '2026-08-03', dateType: 'PED' },
    },
  ];

  it.each(withoutDate)(
    'is accepted with $case, asked about immediate needs, and then asleep',
    async ({ starting }) => {
      const world = await started(starting);
      await expect(world).toBeWaitingFor('immediate-needs');
      await world.complete('immediate-needs', 'RECORDED');
      const journey = await world.journey();
      expect(journey.phase).toBe('custody');
      expect(journey.releaseDateInForce).toBeUndefined();
      expect(journey.executions).toEqual([]);
      const awake = (await world.openSteps()).filter(({ wakeAt }) => wakeAt !== undefined);
      expect(awake.map(({ kind }) => kind)).not.toContain('pre-release-opens');
      for (const { kind } of awake) expect(IN_CUSTODY).toContain(kind);
      expect(world.problems).toEqual([]);
    },
  );

  it.each(withoutDate)('is never overdue for release with $case', async ({ starting }) => {
    const world = await started(starting);
    await world.complete('immediate-needs', 'RECORDED');
    await playToTheEnd(world, { until: (_journey, today) => today >= '2027-07-01' });
    expect(world.today() >= '2027-07-01').toBe(true);
    expect((await world.journey()).phase).toBe('custody');
    expect(flagsOf(await world.journey(), world.today(), REAL_CALENDAR)).toEqual([]);
    expect(ok(await listStuck(world.services, ADMIN)).items).toEqual([]);
  });

  it('is listed last in the caseload, and not among those due for release', async () => {
    const world = await started({ sentence: LIFE });
    const other = newJourney({ releaseDate: PLAIN_RELEASE, prisonNumber: 'A9999ZZ' }, world.today());
    ok(await startJourney(world.services, OFFICER, other));
    const all = ok(await listJourneys(world.services, OFFICER, {})).items;
    expect(all.map(({ releaseDate }) => releaseDate)).toEqual([PLAIN_RELEASE, undefined]);
    const due = ok(await listJourneys(world.services, OFFICER, { releasingBefore: '2199-12-31' })).items;
    expect(due.map(({ releaseDate }) => releaseDate)).toEqual([PLAIN_RELEASE]);
  });

  it('wakes when a date is recorded: pre-release work opens on its day', async () => {
    const world = await started({ sentence: LIFE, releaseDate: '2026-08-03', dateType: 'PED' });
    await world.complete('immediate-needs', 'RECORDED');
    await world.moveReleaseDate(PLAIN_RELEASE, 'APD');
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
    await world.advanceTo(addDays(PLAIN_RELEASE, -85));
    expect((await world.journey()).phase).toBe('custody');
    await world.advanceTo(addDays(PLAIN_RELEASE, -84));
    expect((await world.journey()).phase).toBe('pre-release');
    await expect(world).toBeWaitingFor('housing-need', 'release-date-watch');
    expect(world.problems).toEqual([]);
  });
});

describe('the dates of a sentence', () => {
  it('are each kept, with their source, and another type does not overwrite them', async () => {
    const world = await started({ releaseDate: PLAIN_RELEASE });
    ok(
      await changeReleaseDate(world.services, OFFICER, world.id, {
        date: '2027-03-16',
        dateType: 'SLED',
        source: 'PRISON_CALCULATION',
      }),
    );
    const journey = await world.journey();
    expect(journey.dates).toMatchObject([
      { dateType: 'CRD', date: PLAIN_RELEASE, source: 'OFFICER' },
      { dateType: 'SLED', date: '2027-03-16', source: 'PRISON_CALCULATION', recordedBy: { id: 'p.taylor' } },
    ]);
    expect(journey.release).toMatchObject({ dateType: 'CRD', revision: 1 });
    expect(journey.sentence.supervisionEndsOn).toBe('2027-03-16');
  });

  it('give the release date by their order: a parole date before a conditional one', async () => {
    const world = await started({ releaseDate: PLAIN_RELEASE });
    await world.moveReleaseDate('2027-02-16', 'APD');
    const journey = await world.journey();
    expect(journey.release).toMatchObject({ dateType: 'APD', date: '2027-02-16', revision: 2 });
    expect(journey.dates.map(({ dateType }) => dateType)).toEqual(['CRD', 'APD']);
  });

  it.each([
    { case: 'before the sentence', date: '2026-06-30', dateType: 'CRD', problem: 'when the sentence began' },
    {
      case: 'after the sentence expires',
      date: '2027-06-02',
      dateType: 'CRD',
      problem: 'on or before the sentence and licence expiry date (SLED), Tuesday 1 June 2027',
    },
    {
      case: 'of expiry before release',
      date: '2027-03-08',
      dateType: 'SLED',
      problem: 'on or after the conditional release date (CRD), Tuesday 9 March 2027',
    },
    {
      case: 'of a licence that ends before release',
      date: '2027-03-08',
      dateType: 'LED',
      problem: 'on or after the conditional release date (CRD)',
    },
    { case: 'in the past', date: '2026-07-01', dateType: 'CRD', problem: 'must be today or later' },
  ] as const)('refuse a date $case, and nothing is written', async ({ date, dateType, problem }) => {
    const world = await started({
      releaseDate: PLAIN_RELEASE,
      dates: [{ date: '2027-06-01', dateType: 'SLED' }],
    });
    await world.advanceTo('2026-07-02');
    const before = await world.journey();
    const refusal = refused(await changeReleaseDate(world.services, OFFICER, world.id, { date, dateType }));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.detail).toContain(problem);
    expect(await world.journey()).toEqual(before);
  });

  it('keep the prison’s calculation when an indicative date comes', async () => {
    const world = await started({});
    const record = (source: 'PRISON_CALCULATION' | 'INDICATIVE', date: string) =>
      changeReleaseDate(world.services, OFFICER, world.id, { date, dateType: 'CRD', source });
    ok(await record('INDICATIVE', PLAIN_RELEASE));
    ok(await record('PRISON_CALCULATION', '2027-03-16'));
    expect(refused(await record('INDICATIVE', PLAIN_RELEASE)).rule).toBe('indicative-date');
    expect((await world.journey()).dates).toMatchObject([
      { date: '2027-03-16', source: 'PRISON_CALCULATION' },
    ]);
  });
});

describe('a person whose time was served', () => {
  it('goes straight to the community, released on the day given', async () => {
    const world = await started(
      { releaseDate: '2026-07-03', sentence: { startDate: '2026-06-01' } },
      '2026-07-06',
    );
    const journey = await world.journey();
    expect(journey.phase).toBe('community');
    expect(journey.releasedOn).toBe('2026-07-03');
    await expect(world).toBeWaitingFor('first-appointment', 'claim-made');
    await expect(world).not.toBeWaitingFor('release-confirmed', 'immediate-needs');
    await expect(world).toHaveFact('released', { on: '2026-07-03' });
    expect(world.problems).toEqual([]);
  });

  it('has officers named where none were given', async () => {
    const world = await started(
      { releaseDate: '2026-07-03', sentence: { startDate: '2026-06-01' }, officers: {} },
      '2026-07-06',
    );
    await world.complete('allocate-officers', 'ALLOCATED', { pom: 'p.taylor', com: 'c.ahmed' });
    const journey = await world.journey();
    expect(journey.phase).toBe('community');
    expect(journey.executions.map(({ machine }) => machine)).toEqual(['community']);
    expect(world.problems).toEqual([]);
  });

  it('has officers named by the community, because the access of the prison may have ended', async () => {
    const world = await started(
      { releaseDate: '2026-07-03', sentence: { startDate: '2026-06-01' }, officers: {} },
      '2026-07-31',
    );
    const step = await world.step('allocate-officers');
    expect(step).toMatchObject({ waitsFor: 'role:PDU@N54', dueOn: '2026-08-04' });
    const answer = {
      journeyId: world.id,
      key: step.key,
      outcome: 'ALLOCATED',
      details: { pom: 'p.taylor', com: 'c.ahmed' },
    };
    expect(refused(await completeStep(world.services, POM, answer)).code).toBe('NOT_PERMITTED');
    ok(await completeStep(world.services, COM, answer));
    await world.settle();
    expect((await world.step('first-appointment')).waitsFor).toBe('officer:c.ahmed');
  });
});

describe('a proposed release day that passes without a decision', () => {
  const FRIDAY = '2027-03-12';

  it('lapses: the date set by law stands, and nobody is asked to decide', async () => {
    const world = await started({ releaseDate: FRIDAY }, '2026-12-01');
    await world.complete('immediate-needs', 'RECORDED');
    await world.advanceTo('2027-03-11');
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-11');
    await world.advanceTo(FRIDAY);
    expect((await world.journey()).releaseDateInForce).toBe(FRIDAY);
    await expect(world).toHaveFact('release-day-proposal-lapsed', { statutoryDate: FRIDAY });
    await expect(world).not.toBeWaitingFor('release-day-decision', 'release-day-proposal');
    expect((await world.step('release-confirmed')).dueOn).toBe(FRIDAY);
    expect(world.problems).toEqual([]);
  });

  it('is never proposed when the date is received on the day it falls on', async () => {
    const world = await started({ releaseDate: FRIDAY, sentence: { startDate: '2026-12-01' } }, FRIDAY);
    expect((await world.journey()).releaseDateInForce).toBe(FRIDAY);
    await expect(world).not.toBeWaitingFor('release-day-decision');
    await world.release();
    expect((await world.journey()).releasedOn).toBe(FRIDAY);
  });

  it('is still proposed on the day itself', async () => {
    const world = await started({ releaseDate: FRIDAY, sentence: { startDate: '2026-12-01' } }, '2027-03-11');
    expect((await world.journey()).releaseDateInForce).toBe('2027-03-11');
    await expect(world).toBeWaitingFor('release-day-decision');
  });
});
