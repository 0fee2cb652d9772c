import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { Calendar } from '../../domain/law/calendar.ts';
import type { Law } from '../../domain/law/law.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { dateInForce } from '../../domain/record/head.ts';
import { isLiveState } from '../../domain/record/referral.ts';
import { checkReleaseDay } from '../../domain/journey/release-date.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { daysBetween, type IsoDate } from '../../domain/law/time.ts';
import { sayDate } from '../../domain/law/say-date.ts';

/** The consequences of another release date, before anything is changed. */
export interface WhatIf {
  readonly inForce: IsoDate;
  readonly sentences: readonly string[];
}

/** Uses the rules of the change itself, and lists what would move. */
export function whatIf(
  journey: JourneyView,
  given: { readonly date: IsoDate; readonly dateType: ReleaseDateType },
  context: { readonly calendar: Calendar; readonly law: Law; readonly today: IsoDate },
): WhatIf {
  const recorded = { ...given, source: 'OFFICER', recordedAt: '', recordedBy: SYSTEM } as const;
  const release = { ...recorded, revision: (journey.release?.revision ?? 0) + 1 };
  const releaseDay = checkReleaseDay(journey, release, context);
  const inForce = dateInForce({ release, releaseDay }) ?? given.date;
  const moved = daysBetween(journey.releaseDate ?? inForce, inForce);
  const live = journey.referrals.filter(({ state }) => isLiveState(state)).length;
  return {
    inForce,
    sentences: [
      ...releaseDay.explanation,
      moved === 0
        ? 'No deadline moves.'
        : `Deadlines would be counted from ${sayDate(inForce)}, ${Math.abs(moved)} ${Math.abs(moved) === 1 ? 'day' : 'days'} ${moved > 0 ? 'later' : 'earlier'} than now. They all move.`,
      ...(journey.decision ? ['The decision on the release day would become void.'] : []),
      ...(releaseDay.known && releaseDay.schemeApplies
        ? ['The governor would be asked to decide the release day.']
        : []),
      ...(journey.benefits.interviewOn !== undefined && journey.benefits.interviewOn !== inForce
        ? ['The Jobcentre interview would have to be booked again.']
        : []),
      ...(live > 0 && moved !== 0
        ? [
            `${live} ${live === 1 ? 'agency' : 'agencies'} with an open referral would get a message with the new date.`,
          ]
        : []),
    ],
  };
}
