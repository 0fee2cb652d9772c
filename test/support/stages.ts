import { addDays, type IsoDate } from '../../domain/law/time.ts';
import { changeJourney } from '../../application/change-journey.ts';
import { done } from '../../application/refusal.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { EASTMOOR } from './agencies.ts';
import { livedOnce, livedOnceAsUsual } from './lived-once.ts';
import { journeyWorld, ok, type JourneyWorld, type Starting, type WorldOptions } from './journey-world.ts';

export const OFFICERS = { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' };

/** Agreement to be contacted by phone. */
export const CONTACT_AGREED = { shareContactDetails: true, contactBy: 'PHONE', contact: '07700 900 456' };

/** A Tuesday in the middle of a plain week: no scheme applies to it. */
export const PLAIN_RELEASE: IsoDate = '2027-03-09';

/** A person whose officers are known and whose reception is done, so many days before a plain release. */
export function daysBeforeRelease(
  days: number,
  starting: Partial<Starting> = {},
  options: Partial<WorldOptions> = {},
): Promise<JourneyWorld> {
  return prepared(options, days, starting);
}

const prepared = livedOnceAsUsual(async (options, days: number, starting: Partial<Starting>) => {
  const releaseDate = starting.releaseDate ?? PLAIN_RELEASE;
  const world = await journeyWorld({ today: addDays(releaseDate, -days), ...options });
  await world.startJourney({
    officers: OFFICERS,
    ...starting,
    releaseDate,
    sentence: { startDate: addDays(releaseDate, -Math.max(days, 60)), ...starting.sentence },
  });
  await world.complete('immediate-needs', 'RECORDED');
  await world.runtime.sweep();
  return world;
});

/** Eight weeks before a plain release, with nowhere to go and consent to ask these councils in turn. */
export function councilsAsked(
  authorities: readonly string[] = [EASTMOOR.id],
  options: Partial<WorldOptions> = {},
  starting: Partial<Starting> = {},
): Promise<JourneyWorld> {
  return askCouncils(options, authorities, starting);
}

const askCouncils = livedOnceAsUsual(
  async (options, authorities: readonly string[], starting: Partial<Starting>) => {
    const world = await daysBeforeRelease(57, starting, options);
    await world.complete('housing-need', 'NEEDS_HELP');
    await world.complete('crs-decision', 'REFER', { personAsked: true });
    await world.advanceTo(addDays(PLAIN_RELEASE, -56));
    await world.complete('housing-consent', 'GIVEN', { authorities, ...CONTACT_AGREED });
    return world;
  },
);

/** Opens what a larger catalogue would ask besides: more steps that hang on the release date, until so many are open. */
export async function fillTo(world: JourneyWorld, most: number): Promise<void> {
  for (let number = 1; number <= most; number += 20) {
    ok(
      await changeJourney(world.services, world.id, { by: SYSTEM }, async ({ draft, open }) => {
        for (let week = number; week < number + 20 && draft.journey.open.length < most; week += 1)
          await open({ kind: 'next-address', subject: `week-${week}` });
        return done(draft.journey.open.length);
      }),
    );
  }
}

/** Out on the day planned, so many days after {@link daysBeforeRelease}. */
export const releasedAfter = livedOnce(async (options, days: number, starting: Partial<Starting> = {}) => {
  const world = await daysBeforeRelease(days, starting, options);
  await released(world);
  return world;
});

/** Makes everything ready that must be at the gate, where it is still open. */
export async function released(world: JourneyWorld): Promise<void> {
  const { releaseDateInForce } = await world.journey();
  await world.advanceTo(releaseDateInForce ?? '');
  await world.release();
}

/** A person 60 days before release, with a step whose deadline was so many days ago. */
export async function withOverdue(kind: StepKind, days: number): Promise<JourneyWorld> {
  const world = await daysBeforeRelease(60);
  const { dueOn = '' } = await world.step(kind);
  await world.advanceTo(addDays(dueOn, days));
  return world;
}

/** A person who is out, and had no place recorded for the night. */
export function releasedWithoutHome(): Promise<JourneyWorld> {
  return releasedAfter(3);
}
