import { afterEach, describe, expect, it } from '@jest/globals';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { correctRelease } from '../../application/commands/correct-release.ts';
import { runDo } from '../../application/background/run-do.ts';
import { recordConsent } from '../../application/commands/record-consent.ts';
import { getJourney } from '../../application/queries/get-journey.ts';
import { addDays } from '../../domain/law/time.ts';
import { EASTMOOR } from '../support/agencies.ts';
import {
  closeWorlds,
  journeyWorld,
  ok,
  OFFICER,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { COM, COUNCIL, GOVERNOR, POM, user } from '../support/people.ts';
import { CONTACT_AGREED, daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const NEEDS = { medicine: true, opioidSubstitution: true, mentalHealth: true };
const CARE = {
  opioidSubstitutionOn: '2027-03-10',
  opioidSubstitutionWhere: 'Quaxley Recovery Rooms',
  mentalHealthOn: '2027-03-15',
  mentalHealthWhere: 'Quaxley Community Team',
};
const HELPS = 'Letters read aloud, quaxley-slow.';

async function assessed(needs: object = NEEDS, days = 80): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(days);
  await world.complete('health-assessment', 'ASSESSED', { ...needs });
  return world;
}

async function caredFor(): Promise<JourneyWorld> {
  const world = await assessed();
  await world.complete('care-appointments', 'BOOKED', CARE);
  return world;
}

describe('health before release', () => {
  it('is asked of healthcare when pre-release work opens, in one transition', async () => {
    const world = await daysBeforeRelease(80);
    await expect(world).toBeWaitingFor(
      'health-assessment',
      'gp-registration',
      'healthcare-plan',
      'release-medicine',
    );
    expect(await world.step('health-assessment')).toMatchObject({
      waitsFor: 'role:HEALTHCARE@MDI',
      dueOn: addDays(PLAIN_RELEASE, -56),
    });
    expect(await world.step('gp-registration')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: addDays(PLAIN_RELEASE, -28),
    });
    expect((await world.step('healthcare-plan')).dueOn).toBe(addDays(PLAIN_RELEASE, -31));
    await expect(world).not.toBeWaitingFor('care-appointments', 'social-care-referral', 'what-helps');
  });

  it('asks only for what the assessment found', async () => {
    const world = await assessed({ medicine: true, socialCare: true });
    await expect(world).toBeWaitingFor('social-care-referral', 'release-medicine');
    await expect(world).not.toBeWaitingFor('care-appointments', 'what-helps');
    expect((await world.journey()).pathways['health']).toBe('SUPPORT_REQUIRED');
  });

  it('needs nothing of someone who takes no medicine and has no needs', async () => {
    const world = await assessed({});
    await expect(world).not.toBeWaitingFor('release-medicine', 'care-appointments', 'social-care-referral');
    expect(await world.step('release-medicine')).toMatchObject({ state: 'DONE', outcome: 'NOT_NEEDED' });
    expect((await world.journey()).pathways['health']).toBe('SUPPORT_NOT_REQUIRED');
  });

  it('lets the person decline, and asks no more of what follows', async () => {
    const world = await daysBeforeRelease(80);
    await world.complete('health-assessment', 'DECLINED');
    expect((await world.journey()).pathways['health']).toBe('SUPPORT_DECLINED');
    await expect(world).not.toBeWaitingFor('health-assessment', 'care-appointments');
  });

  it.each([
    ['gp-registration', 'REGISTERED', {}, 'Name the GP practice.'],
    ['release-medicine', 'READY', { days: 28 }, 'Say whether it is medicine or a prescription.'],
    ['release-medicine', 'READY', { as: 'SUPPLY' }, 'Say for how many days.'],
    ['care-appointments', 'BOOKED', {}, 'Say when, for opioid substitution treatment.'],
    [
      'care-appointments',
      'BOOKED',
      { ...CARE, mentalHealthWhere: undefined },
      'Say where, for mental health care.',
    ],
    [
      'care-appointments',
      'BOOKED',
      { ...CARE, mentalHealthOn: '2027-03-08' },
      'The day must be the day of release or later.',
    ],
    [
      'care-appointments',
      'BOOKED',
      { ...CARE, mentalHealthOn: '2072-03-15' },
      'The day must be within a year of release.',
    ],
  ])('refuses %s %s with %j', async (kind, outcome, details, problem) => {
    const world = await assessed();
    const refusal = refused(await world.tryComplete(kind, outcome, details));
    expect(refusal).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: expect.arrayContaining([expect.objectContaining({ problem })]),
    });
  });

  it.each(['2027-02-30', 'soon'])('refuses %s for a day', async (day) => {
    const world = await assessed();
    const refusal = refused(
      await world.tryComplete('care-appointments', 'BOOKED', { ...CARE, mentalHealthOn: day }),
    );
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('refuses too little medicine, and says which days services are closed', async () => {
    const world = await daysBeforeRelease(60, { releaseDate: '2026-12-23' });
    const tried = await world.tryComplete('release-medicine', 'READY', { as: 'SUPPLY', days: 7 });
    expect(refused(tried)).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'too-little-medicine',
      detail: expect.stringMatching(/At least 28 days.*closed from Friday 25 December 2026 to Monday 28/),
    });
    await world.complete('release-medicine', 'READY', { as: 'PRESCRIPTION', days: 28 });
    expect((await world.journey()).health?.medicine).toEqual({
      as: 'PRESCRIPTION',
      days: 28,
      releaseDate: '2026-12-23',
    });
  });

  it('asks for medicine and appointments again for another day of release', async () => {
    const world = await caredFor();
    await world.complete('release-medicine', 'READY', { as: 'SUPPLY', days: 7 });
    await world.moveReleaseDate('2027-03-23');
    await expect(world).toBeWaitingFor('release-medicine', 'care-appointments');
    const { health } = await world.journey();
    expect([health?.medicine, health?.care]).toEqual([undefined, undefined]);
    expect(world.problems).toEqual([]);
  });
});

describe('health after release', () => {
  it('asks whether the GP has seen the person, and that care goes on', async () => {
    const world = await caredFor();
    await world.complete('release-medicine', 'READY', { as: 'SUPPLY', days: 7 });
    await released(world);
    await expect(world).toBeWaitingFor('gp-seen', 'care-kept', 'gp-registration');
    expect(await world.step('gp-registration')).toMatchObject({
      waitsFor: 'officer:c.ahmed',
      dueOn: '2027-03-16',
    });
    const early = refused(await world.tryComplete('care-kept', 'KEPT'));
    expect(early).toMatchObject({ code: 'RULE_REFUSED', rule: 'appointment-to-come' });
    expect(refused(await world.tryComplete('care-kept', 'MISSED'))).toMatchObject({
      fields: [{ problem: 'Say why it was missed.' }],
    });
    await world.complete('care-kept', 'MISSED', { why: 'NO_TRAVEL' });
    await expect(world).toBeWaitingFor('care-kept');
    await world.advanceTo('2027-03-16');
    await world.complete('care-kept', 'KEPT');
    await world.complete('gp-seen', 'SEEN');
    expect((await world.journey()).pathways['health']).toBe('DONE');
    await expect(world).not.toBeWaitingFor('care-kept', 'gp-seen');
    expect(world.problems).toEqual([]);
  });

  it('is asked of someone whose time was served at court, who never was in pre-release', async () => {
    const world = await journeyWorld({ today: '2027-03-09' });
    await world.startJourney({ releaseDate: '2027-03-08', sentence: { startDate: '2027-03-08' } });
    expect((await world.journey()).phase).toBe('community');
    await expect(world).toBeWaitingFor('gp-registration', 'gp-seen');
    await expect(world).not.toBeWaitingFor('health-assessment', 'care-kept');
  });

  it('opens nothing more once a release is undone', async () => {
    const world = await caredFor();
    await released(world);
    const community = (await world.journey()).executions.find(({ machine }) => machine === 'community');
    ok(await correctRelease(world.services, OFFICER, world.id, { correction: 'NOT_RELEASED', reason: 'x' }));
    ok(await world.answerProposal((await world.journey()).proposals?.[0]?.id ?? ''));
    await world.settle();
    await expect(world).not.toBeWaitingFor('gp-seen', 'care-kept');
    const asked = { journeyId: world.id, action: 'open-steps', subject: 'none', kinds: ['gp-seen'] };
    ok(await runDo(world.services, { ...asked, execution: community?.name ?? '' }));
    await expect(world).not.toBeWaitingFor('gp-seen');
  });

  it('does not ask about care that nobody needs', async () => {
    const world = await assessed({ medicine: true });
    await released(world);
    await expect(world).toBeWaitingFor('gp-seen');
    await expect(world).not.toBeWaitingFor('care-kept');
  });

  it('follows an appointment that was made after release', async () => {
    const world = await assessed();
    await released(world);
    await expect(world).toBeWaitingFor('care-appointments');
    await expect(world).not.toBeWaitingFor('care-kept');
    await world.complete('care-appointments', 'BOOKED', CARE);
    await expect(world).toBeWaitingFor('care-kept');
  });

  it('is asked again after a recall, except what helps the person', async () => {
    const world = await assessed({ medicine: true, neurodiversity: true });
    await world.complete('gp-registration', 'REGISTERED', { practice: 'Eastmoor Surgery' });
    await world.complete('what-helps', 'RECORDED', { autism: true, helps: HELPS });
    await released(world);
    await world.advanceTo('2027-03-20');
    await world.recall();
    await world.returnToPrison();
    const whatHelps = { conditions: ['autism'], text: HELPS, staffMayKnow: false };
    expect((await world.journey()).health).toEqual({ whatHelps });
  });
});

describe('what helps the person', () => {
  async function recorded(agree: object): Promise<JourneyWorld> {
    const world = await assessed({ neurodiversity: true }, 57);
    await world.complete('what-helps', 'RECORDED', { adhd: true, helps: HELPS, ...agree });
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await world.advanceTo(addDays(PLAIN_RELEASE, -56));
    await world.complete('housing-consent', 'GIVEN', { authorities: [EASTMOOR.id], ...CONTACT_AGREED });
    return world;
  }
  const disclosed = async (world: JourneyWorld) =>
    ok(await discloseReferral(world.services, COUNCIL, (await world.referral('DTR-1')).id));

  it('is shown to agencies and staff only as the person agrees', async () => {
    const world = await recorded({ staffMayKnow: true, agenciesMayKnow: true });
    expect(await disclosed(world)).toMatchObject({ whatHelps: HELPS });
    expect(JSON.stringify(await disclosed(world))).not.toContain('adhd');
    const seen = ok(await getJourney(world.services, GOVERNOR, world.id));
    expect([seen.whatHelps, seen.health]).toEqual([HELPS, undefined]);

    const answer = { purpose: 'WHAT_HELPS', answer: 'WITHDRAWN', how: 'SPOKEN' } as const;
    ok(await recordConsent(world.services, OFFICER, world.id, answer));
    expect(await disclosed(world)).not.toHaveProperty('whatHelps');
  });

  it('may be shown to one agency only', async () => {
    const world = await recorded({});
    expect(await disclosed(world)).not.toHaveProperty('whatHelps');
    const answer = { purpose: 'WHAT_HELPS', answer: 'GIVEN', how: 'SPOKEN', agency: EASTMOOR.id } as const;
    ok(await recordConsent(world.services, OFFICER, world.id, answer));
    expect(await disclosed(world)).toMatchObject({ whatHelps: HELPS });
  });

  it('is kept from staff who were not to know', async () => {
    const world = await recorded({});
    expect(ok(await getJourney(world.services, GOVERNOR, world.id))).not.toHaveProperty('whatHelps');
  });
});

describe('who sees the person’s health', () => {
  const HEALTHCARE = user('h.care', { duties: ['HEALTHCARE'], prisons: ['MDI'] });

  it.each([
    ['healthcare', HEALTHCARE, true],
    ['the named POM', POM, true],
    ['the named COM', COM, true],
    ['the governor', GOVERNOR, false],
    ['another officer of the prison', user('w.wing', { prisons: ['MDI'] }), false],
    ['another officer of the region', user('o.other', { duties: ['COM'], regions: ['N54'] }), false],
  ])('%s: %#', async (_who, who, sees) => {
    const world = await assessed();
    const seen = ok(await getJourney(world.services, who, world.id));
    expect(seen.health !== undefined).toBe(sees);
    const step = seen.steps.find(({ kind }) => kind === 'care-appointments');
    expect(step?.background?.text).toBe(
      sees ? 'opioid substitution treatment\nmental health care' : undefined,
    );
  });

  it('keeps every detail out of facts, step rows, webhooks, messages and execution histories', async () => {
    const world = await caredFor();
    await world.complete('gp-registration', 'REGISTERED', { practice: 'Quaxley Surgery' });
    await world.complete('release-medicine', 'READY', { as: 'SUPPLY', days: 28 });
    await released(world);
    await world.complete('care-kept', 'MISSED', { why: 'UNWELL' });
    await world.advanceTo('2027-04-10');
    const written = JSON.stringify([
      await world.facts(),
      await world.steps(),
      await world.outbox(),
      await world.deliveries(),
      world.inbox.arrived,
    ]);
    expect(JSON.stringify(await world.journey())).toMatch(/Quaxley/);
    for (const hidden of [/quaxley/i, /opioid/i, /mental/i, /UNWELL/, /adhd/i])
      expect(written).not.toMatch(hidden);
  });
});
