import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { changeJourney } from '../../application/change-journey.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import { done } from '../../application/refusal.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { isLive } from '../../domain/record/referral.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { readCycle } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { recordAtLarge } from '../../application/commands/record-return.ts';
import { openAwaitedStep } from '../../application/background/open-step.ts';
import { runDo } from '../../application/background/run-do.ts';
import {
  closeWorlds,
  journeyWorld,
  ok,
  OFFICER,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { CRS } from '../support/agencies.ts';
import { COM, ELSEWHERE, GOVERNOR, HEAD_OF_PDU, POM } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import { backInPrison, onLicence, RETURNED, REVOKED, SENTENCE, SLED } from '../support/recalls.ts';
import { daysBeforeRelease, OFFICERS, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('a recall', () => {
  it('changes nothing until the head of the probation delivery unit has approved it', async () => {
    const world = await onLicence();
    const { proposal } = ok(await world.tryRecall({}, COM));
    expect((await world.journey()).phase).toBe('community');
    await expect(world).toBeWaitingFor('recall-approval');
    for (const user of [COM, POM, GOVERNOR]) {
      const answered = await world.answerProposal(proposal, { decision: 'APPROVE' }, user);
      expect(refused(answered).code).toBe('NOT_PERMITTED');
    }
    ok(await world.answerProposal(proposal, { decision: 'APPROVE' }, HEAD_OF_PDU));
    await world.settle();
    const journey = await world.journey();
    expect(journey).toMatchObject({
      phase: 'recalled',
      cycle: 2,
      recall: { type: 'FIXED_TERM', recordedBy: { id: COM.id }, approvedBy: { id: HEAD_OF_PDU.id } },
      earlierCycles: [{ cycle: 1, releasedOn: PLAIN_RELEASE, endedOn: REVOKED, because: 'RECALL' }],
    });
    expect(journey.releasedOn).toBeUndefined();
    await expect(world).toHaveFact('recalled', { approvedBy: HEAD_OF_PDU.id, revokedOn: REVOKED });
    expect(world.problems).toEqual([]);
  });

  it('ends all work in the community, stops what ran, and withdraws what agencies were asked', async () => {
    const world = await onLicence();
    const before = (await world.openSteps()).filter(({ state }) => state === 'OPEN').map(({ key }) => key);
    await world.recall();
    const journey = await world.journey();
    expect(journey.executions).toEqual([]);
    expect(world.runtime.engine.running()).toEqual([]);
    expect((await world.openSteps()).map(({ key }) => key)).toEqual(['2.return-to-custody']);
    expect(journey.open.map(({ key }) => key)).toEqual(['2.return-to-custody']);
    expect((await world.steps()).filter(({ cycle }) => cycle === 1).filter(isOpen)).toEqual([]);
    expect((await world.referrals()).filter(isLive)).toEqual([]);
    const ended = (await world.facts()).find(({ type }) => type === 'cycle-ended');
    expect(ended?.data['unanswered']).toEqual(expect.arrayContaining(before));
    expect(world.problems).toEqual([]);
  });

  it('that is declined leaves the person on licence, and can be asked for again', async () => {
    const world = await onLicence();
    const { proposal } = ok(await world.tryRecall());
    ok(await world.answerProposal(proposal, { decision: 'DECLINE', reason: 'Try a curfew first' }));
    expect(await world.journey()).toMatchObject({ phase: 'community', cycle: 1, proposals: [] });
    await world.recall();
    expect((await world.journey()).phase).toBe('recalled');
  });

  it.each([
    { given: { revokedOn: addDays(REVOKED, 1) }, field: 'revokedOn' },
    { given: { revokedOn: addDays(PLAIN_RELEASE, -1) }, field: 'revokedOn' },
    { given: { explanation: ' ' }, field: 'explanation' },
    { given: { alternatives: '' }, field: 'alternatives' },
  ])('is refused with $given, and nothing is written', async ({ given, field }) => {
    const world = await onLicence();
    const before = await world.journey();
    const refusal = refused(await world.tryRecall(given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect(await world.journey()).toEqual(before);
  });

  it.each([
    { who: 'an officer of the prison', user: POM },
    { who: 'an officer of another region', user: ELSEWHERE },
  ])('is not asked for by $who', async ({ user }) => {
    const world = await onLicence();
    expect(refused(await world.tryRecall({}, user)).code).toBe('NOT_PERMITTED');
  });

  it('of a person in prison is refused', async () => {
    const world = await daysBeforeRelease(30, { sentence: SENTENCE });
    expect(refused(await world.tryRecall()).code).toBe('CONFLICT');
  });
});

describe('the return to prison', () => {
  it('begins preparation for release by the date that follows from the law', async () => {
    const world = await onLicence();
    await world.recall();
    await world.advanceTo(RETURNED);
    const { releaseDate, explanation } = await world.returnToPrison();
    // The day of return is day 1 of 56.
    expect(releaseDate).toBe(addDays(RETURNED, 55));
    expect(explanation.join(' ')).toContain('56 days');
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'pre-release', cycle: 2, releaseDateInForce: releaseDate });
    expect(journey.release).toMatchObject({ dateType: 'PRRD', source: 'INDICATIVE' });
    expect(journey.executions.map(({ machine }) => machine)).toEqual(['pre-release']);
    await expect(world).toBeWaitingFor('immediate-needs', 'housing-need', 'work-coach-meeting');
    await expect(world).not.toBeWaitingFor('return-to-custody');
    expect(world.problems).toEqual([]);
  });

  it('keeps what is still true, and asks again what may not be', async () => {
    const world = await backInPrison();
    const { benefits, housing } = await world.journey();
    expect(benefits).toEqual({ identity: 'IN_HAND', bankAccount: 'OPENED' });
    expect(housing).toEqual({ authorities: [] });
    await expect(world).not.toBeWaitingFor('identity-documents', 'bank-account');
    await expect(world).toBeWaitingFor('housing-need');
    await expect(world).toHaveFact('cycle-began', { cycle: 2, kept: ['identity', 'bankAccount'] });
  });

  it('asks the prison for officers again when it is another prison, and keeps the community’s', async () => {
    const world = await onLicence();
    await world.recall();
    await world.returnToPrison({ prison: 'SWI' });
    expect(await world.journey()).toMatchObject({
      prison: 'SWI',
      officers: { com: 'c.ahmed', deputy: 'd.evans' },
    });
    await expect(world).toBeWaitingFor('allocate-officers');
    expect((await world.step('allocate-officers')).waitsFor).toBe('role:OMU@SWI');
  });

  it.each([
    { given: { on: addDays(REVOKED, -1) }, field: 'on' },
    { given: { on: addDays(RETURNED, 1) }, field: 'on' },
    { given: { arrestedOn: addDays(REVOKED, -1) }, field: 'arrestedOn' },
    { given: { on: REVOKED, arrestedOn: RETURNED }, field: 'on' },
    { given: { prison: 'OUT' }, field: 'prison' },
    { given: { releaseDate: REVOKED }, field: 'releaseDate' },
    { given: { releaseDate: addDays(SLED, 1) }, field: 'releaseDate' },
  ])('is refused with $given', async ({ given, field }) => {
    const world = await onLicence();
    await world.recall();
    await world.advanceTo(RETURNED);
    const refusal = refused(await world.tryReturn(given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect((await world.journey()).phase).toBe('recalled');
  });

  it('is not recorded twice, nor for a person who was not recalled', async () => {
    const world = await backInPrison();
    expect(refused(await world.tryReturn()).code).toBe('CONFLICT');
    const free = await onLicence();
    expect(refused(await free.tryReturn()).code).toBe('CONFLICT');
  });

  it('comes before a release', async () => {
    const world = await onLicence();
    await world.recall();
    expect(refused(await world.tryRelease()).code).toBe('CONFLICT');
  });
});

describe('the next release', () => {
  it('is recorded in the same journey, and work in the community begins again', async () => {
    const world = await backInPrison();
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'community', cycle: 2, releasedOn: addDays(RETURNED, 55) });
    await expect(world).toBeWaitingFor('first-appointment', 'claim-made');
    expect(journey.executions.map(({ name }) => name)).toEqual([expect.stringContaining('-community-2-')]);
    expect(world.problems).toEqual([]);
  });

  it('adds up the days in prison since the sentence for the Friday check', async () => {
    const world = await backInPrison();
    expect((await world.journey()).sentence.earlierDaysServed).toBe(61);
  });
});

describe('unlawfully at large', () => {
  it('puts the person on the list of stuck journeys until they are back in prison', async () => {
    const world = await onLicence();
    await world.recall();
    const recorded = await recordAtLarge(world.services, OFFICER, world.id, { since: REVOKED });
    expect(ok(recorded)).toEqual({ atLargeSince: REVOKED });
    await expect(world).toHaveFact('unlawfully-at-large', { since: REVOKED });
    expect((await world.step('unlawfully-at-large')).waitsFor).toBe('officer:c.ahmed');
    expect((await world.step('return-to-custody')).dueOn).toBeUndefined();
    const stuck = ok(await listStuck(world.services, OFFICER));
    expect(stuck.items.map(({ code }) => code)).toContain('UNLAWFULLY_AT_LARGE');
    await world.advanceTo(addDays(REVOKED, 30));
    await world.returnToPrison();
    await expect(world).not.toBeWaitingFor('unlawfully-at-large', 'return-to-custody');
    expect((await world.journey()).releaseDateInForce).toBe(addDays(REVOKED, 85));
    expect(world.problems).toEqual([]);
  });

  it.each([addDays(REVOKED, -1), addDays(REVOKED, 1)])('is refused from %s', async (since) => {
    const world = await onLicence();
    await world.recall();
    const refusal = refused(await recordAtLarge(world.services, OFFICER, world.id, { since }));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'since' }] });
  });

  it('is refused for a person who was not recalled', async () => {
    const world = await onLicence();
    const refusal = refused(await recordAtLarge(world.services, OFFICER, world.id, { since: REVOKED }));
    expect(refusal.code).toBe('CONFLICT');
  });
});

describe('the release date after a recall', () => {
  it.each([
    {
      case: 'a fixed term is 56 days, the day of return included',
      recall: {},
      back: {},
      date: addDays(RETURNED, 55),
      source: 'INDICATIVE',
    },
    {
      case: 'a fixed term ends with the sentence at the latest',
      sentence: { supervisionEndsOn: addDays(RETURNED, 30) },
      recall: {},
      back: {},
      date: addDays(RETURNED, 30),
      source: 'INDICATIVE',
    },
    {
      case: 'the calculation of the prison comes first',
      recall: {},
      back: { releaseDate: addDays(RETURNED, 50) },
      date: addDays(RETURNED, 50),
      source: 'PRISON_CALCULATION',
    },
    {
      case: 'a standard recall is until the sentence ends',
      recall: { type: 'STANDARD' },
      back: {},
      date: SLED,
      source: 'INDICATIVE',
    },
  ] as const)('$case', async ({ recall, back, date, source, ...given }) => {
    const world = await onLicence('sentence' in given ? { sentence: given.sentence } : {});
    await world.recall(recall);
    await world.advanceTo(RETURNED);
    await world.returnToPrison(back);
    expect((await world.journey()).release).toMatchObject({ date, dateType: 'PRRD', source });
    expect(world.problems).toEqual([]);
  });

  it.each([
    { case: 'after a recall from curfew without the end of its period', recall: { fromCurfew: true } },
    { case: 'for a sentence of no recorded length', sentence: { lengthDays: undefined } },
  ])('is asked of the offender management unit $case', async ({ recall = {}, ...given }) => {
    const world = await onLicence();
    if ('sentence' in given) await forgetLength(world.id, world);
    await world.recall(recall);
    await world.advanceTo(RETURNED);
    const { releaseDate, explanation } = await world.returnToPrison();
    expect(releaseDate).toBeUndefined();
    expect(explanation.join(' ')).toContain('OMU');
    await expect(world).toBeWaitingFor('recall-release-date');
    expect(await world.journey()).toMatchObject({ phase: 'recalled', cycle: 2 });
    await world.moveReleaseDate(addDays(RETURNED, 55), 'PRRD');
    await world.runtime.sweep();
    await world.settle();
    await expect(world).not.toBeWaitingFor('recall-release-date');
    expect((await world.journey()).phase).toBe('pre-release');
    expect(world.problems).toEqual([]);
  });

  it('after a standard recall of a life sentence is for the Parole Board: the journey sleeps until it directs one', async () => {
    const world = await journeyWorld({ today: '2026-12-01' });
    await world.startJourney({
      officers: OFFICERS,
      sentence: { startDate: '2012-01-10', releaseKind: 'INDETERMINATE' },
    });
    await world.complete('immediate-needs', 'RECORDED');
    await world.moveReleaseDate(PLAIN_RELEASE, 'APD');
    await released(world);
    await world.advanceTo(REVOKED);
    await world.recall({ type: 'STANDARD' });
    await world.returnToPrison();
    await world.complete('immediate-needs', 'RECORDED');
    const asleep = await world.journey();
    expect(asleep).toMatchObject({ phase: 'recalled', executions: [] });
    expect(asleep.releaseDateInForce).toBeUndefined();
    expect(asleep.open.map(({ kind }) => kind).sort()).toEqual([
      'custody-review',
      'parole-board-direction',
      'pre-release-opens',
      'release-day-opens',
    ]);
    const awake = (await world.openSteps()).filter(({ wakeAt }) => wakeAt !== undefined);
    expect(awake.map(({ kind, opensOn }) => ({ kind, opensOn }))).toEqual([
      { kind: 'custody-review', opensOn: addDays(world.today(), 182) },
    ]);
    const directed = addDays(world.today(), 42);
    await world.moveReleaseDate(directed, 'APD');
    await world.runtime.sweep();
    await world.settle();
    expect(await world.journey()).toMatchObject({ phase: 'pre-release', releaseDateInForce: directed });
    await expect(world).not.toBeWaitingFor('parole-board-direction');
    expect(world.problems).toEqual([]);
  });
});

describe('what ran in the community', () => {
  it('changes nothing any more when it comes late', async () => {
    const world = await onLicence();
    const [{ name } = { name: '' }] = (await world.journey()).executions;
    await world.recall();
    const before = await world.journey();
    const request = { journeyId: world.id, subject: 'none', execution: name };
    ok(await openAwaitedStep(world.services, { ...request, kind: 'first-payment', token: 'late' }));
    const fromPrison = { ...request, execution: name.replace('-community-', '-pre-release-') };
    ok(await openAwaitedStep(world.services, { ...fromPrison, kind: 'housing-need', token: 'later' }));
    const ran = await runDo(world.services, { ...request, action: 'watch-supervision-end' });
    expect(ok(ran).outcome).toBe('NO_LONGER_WANTED');
    expect(await world.journey()).toEqual(before);
  });

  it('is kept as it stood, with what was answered, asked of agencies and left open', async () => {
    const world = await backInPrison();
    const row = await world.table.get(keys.cycle(world.id, 1));
    const ended = row && readCycle(row);
    expect(ended).toMatchObject({
      cycle: 1,
      releasedOn: PLAIN_RELEASE,
      benefits: { claimMadeOn: PLAIN_RELEASE },
      housing: { need: 'NEEDS_HELP', consent: 'GIVEN' },
      recordedRelease: { ground: 'DATE_IN_FORCE' },
    });
    expect(ended?.referrals.map(({ subject, withdrawn }) => [subject, withdrawn])).toContainEqual([
      'DTR-1',
      true,
    ]);
    expect(ended?.unanswered).toContain('1.first-appointment');
  });

  it('leaves the head to the current cycle, when a message about an old referral arrives late', async () => {
    const world = await onLicence();
    world.sender.answers(CRS.id, 500);
    await world.complete('refer-to-services', 'REFER', { personAsked: true });
    await world.recall();
    await world.advanceTo(RETURNED);
    await world.returnToPrison();
    world.sender.answers(CRS.id, 200);
    await world.advanceTo(addDays(RETURNED, 3));
    const late = (await world.referrals()).find(({ subject, cycle }) => subject === 'CRS-1' && cycle === 1);
    expect(late?.deliveredAt).toBeDefined();
    expect((await world.journey()).referrals).toEqual([]);
    expect(world.problems).toEqual([]);
  });
});

describe('a release from a recall that nobody prepared', () => {
  it('is recorded on its own ground, and when it did not happen the journey sleeps as before', async () => {
    const world = await onLicence();
    await world.recall({ type: 'STANDARD' });
    await world.returnToPrison({ releaseDate: SLED });
    expect((await world.journey()).phase).toBe('recalled');
    await world.release({ ground: 'EXECUTIVE_RELEASE', reason: 'Ordered today' });
    expect(await world.journey()).toMatchObject({
      phase: 'community',
      cycle: 2,
      recordedRelease: { from: 'recalled' },
    });
    await expect(world).not.toBeWaitingFor('parole-board-direction');
    const wrong = { correction: 'NOT_RELEASED', reason: 'Another person' } as const;
    const { proposal } = ok(await correctRelease(world.services, OFFICER, world.id, wrong));
    ok(await world.answerProposal(proposal));
    await world.settle();
    expect(await world.journey()).toMatchObject({ phase: 'recalled', executions: [] });
    await expect(world).toBeWaitingFor('pre-release-opens', 'release-day-opens');
    expect(world.problems).toEqual([]);
  });
});

it.each([1, 2, 3, 4, 6])(
  'is recalled and back once, when the process dies after commit %d and begins again',
  async (commits) => {
    const world = await onLicence();
    world.dieAfter(commits);
    for (let tries = 0; tries < 4 && (await world.journey()).recall?.returnedOn === undefined; tries += 1) {
      try {
        const { phase, proposals } = await world.journey();
        const proposal = proposals?.find(({ kind }) => kind === 'recall');
        if (phase === 'recalled') await world.returnToPrison();
        else if (proposal) ok(await world.answerProposal(proposal.id));
        else await world.recall();
      } catch (error) {
        if (!world.dead) throw error;
      }
      if (world.dead) await world.comesBack();
    }
    await world.comesBack();
    const journey = await world.journey();
    expect(journey).toMatchObject({ phase: 'pre-release', cycle: 2 });
    expect(journey.earlierCycles).toHaveLength(1);
    await expect(world).toBeWaitingFor('immediate-needs', 'housing-need', 'work-coach-meeting');
    const facts = (await world.facts()).map(({ type }) => type);
    for (const once of ['recalled', 'cycle-began', 'returned-to-custody'] as const)
      expect(facts.filter((type) => type === once)).toHaveLength(1);
    expect(world.problems).toEqual([]);
  },
);

/** As a journey that was started without the length of its sentence. */
async function forgetLength(id: string, world: JourneyWorld): Promise<void> {
  ok(
    await changeJourney(world.services, id, { by: SYSTEM }, ({ draft }) => {
      const { lengthDays: _unknown, ...sentence } = draft.journey.sentence;
      draft.update({ sentence });
      return done('forgotten');
    }),
  );
}
