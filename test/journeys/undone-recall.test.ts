import { afterEach, describe, expect, it } from '@jest/globals';
import { agencyWrites } from '../../application/agencies.ts';
import type { Change } from '../../application/change.ts';
import { changeJourney } from '../../application/change-journey.ts';
import { undoRecall } from '../../application/commands/undo-recall.ts';
import { openAwaitedStep } from '../../application/background/open-step.ts';
import { done } from '../../application/refusal.ts';
import { setHousing } from '../../domain/pathways/accommodation/address.ts';
import { MOST_AUTHORITIES } from '../../domain/pathways/accommodation/data.ts';
import { keepConsent } from '../../domain/pathways/consent.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { addDays } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import { isLive } from '../../domain/record/referral.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, OFFICER, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { COM, GOVERNOR, HEAD_OF_PDU, POM } from '../support/people.ts';
import { HOME } from '../support/places.ts';
import { backInPrison, onLicence, RETURNED, REVOKED, SENTENCE, SLED } from '../support/recalls.ts';
import { councilsAsked, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const WRONG = { reason: 'Recorded for the wrong person' };

async function recalled(): Promise<JourneyWorld> {
  const world = await onLicence();
  await world.recall();
  return world;
}

/** Recalled after a change of the record. */
async function recalledWith(change: (change: Change) => void | Promise<void>): Promise<JourneyWorld> {
  const world = await onLicence();
  ok(
    await changeJourney(world.services, world.id, { by: SYSTEM }, async (asked) => {
      await change(asked);
      return done({});
    }),
  );
  await world.recall();
  return world;
}

async function undo(world: JourneyWorld): Promise<void> {
  const { proposal } = ok(await undoRecall(world.services, OFFICER, world.id, WRONG));
  ok(await world.answerProposal(proposal));
  await world.settle();
}

describe('a recall that was recorded wrongly', () => {
  it('is undone by two people: the head of the probation delivery unit approves it', async () => {
    const world = await recalled();
    const { proposal } = ok(await undoRecall(world.services, COM, world.id, WRONG));
    expect((await world.journey()).phase).toBe('recalled');
    for (const user of [COM, POM, GOVERNOR])
      expect(refused(await world.answerProposal(proposal, { decision: 'APPROVE' }, user)).code).toBe(
        'NOT_PERMITTED',
      );
    ok(await world.answerProposal(proposal, { decision: 'APPROVE' }, HEAD_OF_PDU));
    await world.settle();
    const { phase, cycle, releasedOn, recall, earlierCycles } = await world.journey();
    expect({ phase, cycle, releasedOn, recall, earlierCycles }).toEqual({
      phase: 'community',
      cycle: 1,
      releasedOn: PLAIN_RELEASE,
      recall: undefined,
      earlierCycles: [],
    });
    await expect(world).toHaveFact('recall-undone', {
      was: REVOKED,
      recordedBy: COM.id,
      approvedBy: HEAD_OF_PDU.id,
    });
    expect(verifyChain(await world.facts())).toEqual({ ok: true });
    expect(world.problems).toEqual([]);
  });

  it('asks again what the community asked before, counted as it was', async () => {
    const world = await onLicence();
    const asked = new Map((await world.openSteps()).map(({ key, dueOn }) => [key, dueOn]));
    const { benefits, sentence, dates, pathways } = await world.journey();
    await world.recall();
    await undo(world);
    const now = new Map((await world.openSteps()).map(({ key, dueOn }) => [key, dueOn]));
    for (const [key, dueOn] of asked) {
      if (key.includes('DTR-') || key.includes('CRS-')) continue;
      expect([key, now.has(key), now.get(key)]).toEqual([key, true, dueOn]);
    }
    expect([...now.keys()].filter((key) => key.startsWith('2.'))).toEqual([]);
    expect(await world.journey()).toMatchObject({ benefits, sentence, dates, pathways });
    expect((await world.journey()).executions.map(({ machine }) => machine)).toEqual(['community']);
    await world.complete('first-payment', 'PAID');
    expect((await world.journey()).benefits.firstPaymentOn).toBeDefined();
    expect(world.problems).toEqual([]);
  });

  it('refers again to the agencies whose referrals it withdrew', async () => {
    const world = await recalled();
    expect((await world.referrals()).filter(isLive)).toEqual([]);
    await undo(world);
    const live = (await world.referrals()).filter(isLive);
    expect(
      live.map(({ agencyId, subject, releasedOn }) => ({ agencyId, subject, releasedOn })),
    ).toContainEqual(expect.objectContaining({ agencyId: EASTMOOR.id, subject: 'DTR-2' }));
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
    await world.agencyAnswers('DTR-2', 'ACCEPTED', 'PRIORITY_NEED');
    expect(world.problems).toEqual([]);
  });

  it('asks the officer to refer again for community accommodation, which takes no referral from outside', async () => {
    const world = await councilsAsked([EASTMOOR.id], {}, { sentence: SENTENCE });
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    await world.complete('cas3-decision', 'REFER');
    await world.agencyAnswers('CAS3-1', 'ACCEPTED');
    await released(world);
    await world.advanceTo(REVOKED);
    await world.recall();
    await undo(world);
    const asked = 'refer-again.CAS3-1';
    await expect(world).toBeWaitingFor(asked, 'urgent-housing');
    expect(await world.step(asked)).toMatchObject({ waitsFor: `officer:${COM.id}` });
    const visitor = await Visitor.signedInAs(COM, world);
    const page = await visitor.open(`/journeys/${world.id}/steps/1.${asked}`);
    expect(page.words).toContain('Refer again (community accommodation, CAS3)');
    expect(page.words).toContain('A recall that was recorded wrongly withdrew this referral');
    expect(refused(await world.tryComplete(asked, 'ASKED_AGAIN'))).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ field: 'details.note' }],
    });
    await world.complete(asked, 'ASKED_AGAIN', { note: 'The bed is still free.' });
    await world.advanceTo(addDays(REVOKED, 1));
    await world.recall({ revokedOn: world.today() });
    await undo(world);
    await expect(world).not.toBeWaitingFor(asked);
    expect(world.problems).toEqual([]);
  });

  it('asks the officer to refer again where no more councils can be added', async () => {
    const world = await recalledWith(({ draft }) => {
      setHousing(draft, { authorities: Array.from({ length: MOST_AUTHORITIES }, () => EASTMOOR.id) });
    });
    await undo(world);
    await expect(world).toBeWaitingFor('refer-again.DTR-1');
    await world.complete('urgent-housing', 'ADDRESS_FOUND', HOME);
    await expect(world).not.toBeWaitingFor('refer-again.DTR-1');
  });

  it('asks the officer to refer again where the agreement with the agency has expired', async () => {
    const world = await recalled();
    await world.table.transact(agencyWrites({ ...EASTMOOR, agreementExpiresOn: REVOKED }, []));
    await world.advanceTo(addDays(REVOKED, 1));
    await undo(world);
    await expect(world).toHaveFact('referral-not-made', { service: 'DTR', why: 'agreement-expired' });
    await expect(world).toBeWaitingFor('refer-again.DTR-1');
  });

  it('asks nobody to refer again a person who has refused it since', async () => {
    const world = await recalledWith(({ draft }) =>
      keepConsent(draft, { purpose: 'DTR', agencyId: EASTMOOR.id, answer: 'REFUSED', how: 'SPOKEN' }),
    );
    await undo(world);
    await expect(world).not.toBeWaitingFor('refer-again.DTR-1');
    expect((await world.referrals()).filter(isLive)).toEqual([]);
  });

  it('refers once to each agency, however often a recall is undone', async () => {
    const world = await recalled();
    await undo(world);
    await world.advanceTo(addDays(REVOKED, 1));
    await world.recall({ revokedOn: world.today() });
    await undo(world);
    const live = (await world.referrals()).filter(isLive);
    expect(live.map(({ agencyId, subject }) => ({ agencyId, subject }))).toEqual([
      { agencyId: EASTMOOR.id, subject: 'DTR-3' },
    ]);
  });

  it('makes no referral for a person who has a home', async () => {
    const world = await onLicence();
    await world.complete('urgent-housing', 'ADDRESS_FOUND', HOME);
    await world.recall();
    await undo(world);
    expect((await world.referrals()).filter(isLive)).toEqual([]);
    await expect(world).not.toBeWaitingFor('urgent-housing');
    expect((await world.journey()).housing.places?.at(-1)).toMatchObject({ kind: 'SETTLED' });
  });

  it('ends once, on its day', async () => {
    const world = await recalled();
    await undo(world);
    const ends = (await world.openSteps()).filter(({ kind }) => kind === 'supervision-ends');
    expect(ends.map(({ opensOn }) => opensOn)).toEqual([SLED]);
    await world.advanceTo(SLED);
    expect(await world.journey()).toMatchObject({ phase: 'closed', closed: { on: SLED } });
    expect(world.problems).toEqual([]);
  });

  it('is undone after a return that was recorded too, and what prison asked ends', async () => {
    const world = await backInPrison();
    await expect(world).toBeWaitingFor('immediate-needs');
    const [running] = (await world.journey()).executions;
    await undo(world);
    expect(await world.journey()).toMatchObject({ phase: 'community', cycle: 1, releasedOn: PLAIN_RELEASE });
    expect((await world.journey()).release?.dateType).toBe('CRD');
    expect((await world.openSteps()).filter(({ cycle }) => cycle === 2)).toEqual([]);
    const late = {
      journeyId: world.id,
      subject: 'none',
      execution: running?.name ?? `${world.id}-pre-release-2-9`,
    };
    ok(await openAwaitedStep(world.services, { ...late, kind: 'housing-need', token: 'late' }));
    await expect(world).not.toBeWaitingFor('housing-need');
    expect(world.problems).toEqual([]);
  });

  it('leaves the next recall a cycle of its own, in which everything is asked', async () => {
    const world = await backInPrison();
    await world.complete('immediate-needs', 'RECORDED');
    await undo(world);
    await world.advanceTo(addDays(RETURNED, 5));
    await world.recall({ revokedOn: addDays(RETURNED, 5) });
    expect(await world.journey()).toMatchObject({
      phase: 'recalled',
      cycle: 3,
      earlierCycles: [{ cycle: 1, because: 'RECALL' }],
    });
    await world.returnToPrison();
    await expect(world).toBeWaitingFor('immediate-needs');
    await undo(world);
    expect(await world.journey()).toMatchObject({ cycle: 1, phase: 'community' });
    expect(world.problems).toEqual([]);
  });

  it('is not undone where there is none, without a reason, or after another release', async () => {
    const licence = await onLicence();
    expect(refused(await undoRecall(licence.services, OFFICER, licence.id, WRONG)).code).toBe('CONFLICT');
    const world = await backInPrison();
    const hollow = await undoRecall(world.services, OFFICER, world.id, { reason: ' ' });
    expect(refused(hollow)).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: 'reason' }] });
    expect(refused(await undoRecall(world.services, GOVERNOR, world.id, WRONG)).code).toBe('NOT_PERMITTED');
    const { proposal } = ok(await undoRecall(world.services, OFFICER, world.id, WRONG));
    await world.release({ ground: 'EXECUTIVE_RELEASE', reason: 'The Secretary of State' });
    expect(refused(await world.answerProposal(proposal)).code).toBe('NOT_FOUND');
    expect(refused(await undoRecall(world.services, OFFICER, world.id, WRONG)).code).toBe('CONFLICT');
  });

  it('is undone on its page, which says what follows', async () => {
    const world = await recalled();
    const visitor = await Visitor.signedInAs(COM, world);
    const person = await visitor.open(`/journeys/${world.id}`);
    expect(person.$(`a[href="/journeys/${world.id}/recall-undoing"]`).length).toBe(1);
    const form = await visitor.open(`/journeys/${world.id}/recall-undoing`);
    expect(form.words).toContain('the person is on licence as before');
    expect((await visitor.send('main form[method=post]', { reason: '' })).status).toBe(400);
    expect((await visitor.send('main form[method=post]', WRONG)).words).toContain(
      'must approve it before it counts',
    );
    const head = await Visitor.signedInAs(HEAD_OF_PDU, world);
    const [proposal] = (await world.journey()).proposals ?? [];
    const question = await head.open(`/journeys/${world.id}/proposals/${proposal?.id ?? ''}`);
    expect(question.words).toContain('Undoing a recall that was recorded wrongly');
    expect(question.words).toContain('Reason: Recorded for the wrong person.');
    await head.send('main form[method=post]', { decision: 'APPROVE' });
    await world.settle();
    expect((await visitor.open(`/journeys/${world.id}`)).words).toContain(
      'was recorded wrongly, and the person is on licence as before',
    );
    expect((await visitor.open(`/journeys/${world.id}/recall-undoing`)).status).toBe(409);
  });
});
