import { HOME } from '../support/places.ts';
import { afterEach, describe, expect, it } from '@jest/globals';
import { completeStep } from '../../application/commands/complete-step.ts';
import { decideJourneyReleaseDay } from '../../application/commands/decide-release-day.ts';
import { respondToReferral } from '../../application/commands/respond-to-referral.ts';
import { restartJourney } from '../../application/commands/restart-journey.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import type { Refusal, Result } from '../../application/refusal.ts';
import { CRS, EASTMOOR } from '../support/agencies.ts';
import {
  ADMIN,
  agencyUser,
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  refused,
  type JourneyWorld,
  type Starting,
} from '../support/journey-world.ts';
import { ELSEWHERE } from '../support/people.ts';
import '../matchers/journey-matchers.ts';
import { playToTheEnd } from '../support/reasonable-officer.ts';
import { councilsAsked, daysBeforeRelease, released, releasedAfter } from '../support/stages.ts';

afterEach(closeWorlds);

/** A refusal, having seen that the journey is as it was before. */
async function refusedUnchanged<T>(world: JourneyWorld, result: () => Promise<Result<T>>): Promise<Refusal> {
  const before = [await world.journey(), await world.facts(), await world.outbox()];
  const refusal = refused(await result());
  expect([await world.journey(), await world.facts(), await world.outbox()]).toEqual(before);
  return refusal;
}

describe('starting a journey', () => {
  const SENTENCE = { startDate: '2026-11-30', supervisionEndsOn: '2027-12-01' };
  it.each<Starting & { readonly case: string; readonly field: string }>([
    { case: 'a release before the sentence', releaseDate: '2026-11-01', field: 'release.date' },
    {
      case: 'a release longer ago than time served is recorded',
      releaseDate: '2026-11-02',
      sentence: { startDate: '2026-10-01' },
      field: 'release.date',
    },
    {
      case: 'supervision that ends before release',
      releaseDate: '2027-12-02',
      field: 'sentence.supervisionEndsOn',
    },
    {
      case: 'a sentence that has not begun',
      releaseDate: '2027-03-09',
      sentence: { startDate: '2026-12-02' },
      field: 'sentence.startDate',
    },
    {
      case: 'a birth after the sentence',
      releaseDate: '2027-03-09',
      dateOfBirth: '2026-11-30',
      field: 'dateOfBirth',
    },
    {
      case: 'a child of nine on the day of sentence',
      releaseDate: '2027-03-09',
      dateOfBirth: '2016-12-01',
      field: 'dateOfBirth',
    },
  ])('is refused for $case', async ({ case: _name, field, ...starting }) => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const given = newJourney({ ...starting, sentence: { ...SENTENCE, ...starting.sentence } }, '2026-12-01');
    const refusal = refused(await startJourney(world.services, OFFICER, given));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.fields?.map((problem) => problem.field)).toEqual([field]);
    expect(world.commits).toBe(0);
  });

  it.each([
    ['firstName', 'Sam\0uel'],
    ['lastName', 'Ade\r\nbayo'],
    ['lastName', '\u202Eoyabeda'],
  ])('is refused for hidden characters in %s', async (field, name) => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const given = newJourney({ releaseDate: '2027-03-09', [field]: name }, '2026-12-01');
    const refusal = refused(await startJourney(world.services, OFFICER, given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect(world.commits).toBe(0);
  });

  it('does not tell staff of another prison that the person has one', async () => {
    const world = await daysBeforeRelease(30);
    const given = newJourney({ releaseDate: '2029-01-09', prison: 'LEI', region: 'N07' }, world.today());
    const elsewhere = await refusedUnchanged(world, () => startJourney(world.services, ELSEWHERE, given));
    expect(elsewhere.code).toBe('NOT_PERMITTED');
    expect(JSON.stringify(elsewhere)).not.toMatch(/already|open|exist|MDI/);
  });

  it('is refused while the person has one, and possible once that is closed', async () => {
    const world = await daysBeforeRelease(30);
    const again = () =>
      startJourney(world.services, OFFICER, newJourney({ releaseDate: '2029-01-09' }, world.today()));
    expect((await refusedUnchanged(world, again)).code).toBe('CONFLICT');
    await playToTheEnd(world);
    expect((await again()).ok).toBe(true);
  });
});

describe('completing a step', () => {
  it.each([
    { case: 'a step that does not exist', key: '1.nothing', outcome: 'DONE', code: 'NOT_FOUND' },
    {
      case: 'an outcome its kind does not have',
      key: '1.housing-need',
      outcome: 'MAYBE',
      code: 'VALIDATION_FAILED',
    },
    {
      case: 'an outcome only the product gives',
      key: '1.housing-need',
      outcome: 'OVERTAKEN',
      code: 'VALIDATION_FAILED',
    },
    {
      case: 'a step nobody answers',
      key: '1.release-day-opens',
      outcome: 'OPENED',
      code: 'NOT_PERMITTED',
    },
    {
      case: 'a detail its kind does not have',
      key: '1.housing-need',
      outcome: 'NEEDS_HELP',
      details: { nickname: 'Zeb' },
      code: 'VALIDATION_FAILED',
    },
    {
      case: 'a detail of the wrong sort',
      key: '1.housing-need',
      outcome: 'HAS_ADDRESS',
      details: { settledType: 'PERMANENT' },
      code: 'VALIDATION_FAILED',
    },
    {
      case: 'a detail that is missing',
      key: '1.housing-need',
      outcome: 'HAS_ADDRESS',
      code: 'VALIDATION_FAILED',
    },
    {
      case: 'a reason with hidden characters',
      key: '1.housing-need',
      outcome: 'NEEDS_HELP',
      details: { note: 'See \u202Eeton' },
      code: 'VALIDATION_FAILED',
    },
    { case: 'a step answered before', key: '1.immediate-needs', outcome: 'RECORDED', code: 'CONFLICT' },
    {
      case: 'an outcome named as JavaScript names things',
      key: '1.housing-need',
      outcome: 'constructor',
      code: 'VALIDATION_FAILED',
    },
  ])('is refused for $case', async ({ key, outcome, details = {}, code }) => {
    const world = await daysBeforeRelease(70);
    const answer = { journeyId: world.id, key, outcome, details };
    expect((await refusedUnchanged(world, () => completeStep(world.services, OFFICER, answer))).code).toBe(
      code,
    );
  });

  it('of a journey that does not exist is refused', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    const answer = { journeyId: 'none', key: '1.housing-need', outcome: 'NEEDS_HELP', details: {} };
    expect(refused(await completeStep(world.services, OFFICER, answer)).code).toBe('NOT_FOUND');
  });
});

describe('a new release date', () => {
  it.each([
    { case: 'in the past', date: '2026-12-01' },
    { case: 'before the sentence', date: '2020-01-01' },
    { case: 'after supervision', date: '2030-01-01' },
  ])('is refused when it is $case', async ({ date }) => {
    const world = await daysBeforeRelease(70);
    const given = { date, dateType: 'CRD' } as const;
    const set = () => changeReleaseDate(world.services, OFFICER, world.id, given);
    const refusal = await refusedUnchanged(world, set);
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'date' }] });
  });

  it('is refused once the person is out', async () => {
    const world = await releasedAfter(10);
    const given = { date: '2027-04-01', dateType: 'CRD' } as const;
    const set = () => changeReleaseDate(world.services, OFFICER, world.id, given);
    expect((await refusedUnchanged(world, set)).code).toBe('CONFLICT');
  });
});

describe('a decision on the release day', () => {
  const decide = (world: JourneyWorld, choice: Parameters<typeof decideJourneyReleaseDay>[3]) =>
    refusedUnchanged(world, () => decideJourneyReleaseDay(world.services, OFFICER, world.id, choice));

  it.each([
    {
      case: 'the statutory date without its circumstances',
      choice: { outcome: 'STATUTORY' },
      fields: ['reason'],
    },
  ] as const)('is refused for $case', async ({ choice, fields }) => {
    const world = await daysBeforeRelease(70, { releaseDate: '2027-03-12' });
    const refusal = await decide(world, choice);
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.fields?.map(({ field }) => field)).toEqual(fields);
  });

  it('is refused for the earliest day when the community officer has not asked for it', async () => {
    const world = await daysBeforeRelease(70, { releaseDate: '2027-03-12' });
    const choice = { outcome: 'SECOND_DAY', reason: 'A bed', requestedBy: 'nobody.real' } as const;
    expect(await decide(world, choice)).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'second-day-not-requested',
      detail: expect.stringContaining('community offender manager has not asked'),
    });
  });

  it('is refused for the earliest day when it was asked for about another release date', async () => {
    const world = await daysBeforeRelease(70, { releaseDate: '2027-03-12' });
    await world.askForSecondDay('A bed is free that day');
    await world.moveReleaseDate('2027-03-19');
    expect((await decide(world, { outcome: 'SECOND_DAY' })).rule).toBe('second-day-not-requested');
    await expect(world).toBeWaitingFor('second-day-request');
  });

  it('is refused where the scheme does not apply', async () => {
    const world = await daysBeforeRelease(70);
    expect(await decide(world, { outcome: 'PRESUMPTIVE' })).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'scheme-does-not-apply',
    });
  });

  it('is refused beyond the bank-holiday data', async () => {
    const world = await journeyWorld({ today: '2028-12-01' });
    await world.startJourney({ releaseDate: '2029-02-02' });
    expect(await decide(world, { outcome: 'PRESUMPTIVE' })).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'bank-holidays-not-known',
    });
  });

  it('is refused for a day that has gone by', async () => {
    const world = await daysBeforeRelease(20, { releaseDate: '2027-03-12' });
    await world.advanceTo('2027-03-11');
    expect(await decide(world, { outcome: 'SECOND_DAY' })).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'date-gone-by',
    });
  });

  it('is refused once the proposed day has passed without a decision, whatever the choice', async () => {
    const world = await daysBeforeRelease(20, { releaseDate: '2027-03-12' });
    await world.advanceTo('2027-03-12');
    const choice = { outcome: 'STATUTORY', reason: 'A court hearing' } as const;
    const refusal = await decide(world, choice);
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'proposal-lapsed' });
    expect(refusal.detail).toContain('so the date set by law stands: Friday 12 March 2027');
  });

  it('is refused once the person is out', async () => {
    const world = await daysBeforeRelease(10, { releaseDate: '2027-03-12' });
    await world.advanceTo('2027-03-12');
    await released(world);
    expect((await decide(world, { outcome: 'PRESUMPTIVE' })).code).toBe('CONFLICT');
  });
});

describe('an answer to a referral', () => {
  it.each([
    { case: 'a referral that does not exist', id: 'nothing', by: EASTMOOR.id, code: 'NOT_FOUND' },
    { case: 'another agency’s referral', id: undefined, by: CRS.id, code: 'NOT_FOUND' },
    {
      case: 'a code that is not one of its answer’s',
      id: undefined,
      by: EASTMOOR.id,
      reply: 'PRIORITY_NEED',
      code: 'VALIDATION_FAILED',
    },
  ])('is refused for $case', async ({ id, by, reply, code }) => {
    const world = await councilsAsked([EASTMOOR.id]);
    const referralId = id ?? (await world.referral('DTR-1')).id;
    const refusal = await refusedUnchanged(world, () =>
      respondToReferral(world.services, agencyUser(by), {
        referralId,
        answer: 'DECLINED',
        ...(reply !== undefined && { code: reply }),
      }),
    );
    expect(refusal.code).toBe(code);
  });

  it('is refused when more information is asked for with a code', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    expect(refused(await world.tryAgencyAnswers('DTR-1', 'MORE_INFORMATION', 'PRIORITY_NEED')).code).toBe(
      'VALIDATION_FAILED',
    );
  });

  it.each(['ACCEPTED', 'DECLINED'] as const)('is refused once it has been %s', async (answer) => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.agencyAnswers('DTR-1', answer);
    const refusal = await refusedUnchanged(world, () => world.tryAgencyAnswers('DTR-1', 'ACCEPTED'));
    expect(refusal).toMatchObject({ code: 'CONFLICT', current: { state: answer.toLowerCase() } });
  });

  it('is refused once the referral is withdrawn', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.complete('next-address', 'ADDRESS_RECORDED', HOME);
    const refusal = await refusedUnchanged(world, () => world.tryAgencyAnswers('DTR-1', 'ACCEPTED'));
    expect(refusal).toMatchObject({ code: 'CONFLICT', current: { state: 'withdrawn' } });
  });

  it('is kept as a fact, and no task, when the journey is closed', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    // A home would withdraw the referral.
    await playToTheEnd(world, {
      agencies: () => 'SILENT',
      instead: ({ kind }) => {
        if (kind === 'urgent-housing') return undefined;
        return kind.startsWith('housed-at') ? ['NOT_HOUSED'] : 'as usual';
      },
    });
    const kept = await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    expect(kept.late).toBe(true);
    expect((await world.journey()).open.map(({ kind }) => kind)).toEqual(['voluntary-follow-up']);
  });
});

describe('a restart', () => {
  it('is refused while the journey is asleep in custody without a driver', async () => {
    const world = await daysBeforeRelease(150);
    const refusal = await refusedUnchanged(world, () =>
      restartJourney(world.services, ADMIN, world.id, { reason: 'why not' }),
    );
    expect(refusal).toMatchObject({ code: 'CONFLICT', current: { phase: 'custody' } });
  });

  it('is refused once the journey is closed', async () => {
    const world = await daysBeforeRelease(30);
    await playToTheEnd(world);
    const refusal = await refusedUnchanged(world, () =>
      restartJourney(world.services, ADMIN, world.id, { reason: 'why not' }),
    );
    expect(refusal.current).toEqual({ phase: 'closed' });
  });
});
