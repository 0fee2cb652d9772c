import { nightsOf, placesOf } from '../pathways/accommodation/places.ts';
import type { PlaceKind } from '../pathways/accommodation/data.ts';
import { stepEntry, type StepKind } from '../pathways/catalogue.ts';
import { dateOfType } from '../record/sentence-dates.ts';
import type { Phase } from '../record/head.ts';
import type { Referral, Service } from '../record/referral.ts';
import type { WaitsFor } from '../record/waits-for.ts';
import type { WebhookEventType } from '../record/webhook-event.ts';
import type { ReleaseDateType } from '../law/release-day.ts';
import type { IsoDate } from '../law/time.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { isOpen, type Step } from './step.ts';

/** A day before and after a change; absent where there is none. */
export interface MovedDay {
  readonly was?: IsoDate;
  readonly now?: IsoDate;
}

/** The days of a journey that are not of one step, place or referral. */
export const JOURNEY_DAYS = [
  'GIVEN',
  'STATUTORY',
  'PROPOSED',
  'EARLIEST',
  'IN_FORCE',
  'SUPERVISION_ENDS',
  'INTERVIEW',
] as const;
export type JourneyDay = (typeof JOURNEY_DAYS)[number];

export const STEP_MOVES = ['MOVED', 'ENDED', 'OPENED', 'ASKED_AGAIN'] as const;

export interface MovedStep {
  readonly key: string;
  readonly kind: StepKind;
  readonly subject?: string;
  readonly waitsFor: WaitsFor;
  readonly move: (typeof STEP_MOVES)[number];
  readonly opensOn?: MovedDay;
  readonly dueOn?: MovedDay;
}

export interface MovedPlace {
  readonly kind: PlaceKind;
  readonly firstNight?: MovedDay;
  readonly lastNight?: MovedDay;
}

export interface MovedReferral {
  readonly id: string;
  readonly service: Service;
  readonly subject: string;
  readonly agencyId: string;
  readonly releaseDate: MovedDay;
}

export interface QueuedMessage {
  readonly referralId: string;
  readonly agencyId: string;
  readonly type: WebhookEventType;
}

/** Everything that recording a date moves. */
export interface MovedByDate {
  /** The recorded dates of the sentence. */
  readonly sentenceDates: readonly ({ readonly dateType: ReleaseDateType } & MovedDay)[];
  readonly days: readonly ({ readonly day: JourneyDay } & MovedDay)[];
  readonly steps: readonly MovedStep[];
  /** Days that nobody is asked about, on which something begins or ends by itself. */
  readonly windows: readonly MovedStep[];
  readonly places: readonly MovedPlace[];
  readonly referrals: readonly MovedReferral[];
  readonly messages: readonly QueuedMessage[];
  /** The day of a governor's decision that becomes void. */
  readonly voidedDecision?: IsoDate;
  readonly phase?: { readonly was: Phase; readonly now: Phase };
  /** The Friday check proposes a day that nobody has decided on. */
  readonly decisionNeeded?: true;
  /** The Friday check of the release date, in sentences. */
  readonly explanation: readonly string[];
}

/** Compares a draft on which a date has been recorded with the journey as it was read. */
export function movedByDate(before: Journey, draft: JourneyDraft): MovedByDate {
  const { journey: after, deliveries } = draft;
  const { releaseDay, decision, release } = after;
  const moved = draft.changedSteps().flatMap((step) => moveOf(draft.stepBefore(step.key), step) ?? []);
  const isWindow = ({ kind }: MovedStep): boolean => stepEntry(kind).asked === 'date';
  const undecided = releaseDay?.known === true && releaseDay.schemeApplies && releaseDay.lapsed !== true;
  return {
    sentenceDates: movedSentenceDates(before, after),
    days: movedDays(before, after),
    steps: moved.filter((step) => !isWindow(step)),
    windows: moved.filter(isWindow),
    places: movedPlaces(before, after),
    referrals: draft.changedReferrals().flatMap((each) => movedReferral(draft.referralBefore(each.id), each)),
    messages: deliveries.map(({ referralId, agencyId, type }) => ({ referralId, agencyId, type })),
    explanation: releaseDay?.explanation ?? [],
    ...(before.decision !== undefined && decision === undefined && { voidedDecision: before.decision.date }),
    ...(before.phase !== after.phase && { phase: { was: before.phase, now: after.phase } }),
    ...(undecided && decision?.revision !== release?.revision && { decisionNeeded: true }),
  };
}

/** A day before and after; undefined where it is the same. */
export function movedDay(was: IsoDate | undefined, now: IsoDate | undefined): MovedDay | undefined {
  if (was === now) return undefined;
  return { ...(was !== undefined && { was }), ...(now !== undefined && { now }) };
}

function movedSentenceDates({ dates }: Journey, after: Journey): MovedByDate['sentenceDates'] {
  const types = new Set([...dates, ...after.dates].map(({ dateType }) => dateType));
  return [...types].flatMap((dateType) => {
    const day = movedDay(dateOfType(dates, dateType)?.date, dateOfType(after.dates, dateType)?.date);
    return day === undefined ? [] : [{ dateType, ...day }];
  });
}

function movedDays(before: Journey, after: Journey): MovedByDate['days'] {
  const [was, now] = [daysOf(before), daysOf(after)];
  return JOURNEY_DAYS.flatMap((day) => {
    const moved = movedDay(was[day], now[day]);
    return moved === undefined ? [] : [{ day, ...moved }];
  });
}

function daysOf({
  release,
  releaseDay,
  releaseDateInForce,
  sentence,
  benefits,
}: Journey): Readonly<Record<JourneyDay, IsoDate | undefined>> {
  const check = releaseDay?.known === true ? releaseDay : undefined;
  return {
    GIVEN: release?.date,
    STATUTORY: check?.statutoryDate,
    PROPOSED: check?.presumptiveDate,
    EARLIEST: check?.earliestPermittedDate,
    IN_FORCE: releaseDateInForce,
    SUPERVISION_ENDS: sentence.supervisionEndsOn,
    INTERVIEW: benefits.interviewOn,
  };
}

function moveOf(before: Step | undefined, after: Step): MovedStep | undefined {
  const [was, now] = [before && isOpen(before) ? before : undefined, isOpen(after) ? after : undefined];
  const opensOn = movedDay(was?.opensOn, now?.opensOn);
  const dueOn = movedDay(was?.dueOn, now?.dueOn);
  const hasMoved = opensOn !== undefined || dueOn !== undefined;
  const move = kindOfMove(was, now, hasMoved) ?? (wasDone(before, after) ? 'ASKED_AGAIN' : undefined);
  const { key, kind, subject, waitsFor } = after;
  // What waits for an event asks nobody.
  if (move === undefined || (stepEntry(kind).asked === 'event' && !hasMoved)) return undefined;
  return {
    key,
    kind,
    waitsFor,
    move,
    ...(subject !== undefined && { subject }),
    ...(opensOn !== undefined && { opensOn }),
    ...(dueOn !== undefined && { dueOn }),
  };
}

/** Of a step that is open before, after or both. */
function kindOfMove(
  was: Step | undefined,
  now: Step | undefined,
  hasMoved: boolean,
): MovedStep['move'] | undefined {
  if (was !== undefined && now !== undefined) return hasMoved ? 'MOVED' : undefined;
  if (was !== undefined) return 'ENDED';
  return now === undefined ? undefined : 'OPENED';
}

function wasDone(before: Step | undefined, after: Step): boolean {
  return before?.state === 'DONE' && after.state === 'CLOSED';
}

function movedPlaces(before: Journey, after: Journey): readonly MovedPlace[] {
  return placesOf(after.housing).flatMap((place) => {
    const [was, now] = [nightsOf(place, before), nightsOf(place, after)];
    const firstNight = movedDay(was.from, now.from);
    const lastNight = movedDay(was.until, now.until);
    if (firstNight === undefined && lastNight === undefined) return [];
    return [{ kind: place.kind, ...(firstNight && { firstNight }), ...(lastNight && { lastNight }) }];
  });
}

function movedReferral(before: Referral | undefined, after: Referral): readonly MovedReferral[] {
  const releaseDate = movedDay(before?.releaseDate, after.releaseDate);
  const { id, service, subject, agencyId } = after;
  return releaseDate === undefined ? [] : [{ id, service, subject, agencyId, releaseDate }];
}
