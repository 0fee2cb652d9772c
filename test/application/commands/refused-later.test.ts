import { afterEach, describe, expect, it } from '@jest/globals';
import { deliverWebhook } from '../../../application/background/deliver-webhook.ts';
import { decideJourneyReleaseDay } from '../../../application/commands/decide-release-day.ts';
import { recordConsent } from '../../../application/commands/record-consent.ts';
import { startJourney } from '../../../application/commands/start-journey.ts';
import { journeyItem } from '../../../application/items.ts';
import { deliveryItem } from '../../../application/message-items.ts';
import { staffLine } from '../../../application/staff-line.ts';
import { addDays } from '../../../domain/law/time.ts';
import { MOST_CONSENTS } from '../../../domain/record/consent.ts';
import { EASTMOOR } from '../../support/agencies.ts';
import { event, eventsOf, hmppsAnswers, receive } from '../../support/events.ts';
import {
  closeWorlds,
  journeyWorld,
  newJourney,
  OFFICER,
  ok,
  PERSON,
  refused,
  type JourneyWorld,
} from '../../support/journey-world.ts';
import { LIAISON, POM } from '../../support/people.ts';
import { HOME } from '../../support/places.ts';
import { onLicence, SLED } from '../../support/recalls.ts';
import { councilsAsked, daysBeforeRelease, PLAIN_RELEASE } from '../../support/stages.ts';
import { openVictimCase, passOn } from '../../support/victim-contact.ts';
import '../../matchers/journey-matchers.ts';

afterEach(closeWorlds);

describe('a recall', () => {
  it('is refused for a day after the licence ended', async () => {
    const world = await onLicence();
    const journey = await world.journey();
    const sentence = { ...journey.sentence, supervisionEndsOn: addDays(world.today(), -3) };
    const item = journeyItem({ ...journey, sentence, version: journey.version + 1 });
    await world.table.transact([{ kind: 'put', item }]);
    expect(refused(await world.tryRecall())).toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: expect.stringContaining('The licence ended on'),
      fields: [{ field: 'revokedOn' }],
    });
  });

  it('that was proposed is not carried out once supervision has ended', async () => {
    const world = await onLicence();
    const { proposal } = ok(await world.tryRecall());
    const journey = await world.journey();
    await world.advanceTo(addDays(SLED, 2));
    const after = await world.journey();
    expect([journey.phase, after.phase]).toEqual(['community', 'closed']);
    const facts = (await world.facts()).length;
    expect(['CONFLICT', 'NOT_FOUND']).toContain(refused(await world.answerProposal(proposal)).code);
    expect((await world.facts()).length).toBe(facts);
  });
});

describe('a release', () => {
  it('is refused for a day before the sentence began', async () => {
    const world = await daysBeforeRelease(3);
    const journey = await world.journey();
    const sentence = { ...journey.sentence, startDate: addDays(world.today(), -1) };
    const item = journeyItem({ ...journey, sentence, version: journey.version + 1 });
    await world.table.transact([{ kind: 'put', item }]);
    expect(refused(await world.tryRelease({ on: addDays(world.today(), -2) }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      detail: expect.stringMatching(/on or after .+, when the sentence began\.$/),
    });
  });

  it('has no day to decide while no date is known', async () => {
    const world = await journeyWorld({ today: '2027-01-12' });
    await world.startJourney({});
    const decided = decideJourneyReleaseDay(world.services, OFFICER, world.id, { outcome: 'PRESUMPTIVE' });
    expect(refused(await decided)).toMatchObject({ code: 'RULE_REFUSED', rule: 'no-release-date' });
  });
});

describe('a consent', () => {
  const GIVEN = { answer: 'GIVEN', how: 'SPOKEN' } as const;

  it('to one agency more than are kept is refused, and one to every agency is not asked of it', async () => {
    const world = await daysBeforeRelease(60);
    const journey = await world.journey();
    const consents = Array.from({ length: MOST_CONSENTS }, (_, index) => ({
      purpose: 'CRS' as const,
      answer: 'GIVEN' as const,
      agencyId: `agency-${index}`,
    }));
    const item = journeyItem({ ...journey, consents, version: journey.version + 1 });
    await world.table.transact([{ kind: 'put', item }]);
    const given = { ...GIVEN, purpose: 'DTR', agency: EASTMOOR.id } as const;
    expect(refused(await recordConsent(world.services, POM, world.id, given))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'too-many-consents',
      detail: '40 answers are recorded, and no more can be kept. Record one answer for every agency.',
    });
  });

  it('given by somebody who has a home asks nothing', async () => {
    const world = await daysBeforeRelease(60);
    await world.complete('housing-need', 'HAS_ADDRESS', HOME);
    const before = (await world.openSteps()).map(({ key }) => key).sort();
    ok(await recordConsent(world.services, POM, world.id, { ...GIVEN, purpose: 'DTR' }));
    await world.settle();
    expect((await world.openSteps()).map(({ key }) => key).sort()).toEqual(before);
  });
});

describe('a journey', () => {
  it('is not started with a confirmed date earlier than the law permits', async () => {
    const world = await journeyWorld({ today: '2027-01-12' });
    const given = newJourney({ releaseDate: '2027-06-01' }, world.today());
    const dates = [{ date: '2027-03-01', dateType: 'CONFIRMED' }] as const;
    expect(refused(await startJourney(world.services, OFFICER, { ...given, dates }))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'earlier-than-permitted',
      detail: expect.stringMatching(/Record it after the other dates\.$/),
    });
    expect(world.commits).toBe(0);
  });

  it('is not started with one date twice', async () => {
    const world = await journeyWorld({ today: '2027-01-12' });
    const given = newJourney({ releaseDate: '2027-06-01' }, world.today());
    const dates = [
      { date: '2027-09-01', dateType: 'SED' },
      { date: '2027-09-02', dateType: 'SED' },
    ] as const;
    expect(refused(await startJourney(world.services, OFFICER, { ...given, dates }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ field: 'dates', problem: expect.stringMatching(/^Give the .+ once\.$/) }],
    });
  });
});

it('dates that the prison calculates for a person on remand are not recorded, and somebody is asked', async () => {
  const world = await journeyWorld({ today: '2027-01-12' });
  const sentence = { startDate: '2026-12-01', releaseKind: 'REMAND' } as const;
  const { supervisionEndsOn: _none, ...rest } = newJourney({ sentence }, world.today()).sentence;
  await world.startJourney({ sentence: rest });
  await hmppsAnswers(world, 'prisoner', PERSON, {
    prisonerNumber: PERSON,
    conditionalReleaseDate: '2027-05-04',
  });
  const changed = 'prison-offender-events.prisoner.sentence-dates-changed';
  await receive(world, event(changed, '2027-01-12T07:00:00Z', { nomsNumber: PERSON }));
  const [record] = await eventsOf(world);
  expect(record).toMatchObject({
    state: 'contradictory',
    outcome: 'dates-refused',
    problem: expect.stringContaining('The person is on remand.'),
  });
  await expect(world).toBeWaitingFor(`contradictory-events.event.${record?.event.id}`);
  expect((await world.journey()).dates).toEqual([]);
});

it('a unit outside the regions of a member of staff is refused', () => {
  const read = staffLine.safeParse({ id: 'ann.ash', name: 'Ann Ash', regions: ['N54'], units: ['N03A'] });
  expect(read.error?.issues).toMatchObject([
    { path: ['units'], message: 'The unit N03A is in none of the person’s regions.' },
  ]);
});

describe('a message to an agency while a victim is to have the date first', () => {
  /** The date has moved, and agencies wait for the unit. */
  async function waiting(): Promise<JourneyWorld> {
    const world = await councilsAsked();
    await world.services.staff.record(LIAISON);
    const id = await openVictimCase(world);
    await passOn(world, id, `RELEASE ${PLAIN_RELEASE}`);
    await world.moveReleaseDate(addDays(PLAIN_RELEASE, 7));
    return world;
  }

  it('that was parked is put off with the text that was signed, and has all its attempts again', async () => {
    const world = await waiting();
    const delivery = (await world.deliveries()).find(({ state }) => state === 'pending');
    if (delivery === undefined) throw new Error('Nothing waits');
    const { nextAttemptAt: until, ...rest } = delivery;
    const attempts = [{ at: delivery.createdAt, status: 503, latencyMs: 1 }];
    const parked = { ...rest, state: 'parked', parkedBecause: 'LADDER_EXHAUSTED', attempts } as const;
    await world.table.transact([{ kind: 'put', item: deliveryItem(parked) }]);
    const send = () =>
      deliverWebhook(
        {
          ...world.services,
          sender: world.sender,
          signer: { sign: () => Promise.resolve('v1,x') },
          wallClock: world.clock,
          random: () => 0.5,
        },
        { agencyId: delivery.agencyId, deliveryId: delivery.id, again: true },
      );
    const sent = world.sender.sent.length;
    expect(await send()).toBe('not-due');
    const put = (await world.deliveries()).find(({ id }) => id === delivery.id);
    expect(put).toMatchObject({ state: 'pending', nextAttemptAt: until, attemptsBefore: 1, body: rest.body });
    expect(put).not.toHaveProperty('parkedBecause');
    expect(await send()).toBe('not-due');
    expect((await world.deliveries()).find(({ id }) => id === delivery.id)).toEqual(put);
    expect(world.sender.sent).toHaveLength(sent);
  });
});
