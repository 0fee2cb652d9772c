import { Temporal } from 'temporal-polyfill';
import { isKnown, isNonReleaseDay, isWeekend, type Calendar } from '../law/calendar.ts';
import { dayAfter } from '../law/eligible-days.ts';
import { stepEntry } from '../pathways/catalogue.ts';
import { hasNowhereSoon, nextNight, placeForNight } from '../pathways/accommodation/places.ts';
import { awaitsAnswer, isConfirmed } from '../record/head.ts';
import { awaitsReturn, isAtLarge } from '../record/recall.ts';
import { needsAttention } from './attention.ts';
import type { Journey } from './journey.ts';
import { isOverdue } from './step.ts';
import type { IsoDate } from '../law/time.ts';

/** What an officer should see at a glance in a list, most pressing first. */
export const CASELOAD_FLAGS = [
  'RELEASED_IN_ERROR',
  'UNLAWFULLY_AT_LARGE',
  'RECALLED',
  'NOWHERE_TO_LIVE',
  'SOMETHING_WENT_WRONG',
  'ON_HOLD',
  'RELEASE_NOT_RECORDED',
  'OVERDUE',
  'FRIDAY_RELEASE',
  'RELEASE_BEFORE_BANK_HOLIDAY',
  'RELEASE_DAY_TO_DECIDE',
  'RELEASE_DAY_NOT_KNOWN',
  'RELEASE_DAY_MOVED',
  'NO_ADDRESS',
  'BENEFITS_NOT_BOOKED',
  'WAITING_FOR_AGENCY',
  'LIMITED_ACCESS',
] as const;
export type CaseloadFlag = (typeof CASELOAD_FLAGS)[number];

/** The journey's flags on a day, from the head alone, so that a list reads nothing else. */
export function flagsOf(journey: Journey, today: IsoDate, calendar: Calendar): readonly CaseloadFlag[] {
  return CASELOAD_FLAGS.filter((flag) => HOLDS[flag](journey, today, calendar));
}

type Holds = (journey: Journey, today: IsoDate, calendar: Calendar) => boolean;

const HOLDS: Readonly<Record<CaseloadFlag, Holds>> = {
  RELEASED_IN_ERROR: ({ open }) => open.some(({ kind }) => stepEntry(kind).flag === 'RELEASED_IN_ERROR'),
  UNLAWFULLY_AT_LARGE: (journey) => isAtLarge(journey),
  RECALLED: (journey) => journey.phase === 'recalled' && awaitsReturn(journey) && !isAtLarge(journey),
  NOWHERE_TO_LIVE: (journey, today) =>
    journey.releasedOn !== undefined &&
    journey.death === undefined &&
    (journey.phase !== 'closed' || needsAttention(journey, today)) &&
    placeForNight(journey, today).kind === 'nowhere',
  SOMETHING_WENT_WRONG: ({ open }) =>
    open.some(({ kind }) => stepEntry(kind).flag === 'SOMETHING_WENT_WRONG'),
  ON_HOLD: ({ hold }) => hold !== undefined,
  RELEASE_NOT_RECORDED: (journey, today) =>
    beforeGate(journey) &&
    journey.hold?.stopsClocks !== true &&
    journey.releaseDateInForce !== undefined &&
    journey.releaseDateInForce < today,
  OVERDUE: ({ open }, today) => open.some((step) => isOverdue(step, today)),
  FRIDAY_RELEASE: (journey, _today, calendar) => closedDayAfterRelease(journey, calendar) === 'WEEKEND',
  RELEASE_BEFORE_BANK_HOLIDAY: (journey, _today, calendar) =>
    closedDayAfterRelease(journey, calendar) === 'BANK_HOLIDAY',
  RELEASE_DAY_TO_DECIDE: (journey) =>
    beforeGate(journey) && journey.open.some(({ kind }) => stepEntry(kind).flag === 'RELEASE_DAY_TO_DECIDE'),
  RELEASE_DAY_NOT_KNOWN: (journey) => beforeGate(journey) && journey.releaseDay?.known === false,
  RELEASE_DAY_MOVED: (journey) =>
    beforeGate(journey) &&
    isConfirmed(journey) &&
    journey.decision?.revision === journey.releaseRevision &&
    journey.releaseDateInForce !== journey.release?.date,
  NO_ADDRESS: (journey, today) =>
    beforeGate(journey) &&
    (isNear(journey) || hasNowhereSoon(journey, today)) &&
    placeForNight(journey, nextNight(journey, today)).kind === 'nowhere',
  BENEFITS_NOT_BOOKED: (journey) =>
    journey.phase === 'release-day' &&
    journey.releasedOn === undefined &&
    journey.benefits.interviewOn === undefined &&
    journey.pathways['finance-benefits-id'] !== 'SUPPORT_DECLINED',
  WAITING_FOR_AGENCY: ({ referrals }) => referrals.some(awaitsAnswer),
  LIMITED_ACCESS: ({ limitedAccess }) => limitedAccess !== undefined,
};

function beforeGate({ releasedOn, phase }: Journey): boolean {
  return releasedOn === undefined && phase !== 'closed';
}

function isNear({ phase }: Journey): boolean {
  return phase === 'pre-release' || phase === 'release-day';
}

/** Why services are shut on the day after release. Nothing for a day whose bank holidays are not known. */
function closedDayAfterRelease(journey: Journey, calendar: Calendar): 'WEEKEND' | 'BANK_HOLIDAY' | undefined {
  if (!beforeGate(journey) || journey.releaseDateInForce === undefined) return undefined;
  const next = dayAfter(Temporal.PlainDate.from(journey.releaseDateInForce));
  if (isWeekend(next)) return 'WEEKEND';
  return isKnown(next, calendar) && isNonReleaseDay(next, calendar) ? 'BANK_HOLIDAY' : undefined;
}
