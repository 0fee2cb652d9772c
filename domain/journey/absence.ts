import { isAdultOn } from '../law/age.ts';
import type { Law } from '../law/law.ts';
import type { IsoDate } from '../law/time.ts';
import type { OfficerAway } from '../record/absence.ts';
import { SYSTEM, type Actor } from '../record/actor.ts';
import { askedFor, awayFrom, officersAsked } from '../record/stand-in.ts';
import { officerWaitedFor, type WaitsFor } from '../record/waits-for.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { recountStep } from './recount.ts';

/** An officer of the person who is away, and who recorded it. */
export interface KnownAway extends OfficerAway {
  readonly by: Actor;
}

/** Whether the journey already has who is away as it should. */
export function isAwayAlready({ away = [] }: Journey, known: readonly OfficerAway[]): boolean {
  return (
    away.length === known.length &&
    known.every(({ officer, absence, until }) =>
      away.some((each) => each.officer === officer && each.absence === absence && each.until === until),
    )
  );
}

/**
 * Records who of the person's officers is away now. The steps of an officer who went go to the deputy or the
 * duty desk, who is sent a message; the steps of an officer who is back return to them. Every open step must be loaded.
 * @param ended who ended an absence before its last day, by its id.
 */
export function recordAway(
  draft: JourneyDraft,
  known: readonly KnownAway[],
  ended: ReadonlyMap<string, Actor> = new Map(),
): void {
  const before = draft.journey.away ?? [];
  const waitedFor = new Map(draft.openSteps().map(({ key, waitsFor }) => [key, waitsFor]));
  const askedBefore = new Map(before.map(({ officer }) => [officer, askedInstead(draft, officer)]));
  draft.update({ away: known.map(({ officer, absence, until }) => ({ officer, absence, until })) });
  for (const step of draft.openSteps()) recountStep(draft, step);
  const moved = (from: WaitsFor, to?: WaitsFor): number =>
    draft
      .openSteps()
      .filter(
        ({ key, waitsFor }) =>
          waitedFor.get(key) === from && waitsFor !== from && (to === undefined || waitsFor === to),
      ).length;
  for (const { officer, absence, until, by } of known) {
    const earlier = before.find((each) => each.officer === officer);
    if (earlier?.absence === absence) {
      if (earlier.until !== until) draft.record('officer-absence-changed', { officer, until }, by);
      continue;
    }
    const asked = askedInstead(draft, officer);
    draft.record(
      'officer-away',
      { officer, until, asked, handedOver: moved(officerWaitedFor(officer), asked) },
      by,
    );
    draft.tell({ kind: 'standing-in', to: asked });
  }
  for (const { officer, absence } of before) {
    if (awayFrom(draft.journey, officer) !== undefined || !officersAsked(draft.journey).includes(officer))
      continue;
    const asked = askedBefore.get(officer);
    const handedBack = asked === undefined ? 0 : moved(asked, officerWaitedFor(officer));
    draft.record('officer-back', { officer, asked, handedBack }, ended.get(absence) ?? SYSTEM);
  }
}

function askedInstead({ journey, context }: JourneyDraft, officer: string): WaitsFor {
  return askedFor(journey, officer, !isAdultOn(journey.dateOfBirth, context.today, context.law));
}

/** An officer who is away, and who is asked in their place. */
export interface StandIn {
  readonly officer: string;
  readonly until: IsoDate;
  readonly asked: WaitsFor;
}

export function standIns(journey: Journey, today: IsoDate, law: Law): readonly StandIn[] {
  const child = !isAdultOn(journey.dateOfBirth, today, law);
  return (journey.away ?? []).map(({ officer, until }) => ({
    officer,
    until,
    asked: askedFor(journey, officer, child),
  }));
}
