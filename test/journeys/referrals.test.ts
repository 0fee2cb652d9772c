import { afterEach, describe, expect, it } from '@jest/globals';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { respondToReferral, type ReferralResponse } from '../../application/commands/respond-to-referral.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { addDays } from '../../domain/law/time.ts';
import { isLive, MOST_QUESTIONS, stateOf } from '../../domain/record/referral.ts';
import { CAS3, CRS, EASTMOOR, NORTHBRIDGE, WESTHAVEN } from '../support/agencies.ts';
import { agencyUser, closeWorlds, ok, OFFICER, type JourneyWorld } from '../support/journey-world.ts';
import {
  CONTACT_AGREED,
  councilsAsked,
  daysBeforeRelease,
  PLAIN_RELEASE,
  released,
  releasedAfter,
} from '../support/stages.ts';
import { HOME } from '../support/places.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const typesSentTo = (world: JourneyWorld, agencyId: string): readonly string[] =>
  world.sender.sent
    .filter(({ url }) => url.includes(agencyId))
    .map(({ type }) => type.replace('through-the-gate.referral.', ''));

async function respond(world: JourneyWorld, subject: string, response: Omit<ReferralResponse, 'referralId'>) {
  const { id, agencyId } = await world.referral(subject);
  const result = await respondToReferral(world.services, agencyUser(agencyId), {
    referralId: id,
    ...response,
  });
  await world.settle();
  return result;
}

/** Eight weeks before release, with consent to a referral but no agreement to be contacted. */
async function withoutAgreement(
  options: Parameters<typeof daysBeforeRelease>[2] = {},
): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(57, {}, options);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.advanceTo(addDays(PLAIN_RELEASE, -56));
  await world.complete('housing-consent', 'GIVEN', {
    authorities: [EASTMOOR.id],
    shareContactDetails: false,
    reason: 'Does not want letters',
  });
  return world;
}

describe('a person who has not agreed to be contacted', () => {
  it('is referred to no council, and a step says why', async () => {
    const world = await withoutAgreement();
    expect(await world.referrals()).toEqual([]);
    await expect(world).toBeWaitingFor('contact-agreement');
    const { steps } = ok(await getJourney(world.services, OFFICER, world.id));
    expect(steps.find(({ kind }) => kind === 'contact-agreement')?.background).toEqual({
      label: 'Why no council has been asked',
      text: 'The person has not agreed to be contacted. Does not want letters',
    });
  });

  it('is referred once an officer records their agreement', async () => {
    const world = await withoutAgreement();
    await world.complete('contact-agreement', 'AGREED', { contactBy: 'EMAIL', contact: 'zeb@example.org' });
    expect((await world.referral('DTR-1')).agencyId).toBe(EASTMOOR.id);
    expect(world.problems).toEqual([]);
  });

  it('is asked again when they refused the referral itself, and then which council', async () => {
    const world = await daysBeforeRelease(56);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('housing-consent', 'REFUSED');
    await world.complete('contact-agreement', 'AGREED', {
      contactBy: 'OFFICER',
      contact: 'Pat Taylor, 01632 960 001',
    });
    await expect(world).toBeWaitingFor('authorities-exhausted');
    expect((await world.journey()).pathways.accommodation).toBe('IN_PROGRESS');
  });

  it('is not asked again on the day when they still do not agree', async () => {
    const world = await withoutAgreement();
    await world.complete('contact-agreement', 'STILL_REFUSED', { reason: 'No' });
    await expect(world).not.toBeWaitingFor('contact-agreement');
    expect(await world.referrals()).toEqual([]);
  });

  it.each([
    ['no way to be contacted', { shareContactDetails: true }],
    ['a phone number that is none', { ...CONTACT_AGREED, contact: 'ask her mum' }],
    ['an email address that is none', { ...CONTACT_AGREED, contactBy: 'EMAIL' }],
    ['hidden characters', { ...CONTACT_AGREED, contactBy: 'OFFICER', contact: 'Pat\u202E Taylor' }],
    ['too many characters', { ...CONTACT_AGREED, contactBy: 'OFFICER', contact: 'x'.repeat(121) }],
    ['a way without agreement', { ...CONTACT_AGREED, shareContactDetails: false }],
  ])('cannot be recorded as agreeing with %s', async (_what, details) => {
    const world = await daysBeforeRelease(56);
    await world.complete('housing-need', 'NEEDS_HELP');
    const given = { authorities: [EASTMOOR.id], ...details };
    const refused = await world.tryComplete('housing-consent', 'GIVEN', given);
    expect(refused).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    expect((await world.journey()).housing.consent).toBeUndefined();
  });

  it('keeps what they gave out of the timeline and the step', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const { housing } = await world.journey();
    expect(housing.contact).toMatchObject({ by: 'PHONE', at: CONTACT_AGREED.contact });
    expect(JSON.stringify([await world.facts(), await world.steps()])).not.toContain(CONTACT_AGREED.contact);
  });
});

describe('a council that accepts', () => {
  it('gives its reference and officer, and an officer follows up the housing plan past release', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const who = { reference: 'EM/1042', officer: 'Jo Marsh' };
    ok(await respond(world, 'DTR-1', { answer: 'ACCEPTED', code: 'PRIORITY_NEED', ...who }));

    await expect(world).toBeWaitingFor('housing-plan.DTR-1');
    const { referrals } = ok(await getJourney(world.services, OFFICER, world.id));
    expect(referrals.find(({ subject }) => subject === 'DTR-1')?.answer).toMatchObject(who);
    await released(world);
    expect((await world.step('housing-plan.DTR-1')).waitsFor).toBe('officer:c.ahmed');
    await world.complete('housing-plan.DTR-1', 'AGREED');
    expect(world.problems).toEqual([]);
  });

  it.each([
    ['a reference with hidden characters', { reference: 'EM\u200B1' }, 'reference'],
    ['an officer with hidden characters', { officer: 'Jo\u202E Marsh' }, 'officer'],
  ])('is refused %s', async (_what, who, field) => {
    const world = await councilsAsked([EASTMOOR.id]);
    const refused = await respond(world, 'DTR-1', { answer: 'ACCEPTED', ...who });
    expect(refused).toMatchObject({ ok: false, code: 'VALIDATION_FAILED', fields: [{ field }] });
    expect(stateOf(await world.referral('DTR-1'))).toBe('delivered');
  });
});

describe('a council that does not answer by its date', () => {
  async function silent(): Promise<JourneyWorld> {
    const world = await councilsAsked([EASTMOOR.id, WESTHAVEN.id]);
    const { dueOn } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(addDays(dueOn ?? '', 1));
    return world;
  }

  it('is chased by an officer while the next is asked, and its referral stands', async () => {
    const world = await silent();
    await expect(world).toBeWaitingFor('referral-unanswered.DTR-1', 'referral-answer.DTR-2');
    expect(isLive(await world.referral('DTR-1'))).toBe(true);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 1));
    expect((await world.referral('DTR-1')).releaseDate).toBe(addDays(PLAIN_RELEASE, 1));
  });

  it('may still accept, which counts like any other acceptance', async () => {
    const world = await silent();
    const kept = await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    expect(kept).toEqual({ referral: expect.any(String), state: 'accepted', late: false });
    expect((await world.journey()).housing.dutyToReferOutcome).toBe('PRIORITY_NEED');
    await expect(world).toBeWaitingFor('housing-plan.DTR-1');
    await expect(world).not.toBeWaitingFor('referral-unanswered.DTR-1', 'late-answer.DTR-1');
  });

  it('may still accept after release', async () => {
    const world = await silent();
    await released(world);
    expect((await world.agencyAnswers('DTR-1', 'ACCEPTED')).late).toBe(false);
    await expect(world).toBeWaitingFor('housing-plan.DTR-1');
  });

  it('may still ask for more, and is answered', async () => {
    const world = await silent();
    ok(await respond(world, 'DTR-1', { answer: 'MORE_INFORMATION', note: 'Which area?' }));
    await world.complete('referral-more-information.DTR-1', 'PROVIDED', { note: 'Eastmoor' });
    await expect(world).toBeWaitingFor('referral-answer.DTR-1');
  });
});

describe('an agency that has accepted', () => {
  it.each([
    ['DTR-1', EASTMOOR.id],
    ['CRS-1', CRS.id],
  ])('is sent a new date, the release and a withdrawal (%s)', async (subject, agencyId) => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.agencyAnswers(subject, 'ACCEPTED');
    const later = addDays(PLAIN_RELEASE, 2);
    await world.moveReleaseDate(later);
    expect(typesSentTo(world, agencyId)).toEqual(['created', 'updated']);
    expect((await world.referral(subject)).releaseDate).toBe(later);

    await released(world);
    expect(typesSentTo(world, agencyId)).toEqual(['created', 'updated', 'updated']);
    expect(await world.referral(subject)).toMatchObject({ releasedOn: later });
    await world.restart();
    expect(typesSentTo(world, agencyId)).toHaveLength(3);

    await world.complete('urgent-housing', 'ADDRESS_FOUND', HOME);
    expect(typesSentTo(world, agencyId)).toEqual(['created', 'updated', 'updated', 'withdrawn']);
    expect(stateOf(await world.referral(subject))).toBe('withdrawn');
    expect((await world.referral(subject)).answer?.answer).toBe('ACCEPTED');
    expect(world.problems).toEqual([]);
  });

  it('of a bed is sent the new date, and the council keeps its referral', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.advanceTo(addDays(PLAIN_RELEASE, -42));
    await world.complete('cas3-decision', 'REFER');
    await world.agencyAnswers('CAS3-1', 'ACCEPTED');
    expect(isLive(await world.referral('DTR-1'))).toBe(true);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 3));
    expect(typesSentTo(world, CAS3.id)).toEqual(['created', 'updated']);
    expect(typesSentTo(world, EASTMOOR.id)).toEqual(['created', 'updated']);
  });
});

describe('an agency that asks for more', () => {
  it('has its question shown, and reads the answer in the detail and not in the webhook', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    const rounds = [
      ['When did they last live here?', 'Until May 2025.'],
      ['With whom?', 'With their sister.'],
    ] as const;
    for (const [question, answer] of rounds) {
      ok(await respond(world, 'DTR-1', { answer: 'MORE_INFORMATION', note: question }));
      const { steps } = ok(await getJourney(world.services, OFFICER, world.id));
      expect(steps.find(({ kind }) => kind === 'referral-more-information')?.background).toEqual({
        label: 'The agency asks',
        text: question,
      });
      await world.complete('referral-more-information.DTR-1', 'PROVIDED', { note: answer });
    }
    const { id } = await world.referral('DTR-1');
    const detail = ok(await discloseReferral(world.services, agencyUser(EASTMOOR.id), id));
    expect(detail.questions?.map(({ question, answer }) => [question, answer])).toEqual(rounds);
    const bodies = (await world.deliveries()).map(({ body }) => body).join();
    for (const text of rounds.flat()) expect(bodies).not.toContain(text);
    expect(bodies).toContain('"changed":["questions"]');
  });

  it('without saying what is still shown to the officer as a question', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    const { steps } = ok(await getJourney(world.services, OFFICER, world.id));
    const step = steps.find(({ kind }) => kind === 'referral-more-information');
    expect(step?.background?.text).toBe('It did not say what it needs. Ask it before you answer.');
  });

  it.each([
    ['empty', {}],
    ['too long', { note: 'x'.repeat(2_001) }],
    ['with hidden characters', { note: 'Yes\u202Eno' }],
  ])('is not given an answer that is %s', async (_what, details) => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    const refused = await world.tryComplete('referral-more-information.DTR-1', 'PROVIDED', details);
    expect(refused).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    expect((await world.referral('DTR-1')).questions).toMatchObject([{ askedAt: expect.any(String) }]);
  });

  it('is refused a question too many', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    for (let asked = 0; asked < MOST_QUESTIONS; asked += 1)
      await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    const refused = await respond(world, 'DTR-1', { answer: 'MORE_INFORMATION' });
    expect(refused).toMatchObject({ ok: false, code: 'RULE_REFUSED', rule: 'too-many-questions' });
    expect((await world.referral('DTR-1')).questions).toHaveLength(MOST_QUESTIONS);
  });
});

describe('commissioned services', () => {
  async function inNeed(): Promise<JourneyWorld> {
    const world = await daysBeforeRelease(70);
    await world.complete('housing-need', 'NEEDS_HELP');
    return world;
  }

  it('are asked by an officer after the person, and not because help is needed', async () => {
    const world = await inNeed();
    expect(await world.referrals()).toEqual([]);
    await expect(world).toBeWaitingFor('crs-decision');
    const refused = await world.tryComplete('crs-decision', 'REFER', { personAsked: false });
    expect(refused).toMatchObject({ ok: false, code: 'VALIDATION_FAILED' });
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    expect((await world.referral('CRS-1')).agencyId).toBe(CRS.id);
  });

  it.each(['DECLINED', 'NO_NEED'])(
    'are not asked when the answer is %s, which needs a reason',
    async (outcome) => {
      const world = await inNeed();
      expect(await world.tryComplete('crs-decision', outcome)).toMatchObject({ code: 'VALIDATION_FAILED' });
      await world.complete('crs-decision', outcome, { reason: 'Has family who help' });
      await expect(world).not.toBeWaitingFor('crs-decision');
      expect(await world.referrals()).toEqual([]);
    },
  );
});

describe('someone released with nowhere to live', () => {
  it('can be referred again from the community, to a council and to commissioned services', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.agencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION');
    await world.agencyAnswers('CRS-1', 'DECLINED');
    await released(world);
    expect((await world.step('refer-to-council')).waitsFor).toBe('officer:c.ahmed');

    await world.complete('refer-to-council', 'REFER', { authority: NORTHBRIDGE.id });
    await world.complete('refer-to-services', 'REFER', { personAsked: true });
    expect((await world.referral('DTR-2')).agencyId).toBe(NORTHBRIDGE.id);
    expect((await world.referral('CRS-2')).agencyId).toBe(CRS.id);
    await expect(world).toBeWaitingFor('referral-answer.DTR-2', 'referral-answer.CRS-2');

    await world.agencyAnswers('DTR-2', 'DECLINED', 'INTENTIONALLY_HOMELESS');
    await expect(world).toBeWaitingFor('refer-to-council');
    await world.complete('refer-to-council', 'REFER', { authority: WESTHAVEN.id });
    await world.agencyAnswers('DTR-3', 'ACCEPTED', 'PRIORITY_NEED');
    await expect(world).toBeWaitingFor('housing-plan.DTR-3');
    expect(world.problems).toEqual([]);
  });

  it('is asked about too when a home is lost later', async () => {
    const world = await daysBeforeRelease(20);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    await expect(world).not.toBeWaitingFor('refer-to-council', 'refer-to-services');
    await world.advanceTo(addDays(PLAIN_RELEASE, 30));
    await world.complete('housed-at-4-weeks', 'NOT_HOUSED');
    await expect(world).toBeWaitingFor('refer-to-council', 'refer-to-services');
  });

  it('is referred to no council before they agree to be contacted', async () => {
    const world = await withoutAgreement();
    await released(world);
    const refer = { authority: EASTMOOR.id };
    const refused = await world.tryComplete('refer-to-council', 'REFER', refer);
    expect(refused).toMatchObject({ ok: false, rule: 'no-agreement-to-be-contacted' });
    expect((await world.journey()).housing.authorities).toEqual([EASTMOOR.id]);
    await world.complete('refer-to-council', 'REFER', {
      ...refer,
      contactBy: 'PHONE',
      contact: '07700 900 123',
    });
    expect((await world.referral('DTR-2')).agencyId).toBe(EASTMOOR.id);
  });

  it('is referred to no council that does not exist', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await released(world);
    const refused = await world.tryComplete('refer-to-council', 'REFER', { authority: 'nowhere-council' });
    expect(refused).toMatchObject({ ok: false, rule: 'no-agency' });
    await expect(world).toBeWaitingFor('refer-to-council');
  });

  it('in Wales is asked about an application, and about no English council', async () => {
    const world = await releasedAfter(20, { region: 'N03' });
    await expect(world).toBeWaitingFor('welsh-application', 'refer-to-services');
    await expect(world).not.toBeWaitingFor('refer-to-council');
  });
});
