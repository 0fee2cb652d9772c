import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { SUPPORT_PATHWAYS } from '../../domain/pathways/support/pathways.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import {
  closeWorlds,
  journeyWorld,
  OFFICER,
  ok,
  refused,
  type JourneyWorld,
} from '../support/journey-world.ts';
import { daysBeforeRelease, OFFICERS, PLAIN_RELEASE, released, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const NEEDED = { need: 'Somebody to talk to outside', strengths: 'A sister', ownScore: 3 };
const REFERRED = { personAsked: true, to: 'Calder Help' };

async function assessed(pathway: string, starting = {}): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(80, starting);
  await world.complete(`${pathway}-assessment`, 'SUPPORT_NEEDED', NEEDED);
  return world;
}

async function statusOf(world: JourneyWorld, pathway: string): Promise<string | undefined> {
  return (await world.journey()).pathways[pathway];
}

describe.each(SUPPORT_PATHWAYS)('support: %s', (pathway) => {
  it('is assessed, referred and finished', async () => {
    const world = await daysBeforeRelease(80);
    const assessment = await world.step(`${pathway}-assessment`);
    expect(assessment).toMatchObject({ waitsFor: 'officer:p.taylor', dueOn: addDays(PLAIN_RELEASE, -56) });
    await world.complete(`${pathway}-assessment`, 'SUPPORT_NEEDED', NEEDED);
    expect(await statusOf(world, pathway)).toBe('SUPPORT_REQUIRED');
    await world.complete(`${pathway}-referral`, 'REFERRED', REFERRED);
    expect(await statusOf(world, pathway)).toBe('IN_PROGRESS');
    expect((await world.journey()).support?.needs?.[pathway]).toEqual({
      answer: 'NEEDED',
      on: world.today(),
      ownScore: 3,
      referred: { to: 'Calder Help', on: world.today() },
    });
    await world.complete(`${pathway}-outcome`, 'FINISHED', { ownScore: 8 });
    expect(await statusOf(world, pathway)).toBe('DONE');
    expect(world.problems).toEqual([]);
  });

  it('ends with the assessment when no support is needed', async () => {
    const world = await daysBeforeRelease(80);
    await world.complete(`${pathway}-assessment`, 'NO_SUPPORT_NEEDED', { ownScore: 9 });
    expect(await statusOf(world, pathway)).toBe('SUPPORT_NOT_REQUIRED');
    await expect(world).not.toBeWaitingFor(`${pathway}-referral`);
  });

  it('is asked about again four weeks after the person declined, and may be accepted before', async () => {
    const world = await daysBeforeRelease(80);
    await world.complete(`${pathway}-assessment`, 'DECLINED', { note: 'Not now' });
    expect(await statusOf(world, pathway)).toBe('SUPPORT_DECLINED');
    const asked = await world.step(`${pathway}-assessment`);
    expect(asked).toMatchObject({ state: 'SCHEDULED', opensOn: addDays(world.today(), 28) });
    await world.advanceTo(addDays(world.today(), 3));
    await world.complete(`${pathway}-assessment`, 'SUPPORT_NEEDED', NEEDED);
    await expect(world).toBeWaitingFor(`${pathway}-referral`);
    expect(await statusOf(world, pathway)).toBe('SUPPORT_REQUIRED');
  });

  it('asks for another service when one did not help', async () => {
    const world = await assessed(pathway);
    await world.complete(`${pathway}-referral`, 'REFERRED', REFERRED);
    await world.complete(`${pathway}-outcome`, 'NOT_TAKEN_UP', { note: 'It had no room' });
    expect(await statusOf(world, pathway)).toBe('SUPPORT_REQUIRED');
    await world.complete(`${pathway}-referral`, 'WITHOUT_REFERRAL', { note: 'The chaplain helps' });
    await expect(world).toBeWaitingFor(`${pathway}-outcome`);
    expect(await statusOf(world, pathway)).toBe('IN_PROGRESS');
  });

  it('goes on in the community with the community officer when it was never assessed', async () => {
    const world = await releasedAfter(10);
    expect(await world.step(`${pathway}-assessment`)).toMatchObject({
      state: 'OPEN',
      waitsFor: 'officer:c.ahmed',
    });
    await world.complete(`${pathway}-assessment`, 'DECLINED', { note: 'Not now' });
    await expect(world).not.toBeWaitingFor(`${pathway}-assessment`);
  });
});

describe('support', () => {
  it('is asked about in the community where a person was released on time served', async () => {
    const world = await journeyWorld({ today: addDays(PLAIN_RELEASE, 3) });
    const sentence = { startDate: addDays(PLAIN_RELEASE, -60) };
    await world.startJourney({ officers: OFFICERS, releaseDate: PLAIN_RELEASE, sentence });
    expect((await world.journey()).phase).toBe('community');
    await expect(world).toBeWaitingFor('drugs-and-alcohol-assessment');
  });

  it('moves its deadlines with the release date', async () => {
    const world = await daysBeforeRelease(80);
    const later = addDays(PLAIN_RELEASE, 14);
    ok(await changeReleaseDate(world.services, OFFICER, world.id, { date: later, dateType: 'CRD' }));
    await world.settle();
    for (const pathway of SUPPORT_PATHWAYS)
      expect((await world.step(`${pathway}-assessment`)).dueOn).toBe(addDays(later, -56));
  });

  it('stays required, and is looked for again, while no service has room', async () => {
    const world = await assessed('drugs-and-alcohol');
    await world.complete('drugs-and-alcohol-referral', 'NO_SERVICE', { note: 'Both are full' });
    expect(await statusOf(world, 'drugs-and-alcohol')).toBe('SUPPORT_REQUIRED');
    const { state, opensOn } = await world.step('drugs-and-alcohol-referral');
    expect([state, opensOn]).toEqual(['SCHEDULED', addDays(world.today(), 14)]);
  });

  it('continues until its outcome is known, and asks again', async () => {
    const world = await assessed('education-skills-and-work');
    await world.complete('education-skills-and-work-referral', 'REFERRED', REFERRED);
    await world.complete('education-skills-and-work-outcome', 'CONTINUES');
    expect(await world.step('education-skills-and-work-outcome')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: addDays(world.today(), 42),
    });
  });

  it('keeps what the person needs and said out of the timeline', async () => {
    const world = await assessed('drugs-and-alcohol');
    const facts = JSON.stringify(await world.facts());
    expect(facts).not.toContain(NEEDED.need);
    expect(facts).not.toContain(NEEDED.strengths);
    expect((await world.step('drugs-and-alcohol-assessment')).details).toMatchObject(NEEDED);
  });

  it('is asked again in the next cycle, and keeps papers for work', async () => {
    const world = await assessed('education-skills-and-work');
    await world.complete('work-preparation', 'READY', {
      job: 'HAS',
      cv: 'HAS',
      nationalInsurance: 'HAS',
    });
    await released(world);
    await world.recall();
    expect((await world.journey()).support).toEqual({ work: ['cv', 'nationalInsurance'] });
    expect(await statusOf(world, 'education-skills-and-work')).toBe('NOT_STARTED');
  });
});

describe('refused in support', () => {
  it.each([
    ['a need that nobody described', 'SUPPORT_NEEDED', { ownScore: 4 }, 'details.need'],
    ['a need without the person’s own score', 'SUPPORT_NEEDED', { need: 'Help' }, 'details.ownScore'],
    ['a score over 10', 'SUPPORT_NEEDED', { need: 'Help', ownScore: 11 }, 'details.ownScore'],
    ['a refusal without what the person said', 'DECLINED', {}, 'details.note'],
  ])('is %s', async (_case, outcome, details, field) => {
    const world = await daysBeforeRelease(80);
    const refusal = refused(await world.tryComplete('drugs-and-alcohol-assessment', outcome, details));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.fields?.map((each) => each.field)).toEqual([field]);
  });

  it.each([
    ['not asked for by the person', { to: 'Calder Help' }, 'details.personAsked'],
    ['to nobody', { personAsked: true }, 'details.service'],
    ['to two services', { personAsked: true, to: 'A', service: 'calder-recovery' }, 'details.to'],
    ['made tomorrow', { ...REFERRED, on: addDays(PLAIN_RELEASE, 1) }, 'details.on'],
    ['made on an impossible day', { ...REFERRED, on: '2027-02-30' }, 'details.on'],
    ['to a name on two lines', { personAsked: true, to: 'A\nB' }, 'details.to'],
  ])('is a referral %s', async (_case, details, field) => {
    const world = await assessed('drugs-and-alcohol');
    const refusal = refused(await world.tryComplete('drugs-and-alcohol-referral', 'REFERRED', details));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.fields?.map((each) => each.field)).toEqual([field]);
  });
});

describe('services', () => {
  const WOMAN = { sex: 'FEMALE' } as const;

  it('are refused to people whom they are not for', async () => {
    const world = await assessed('drugs-and-alcohol', { sex: 'MALE' });
    const details = { personAsked: true, service: 'willow-house' };
    expect(refused(await world.tryComplete('drugs-and-alcohol-referral', 'REFERRED', details))).toMatchObject(
      {
        code: 'RULE_REFUSED',
        rule: 'service-not-for-person',
        detail: expect.stringContaining('Willow House women’s centre is not for people of this sex'),
      },
    );
  });

  it('that do not exist are refused', async () => {
    const world = await assessed('drugs-and-alcohol');
    const details = { personAsked: true, service: 'no-such-service' };
    const refusal = refused(await world.tryComplete('drugs-and-alcohol-referral', 'REFERRED', details));
    expect(refusal).toMatchObject({
      rule: 'service-not-for-person',
      detail: expect.stringMatching(/no such/),
    });
  });

  it('for women take one referral for every need, now and later', async () => {
    const world = await assessed('drugs-and-alcohol', WOMAN);
    await world.complete('children-families-and-communities-assessment', 'SUPPORT_NEEDED', NEEDED);
    await world.complete('drugs-and-alcohol-referral', 'REFERRED', {
      personAsked: true,
      service: 'willow-house',
    });
    await expect(world).not.toBeWaitingFor('children-families-and-communities-referral');
    await expect(world).toBeWaitingFor(
      'drugs-and-alcohol-outcome',
      'children-families-and-communities-outcome',
    );
    await world.complete('education-skills-and-work-assessment', 'SUPPORT_NEEDED', NEEDED);
    await expect(world).not.toBeWaitingFor('education-skills-and-work-referral');
    const { pathways, support } = await world.journey();
    for (const pathway of [
      'drugs-and-alcohol',
      'children-families-and-communities',
      'education-skills-and-work',
    ]) {
      expect(pathways[pathway]).toBe('IN_PROGRESS');
      expect(support?.needs?.[pathway]?.referred?.to).toBe('Willow House women’s centre');
    }
  });

  it('for women that did not help with one need leave the others to them', async () => {
    const world = await assessed('drugs-and-alcohol', WOMAN);
    await world.complete('children-families-and-communities-assessment', 'SUPPORT_NEEDED', NEEDED);
    const referral = { personAsked: true, service: 'willow-house' };
    await world.complete('drugs-and-alcohol-referral', 'REFERRED', referral);
    await world.complete('drugs-and-alcohol-outcome', 'NOT_TAKEN_UP', { note: 'No room' });
    await expect(world).toBeWaitingFor(
      'drugs-and-alcohol-referral',
      'children-families-and-communities-outcome',
    );
    await world.complete('drugs-and-alcohol-referral', 'REFERRED', REFERRED);
    expect(await statusOf(world, 'drugs-and-alcohol')).toBe('IN_PROGRESS');
  });
});

describe('treatment for drugs or alcohol', () => {
  const BOOKED = { with: 'Calder Recovery', on: addDays(PLAIN_RELEASE, 2) };

  it('goes on outside, at an appointment within three weeks of release', async () => {
    const world = await assessed('drugs-and-alcohol');
    await world.complete('treatment-appointment', 'BOOKED', BOOKED);
    await released(world);
    expect(await world.step('treatment-continued')).toMatchObject({
      state: 'OPEN',
      waitsFor: 'officer:c.ahmed',
      dueOn: addDays(PLAIN_RELEASE, 21),
    });
    await world.complete('treatment-continued', 'NOT_ATTENDED', { note: 'The bus did not come' });
    await world.complete('treatment-appointment', 'BOOKED', { ...BOOKED, on: addDays(PLAIN_RELEASE, 5) });
    await world.complete('treatment-continued', 'ATTENDED');
    expect(world.problems).toEqual([]);
  });

  it('is not asked about in the community where there was none', async () => {
    const world = await assessed('drugs-and-alcohol');
    await world.complete('treatment-appointment', 'NOT_IN_TREATMENT');
    await released(world);
    await expect(world).not.toBeWaitingFor('treatment-continued');
  });

  it.each([
    ['before release', addDays(PLAIN_RELEASE, -1), 'appointment-before-release'],
    ['more than three weeks after release', addDays(PLAIN_RELEASE, 22), 'appointment-too-late'],
    ['in the past', '2026-01-05', 'appointment-in-the-past'],
  ])('is refused an appointment %s', async (_case, on, rule) => {
    const world = await assessed('drugs-and-alcohol');
    const refusal = refused(await world.tryComplete('treatment-appointment', 'BOOKED', { ...BOOKED, on }));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule });
  });

  it('needs another appointment when the person is released after it', async () => {
    const world = await assessed('drugs-and-alcohol');
    await world.complete('treatment-appointment', 'BOOKED', BOOKED);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 14));
    await expect(world).toBeWaitingFor('treatment-appointment');
    expect((await world.journey()).support?.treatment).toBeUndefined();
  });
});

describe('what the person needs for work', () => {
  it('is asked about again while something is missing', async () => {
    const world = await assessed('education-skills-and-work');
    const missing = { cv: 'HAS', nationalInsurance: 'NEEDS' };
    expect(refused(await world.tryComplete('work-preparation', 'READY', missing))).toMatchObject({
      rule: 'something-is-needed',
      detail: expect.stringContaining('a National Insurance number'),
    });
    await world.complete('work-preparation', 'SOMETHING_NEEDED', { ...missing, note: 'Applied on Monday' });
    expect((await world.journey()).support?.work).toEqual(['cv']);
    expect((await world.step('work-preparation')).opensOn).toBe(addDays(world.today(), 28));
    await world.complete('work-preparation', 'READY', { cv: 'HAS', nationalInsurance: 'HAS' });
    expect((await world.journey()).support?.work).toEqual(['cv', 'nationalInsurance']);
  });

  it('is not said to be missing when nothing is', async () => {
    const world = await assessed('education-skills-and-work');
    const answer = { cv: 'HAS', note: 'All is there' };
    const refusal = refused(await world.tryComplete('work-preparation', 'SOMETHING_NEEDED', answer));
    expect(refusal).toMatchObject({ code: 'RULE_REFUSED', rule: 'nothing-is-needed' });
  });
});
