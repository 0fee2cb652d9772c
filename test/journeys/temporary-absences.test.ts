import { afterEach, describe, expect, it } from '@jest/globals';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { receive, receivedEvent, releasedEvent, type GivenEvent } from '../support/events.ts';
import { closeWorlds, journeyWorld, type JourneyWorld } from '../support/journey-world.ts';
import { OFFICERS, PLAIN_RELEASE } from '../support/stages.ts';
import { THE_LAW } from '../support/law.ts';
import { NO_HOLIDAYS } from '../support/drafts.ts';

afterEach(closeWorlds);

const BEGAN: IsoDate = '2026-05-11';
const DAY = addDays(BEGAN, 30);
const out = (days: number) => releasedEvent(`${addDays(DAY, days)}T08:00:00Z`, 'TEMPORARY_ABSENCE_RELEASE');
const back = (days: number) => receivedEvent(`${addDays(DAY, days)}T17:00:00Z`, 'TEMPORARY_ABSENCE_RETURN');

async function sentenced(): Promise<JourneyWorld> {
  const world = await journeyWorld({ today: addDays(DAY, 20) });
  await world.startJourney({
    officers: OFFICERS,
    releaseDate: PLAIN_RELEASE,
    sentence: { startDate: BEGAN },
  });
  await world.complete('immediate-needs', 'RECORDED');
  await world.runtime.sweep();
  return world;
}

const reported = async (world: JourneyWorld) => (await world.journey()).custody?.absencesReported;

describe('temporary absences that the prison’s system reports', () => {
  const reports: readonly GivenEvent[] = [out(0), back(0), out(3), back(5), out(9)];
  const all = { times: 3, days: 5, latestOn: addDays(DAY, 9) };

  it.each([
    ['in order', [0, 1, 2, 3, 4]],
    ['in reverse', [4, 3, 2, 1, 0]],
    ['with each return before its leaving', [1, 0, 3, 2, 4]],
    ['each of them twice', [0, 0, 1, 1, 2, 3, 2, 3, 4, 4]],
  ])('are counted once, %s', async (_case, order) => {
    const world = await sentenced();
    for (const index of order) await receive(world, reports[index] ?? {});
    expect(await reported(world)).toEqual(all);
    expect(world.problems).toEqual([]);
  });

  it('are none for a person who goes to court or to hospital, or of an earlier time in custody', async () => {
    const world = await sentenced();
    await receive(
      world,
      releasedEvent(`${DAY}T08:00:00Z`, 'SENT_TO_COURT'),
      receivedEvent(`${DAY}T17:00:00Z`, 'RETURN_FROM_COURT'),
      out(-60),
      back(-60),
    );
    expect(await reported(world)).toBeUndefined();
  });

  it('are shown to the officer who reviews, beside what the reviews have counted', async () => {
    const world = await sentenced();
    const shown = async () =>
      stepEntry('custody-review').background?.(
        await world.journey(),
        undefined,
        {},
        {
          law: THE_LAW,
          calendar: NO_HOLIDAYS,
          today: world.today(),
        },
      );
    expect(await shown()).toBeUndefined();
    await receive(world, out(0), back(0));
    expect(await shown()).toEqual({
      label: 'Temporary absences',
      text: 'Since this time in custody began, the prison’s system has reported one temporary absence, on one day; the latest began on Wednesday 10 June 2026. Reviews have counted 0 days on temporary licence so far.',
    });
    await world.advanceTo(addDays(BEGAN, 240));
    await world.complete('custody-review', 'REVIEWED', { temporaryReleaseDays: 1 });
    expect((await shown())?.text).toContain('Reviews have counted one day on temporary licence so far.');
    expect(await reported(world)).toMatchObject({ times: 1 });
  });
});
