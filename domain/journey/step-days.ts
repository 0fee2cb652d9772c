import type { Calendar } from '../law/calendar.ts';
import { fullAgeOn, isAdultOn } from '../law/age.ts';
import {
  countDay,
  countDeadline,
  RECORD_DAYS,
  type CountedDay,
  type DayFacts,
  type DayRule,
  type RecordDay,
} from '../law/day-rules.ts';
import type { Law } from '../law/law.ts';
import { deskOfRung, ladder, nextRungAt, rungsStillTaken, type RungDay } from './escalation.ts';
import { comingNights, nowhereSoonChangesOn } from '../pathways/accommodation/places.ts';
import { ASKED_DESKS, isAskedDesk } from '../pathways/asked.ts';
import {
  firstAppointmentOn,
  lateAllocationOn,
  licenceHardStopOn,
  tagFittingOn,
} from '../pathways/licence-and-release-date/licence.ts';
import { handoverOn } from '../pathways/custody/handover.ts';
import { housingElementEndsOn } from '../pathways/reception/housing-element.ts';
import { asksNow } from '../pathways/asks-now.ts';
import type { StepEntry } from '../pathways/step-entry.ts';
import type { PersonRecord } from '../pathways/person-record.ts';
import { DUTIES_OF } from '../record/duties.ts';
import { supervisorOf, type Head } from '../record/head.ts';
import { responsibleOfficer } from '../record/responsible-officer.ts';
import { askedFor } from '../record/stand-in.ts';
import { ADMINISTRATORS, agencyWaitedFor, deskWaitedFor, type WaitsFor } from '../record/waits-for.ts';
import type { Step } from './step.ts';
import { addDays, dayInLondon, startOfDay, type IsoDate } from '../law/time.ts';

/** Everything about an open step that follows from the journey as it now stands. */
export type StepDays = Pick<
  Step,
  'state' | 'waitsFor' | 'opensOn' | 'dueOn' | 'provisional' | 'escalation' | 'escalatedTo' | 'wakeAt'
>;

/**
 * Works out, from the record alone, the owner of a step and all its days. Called when a step opens and whenever the
 * release date in force or an officer changes.
 */
export function stepDays(
  step: Pick<Step, 'openedOn' | 'countsFrom' | 'escalation' | 'subject' | 'askFrom'>,
  asked: StepEntry,
  journey: PersonRecord,
  today: IsoDate,
  { calendar, law }: { readonly calendar: Calendar; readonly law: Law },
): StepDays {
  const entry = asksNow(asked, journey);
  const openedOn = step.countsFrom ?? step.openedOn;
  const facts = dayFacts(openedOn, journey, today, law);
  const factsFor = (rule: DayRule) => withRecordDay(facts, rule, journey, { calendar, law });
  const byRule = entry.opens && countDay(entry.opens, factsFor(entry.opens), calendar, law);
  const opens = askedFrom(byRule, step.askFrom);
  // A bed whose last night nobody knows is moved on from at once.
  const dayNotKnown = entry.opens !== undefined && entry.opens.from !== 'last-night' && opens === undefined;
  const start = opens && opens.day > openedOn ? opens.day : openedOn;
  const stopped = journey.hold?.stopsClocks === true && entry.neverHeld !== true;
  const hasDeadline = entry.due !== undefined && !stopped && entry.noDeadlineWhile?.(journey, today) !== true;
  const due = hasDeadline
    ? countDeadline(entry.due, { ...factsFor(entry.due), openedOn: start }, calendar, law, {
        beforeRelease: entry.beforeRelease === true && journey.releasedOn === undefined,
      })
    : undefined;
  const waiting = entry.asked === 'date' || dayNotKnown || (opens !== undefined && opens.day > today);
  const rungs = due ? rungsOf(due.day, start, entry, journey) : [];
  const escalation = rungsStillTaken(rungs, step.escalation, today);
  const wakeAt = dayNotKnown
    ? undefined
    : wake(entry, waiting ? opens?.day : undefined, due?.day, rungs, escalation);
  const owner = waitsFor(entry, journey, step.subject, !isAdultOn(journey.dateOfBirth, today, law));
  const escalatedTo = deskOfRung(rungs[escalation - 1]?.rung, owner, journey);
  return {
    state: waiting ? 'SCHEDULED' : 'OPEN',
    waitsFor: owner,
    escalation,
    ...(escalatedTo !== undefined && { escalatedTo }),
    ...(opens && { opensOn: opens.day }),
    ...(due && { dueOn: due.day }),
    ...((opens?.provisional === true || due?.provisional === true) && { provisional: true }),
    ...(wakeAt !== undefined && { wakeAt }),
  };
}

/** The later of the entry's day and the day until which an answer put the step off. */
function askedFrom(byRule: CountedDay | undefined, askFrom: IsoDate | undefined): CountedDay | undefined {
  if (askFrom === undefined || (byRule && byRule.day >= askFrom)) return byRule;
  return { day: askFrom, provisional: false };
}

function dayFacts(openedOn: IsoDate, journey: PersonRecord, today: IsoDate, law: Law): DayFacts {
  const { lastNight } = comingNights(journey, today);
  const nightsChange = nowhereSoonChangesOn(journey, today);
  const { claimMadeOn } = journey.benefits;
  return {
    ...(nightsChange !== undefined && { nightsChange }),
    ...(lastNight !== undefined && { lastNight }),
    openedOn,
    fullAgeOn: fullAgeOn(journey.dateOfBirth, today, law),
    sentencedOn: journey.sentence.remandedOn ?? journey.sentence.startDate,
    ...(journey.releaseDateInForce !== undefined && { releaseDate: journey.releaseDateInForce }),
    ...(journey.sentence.supervisionEndsOn !== undefined && {
      supervisionEndsOn: journey.sentence.supervisionEndsOn,
    }),
    ...(journey.releasedOn !== undefined && { releasedOn: journey.releasedOn }),
    ...(journey.recordedRelease && { releaseRecordedOn: dayInLondon(journey.recordedRelease.recordedAt) }),
    ...(claimMadeOn !== undefined && { claimMadeOn }),
  };
}

/** The day of the record that a rule is counted from, which is worked out only for such rules. */
function withRecordDay(
  facts: DayFacts,
  { from }: DayRule,
  journey: PersonRecord,
  { calendar, law }: { readonly calendar: Calendar; readonly law: Law },
): DayFacts {
  const counted = RECORD_DAYS.find((each) => each === from);
  const recordDay = counted && RECORD_DAY_OF[counted](journey, calendar, law);
  return recordDay === undefined ? facts : { ...facts, recordDay };
}

const RECORD_DAY_OF = {
  'licence-hard-stop': licenceHardStopOn,
  'late-allocation': lateAllocationOn,
  'first-appointment': firstAppointmentOn,
  'review-hearing': ({ supervision }) => supervision?.hearingOn,
  handover: handoverOn,
  'tag-fitting': tagFittingOn,
  'housing-element-ends': housingElementEndsOn,
} as const satisfies Readonly<
  Record<RecordDay, (journey: PersonRecord, calendar: Calendar, law: Law) => IsoDate | undefined>
>;

/** The part of the record that a step's ladder depends on. */
type Release = Pick<Head, 'releaseDateInForce' | 'releasedOn'>;

function rungsOf(dueOn: IsoDate, start: IsoDate, entry: StepEntry, journey: Release): readonly RungDay[] {
  if (entry.answersItself !== undefined) return [];
  return ladder(dueOn, start, journey.releasedOn === undefined ? journey.releaseDateInForce : undefined);
}

/** The next rung of an open step's ladder; undefined when it has none, or has taken them all. */
export function nextRung(
  step: Pick<Step, 'dueOn' | 'opensOn' | 'openedOn' | 'countsFrom' | 'escalation'>,
  entry: StepEntry,
  journey: Release,
): RungDay | undefined {
  if (step.dueOn === undefined) return undefined;
  const openedOn = step.countsFrom ?? step.openedOn;
  const start = step.opensOn !== undefined && step.opensOn > openedOn ? step.opensOn : openedOn;
  return rungsOf(step.dueOn, start, entry, journey)[step.escalation];
}

function wake(
  entry: StepEntry,
  opensOn: IsoDate | undefined,
  dueOn: IsoDate | undefined,
  rungs: readonly RungDay[],
  escalation: number,
): string | undefined {
  if (opensOn !== undefined) return startOfDay(opensOn);
  if (dueOn === undefined) return undefined;
  if (entry.answersItself !== undefined) return startOfDay(addDays(dueOn, 1));
  return nextRungAt(rungs, escalation);
}

function waitsFor(
  entry: StepEntry,
  journey: PersonRecord,
  subject: string | undefined,
  child: boolean,
): WaitsFor {
  const { asked } = entry;
  if (isAskedDesk(asked)) {
    const duty = ASKED_DESKS[asked];
    return deskWaitedFor(duty, journey[DUTIES_OF[duty].worksIn]);
  }
  const omu = deskWaitedFor('OMU', journey.prison);
  const officerOr = (desk: WaitsFor, officer: string | undefined): WaitsFor =>
    officer === undefined ? desk : askedFor(journey, officer, child);
  switch (asked) {
    case 'date':
    case 'event':
      return asked;
    case 'administrator':
      return ADMINISTRATORS;
    case 'pom':
      return officerOr(omu, journey.officers.pom);
    case 'com':
      return officerOr(deskWaitedFor(child ? 'YOT' : 'PDU', journey.region), supervisorOf(journey));
    case 'responsible':
      return officerOr(omu, responsibleOfficer(journey));
    case 'agency': {
      const referral = journey.referrals.findLast((known) => known.subject === subject);
      return referral === undefined ? ADMINISTRATORS : agencyWaitedFor(referral.agencyId);
    }
  }
}
