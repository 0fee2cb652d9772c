import { afterEach, describe, expect, it } from '@jest/globals';
import { withdrawReferral, type Withdrawal } from '../../application/commands/withdraw-referral.ts';
import type { Terms } from '../../application/access.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { referralFormVersion } from '../../domain/journey/form-version.ts';
import type { User } from '../../domain/access/user.ts';
import { addDays } from '../../domain/law/time.ts';
import { isLive, stateOf, WITHDRAWAL_REASONS } from '../../domain/record/referral.ts';
import { CAS3, EASTMOOR, NORTHBRIDGE, WESTHAVEN } from '../support/agencies.ts';
import { agencyUser, closeWorlds, ok, OFFICER, type JourneyWorld } from '../support/journey-world.ts';
import { COM } from '../support/people.ts';
import { CONTACT_AGREED, councilsAsked, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

async function tryWithdraw(
  world: JourneyWorld,
  subject: string,
  withdrawal: Withdrawal,
  terms: Terms = {},
  user: User = OFFICER,
) {
  const { id } = await world.referral(subject);
  return withdrawReferral(world.services, user, world.id, id, withdrawal, terms);
}

async function withdrawn(
  world: JourneyWorld,
  subject: string,
  withdrawal: Withdrawal,
  user: User = OFFICER,
): Promise<void> {
  ok(await tryWithdraw(world, subject, withdrawal, {}, user));
  await world.settle();
}

const TWO = [EASTMOOR.id, WESTHAVEN.id];

describe('a referral that an officer withdraws', () => {
  it('is final: its agency is sent a message and shown nothing more, its step ends, and the timeline says who and why', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await withdrawn(world, 'CRS-1', { reason: 'OTHER', text: 'The charity closed' });

    const referral = await world.referral('CRS-1');
    expect(referral.withdrawn).toMatchObject({
      reason: 'OTHER',
      text: 'The charity closed',
      by: { id: OFFICER.id },
    });
    expect(
      world.sender.sent.filter(({ url }) => url.includes(referral.agencyId)).map(({ type }) => type),
    ).toEqual(['through-the-gate.referral.created', 'through-the-gate.referral.withdrawn']);
    await expect(world).not.toBeWaitingFor('referral-answer.CRS-1');
    const detail = ok(await discloseReferral(world.services, agencyUser(referral.agencyId), referral.id));
    expect(detail).toMatchObject({ state: 'withdrawn' });
    expect(detail.releaseDate).toBeUndefined();
    const { items } = ok(
      await getTimeline(world.services, OFFICER, world.id, { newestFirst: true, limit: 20 }),
    );
    expect(items.map(({ sentence }) => sentence)).toContain(
      'The referral for commissioned accommodation help to Shelter First was withdrawn: The charity closed.',
    );
    const bodies = (await world.deliveries()).map(({ body }) => body).join();
    expect(bodies).not.toContain('charity');
    expect(await world.tryAgencyAnswers('CRS-1', 'ACCEPTED')).toMatchObject({
      ok: false,
      code: 'CONFLICT',
      current: { state: 'withdrawn' },
    });
    await world.restart();
    await expect(world).not.toBeWaitingFor('referral-answer.CRS-1');
    expect(world.problems).toEqual([]);
  });

  it.each(['NEW_REFERRAL', 'INCORRECT_LOCAL_AUTHORITY'] as const)(
    'for %s is followed by the person’s next choice',
    async (reason) => {
      const world = await councilsAsked(TWO);
      await withdrawn(world, 'DTR-1', { reason });
      expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
      await expect(world).toBeWaitingFor('referral-answer.DTR-2');
      expect(world.problems).toEqual([]);
    },
  );

  it('for the wrong authority has an officer add one, when no choice is left', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await withdrawn(world, 'DTR-1', { reason: 'INCORRECT_LOCAL_AUTHORITY' });
    await world.complete('authorities-exhausted', 'AUTHORITY_ADDED', { authority: NORTHBRIDGE.id });
    expect((await world.referral('DTR-2')).agencyId).toBe(NORTHBRIDGE.id);
  });

  it.each(['DISENGAGED', 'HOUSING_NEED_RESOLVED', 'NOT_ELIGIBLE'] as const)(
    'for %s is followed by no other council before an officer decides',
    async (reason) => {
      const world = await councilsAsked(TWO);
      await withdrawn(world, 'DTR-1', { reason });
      expect((await world.referrals()).map(({ subject }) => subject)).not.toContain('DTR-2');
      await expect(world).toBeWaitingFor('authorities-exhausted');
      await world.complete('authorities-exhausted', 'AUTHORITY_ADDED', { authority: NORTHBRIDGE.id });
      expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
      expect(world.problems).toEqual([]);
    },
  );

  it('because consent is gone ends every duty to refer, forgets how to contact the person, and asks for agreement again', async () => {
    const world = await councilsAsked(TWO);
    const { dueOn } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(addDays(dueOn ?? '', 1));
    await withdrawn(world, 'DTR-2', { reason: 'NO_CONSENT' });

    expect(stateOf(await world.referral('DTR-1'))).toBe('withdrawn');
    expect(stateOf(await world.referral('CRS-1'))).not.toBe('withdrawn');
    const { housing } = await world.journey();
    expect(housing).toMatchObject({ consent: 'REFUSED' });
    expect(housing.contact).toBeUndefined();
    await expect(world).toBeWaitingFor('contact-agreement');
    await expect(world).not.toBeWaitingFor('referral-unanswered.DTR-1', 'authorities-exhausted');
    const { shareContactDetails: _agreed, ...contact } = CONTACT_AGREED;
    await world.complete('contact-agreement', 'AGREED', contact);
    await expect(world).toBeWaitingFor('authorities-exhausted');
    expect(world.problems).toEqual([]);
  });

  it('because consent is gone a second time asks for agreement a second time', async () => {
    const world = await councilsAsked(TWO);
    const { shareContactDetails: _agreed, ...contact } = CONTACT_AGREED;
    await withdrawn(world, 'DTR-1', { reason: 'NO_CONSENT' });
    await world.complete('contact-agreement', 'AGREED', contact);
    await withdrawn(world, 'DTR-2', { reason: 'NO_CONSENT' });
    await expect(world).toBeWaitingFor('contact-agreement');
    expect(world.problems).toEqual([]);
  });

  it('while its agency waits for information ends that step too', async () => {
    const world = await councilsAsked(TWO);
    await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    await withdrawn(world, 'DTR-1', { reason: 'NEW_REFERRAL' });
    await expect(world).not.toBeWaitingFor('referral-more-information.DTR-1');
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
  });

  it('after its acceptance keeps the answer, ends the housing plan, and is followed by the next choice', async () => {
    const world = await councilsAsked(TWO);
    await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    await withdrawn(world, 'DTR-1', { reason: 'INCORRECT_LOCAL_AUTHORITY' });
    expect((await world.referral('DTR-1')).answer).toMatchObject({
      answer: 'ACCEPTED',
      code: 'PRIORITY_NEED',
    });
    expect((await world.journey()).housing.dutyToReferOutcome).toBeUndefined();
    await expect(world).not.toBeWaitingFor('housing-plan.DTR-1');
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
    expect(world.problems).toEqual([]);
  });

  it('after its date passed unanswered leaves the council that was asked next', async () => {
    const world = await councilsAsked(TWO);
    const { dueOn } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(addDays(dueOn ?? '', 1));
    await withdrawn(world, 'DTR-1', { reason: 'NEW_REFERRAL' });
    await expect(world).not.toBeWaitingFor('referral-unanswered.DTR-1');
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
    expect(isLive(await world.referral('DTR-2'))).toBe(true);
  });

  it('no longer counts towards community accommodation', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await withdrawn(world, 'CRS-1', { reason: 'NOT_ELIGIBLE' });
    expect((await world.journey()).housing.crsReferredOn).toBeUndefined();
    await withdrawn(world, 'DTR-1', { reason: 'NOT_ELIGIBLE' });
    expect((await world.journey()).housing.dutyToReferOn).toBeUndefined();
  });

  it('after release has the supervising officer asked to refer again', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await released(world);
    await world.complete('refer-to-council', 'REFER', { authority: NORTHBRIDGE.id });
    await expect(world).not.toBeWaitingFor('refer-to-council');
    await withdrawn(world, 'DTR-2', { reason: 'INCORRECT_LOCAL_AUTHORITY' }, COM);
    await expect(world).toBeWaitingFor('refer-to-council');
    await expect(world).not.toBeWaitingFor('referral-answer.DTR-2');
    expect(world.problems).toEqual([]);
  });
});

describe('withdrawing a referral is refused, and writes nothing,', () => {
  it.each<[string, string, Withdrawal, object]>([
    ['for OTHER without a text', 'DTR-1', { reason: 'OTHER' }, { fields: [{ field: 'text' }] }],
    [
      'for OTHER with an empty text',
      'DTR-1',
      { reason: 'OTHER', text: '  ' },
      { fields: [{ field: 'text' }] },
    ],
    [
      'for another reason with a text',
      'DTR-1',
      { reason: 'DISENGAGED', text: 'x' },
      { fields: [{ field: 'text' }] },
    ],
    [
      'with hidden characters',
      'DTR-1',
      { reason: 'OTHER', text: 'a\u202Eb' },
      { fields: [{ field: 'text' }] },
    ],
    [
      'for a new referral of another service',
      'CRS-1',
      { reason: 'NEW_REFERRAL' },
      { fields: [{ field: 'reason' }] },
    ],
    [
      'for the wrong authority where none was asked',
      'CRS-1',
      { reason: 'INCORRECT_LOCAL_AUTHORITY' },
      { fields: [{ field: 'reason' }] },
    ],
  ])('%s', async (_what, subject, withdrawal, refusal) => {
    const world = await councilsAsked();
    const { commits } = world;
    expect(await tryWithdraw(world, subject, withdrawal)).toMatchObject({
      ok: false,
      code: 'VALIDATION_FAILED',
      ...refusal,
    });
    expect(world.commits).toBe(commits);
  });

  it.each(['withdrawn', 'declined'])('when it is %s', async (state) => {
    const world = await councilsAsked();
    if (state === 'declined') await world.agencyAnswers('DTR-1', 'DECLINED');
    else await withdrawn(world, 'DTR-1', { reason: 'DISENGAGED' });
    const { commits } = world;
    const again = await tryWithdraw(world, 'DTR-1', { reason: 'DISENGAGED' });
    expect(again).toMatchObject({ ok: false, code: 'CONFLICT', current: { state } });
    expect(world.commits).toBe(commits);
  });

  it('when its agency answered after the form was opened', async () => {
    const world = await councilsAsked();
    const seen = referralFormVersion(await world.referral('DTR-1'));
    await world.agencyAnswers('DTR-1', 'ACCEPTED');
    const refused = await tryWithdraw(world, 'DTR-1', { reason: 'DISENGAGED' }, { formVersion: seen });
    expect(refused).toMatchObject({ ok: false, code: 'CONFLICT' });
    expect(isLive(await world.referral('DTR-1'))).toBe(true);
  });

  it('when it is another journey’s', async () => {
    const world = await councilsAsked();
    const none = await withdrawReferral(world.services, OFFICER, world.id, 'elsewhere', {
      reason: 'DISENGAGED',
    });
    expect(none).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  it('when it brought a bed', async () => {
    const world = await councilsAsked();
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    await world.complete('cas3-decision', 'REFER');
    await world.agencyAnswers('CAS3-1', 'ACCEPTED');
    const refused = await tryWithdraw(world, 'CAS3-1', { reason: 'DISENGAGED' });
    expect(refused).toMatchObject({ ok: false, code: 'RULE_REFUSED', rule: 'bed-recorded' });
    expect(world.sender.sent.filter(({ url }) => url.includes(CAS3.id))).toHaveLength(1);
  });

  it('when the journey is closed', async () => {
    const world = await councilsAsked();
    await released(world);
    await world.advanceTo(addDays((await world.journey()).sentence.supervisionEndsOn ?? '', 1));
    expect((await world.journey()).phase).toBe('closed');
    expect(await tryWithdraw(world, 'DTR-1', { reason: 'DISENGAGED' }, {}, COM)).toMatchObject({
      ok: false,
      code: 'CONFLICT',
      detail: 'The journey is closed.',
    });
  });
});

it('takes every reason that authorities use', async () => {
  for (const reason of WITHDRAWAL_REASONS) {
    const world = await councilsAsked();
    await withdrawn(world, 'DTR-1', { reason, ...(reason === 'OTHER' && { text: 'Moved abroad' }) });
    expect((await world.referral('DTR-1')).withdrawn?.reason).toBe(reason);
    expect(world.problems).toEqual([]);
    world.close();
  }
});
