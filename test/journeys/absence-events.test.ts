import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays } from '../../domain/law/time.ts';
import { outcomes, receive, receivedEvent, releasedEvent } from '../support/events.ts';
import { closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { daysBeforeRelease, PLAIN_RELEASE, releasedAfter } from '../support/stages.ts';
import '../matchers/journey-matchers.ts';

afterEach(closeWorlds);

const DAY = addDays(PLAIN_RELEASE, -58);
const on = (days: number, time = '09:00'): string => `${addDays(DAY, days)}T${time}:00Z`;

async function aWeekLater(): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  await world.complete('housing-need', 'NEEDS_HELP');
  await world.advanceTo(addDays(DAY, 7));
  return world;
}

const hold = async (world: JourneyWorld) => (await world.journey()).hold;

describe('a person who leaves prison for a while', () => {
  it.each([
    ['SENT_TO_COURT', 'RETURN_FROM_COURT', 'COURT', false],
    ['TEMPORARY_ABSENCE_RELEASE', 'TEMPORARY_ABSENCE_RETURN', 'TEMPORARY_ABSENCE', false],
    ['RELEASED_TO_HOSPITAL', 'ADMISSION', 'HOSPITAL', true],
  ])('%s: is on hold until %s', async (leaves, returns, reason, stopsClocks) => {
    const world = await aWeekLater();
    await receive(world, releasedEvent(on(0), leaves));
    expect(await hold(world)).toMatchObject({ reason, since: DAY, stopsClocks });
    await receive(world, receivedEvent(on(2), returns));
    expect(await hold(world)).toBeUndefined();
    await expect(world).toHaveFact('resumed', { reason, since: DAY, on: addDays(DAY, 2) });
    expect(await outcomes(world)).toEqual(['done held', 'done resumed']);
    expect(world.problems).toEqual([]);
  });

  it('and was in hospital has deadlines without those days, in whatever order the reports come', async () => {
    const out = releasedEvent(on(1), 'RELEASED_TO_HOSPITAL');
    const back = receivedEvent(on(4));
    const dueAfter = async (first: typeof out, second: typeof out) => {
      const world = await aWeekLater();
      const before = (await world.step('crs-decision')).dueOn ?? '';
      await receive(world, first, second);
      expect(await hold(world)).toBeUndefined();
      await expect(world).toHaveFact('held', { reason: 'HOSPITAL', since: addDays(DAY, 1) });
      await expect(world).toHaveFact('resumed', { reason: 'HOSPITAL', on: addDays(DAY, 4) });
      return { before, after: (await world.step('crs-decision')).dueOn };
    };
    const { before, after } = await dueAfter(out, back);
    // Monday to Wednesday: three working days from a Friday.
    expect([before, after]).toEqual(['2027-01-15', '2027-01-20']);
    expect((await dueAfter(back, out)).after).toBe(after);
  });

  it('and leaves again before a return was reported is on hold for the later reason', async () => {
    const world = await aWeekLater();
    await receive(world, releasedEvent(on(0), 'SENT_TO_COURT'), releasedEvent(on(2), 'RELEASED_TO_HOSPITAL'));
    expect(await hold(world)).toMatchObject({ reason: 'HOSPITAL', since: addDays(DAY, 2) });
    await receive(world, receivedEvent(on(1), 'RETURN_FROM_COURT'));
    expect(await hold(world)).toMatchObject({ reason: 'HOSPITAL' });
    await receive(world, receivedEvent(on(3), 'TRANSFERRED', 'LEI'));
    expect(await hold(world)).toBeUndefined();
    expect((await world.journey()).prison).toBe('LEI');
    expect(world.problems).toEqual([]);
  });

  it('and went elsewhere in the meantime has the days in hospital only, in whatever order the reports come', async () => {
    const reports = [
      releasedEvent(on(0), 'RELEASED_TO_HOSPITAL'),
      releasedEvent(on(2), 'SENT_TO_COURT'),
      receivedEvent(on(5), 'RETURN_FROM_COURT'),
    ];
    const [hospital, court, back] = reports;
    for (const order of [
      reports,
      [hospital, back, court],
      [back, court, hospital],
      [court, back, hospital],
    ]) {
      const world = await aWeekLater();
      expect((await world.step('crs-decision')).dueOn).toBe('2027-01-15');
      for (const report of order) if (report !== undefined) await receive(world, report);
      expect(await hold(world)).toBeUndefined();
      // Sunday and Monday: one working day from a Friday.
      expect((await world.step('crs-decision')).dueOn).toBe('2027-01-18');
      expect(world.problems).toEqual([]);
    }
  });

  it('and is released from there is no longer on hold', async () => {
    const world = await daysBeforeRelease(3);
    await world.advanceTo(addDays(PLAIN_RELEASE, 2));
    await receive(
      world,
      releasedEvent(`${PLAIN_RELEASE}T07:00:00Z`, 'SENT_TO_COURT'),
      releasedEvent(`${addDays(PLAIN_RELEASE, 1)}T09:00:00Z`),
    );
    expect(await world.journey()).toMatchObject({
      releasedOn: addDays(PLAIN_RELEASE, 1),
      phase: 'community',
    });
    expect(await hold(world)).toBeUndefined();
    await expect(world).toHaveFact('resumed', { reason: 'COURT', on: addDays(PLAIN_RELEASE, 1) });
  });

  it('is not put on hold by a report about an earlier sentence, nor once they are out', async () => {
    const world = await releasedAfter(3);
    await receive(
      world,
      releasedEvent('2025-05-01T09:00:00Z', 'SENT_TO_COURT'),
      releasedEvent(on(0), 'TEMPORARY_ABSENCE_RELEASE'),
    );
    expect(await hold(world)).toBeUndefined();
    expect(await outcomes(world)).toEqual(['done before-this-sentence', 'done not-held']);
  });

  it('and of whom the return is dated later than now stays on hold until that moment', async () => {
    const world = await aWeekLater();
    await receive(world, receivedEvent(on(8), 'RETURN_FROM_COURT'), releasedEvent(on(0), 'SENT_TO_COURT'));
    expect(await hold(world)).toMatchObject({ reason: 'COURT' });
    await world.advanceTo(addDays(DAY, 9));
    expect(await hold(world)).toBeUndefined();
    await expect(world).toHaveFact('resumed', { on: addDays(DAY, 8) });
  });
});

describe('a hold that an officer entered', () => {
  it('is not ended by a return for another reason', async () => {
    const world = await aWeekLater();
    ok(await world.tryHold({ reason: 'HOSPITAL', since: DAY }));
    await receive(
      world,
      releasedEvent(on(1), 'SENT_TO_COURT'),
      receivedEvent(on(2), 'RETURN_FROM_COURT'),
      receivedEvent(on(3), 'TRANSFERRED', 'LEI'),
    );
    expect(await hold(world)).toMatchObject({ reason: 'HOSPITAL', since: DAY });
    expect(await outcomes(world)).toEqual([
      'done on-hold-already',
      'done not-a-reception',
      'done transferred',
    ]);
  });

  it.each([
    ['COURT', 'RETURN_FROM_COURT'],
    ['ESCAPE', 'READMISSION'],
  ] as const)('for %s is ended by %s', async (reason, returns) => {
    const world = await aWeekLater();
    ok(await world.tryHold({ reason, since: DAY }));
    await receive(world, receivedEvent(on(-1), returns));
    expect(await hold(world)).toMatchObject({ reason });
    await receive(world, receivedEvent(on(2), returns));
    expect(await hold(world)).toBeUndefined();
    await expect(world).toHaveFact('resumed', { reason, on: addDays(DAY, 2) });
  });

  it('is not ended by a return earlier on the day on which it began', async () => {
    const world = await aWeekLater();
    ok(await world.tryHold({ reason: 'COURT', since: addDays(DAY, 7) }));
    await receive(world, receivedEvent(on(7, '07:00'), 'RETURN_FROM_COURT'));
    expect(await hold(world)).toMatchObject({ reason: 'COURT' });
  });
});
