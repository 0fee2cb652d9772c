import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { stateOf } from '../../domain/record/referral.ts';
import { CAS3, CRS, EASTMOOR, NORTHBRIDGE, WESTHAVEN } from '../support/agencies.ts';
import {
  CONTACT_AGREED,
  councilsAsked,
  daysBeforeRelease,
  PLAIN_RELEASE,
  released,
} from '../support/stages.ts';
import { Visitor } from '../support/console-visitor.ts';
import { closeWorlds, OFFICER, refused, type JourneyWorld } from '../support/journey-world.ts';
import { bedUntil, HOME } from '../support/places.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const typesSentTo = (world: JourneyWorld, agencyId: string): readonly string[] =>
  world.sender.sent
    .filter(({ url }) => url.includes(agencyId))
    .map(({ type }) => type.replace('through-the-gate.referral.', ''));

describe('where the person was living', () => {
  it.each([
    { livedBefore: 'SETTLED', says: 'At a settled address' },
    { livedBefore: 'TRANSIENT', says: 'Somewhere temporary' },
    { livedBefore: 'NONE', says: 'Nowhere' },
  ])('is recorded beside where they will go, and shown: $livedBefore', async ({ livedBefore, says }) => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'NEEDS_HELP', { livedBefore });
    await expect(world).toHaveFact('step-completed', { step: 'housing-need', livedBefore });
    const visitor = await Visitor.signedInAs(OFFICER, world);
    const page = await visitor.open(`/journeys/${world.id}/steps/1.housing-need`);
    expect(page.words).toContain(`Where they were living before prison${says}`);
  });

  it('is refused where it is nothing that is offered', async () => {
    const world = await daysBeforeRelease(60);
    const given = { livedBefore: 'PALACE' };
    expect(refused(await world.tryComplete('housing-need', 'NEEDS_HELP', given))).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ field: 'details.livedBefore' }],
    });
  });
});

describe('asking councils', () => {
  it('refers to the next authority when one does not answer in time', async () => {
    const world = await councilsAsked([EASTMOOR.id, WESTHAVEN.id]);
    const { dueOn } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(dueOn ?? '');
    await expect(world).not.toBeWaitingFor('referral-answer.DTR-2');

    await world.advanceTo(addDays(dueOn ?? '', 1));

    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
    await expect(world).toHaveFact('step-closed', {
      step: 'referral-answer',
      subject: 'DTR-1',
      outcome: 'SILENT',
    });
    expect(stateOf(await world.referral('DTR-1'))).toBe('unanswered');
    expect((await world.referral('DTR-2')).agencyId).toBe(WESTHAVEN.id);
    expect(world.problems).toEqual([]);
  });

  it('makes no duty-to-refer referral without consent, and continues in other ways', async () => {
    const world = await daysBeforeRelease(56);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await world.complete('housing-consent', 'REFUSED', { reason: 'Does not want the council told' });

    expect((await world.referrals()).map(({ subject }) => subject)).toEqual(['CRS-1']);
    expect((await world.journey()).pathways.accommodation).toBe('SUPPORT_DECLINED');
    await expect(world).toBeWaitingFor('next-address', 'cas3-prerequisites');
  });

  it('refuses an eleventh authority with an explanation, and still takes the answer that there is no other', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    for (let choice = 1; choice < 10; choice += 1) {
      await world.agencyAnswers(`DTR-${choice}`, 'DECLINED');
      await world.complete('authorities-exhausted', 'AUTHORITY_ADDED', { authority: NORTHBRIDGE.id });
    }
    await world.agencyAnswers('DTR-10', 'DECLINED');
    const eleventh = await world.tryComplete('authorities-exhausted', 'AUTHORITY_ADDED', {
      authority: NORTHBRIDGE.id,
    });
    expect(eleventh).toMatchObject({ ok: false, code: 'RULE_REFUSED', rule: 'too-many-authorities' });
    expect((await world.journey()).housing.authorities).toHaveLength(10);
    await world.complete('authorities-exhausted', 'NO_OTHER', { reason: 'Ten have been asked' });
    await expect(world).not.toBeWaitingFor('authorities-exhausted');
  });

  it('asks an officer for another authority when none is left, and then asks that one', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.agencyAnswers('DTR-1', 'DECLINED', 'INTENTIONALLY_HOMELESS');
    await expect(world).toBeWaitingFor('authorities-exhausted');

    await world.complete('authorities-exhausted', 'AUTHORITY_ADDED', { authority: NORTHBRIDGE.id });

    expect((await world.referral('DTR-2')).agencyId).toBe(NORTHBRIDGE.id);
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
    await world.agencyAnswers('DTR-2', 'DECLINED', 'NO_LOCAL_CONNECTION');
    await expect(world).toBeWaitingFor('authorities-exhausted');
    await world.complete('authorities-exhausted', 'NO_OTHER', { reason: 'No other connection' });
    await expect(world).not.toBeWaitingFor('authorities-exhausted');
    await expect(world).toBeWaitingFor('next-address');
  });

  it('skips an authority that is unknown or whose agreement has expired', async () => {
    const world = await councilsAsked(['nowhere-council', EASTMOOR.id]);
    await expect(world).toHaveFact('referral-not-made', { service: 'DTR', why: 'no-agency' });
    expect((await world.referrals()).map(({ subject }) => subject).sort()).toEqual(['CRS-1', 'DTR-2']);
  });
});

describe('an address found early', () => {
  it('withdraws live referrals, sends their agencies a message, and closes the search', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.complete('next-address', 'ADDRESS_RECORDED', HOME);

    for (const subject of ['CRS-1', 'DTR-1']) {
      expect(stateOf(await world.referral(subject))).toBe('withdrawn');
      await expect(world).toHaveFact('step-closed', {
        step: 'referral-answer',
        subject,
        outcome: 'NOT_NEEDED',
      });
    }
    expect(typesSentTo(world, EASTMOOR.id)).toEqual(['created', 'withdrawn']);
    expect(typesSentTo(world, CRS.id)).toEqual(['created', 'withdrawn']);
    await expect(world).not.toBeWaitingFor('next-address', 'cas3-prerequisites', 'referral-answer.DTR-1');
    await expect(world).toBeWaitingFor('address-check');
  });

  it('opens no housing step when there is an address from the start', async () => {
    const world = await daysBeforeRelease(70);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await expect(world).not.toBeWaitingFor('next-address', 'crs-window', 'dtr-window');
    expect(await world.referrals()).toEqual([]);
    await expect(world).toHaveFact('address-recorded', { kind: 'SETTLED' });
  });
});

describe('answers out of their time', () => {
  it('turns an answer to a referral that is too old to count into a task, once for each answer', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    // The release date moves so far out that the referral grows old: 26 weeks and a day.
    await world.moveReleaseDate('2027-12-07');
    await world.advanceTo('2027-07-14');

    const kept = await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    expect(kept.late).toBe(true);
    await expect(world).toHaveFact('referral-answered-late', { agency: EASTMOOR.id, state: 'unanswered' });
    await expect(world).toBeWaitingFor('late-answer.DTR-1');
    await world.complete('late-answer.DTR-1', 'READ');

    await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PRIORITY_NEED');
    await expect(world).toBeWaitingFor('late-answer.DTR-1');
  });

  it('keeps an answer that comes before the step is open, and matches it when it opens', async () => {
    const world = await daysBeforeRelease(56);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('housing-consent', 'GIVEN', {
      authorities: [EASTMOOR.id, WESTHAVEN.id],
      ...CONTACT_AGREED,
    });
    await beforeItIsAsked(world, 'DTR-1');

    expect((await world.agencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION')).late).toBe(false);
    await world.restart();

    expect(stateOf(await world.referral('DTR-1'))).toBe('declined');
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
    await expect(world).not.toBeWaitingFor('referral-answer.DTR-1');
  });

  it('records the bed when CAS3 accepts before its answer is asked for', async () => {
    const world = await cas3Asked();
    await beforeItIsAsked(world, 'CAS3-1');

    await world.agencyAnswers('CAS3-1', 'ACCEPTED');

    await expect(world).toHaveFact('address-recorded', {
      kind: 'CAS3',
      lastNight: addDays(PLAIN_RELEASE, 83),
    });
    await world.restart();
    await expect(world).not.toBeWaitingFor('referral-answer.CAS3-1');
  });

  it('opens a step for the officer when an agency asks for information early', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await beforeItIsAsked(world, 'DTR-1');
    await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    await world.restart();
    await expect(world).toBeWaitingFor('referral-more-information.DTR-1');
  });
});

describe('an agency that asks for more', () => {
  it('receives the information and is asked again, as often as it asks', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    for (const round of [1, 2]) {
      await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
      await expect(world).not.toBeWaitingFor('referral-answer.DTR-1');
      await world.complete('referral-more-information.DTR-1', 'PROVIDED', { note: `round ${round}` });
      await expect(world).toBeWaitingFor('referral-answer.DTR-1');
    }
    expect(typesSentTo(world, EASTMOOR.id)).toEqual(['created', 'updated', 'updated']);
    await world.agencyAnswers('DTR-1', 'ACCEPTED', 'PREVENTION_AND_RELIEF_DUTY');
    expect((await world.journey()).housing.dutyToReferOutcome).toBe('PREVENTION_AND_RELIEF_DUTY');
    expect(world.problems).toEqual([]);
  });

  it('and then does not answer has expired, and the next authority is asked', async () => {
    const world = await councilsAsked([EASTMOOR.id, WESTHAVEN.id]);
    await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');
    await world.complete('referral-more-information.DTR-1', 'PROVIDED', { note: 'Six years' });
    const { dueOn } = await world.step('referral-answer.DTR-1');
    await world.advanceTo(addDays(dueOn ?? '', 1));

    expect(stateOf(await world.referral('DTR-1'))).toBe('unanswered');
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
    await expect(world).not.toBeWaitingFor('incident.housing.ReferToAuthority');
  });

  it('may answer for good without waiting for it', async () => {
    const world = await councilsAsked([EASTMOOR.id, WESTHAVEN.id]);
    await world.agencyAnswers('DTR-1', 'MORE_INFORMATION');

    const kept = await world.agencyAnswers('DTR-1', 'DECLINED', 'NO_LOCAL_CONNECTION');

    expect(kept).toMatchObject({ state: 'declined', late: false });
    await expect(world).not.toBeWaitingFor('referral-more-information.DTR-1', 'late-answer.DTR-1');
    await expect(world).toBeWaitingFor('referral-answer.DTR-2');
  });
});

describe('release without an address', () => {
  it('is said as a fact, and the community looks for somewhere that day', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await released(world);
    await expect(world).toHaveFact('released-without-address');
    await expect(world).toBeWaitingFor('urgent-housing', 'first-appointment', 'claim-made');
    await expect(world).toBeWaitingFor('referral-unanswered.DTR-1', 'refer-to-council');
    await expect(world).not.toBeWaitingFor('next-address', 'housing-consent');
    expect((await world.step('urgent-housing')).dueOn).toBe(PLAIN_RELEASE);

    await world.complete('urgent-housing', 'ADDRESS_FOUND', bedUntil(addDays(PLAIN_RELEASE, 9)));
    await expect(world).toBeWaitingFor('housed-at-4-weeks');
  });

  it('is looked for again on the day someone is found to have lost their place', async () => {
    const world = await daysBeforeRelease(20);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    const fourWeeks = addDays(PLAIN_RELEASE, 30);
    await world.advanceTo(fourWeeks);
    await world.complete('housed-at-4-weeks', 'NOT_HOUSED');

    await expect(world).toBeWaitingFor('urgent-housing');
    expect((await world.step('urgent-housing')).dueOn).toBe(fourWeeks);
    await world.restart();
    await expect(world).toBeWaitingFor('urgent-housing');
  });

  it('opens no housing step once supervision has ended', async () => {
    const world = await daysBeforeRelease(20, {
      sentence: { supervisionEndsOn: addDays(PLAIN_RELEASE, 14) },
    });
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await released(world);
    await expect(world).not.toBeWaitingFor('housed-at-4-weeks', 'review-at-4-weeks');
  });
});

/** As if the agency were quicker than the state machine: its referral is made, the step for its answer not open yet. */
async function beforeItIsAsked(world: JourneyWorld, subject: string): Promise<void> {
  const step = await world.step(`referral-answer.${subject}`);
  const journey = await world.journey();
  const head = await world.table.get({ pk: `JOURNEY#${world.id}`, sk: 'HEAD' });
  await world.table.transact([
    { kind: 'delete', key: { pk: `JOURNEY#${world.id}`, sk: `STEP#${step.key}` } },
    {
      kind: 'put',
      item: {
        ...head,
        pk: `JOURNEY#${world.id}`,
        sk: 'HEAD',
        journey: { ...journey, open: journey.open.filter(({ key }) => key !== step.key) } as never,
      },
    },
  ]);
}

async function cas3Asked(): Promise<JourneyWorld> {
  const world = await councilsAsked([EASTMOOR.id]);
  await world.advanceTo(addDays(PLAIN_RELEASE, -42));
  await world.complete('cas3-decision', 'REFER');
  expect((await world.referral('CAS3-1')).agencyId).toBe(CAS3.id);
  return world;
}
