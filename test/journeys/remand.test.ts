import { afterEach, describe, expect, it } from '@jest/globals';
import { recallPerson } from '../../application/commands/recall-person.ts';
import { recordSentence, type SentenceGiven } from '../../application/commands/record-sentence.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import type { User } from '../../domain/access/user.ts';
import { flagsOf } from '../../domain/journey/caseload-flags.ts';
import { addDays } from '../../domain/law/time.ts';
import {
  ADMIN,
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  ok,
  REAL_CALENDAR,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { COM, GOVERNOR, POM } from '../support/people.ts';
import { OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const REMANDED = '2026-07-01';
const SENTENCED = '2026-10-05';
const ON_REMAND = { startDate: REMANDED, releaseKind: 'REMAND' } as const;
const DETERMINATE = { startDate: SENTENCED, releaseKind: 'DETERMINATE' } as const;

async function onRemand(officers: typeof OFFICERS | object = OFFICERS): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: REMANDED });
  await world.startJourney({ officers, sentence: ON_REMAND });
  await world.runtime.sweep();
  await world.settle();
  return world;
}

/** On the day of sentence, with immediate needs recorded and the journey asleep since. */
async function inCourt(today = SENTENCED): Promise<JourneyWorld> {
  const world = await onRemand();
  await world.complete('immediate-needs', 'RECORDED');
  await world.advanceTo(today);
  return world;
}

async function sentence(world: JourneyWorld, given: SentenceGiven, user: User = POM) {
  const result = await recordSentence(world.services, user, world.id, given);
  await world.settle();
  return result;
}

describe('a person on remand', () => {
  it('is accepted, asked about immediate needs, and then asleep', async () => {
    const world = await onRemand();
    await expect(world).toBeWaitingFor('immediate-needs');
    expect((await world.step('immediate-needs')).dueOn).toBe('2026-07-06');
    await world.complete('immediate-needs', 'RECORDED');
    await world.advanceTo('2027-01-04');
    const journey = await world.journey();
    expect(journey.phase).toBe('custody');
    expect(journey.executions).toEqual([]);
    expect(journey.releaseDateInForce).toBeUndefined();
    expect(flagsOf(journey, world.today(), REAL_CALENDAR)).toEqual([]);
    expect(ok(await listStuck(world.services, ADMIN)).items).toEqual([]);
    await expect(world).toHaveFact('journey-started', { onRemand: true });
    expect(world.problems).toEqual([]);
  });

  it('has no date of a sentence recorded before there is one', async () => {
    const world = await inCourt();
    const before = await world.journey();
    const given = { date: PLAIN_RELEASE, dateType: 'CRD' } as const;
    expect(refused(await changeReleaseDate(world.services, POM, world.id, given))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'on-remand',
    });
    expect(await world.journey()).toEqual(before);
  });

  it('may be released at court, without a sentence', async () => {
    const world = await inCourt();
    await world.release({ ground: 'AT_COURT', on: SENTENCED });
    expect(await world.journey()).toMatchObject({ phase: 'community', releasedOn: SENTENCED });
    await expect(world).toBeWaitingFor('first-appointment');
    const recall = {
      revokedOn: SENTENCED,
      reason: 'CHARGED_WITH_OFFENCE',
      explanation: 'Arrested',
      alternatives: 'None',
      type: 'STANDARD',
    } as const;
    expect(refused(await recallPerson(world.services, COM, world.id, recall)).detail).toContain('on licence');
    expect(world.problems).toEqual([]);
  });

  it.each([
    { case: 'a release date', more: { releaseDate: PLAIN_RELEASE }, field: 'release.date' },
    {
      case: 'another date of a sentence',
      more: { dates: [{ date: PLAIN_RELEASE, dateType: 'PED' as const }] },
      field: 'dates',
    },
    {
      case: 'a length',
      more: { sentence: { ...ON_REMAND, lengthDays: 90 } },
      field: 'sentence.lengthDays',
    },
    {
      case: 'an end of supervision',
      more: { sentence: { ...ON_REMAND, supervisionEndsOn: '2027-12-09' } },
      field: 'sentence.supervisionEndsOn',
    },
    {
      case: 'a remand yet to begin',
      more: { sentence: { ...ON_REMAND, startDate: '2026-07-02' } },
      field: 'sentence.startDate',
    },
  ])('is refused with $case', async ({ more, field }) => {
    const world = await journeyWorld({ today: REMANDED });
    const { supervisionEndsOn: _end, ...remand } = newJourney(more, REMANDED).sentence;
    const given = {
      ...newJourney(more, REMANDED),
      sentence: { ...remand, ...ON_REMAND, ...('sentence' in more && more.sentence) },
    };
    const refusal = refused(await startJourney(world.services, OFFICER, given));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.fields?.map((each) => each.field)).toEqual([field]);
  });
});

describe('the sentence of a person on remand', () => {
  it('is recorded with its dates, and the journey goes on', async () => {
    const world = await inCourt();
    ok(
      await sentence(world, {
        sentence: DETERMINATE,
        release: { date: PLAIN_RELEASE, dateType: 'CRD', source: 'PRISON_CALCULATION' },
        dates: [{ date: '2027-12-09', dateType: 'SLED' }],
      }),
    );
    const journey = await world.journey();
    expect(journey.sentence).toEqual({
      startDate: SENTENCED,
      releaseKind: 'DETERMINATE',
      supervisionEndsOn: '2027-12-09',
      remandedOn: REMANDED,
    });
    expect(journey.release).toMatchObject({ date: PLAIN_RELEASE, dateType: 'CRD', revision: 1 });
    expect(journey.releaseDateInForce).toBe(PLAIN_RELEASE);
    await expect(world).toHaveFact('sentence-recorded', {
      startDate: SENTENCED,
      releaseKind: 'DETERMINATE',
      remandedOn: REMANDED,
    });
    await world.advanceTo(addDays(PLAIN_RELEASE, -84));
    expect((await world.journey()).phase).toBe('pre-release');
    await expect(world).toBeWaitingFor('housing-need', 'release-date-watch');
    expect(world.problems).toEqual([]);
  });

  it('asks again what may have changed since immediate needs were recorded on remand', async () => {
    const world = await inCourt();
    ok(await sentence(world, { sentence: DETERMINATE, release: { date: PLAIN_RELEASE, dateType: 'CRD' } }));
    await expect(world).toBeWaitingFor('needs-after-sentence');
    expect(await world.step('needs-after-sentence')).toMatchObject({
      waitsFor: 'officer:p.taylor',
      dueOn: '2026-10-08',
    });
    await world.complete('needs-after-sentence', 'RECORDED', { tenancy: 'END' });
    expect(await world.step('immediate-needs')).toMatchObject({ state: 'DONE', outcome: 'RECORDED' });
    await expect(world).not.toBeWaitingFor('needs-after-sentence');
    expect(world.problems).toEqual([]);
  });

  it('asks about immediate needs once while they have not been recorded', async () => {
    const world = await onRemand();
    await world.advanceTo(SENTENCED);
    ok(await sentence(world, { sentence: DETERMINATE, release: { date: PLAIN_RELEASE, dateType: 'CRD' } }));
    await expect(world).toBeWaitingFor('immediate-needs');
    await expect(world).not.toBeWaitingFor('needs-after-sentence');
  });

  it('without a release date leaves the journey asleep until one is recorded', async () => {
    const world = await inCourt();
    ok(await sentence(world, { sentence: { ...DETERMINATE, releaseKind: 'INDETERMINATE' } }));
    expect((await world.journey()).phase).toBe('custody');
    expect((await world.journey()).releaseDateInForce).toBeUndefined();
    await world.moveReleaseDate(PLAIN_RELEASE, 'APD');
    expect((await world.journey()).releaseDateInForce).toBe(PLAIN_RELEASE);
    expect(world.problems).toEqual([]);
  });

  it('that leaves less than 12 weeks opens pre-release work at once', async () => {
    const world = await inCourt();
    ok(await sentence(world, { sentence: DETERMINATE, release: { date: '2026-11-10', dateType: 'CRD' } }));
    await world.runtime.sweep();
    await world.settle();
    expect((await world.journey()).phase).toBe('pre-release');
    expect(world.problems).toEqual([]);
  });

  it('counts the days served from the sentence: under 28 days, a Friday stays', async () => {
    const world = await inCourt();
    ok(await sentence(world, { sentence: DETERMINATE, release: { date: '2026-10-30', dateType: 'CRD' } }));
    expect((await world.journey()).releaseDay).toMatchObject({ known: true, reason: 'UNDER_28_DAYS' });
  });

  it('keeps the day by which immediate needs are asked: custody began with the remand', async () => {
    const world = await onRemand();
    await world.advanceTo('2026-07-03');
    const given = { ...DETERMINATE, startDate: '2026-07-03' };
    ok(await sentence(world, { sentence: given, release: { date: PLAIN_RELEASE, dateType: 'CRD' } }));
    expect((await world.step('immediate-needs')).dueOn).toBe('2026-07-06');
  });

  it.each([
    { case: 'with officers named', officers: OFFICERS },
    { case: 'without officers', officers: {} },
  ])('of time served, $case, takes the person straight to the community', async ({ officers }) => {
    const world = await onRemand(officers);
    await world.advanceTo(addDays(SENTENCED, 3));
    ok(await sentence(world, { sentence: DETERMINATE, release: { date: SENTENCED, dateType: 'ARD' } }));
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'community', releasedOn: SENTENCED });
    await expect(world).toHaveFact('released', { on: SENTENCED });
    await expect(world).toBeWaitingFor('first-appointment', 'claim-made');
    await expect(world).not.toBeWaitingFor('immediate-needs', 'release-confirmed', 'pre-release-opens');
    await expect(world).not.toBeWaitingFor('needs-after-sentence');
    expect(world.problems).toEqual([]);
  });

  it.each([
    {
      case: 'that began before the remand',
      given: { sentence: { ...DETERMINATE, startDate: '2026-06-30' } },
      code: 'VALIDATION_FAILED',
      about: 'on or after Wednesday 1 July 2026, when the remand began',
    },
    {
      case: 'yet to begin',
      given: { sentence: { ...DETERMINATE, startDate: '2026-10-06' } },
      code: 'VALIDATION_FAILED',
      about: 'must be today or earlier',
    },
    {
      case: 'whose release is more than 28 days past',
      given: {
        sentence: { ...DETERMINATE, startDate: '2026-08-03' },
        release: { date: '2026-09-01', dateType: 'CRD' },
      },
      code: 'VALIDATION_FAILED',
      about: 'Monday 7 September 2026 or later',
    },
    {
      case: 'whose licence ends before release',
      given: {
        sentence: DETERMINATE,
        release: { date: PLAIN_RELEASE, dateType: 'CRD' },
        dates: [{ date: '2027-03-01', dateType: 'LED' }],
      },
      code: 'VALIDATION_FAILED',
      about: 'when supervision ends',
    },
    {
      case: 'with a confirmed date that is too early',
      given: {
        sentence: DETERMINATE,
        release: { date: '2027-02-01', dateType: 'CONFIRMED' },
        dates: [{ date: PLAIN_RELEASE, dateType: 'CRD' }],
      },
      code: 'RULE_REFUSED',
      about: 'The earliest day permitted is Tuesday 9 March 2027.',
    },
  ] as const)('$case is refused, and nothing is written', async ({ given, code, about }) => {
    const world = await inCourt();
    const before = await world.journey();
    const refusal = refused(await sentence(world, given));
    expect(refusal.code).toBe(code);
    expect(refusal.detail).toContain(about);
    expect(await world.journey()).toEqual(before);
  });

  it('is recorded once', async () => {
    const world = await inCourt();
    ok(await sentence(world, { sentence: DETERMINATE }));
    expect(refused(await sentence(world, { sentence: DETERMINATE })).code).toBe('CONFLICT');
  });

  it('is not recorded after the person was released', async () => {
    const world = await inCourt();
    await world.release({ ground: 'AT_COURT', on: SENTENCED });
    expect(refused(await sentence(world, { sentence: DETERMINATE })).code).toBe('CONFLICT');
  });

  it('is recorded by the offender management unit only', async () => {
    const world = await inCourt();
    expect(refused(await sentence(world, { sentence: DETERMINATE }, GOVERNOR)).code).toBe('NOT_PERMITTED');
  });
});
