import { afterEach, describe, expect, it } from '@jest/globals';
import { recordPersonDetails } from '../../application/commands/record-details.ts';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { readCrn } from '../../application/crn-rows.ts';
import { getTimeline } from '../../application/queries/get-timeline.ts';
import { addDays } from '../../domain/law/time.ts';
import { event, eventsOf, hmppsAnswers, outcomes, receive, type GivenEvent } from '../support/events.ts';
import { closeWorlds, ok, OFFICER, PERSON, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER } from '../support/people.ts';
import { daysBeforeRelease, OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const OLD = 'X111111';
const NEW = 'X222222';
const NEWEST = 'X333333';
const OTHER = 'B2345CD';

function merge(source: string, target: string, minute = 0): GivenEvent {
  const occurredAt = `${addDays(PLAIN_RELEASE, -60)}T07:${String(minute).padStart(2, '0')}:00Z`;
  const information = { sourceCRN: source, targetCRN: target };
  return event('probation-case.merge.completed', occurredAt, information, [{ type: 'CRN', value: target }]);
}

/** The record of a person has this CRN. */
async function withCrn(crn: string): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  ok(await recordPersonDetails(world.services, OFFICER, world.id, { crn }));
  return world;
}

const crn = async (world: JourneyWorld) => (await world.journey()).crn;

describe('two probation cases that are merged', () => {
  it('leave the person under the CRN that stays, and the other one leads to them too', async () => {
    const world = await withCrn(OLD);
    await receive(world, merge(OLD, NEW));
    expect(await crn(world)).toBe(NEW);
    expect(await outcomes(world)).toEqual(['done crn-merged']);
    expect(await readCrn(world.services, OLD)).toMatchObject({ prisonNumber: PERSON, mergedInto: NEW });
    expect(await readCrn(world.services, NEW)).toMatchObject({ prisonNumber: PERSON });
    const timeline = ok(await getTimeline(world.services, OFFICER, world.id, { newestFirst: true }));
    expect(timeline.items[0]).toMatchObject({
      who: 'The prison and probation service’s systems',
      sentence: expect.stringMatching(new RegExp(`${NEW}.*Probation has merged two cases`)),
    });
    expect(world.problems).toEqual([]);
  });

  it('change nothing more when they are reported again', async () => {
    const world = await withCrn(OLD);
    await receive(world, merge(OLD, NEW));
    const before = await world.journey();
    await receive(world, merge(OLD, NEW, 5));
    expect(await world.journey()).toEqual(before);
    expect(await outcomes(world)).toEqual(['done crn-merged', 'done already-so']);
  });

  it.each(['in order', 'out of order'])('twice leave the last CRN, when reported %s', async (order) => {
    const world = await withCrn(OLD);
    const reports = [merge(OLD, NEW), merge(NEW, NEWEST, 5)];
    for (const report of order === 'in order' ? reports : reports.toReversed()) await receive(world, report);
    await world.advanceTo(addDays(world.today(), 2));
    expect(await crn(world)).toBe(NEWEST);
    expect((await eventsOf(world)).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(world.problems).toEqual([]);
  });

  it('leave the last CRN also when the first merge is reported after the second was followed', async () => {
    const world = await withCrn(NEW);
    await receive(world, merge(NEW, NEWEST, 5), merge(OLD, NEW));
    expect(await crn(world)).toBe(NEWEST);
    expect(await outcomes(world)).toEqual(['done crn-merged', 'done crn-merged']);
    expect(await readCrn(world.services, OLD)).toMatchObject({ prisonNumber: PERSON, mergedInto: NEW });
    expect(await readCrn(world.services, NEW)).toMatchObject({ prisonNumber: PERSON, mergedInto: NEWEST });
    expect(await readCrn(world.services, NEWEST)).toEqual({ crn: NEWEST, prisonNumber: PERSON });
    expect(world.problems).toEqual([]);
  });

  it('bring events that named the CRN that stays, before its person was known', async () => {
    const world = await withCrn(OLD);
    const tier = event('tier.calculation.complete', `${world.today()}T06:00:00Z`, {}, [
      { type: 'CRN', value: NEW },
    ]);
    await hmppsAnswers(world, 'tier', NEW, { tierScore: 'B2' });
    await hmppsAnswers(world, 'personRecord', NEW, { identifiers: { prisonNumbers: [] } });
    await receive(world, tier);
    expect(await outcomes(world, NEW)).toEqual(['unmatched no-prison-number']);
    await receive(world, merge(OLD, NEW));
    await world.runtime.sweep();
    await world.settle();
    expect(await world.journey()).toMatchObject({ crn: NEW, tier: 'B2' });
    expect(await outcomes(world, NEW)).toEqual([]);
  });

  it('ask HMPPS’s services by the CRN that stays, when a late event names the other one', async () => {
    const world = await withCrn(OLD);
    await receive(world, merge(OLD, NEW));
    await hmppsAnswers(world, 'tier', NEW, { tierScore: 'A1' });
    await receive(
      world,
      event('tier.calculation.complete', `${world.today()}T06:00:00Z`, {}, [{ type: 'CRN', value: OLD }]),
    );
    expect((await world.journey()).tier).toBe('A1');
  });

  it('are followed once one of the CRNs is recorded', async () => {
    const world = await daysBeforeRelease(60);
    await hmppsAnswers(world, 'personRecord', NEW, { identifiers: { prisonNumbers: [] } });
    await receive(world, merge(OLD, NEW));
    expect(await outcomes(world, NEW)).toEqual(['unmatched no-prison-number']);
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { crn: OLD }));
    await world.advanceTo(addDays(world.today(), 2));
    expect(await crn(world)).toBe(NEW);
    expect(await outcomes(world)).toEqual(['done crn-merged']);
  });
});

describe('a merge of probation cases that cannot be right', () => {
  async function refusedWith(world: JourneyWorld, problem: string): Promise<void> {
    const [record] = (await eventsOf(world)).slice(-1);
    expect(record).toMatchObject({ state: 'contradictory', problem: expect.stringContaining(problem) });
    await expect(world).toBeWaitingFor(`contradictory-events.event.${record?.event.id}`);
  }

  it('of a CRN with itself asks somebody', async () => {
    const world = await withCrn(OLD);
    await receive(world, merge(OLD, OLD));
    await refusedWith(world, 'with itself');
    expect(await crn(world)).toBe(OLD);
  });

  it('the other way round than before asks somebody', async () => {
    const world = await withCrn(OLD);
    await receive(world, merge(OLD, NEW), merge(NEW, OLD, 5));
    await refusedWith(world, 'the other way round');
    expect(await crn(world)).toBe(NEW);
  });

  it('of a person with a third CRN asks somebody', async () => {
    const world = await withCrn(OLD);
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { crn: OLD }));
    await receive(
      world,
      event(
        'probation-case.merge.completed',
        `${world.today()}T07:00:00Z`,
        { sourceCRN: NEW, targetCRN: NEWEST },
        [
          { type: 'CRN', value: NEWEST },
          { type: 'NOMS', value: PERSON },
        ],
      ),
    );
    await refusedWith(world, 'third CRN');
  });

  it('without two CRNs asks somebody', async () => {
    const world = await withCrn(OLD);
    const identifiers = [{ type: 'CRN', value: OLD }];
    await receive(
      world,
      event('probation-case.merge.completed', `${world.today()}T07:00:00Z`, { targetCRN: OLD }, identifiers),
    );
    await refusedWith(world, 'two CRNs');
  });

  it('of two people here waits until their records are merged, and is then followed', async () => {
    const world = await withCrn(OLD);
    await world.startJourney({
      prisonNumber: OTHER,
      officers: OFFICERS,
      releaseDate: PLAIN_RELEASE,
      sentence: { startDate: addDays(PLAIN_RELEASE, -60) },
    });
    ok(await recordPersonDetails(world.services, OFFICER, world.id, { crn: NEW }));
    await receive(world, merge(OLD, NEW));
    const [record] = await eventsOf(world, OTHER);
    expect(record).toMatchObject({ state: 'contradictory', problem: expect.stringContaining('two people') });
    await expect(world).toBeWaitingFor(`contradictory-events.event.${record?.event.id}`);
    ok(await mergeRecords(world.services, ADMIN_USER, world.id, { otherNumber: PERSON, survives: 'THIS' }));
    await world.settle();
    await world.advanceTo(addDays(world.today(), 2));
    expect(await outcomes(world, OTHER)).toEqual(['done crn-merged']);
    expect(await crn(world)).toBe(NEW);
    expect((await world.journey()).open.map(({ kind }) => kind)).not.toContain('contradictory-events');
    expect(world.problems).toEqual([]);
  });

  it('is not followed on a closed journey', async () => {
    const world = await withCrn(OLD);
    ok(await world.tryDeath());
    await world.settle();
    await receive(world, merge(OLD, NEW));
    expect(await outcomes(world)).toEqual(['unmatched no-journey']);
    expect(await crn(world)).toBe(OLD);
  });
});
