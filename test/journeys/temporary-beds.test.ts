import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { stateOf } from '../../domain/record/referral.ts';
import { needsAttention } from '../../domain/journey/attention.ts';
import { flagsOf } from '../../domain/journey/caseload-flags.ts';
import { CAS3, EASTMOOR } from '../support/agencies.ts';
import { closeWorlds, REAL_CALENDAR, refused, type JourneyWorld } from '../support/journey-world.ts';
import { bedUntil, HOME } from '../support/places.ts';
import { livedOnce } from '../support/lived-once.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE, released } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const LAST_NIGHT = addDays(PLAIN_RELEASE, 83);

describe('a bed in community accommodation', () => {
  it('leaves the duty to refer live and the pathway in progress, because it is not a home', async () => {
    const world = await bedAccepted();
    expect(stateOf(await world.referral('DTR-1'))).toBe('delivered');
    await expect(world).toBeWaitingFor('referral-answer.DTR-1', 'next-address');
    expect((await world.journey()).pathways['accommodation']).toBe('IN_PROGRESS');
    await world.advanceTo(addDays(PLAIN_RELEASE, -5));
    const next = await world.step('next-address');
    expect([next.dueOn, next.escalation]).toEqual([undefined, 0]);
  });

  it('moves with the release date', async () => {
    const world = await bedAccepted();
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    await released(world);
    await world.advanceTo(addDays(LAST_NIGHT, 5));
    expect(flagsOf(await world.journey(), world.today(), REAL_CALENDAR)).not.toContain('NOWHERE_TO_LIVE');
  });

  it('asks about moving on weeks before its last night, and escalates', async () => {
    const world = await bedAccepted();
    await released(world);
    await expect(world).not.toBeWaitingFor('urgent-housing');
    await world.advanceTo(addDays(LAST_NIGHT, -43));
    expect((await world.step('moving-on')).state).toBe('SCHEDULED');
    await world.advanceTo(addDays(LAST_NIGHT, -42));
    expect(await world.step('moving-on')).toMatchObject({ state: 'OPEN', dueOn: addDays(LAST_NIGHT, -14) });
    await world.advanceTo(addDays(LAST_NIGHT, -3));
    expect((await world.step('moving-on')).escalation).toBe(4);
  });

  it('leaves the person with nowhere to live when its last night comes, and every list shows it', async () => {
    const world = await bedAccepted();
    await released(world);
    await world.advanceTo(LAST_NIGHT);
    await expect(world).toBeWaitingFor('urgent-housing');
    await expect(world).not.toBeWaitingFor('moving-on', 'last-night');
    await world.advanceTo(addDays(LAST_NIGHT, 1));
    const journey = await world.journey();
    expect(flagsOf(journey, world.today(), REAL_CALENDAR)).toContain('NOWHERE_TO_LIVE');
    expect(needsAttention(journey, world.today())).toBe(true);
    await world.advanceTo(addDays(PLAIN_RELEASE, 300));
    expect((await world.journey()).closed).toMatchObject({ housed: false });
  });

  it('is followed by a home, which ends the search and is what the journey closes with', async () => {
    const world = await bedAccepted();
    await released(world);
    await world.advanceTo(addDays(LAST_NIGHT, -10));
    await world.complete('moving-on', 'ADDRESS_FOUND', { ...HOME, firstNight: addDays(LAST_NIGHT, 1) });
    await expect(world).not.toBeWaitingFor('moving-on', 'last-night');
    await world.advanceTo(addDays(LAST_NIGHT, 2));
    await expect(world).not.toBeWaitingFor('urgent-housing');
    await world.advanceTo(addDays(PLAIN_RELEASE, 300));
    expect((await world.journey()).closed).toMatchObject({ housed: true });
    expect(world.problems).toEqual([]);
  });

  it('is followed by another bed, and moving on is asked again for that one', async () => {
    const world = await bedAccepted();
    await released(world);
    await world.advanceTo(addDays(LAST_NIGHT, -10));
    const later = addDays(LAST_NIGHT, 60);
    await world.complete('moving-on', 'ADDRESS_FOUND', bedUntil(later));
    expect(await world.step('moving-on')).toMatchObject({ state: 'SCHEDULED', opensOn: addDays(later, -42) });
    expect((await world.step('last-night')).opensOn).toBe(later);
    await world.advanceTo(later);
    await expect(world).toBeWaitingFor('urgent-housing');
    expect(world.transitions).toBeLessThan(250);
  });
});

describe('a temporary address', () => {
  it('is a bed, however it was found', async () => {
    const world = await daysBeforeRelease(20);
    const lastNight = addDays(PLAIN_RELEASE, 6);
    await world.complete('housing-need', 'HAS_ADDRESS', bedUntil(lastNight));
    await expect(world).toBeWaitingFor('next-address');
    await released(world);
    await expect(world).not.toHaveFact('released-without-address');
    expect((await world.step('moving-on')).state).toBe('OPEN');
    await world.advanceTo(lastNight);
    await expect(world).toBeWaitingFor('urgent-housing');
  });

  it.each([
    { case: 'no last night', details: { ...HOME, settledType: 'TRANSIENT' }, field: 'lastNight' },
    {
      case: 'a last night before its first',
      details: { ...bedUntil('2027-03-10'), firstNight: '2027-03-11' },
      field: 'lastNight',
    },
    {
      case: 'a last night before release',
      details: bedUntil(addDays(PLAIN_RELEASE, -1)),
      field: 'lastNight',
    },
    {
      case: 'a settled address with a last night',
      details: { ...HOME, lastNight: '2027-05-01' },
      field: 'lastNight',
    },
    { case: 'no address', details: { settledType: 'SETTLED', postcode: 'LS1 4AP' }, field: 'addressLines' },
    { case: 'no postcode', details: { ...HOME, postcode: undefined }, field: 'postcode' },
    { case: 'a postcode that cannot be one', details: { ...HOME, postcode: 'LS1 4A' }, field: 'postcode' },
    { case: 'a date that is not one', details: bedUntil('2027-02-30'), field: 'lastNight' },
  ])('is refused with $case, and nothing is written', async ({ details, field }) => {
    const world = await daysBeforeRelease(20);
    const { version } = await world.journey();
    const refusal = refused(await world.tryComplete('housing-need', 'HAS_ADDRESS', details));
    expect(refusal).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ field: `details.${field}` }] });
    expect((await world.journey()).version).toBe(version);
  });
});

describe('the address itself', () => {
  it('is kept with its postcode and who found it, and is in no fact and no message', async () => {
    const world = await councilsAsked([EASTMOOR.id]);
    await world.complete('next-address', 'ADDRESS_RECORDED', { ...HOME, postcode: 'ls14ap' });
    const { places } = (await world.journey()).housing;
    expect(places).toMatchObject([
      {
        kind: 'SETTLED',
        lines: ['12 Mill Lane', 'Leeds'],
        postcode: 'LS1 4AP',
        foundBy: { id: 'p.taylor', staff: 'PRISON' },
      },
    ]);
    expect(JSON.stringify(await world.facts())).not.toMatch(/Mill Lane|LS1 4AP/);
    expect(JSON.stringify(await world.deliveries())).not.toMatch(/Mill Lane|LS1 4AP/);
  });

  it('is checked again in the last week, and once more for a later date', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    expect((await world.step('address-check')).state).toBe('SCHEDULED');
    await world.advanceTo(addDays(PLAIN_RELEASE, -7));
    await world.complete('address-check', 'STILL_THERE');
    expect(await world.step('address-check')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: addDays(PLAIN_RELEASE, 1),
    });
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 21));
    expect(await world.step('address-check')).toMatchObject({
      state: 'SCHEDULED',
      opensOn: addDays(PLAIN_RELEASE, 14),
    });
  });

  it('that is lost in the last week starts the whole search again', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    await world.advanceTo(addDays(PLAIN_RELEASE, -7));
    await world.complete('address-check', 'NO_LONGER', { reason: 'The sister has moved' });
    await expect(world).toBeWaitingFor('next-address', 'housing-consent', 'crs-decision');
    await released(world);
    await expect(world).toBeWaitingFor('urgent-housing');
    expect(world.problems).toEqual([]);
  });
});

/** Six weeks before release, with a duty to refer that is not answered yet and a CAS3 bed for the first night. */
const bedAccepted = livedOnce(async (options): Promise<JourneyWorld> => {
  const world = await councilsAsked([EASTMOOR.id], options);
  await world.advanceTo(addDays(PLAIN_RELEASE, -42));
  await world.complete('cas3-decision', 'REFER');
  await world.agencyAnswers('CAS3-1', 'ACCEPTED');
  return world;
});

describe('community accommodation after approved premises', () => {
  const LAST = addDays(PLAIN_RELEASE, 60);

  /** Out in approved premises until their last night, and moving on is asked about. */
  async function inApprovedPremises(): Promise<JourneyWorld> {
    const world = await councilsAsked([EASTMOOR.id], {}, { sex: 'MALE' });
    await world.complete('cas1-decision', 'PLACE_OFFERED', { sex: 'MALE', tier: 'A3', lastNight: LAST });
    await released(world);
    await world.advanceTo(addDays(LAST, -42));
    return world;
  }

  it('is asked for from there, follows the last night there, and is moved on from in turn', async () => {
    const world = await inApprovedPremises();
    await world.complete('moving-on', 'REFER_TO_CAS3');
    expect((await world.referral('CAS3-1')).agencyId).toBe(CAS3.id);
    await expect(world).toBeWaitingFor('moving-on', 'referral-answer.CAS3-1');
    expect(refused(await world.tryComplete('moving-on', 'REFER_TO_CAS3'))).toMatchObject({
      rule: 'cas3-asked-already',
    });
    await world.agencyAnswers('CAS3-1', 'ACCEPTED');
    expect((await world.journey()).housing.places?.at(-1)).toMatchObject({
      kind: 'CAS3',
      nights: 84,
      from: addDays(LAST, 1),
    });
    expect(await world.step('moving-on')).toMatchObject({ opensOn: addDays(LAST, 84 - 42) });
    await world.advanceTo(addDays(LAST, 1));
    await expect(world).not.toBeWaitingFor('urgent-housing');
    expect(world.problems).toEqual([]);
  });

  it('is not asked for from anywhere else outside, nor without the other two referrals', async () => {
    const world = await bedAccepted();
    await released(world);
    await world.advanceTo(addDays(LAST_NIGHT, -42));
    expect(refused(await world.tryComplete('moving-on', 'REFER_TO_CAS3'))).toMatchObject({
      rule: 'not-in-approved-premises',
    });
    const other = await daysBeforeRelease(50, { sex: 'MALE' });
    await other.complete('housing-need', 'NEEDS_HELP');
    await other.complete('cas1-decision', 'PLACE_OFFERED', { sex: 'MALE', tier: 'A3', lastNight: LAST });
    await released(other);
    await other.advanceTo(addDays(LAST, -42));
    expect(refused(await other.tryComplete('moving-on', 'REFER_TO_CAS3'))).toMatchObject({
      rule: 'both-referrals-first',
    });
  });
});
