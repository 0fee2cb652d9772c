import { afterEach, describe, expect, it } from '@jest/globals';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { recordConsent, type RecordedAnswer } from '../../application/commands/record-consent.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import type { User } from '../../domain/access/user.ts';
import { addDays } from '../../domain/law/time.ts';
import { isLive, stateOf } from '../../domain/record/referral.ts';
import { CAS3, CRS, EASTMOOR, NORTHBRIDGE, WESTHAVEN } from '../support/agencies.ts';
import { agencyUser, closeWorlds, ok, refused, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, COM, ELSEWHERE, POM } from '../support/people.ts';
import {
  CONTACT_AGREED,
  councilsAsked,
  daysBeforeRelease,
  PLAIN_RELEASE,
  released,
} from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const { shareContactDetails: _agreed, ...CONTACT } = CONTACT_AGREED;
const TWO = [EASTMOOR.id, WESTHAVEN.id];
const WITHDRAWN = { purpose: 'DTR', answer: 'WITHDRAWN', how: 'SPOKEN' } as const;

function tryRecord(world: JourneyWorld, given: RecordedAnswer, user: User = POM) {
  return recordConsent(world.services, user, world.id, given);
}

async function recorded(world: JourneyWorld, given: RecordedAnswer, user: User = POM) {
  const { withdrawn } = ok(await tryRecord(world, given, user));
  await world.settle();
  return withdrawn;
}

async function sentences(world: JourneyWorld): Promise<readonly string[]> {
  const { items } = ok(await getTimeline(world.services, POM, world.id, { newestFirst: true, limit: 100 }));
  return items.map(({ sentence }) => sentence);
}

async function sentTo(world: JourneyWorld, agencyId: string): Promise<readonly string[]> {
  await world.settle();
  return world.sender.sent.filter(({ url }) => url.includes(agencyId)).map(({ type }) => type);
}

describe('consent to the duty to refer, once it is withdrawn,', () => {
  it('ends every referral that relied on it, and each council is sent that and nothing else', async () => {
    const world = await councilsAsked(TWO);
    const { dueOn } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(addDays(dueOn ?? '', 1));
    const ended = await recorded(world, { ...WITHDRAWN, reason: 'They want no council to know' });

    expect(ended).toHaveLength(2);
    for (const subject of ['DTR-1', 'DTR-2']) {
      const referral = await world.referral(subject);
      expect(referral.withdrawn).toMatchObject({ reason: 'NO_CONSENT', by: { id: POM.id } });
      const detail = ok(await discloseReferral(world.services, agencyUser(referral.agencyId), referral.id));
      expect(Object.keys(detail).sort()).toEqual(['id', 'sequence', 'service', 'serviceName', 'state']);
      expect((await sentTo(world, referral.agencyId)).at(-1)).toBe('through-the-gate.referral.withdrawn');
      await expect(world).not.toBeWaitingFor(`referral-answer.${subject}`);
    }
    const bodies = (await world.deliveries()).map(({ body }) => body).join();
    expect(bodies).not.toContain('council to know');
    expect(bodies).not.toContain('NO_CONSENT');
    expect(await world.tryAgencyAnswers('DTR-2', 'ACCEPTED')).toMatchObject({ code: 'CONFLICT' });
    expect(isLive(await world.referral('CRS-1'))).toBe(true);
    expect((await world.journey()).housing.contact).toBeUndefined();
    expect(world.problems).toEqual([]);
  });

  it('is a fact that says who heard it and how, and the record shows it', async () => {
    const world = await councilsAsked();
    await recorded(world, {
      ...WITHDRAWN,
      how: 'WRITTEN',
      heardBy: COM.id,
      on: addDays(PLAIN_RELEASE, -57),
      reason: 'They changed their mind',
    });
    await expect(world).toHaveFact('consent-withdrawn', {
      purpose: 'DTR',
      how: 'WRITTEN',
      heardBy: COM.id,
      on: addDays(PLAIN_RELEASE, -57),
    });
    const [sentence] = (await sentences(world)).filter((each) => each.includes('no longer agrees'));
    expect(sentence).toContain('a referral to a council under the duty to refer');
    expect(sentence).toContain('Received in writing by');
    expect(sentence).toContain('Reason: They changed their mind.');
    const { consents } = ok(await getJourney(world.services, POM, world.id));
    expect(consents).toContainEqual(
      expect.objectContaining({
        purpose: 'DTR',
        answer: 'WITHDRAWN',
        how: 'WRITTEN',
        heardBy: COM.id,
        recordedBy: expect.objectContaining({ id: POM.id }),
      }),
    );
  });

  it('asks no council until the person agrees again, and then the next one', async () => {
    const world = await councilsAsked(TWO);
    await recorded(world, WITHDRAWN);
    await expect(world).toBeWaitingFor('contact-agreement');
    await world.advanceTo(addDays(PLAIN_RELEASE, -30));
    await world.restart();
    expect((await world.referrals()).map(({ subject }) => subject)).not.toContain('DTR-2');
    await world.complete('contact-agreement', 'AGREED', { ...CONTACT, consentHow: 'SPOKEN' });
    expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
    await expect(world).toHaveFact('consent-given', { purpose: 'DTR', how: 'SPOKEN' });
    expect(world.problems).toEqual([]);
  });

  it('ends an acceptance and its housing plan too', async () => {
    const world = await councilsAsked(TWO);
    await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    await recorded(world, WITHDRAWN);
    expect(stateOf(await world.referral('DTR-1'))).toBe('withdrawn');
    await expect(world).not.toBeWaitingFor('housing-plan.DTR-1');
    await expect(world).toBeWaitingFor('contact-agreement');
  });

  it('sends the council nothing of a release date that moves later', async () => {
    const world = await councilsAsked();
    await recorded(world, WITHDRAWN);
    const before = (await sentTo(world, EASTMOOR.id)).length;
    const later = { date: addDays(PLAIN_RELEASE, 7), dateType: 'CRD' } as const;
    ok(await changeReleaseDate(world.services, POM, world.id, later));
    await released(world);
    expect(await sentTo(world, EASTMOOR.id)).toHaveLength(before);
  });

  it('sends a council that could not be reached the withdrawal, and nothing that waited before it', async () => {
    const world = await councilsAsked();
    world.sender.answers(EASTMOOR.id, 503);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    await recorded(world, WITHDRAWN);
    world.sender.answers(EASTMOOR.id, 202);
    const before = (await sentTo(world, EASTMOOR.id)).length;
    await world.advanceTo(addDays(PLAIN_RELEASE, -50));
    expect((await sentTo(world, EASTMOOR.id)).slice(before)).toEqual(['through-the-gate.referral.withdrawn']);
    const states = (await world.deliveries()).map(({ type, state }) => ({ type, state }));
    expect(states).toContainEqual({ type: 'through-the-gate.referral.updated', state: 'dropped' });
    expect(world.problems).toEqual([]);
  });

  it('after release is asked about again by the supervising officer, who may name a council', async () => {
    const world = await councilsAsked();
    await released(world);
    await recorded(world, WITHDRAWN, COM);
    await expect(world).toBeWaitingFor('refer-to-council');
    const refusal = await world.tryComplete('refer-to-council', 'REFER', { authority: NORTHBRIDGE.id });
    expect(refusal).toMatchObject({ ok: false, rule: 'no-agreement-to-be-contacted' });
    await world.complete('refer-to-council', 'REFER', { authority: NORTHBRIDGE.id, ...CONTACT });
    expect((await world.referral('DTR-2')).agencyId).toBe(NORTHBRIDGE.id);
    await expect(world).toHaveFact('consent-given', { purpose: 'DTR', agency: NORTHBRIDGE.id });
    const { consents = [] } = await world.journey();
    expect(consents.filter(({ purpose }) => purpose === 'DTR').map(({ answer }) => answer)).toEqual([
      'WITHDRAWN',
      'GIVEN',
    ]);
  });

  it('given again after the officer had given up asking opens the question of contact', async () => {
    const world = await councilsAsked(TWO);
    await recorded(world, WITHDRAWN);
    await world.complete('contact-agreement', 'STILL_REFUSED', { reason: 'They said no' });
    await expect(world).not.toBeWaitingFor('contact-agreement');
    await recorded(world, { purpose: 'DTR', answer: 'GIVEN', how: 'SPOKEN' });
    await expect(world).toBeWaitingFor('contact-agreement');
    await world.complete('contact-agreement', 'AGREED', CONTACT);
    expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
    expect(world.problems).toEqual([]);
  });
});

describe('consent to one council', () => {
  it('withdrawn ends the referral to it, leaves the others, and the next choice is asked', async () => {
    const world = await councilsAsked(TWO);
    await recorded(world, { ...WITHDRAWN, agency: EASTMOOR.id });
    expect(stateOf(await world.referral('DTR-1'))).toBe('withdrawn');
    expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
    expect((await world.journey()).housing.contact).toBeDefined();
    expect(world.problems).toEqual([]);
  });

  it('refused before it is asked passes it over', async () => {
    const world = await councilsAsked(TWO);
    await recorded(world, { purpose: 'DTR', agency: WESTHAVEN.id, answer: 'REFUSED', how: 'SPOKEN' });
    await world.agencyAnswers('DTR-1', 'DECLINED');
    await expect(world).toBeWaitingFor('authorities-exhausted');
    expect((await world.referrals()).map(({ agencyId }) => agencyId)).not.toContain(WESTHAVEN.id);
    const again = await world.tryComplete('authorities-exhausted', 'AUTHORITY_ADDED', {
      authority: WESTHAVEN.id,
    });
    expect(again).toMatchObject({ ok: false, rule: 'no-consent' });
    await recorded(world, { purpose: 'DTR', agency: WESTHAVEN.id, answer: 'GIVEN', how: 'SPOKEN' });
    await world.complete('authorities-exhausted', 'AUTHORITY_ADDED', { authority: NORTHBRIDGE.id });
    expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
  });
});

describe('consent to the other services', () => {
  it('withdrawn from commissioned services ends that referral only', async () => {
    const world = await councilsAsked();
    await recorded(world, { purpose: 'CRS', answer: 'WITHDRAWN', how: 'WRITTEN' });
    expect((await world.referral('CRS-1')).withdrawn?.reason).toBe('NO_CONSENT');
    await expect(world).not.toBeWaitingFor('referral-answer.CRS-1');
    expect(isLive(await world.referral('DTR-1'))).toBe(true);
    expect(await sentTo(world, CRS.id)).toEqual([
      'through-the-gate.referral.created',
      'through-the-gate.referral.withdrawn',
    ]);
  });

  const AGAIN = { answer: 'GIVEN', how: 'SPOKEN' } as const;

  it('to commissioned services given again before release asks to decide again, and makes another referral', async () => {
    const world = await councilsAsked();
    await recorded(world, { purpose: 'CRS', answer: 'WITHDRAWN', how: 'SPOKEN' });
    await recorded(world, { purpose: 'CRS', ...AGAIN });
    await expect(world).toBeWaitingFor('crs-again');
    await world.complete('crs-again', 'REFER');
    expect(await world.referral('CRS-2')).toMatchObject({ agencyId: CRS.id });
    await expect(world).toBeWaitingFor('referral-answer.CRS-2');
    await recorded(world, { purpose: 'CRS', ...AGAIN });
    await expect(world).not.toBeWaitingFor('crs-again');
    expect(world.problems).toEqual([]);
  });

  it('withdrawn once more ends the question, and release overtakes it', async () => {
    const world = await daysBeforeRelease(57);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'DECLINED', { reason: 'Not now', consentHow: 'SPOKEN' });
    await recorded(world, { purpose: 'CRS', ...AGAIN });
    await expect(world).toBeWaitingFor('crs-again');
    await recorded(world, { purpose: 'CRS', answer: 'WITHDRAWN', how: 'SPOKEN' });
    await expect(world).not.toBeWaitingFor('crs-again');
    await recorded(world, { purpose: 'CRS', ...AGAIN });
    await expect(world).toBeWaitingFor('crs-again');
    await released(world);
    await expect(world).not.toBeWaitingFor('crs-again');
    await expect(world).toBeWaitingFor('refer-to-services');
    expect(world.problems).toEqual([]);
  });

  it('is not asked about again where the officer decided that there is no need', async () => {
    const world = await daysBeforeRelease(57);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'NO_NEED', { reason: 'A friend helps' });
    await recorded(world, { purpose: 'CRS', ...AGAIN });
    await expect(world).not.toBeWaitingFor('crs-again');
  });

  it('to community accommodation given again asks to decide again, with both other referrals made', async () => {
    const world = await councilsAsked();
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    await world.complete('cas3-decision', 'REFER');
    await recorded(world, { purpose: 'CAS3', answer: 'WITHDRAWN', how: 'SPOKEN' });
    await recorded(world, { purpose: 'CRS', answer: 'WITHDRAWN', how: 'SPOKEN' });
    await recorded(world, { purpose: 'CAS3', ...AGAIN });
    expect(await world.tryComplete('cas3-again', 'REFER')).toMatchObject({ rule: 'both-referrals-first' });
    await recorded(world, { purpose: 'CRS', ...AGAIN });
    await world.complete('crs-again', 'REFER');
    await world.complete('cas3-again', 'REFER');
    expect((await world.referral('CAS3-2')).agencyId).toBe(CAS3.id);
    await world.agencyAnswers('CAS3-2', 'ACCEPTED');
    expect((await world.journey()).housing.places?.at(-1)).toMatchObject({ kind: 'CAS3' });
    expect(world.problems).toEqual([]);
  });

  it('refused makes no referral', async () => {
    const world = await councilsAsked();
    await recorded(world, { purpose: 'CAS3', answer: 'REFUSED', how: 'SPOKEN' });
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    expect(await world.tryComplete('cas3-decision', 'REFER')).toMatchObject({ rule: 'no-consent' });
    await recorded(world, { purpose: 'CAS3', answer: 'GIVEN', how: 'SPOKEN' });
    await recorded(world, { purpose: 'CAS3', agency: CAS3.id, answer: 'REFUSED', how: 'SPOKEN' });
    await world.complete('cas3-decision', 'REFER');
    await expect(world).toHaveFact('referral-not-made', { service: 'CAS3', why: 'no-consent' });
    expect(await sentTo(world, CAS3.id)).toEqual([]);
  });

  it('withdrawn from an accepted bed takes the bed away, so the person is listed', async () => {
    const world = await councilsAsked();
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    await world.complete('cas3-decision', 'REFER');
    await world.agencyAnswers('CAS3-1', 'ACCEPTED');
    await released(world);
    await expect(world).toBeWaitingFor('moving-on');
    await recorded(world, { purpose: 'CAS3', answer: 'WITHDRAWN', how: 'SPOKEN' }, COM);
    expect(stateOf(await world.referral('CAS3-1'))).toBe('withdrawn');
    await expect(world).toBeWaitingFor('urgent-housing');
    await world.runtime.sweep();
    await world.settle();
    await expect(world).not.toBeWaitingFor('moving-on');
    await expect(world).toBeWaitingFor('urgent-housing');
    expect(world.problems).toEqual([]);
  });

  it('is recorded by the officer who asks before a referral', async () => {
    const world = await daysBeforeRelease(57);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'DECLINED', { reason: 'Not now', consentHow: 'SPOKEN' });
    await expect(world).toHaveFact('consent-refused', { purpose: 'CRS', how: 'SPOKEN', reason: 'Not now' });
  });

  it('of messages is kept by itself', async () => {
    const world = await councilsAsked();
    expect(await recorded(world, { purpose: 'MESSAGES', answer: 'GIVEN', how: 'WRITTEN' })).toEqual([]);
    expect(await recorded(world, { purpose: 'MESSAGES', answer: 'WITHDRAWN', how: 'SPOKEN' })).toEqual([]);
    expect(isLive(await world.referral('DTR-1'))).toBe(true);
  });
});

describe('recording consent is refused, and nothing is written,', () => {
  it.each([
    { case: 'for a day to come', given: { ...WITHDRAWN, on: '2027-12-01' }, field: 'on' },
    { case: 'heard by nobody known', given: { ...WITHDRAWN, heardBy: 'n.obody' }, field: 'heardBy' },
    { case: 'for an agency of another service', given: { ...WITHDRAWN, agency: CRS.id }, field: 'agency' },
    { case: 'for an agency not known', given: { ...WITHDRAWN, agency: 'nowhere' }, field: 'agency' },
    {
      case: 'for messages by an agency',
      given: { purpose: 'MESSAGES', answer: 'GIVEN', how: 'SPOKEN', agency: CRS.id } as const,
      field: 'agency',
    },
    { case: 'with hidden text', given: { ...WITHDRAWN, reason: 'a\u202Eb' }, field: 'reason' },
  ])('$case', async ({ given, field }) => {
    const world = await councilsAsked();
    const before = await world.journey();
    const refusal = refused(await tryRecord(world, given));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(refusal.fields?.map((each) => each.field)).toEqual([field]);
    expect(await world.journey()).toEqual(before);
  });

  it('to withdraw what nobody gave, and to withdraw it twice', async () => {
    const world = await councilsAsked();
    const nobody = refused(await tryRecord(world, { ...WITHDRAWN, purpose: 'MESSAGES' }));
    expect(nobody).toMatchObject({ code: 'CONFLICT' });
    expect(nobody.detail).toContain('No consent to this is recorded');
    await recorded(world, WITHDRAWN);
    expect(refused(await tryRecord(world, WITHDRAWN)).detail).toBe('This consent is withdrawn already.');
  });

  it.each([
    ['an administrator', ADMIN_USER],
    ['an officer of another prison', ELSEWHERE],
  ])('by %s', async (_who, user) => {
    const world = await councilsAsked();
    expect(refused(await tryRecord(world, WITHDRAWN, user)).code).toBe('NOT_PERMITTED');
  });
});
