import { earliestAbsence } from '../../domain/record/absence.ts';
import { Temporal } from 'temporal-polyfill';
import { accessLogItem } from '../../application/access-log-items.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import {
  earliestReleaseAccepted,
  tooYoungToBeSentenced,
} from '../../domain/pathways/licence-and-release-date/date-order.ts';
import { checkReleaseDay } from '../../domain/journey/release-date.ts';
import { alreadySettled } from '../../domain/journey/settled.ts';
import { stepDays } from '../../domain/journey/step-days.ts';
import { calendarFrom } from '../../domain/law/calendar.ts';
import { housingElement, sayHousingElement } from '../../domain/law/housing-element.ts';
import { assessHousingDuties, type HousingDutiesInput } from '../../domain/law/housing-duties.ts';
import type { Law } from '../../domain/law/law.ts';
import { handoverDate, type HandoverInput } from '../../domain/law/handover.ts';
import { hardStopDate, hardStopWarningDate } from '../../domain/law/licence-hard-stop.ts';
import { medicineSupply, sayMedicineSupply } from '../../domain/law/medicine-supply.ts';
import { nonFridayReleaseDay } from '../../domain/law/non-friday-release.ts';
import { shortTermWords } from '../../domain/law/release-day-explanation.ts';
import { recallDates } from '../../domain/law/recall-dates.ts';
import { assessReleaseDay, type ReleaseDayInput } from '../../domain/law/release-day.ts';
import { sentenceDates } from '../../domain/law/sentence-dates.ts';
import { nextWorkingMorning, workingHoursAfter } from '../../domain/law/working-hours.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeContact } from '../../domain/victim-contact/change-contact.ts';
import { noContact } from '../../domain/victim-contact/join.ts';
import { whereaboutsOf } from '../../domain/events/movements.ts';
import { isSoonAfterRelease } from '../../domain/journey/death.ts';
import { addDays, timeOnDay, type IsoDate } from '../../domain/law/time.ts';
import { nextMorning, notInQuietHours } from '../../domain/messages/send-times.ts';
import { awaitedBy, stepEntry, STEP_KINDS, titleOf, type StepKind } from '../../domain/pathways/catalogue.ts';
import { placeForNight } from '../../domain/pathways/accommodation/places.ts';
import { ACCOMMODATION_SERVICES } from '../../domain/pathways/accommodation/services.ts';
import { groupsOf } from '../../domain/pathways/support/services.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import bankHolidays from '../../data/bank-holidays.json' with { type: 'json' };
import { aDraft, aJourney } from './drafts.ts';
import { answerOf, recallOf, sentenceOf, type RecallAsked, type SentenceAsked } from './sentences.ts';

const calendar = calendarFrom(bankHolidays);
const FRIDAY: IsoDate = '2027-03-12';
const LAST_NIGHT: IsoDate = '2027-09-01';
const ASKED: IsoDate = '2026-06-01';
const day = (iso: IsoDate) => Temporal.PlainDate.from(iso);

type Dependents = Readonly<Record<string, string>>;

/** Every sentence, date and deadline of the rules that may depend on a figure, each under a name. */
export function dependentsOn(law: Law): Dependents {
  return {
    ...Object.fromEntries(STEP_KINDS.flatMap((kind) => Object.entries(ofStep(kind, law)))),
    ...ofReleaseDay(law),
    ...ofHousing(law),
    ...ofLicence(law),
    ...ofCustody(law),
    ...ofRent(law),
    ...ofAccessLog(law),
    ...ofSupport(law),
    ...ofMedicine(law),
    ...ofHousingElement(law),
    ...ofMessages(law),
    ...ofDeath(law),
    ...ofMovements(law),
    ...ofSentences(law),
    ...ofVictimContact(law),
    ...ofDatesOfSentence(law),
    ...ofDatesOfRecall(law),
  };
}

function ofVictimContact(law: Law): Dependents {
  const time = { calendar, law };
  const { victimNoticeWorkingHours } = law.on(FRIDAY);
  const isByLaw = (lengthDays: number): boolean => {
    const journey = aJourney({ sentence: { startDate: FRIDAY, releaseKind: 'DETERMINATE', lengthDays } });
    const opening = { do: 'open-case', basis: 'STATUTORY', entitlements: [], officer: 'v.liaison' } as const;
    const context = { now: timeOnDay(FRIDAY, 14), by: SYSTEM, newId: () => 'c1', journey, ...time };
    return changeContact(noContact('j1', 'N54'), opening, context).ok;
  };
  return {
    'victim contact: agencies wait until': workingHoursAfter(
      timeOnDay(FRIDAY, 14),
      victimNoticeWorkingHours,
      time,
    ),
    'victim contact: shortest sentence by law': `${fewest(isByLaw)} days`,
    'working hours: one from half past four': workingHoursAfter(timeOnDay(FRIDAY, 16, 30), 1, time),
    'working hours: next begin': nextWorkingMorning(timeOnDay(FRIDAY, 14), time),
  };
}

function ofStep(kind: StepKind, law: Law): Dependents {
  const figures = law.onRelease(FRIDAY);
  const entry = stepEntry(kind);
  const isAfterRelease = entry.opens?.from === 'released' || entry.due?.from === 'released';
  const isOfBed = entry.opens?.from === 'last-night';
  const bed = { kind: 'CAS1', until: LAST_NIGHT, recordedAt: '2027-03-01T09:00:00.000Z' } as const;
  const journey = aJourney({
    releaseDateInForce: FRIDAY,
    ...(isOfBed && { housing: { authorities: [], places: [bed] } }),
    ...(isAfterRelease && { releasedOn: FRIDAY, phase: 'community' }),
  });
  const step = { openedOn: isAfterRelease ? FRIDAY : ASKED, escalation: 0 };
  const { opensOn, dueOn } = stepDays(step, entry, journey, step.openedOn, { calendar, law });
  return {
    [`${kind}: title`]: titleOf(kind, figures),
    [`${kind}: awaits`]: awaitedBy(kind, figures),
    ...(opensOn !== undefined && { [`${kind}: opens`]: opensOn }),
    ...(dueOn !== undefined && { [`${kind}: due`]: dueOn }),
    ...(isAfterRelease && { [`${kind}: least supervision`]: leastSupervision(kind, law) }),
  };
}

function ofCustody(law: Law): Dependents {
  const handover = (given: Partial<HandoverInput>) =>
    handoverDate(
      {
        sentenceStart: '2020-01-01',
        earliestRelease: FRIDAY,
        sentence: 'ORDINARY',
        earlyAllocation: false,
        ...given,
      },
      law,
    );
  const longest = [...Array(800).keys()].findLast(
    (days) => handover({ sentenceStart: addDays(FRIDAY, -days) }) === undefined,
  );
  return {
    'custody: handover': handover({}) ?? 'none',
    'custody: handover of a parole case': handover({ sentence: 'PAROLE_OR_INDETERMINATE' }) ?? 'none',
    'custody: handover after early allocation': handover({ earlyAllocation: true }) ?? 'none',
    'custody: longest time without a handover': `${longest} days`,
  };
}

/** The fewest days of supervision with which the step is asked at all. */
function leastSupervision(kind: StepKind, law: Law): string {
  const treatment = { with: 'Calder Recovery', on: FRIDAY };
  const health = { care: { appointments: {} } };
  const debts = { priority: [], advisedBy: 'Citizens Advice', budget: true };
  const journey = aJourney({ releasedOn: FRIDAY, phase: 'community', support: { treatment }, health, debts });
  const isAsked = (days: number): boolean =>
    alreadySettled(
      kind,
      { ...journey, sentence: { ...journey.sentence, supervisionEndsOn: addDays(FRIDAY, days) } },
      undefined,
      law,
      FRIDAY,
    ) === undefined;
  return `${fewest(isAsked)} days`;
}

function ofReleaseDay(law: Law): Dependents {
  const check = (changes: Partial<ReleaseDayInput>): string => {
    const input: ReleaseDayInput = {
      releaseDate: day(FRIDAY),
      dateType: 'CRD',
      adult: true,
      daysServedSinceSentence: 400,
      releaseKind: 'DETERMINATE',
      ...changes,
    };
    const result = assessReleaseDay(input, calendar, law);
    return result.ok ? result.assessment.explanation.join(' ') : result.explanation.join(' ');
  };
  // A curfew is outside the scheme, so that only the statute speaks.
  const onSaturday = (sentenceLengthDays: number): string =>
    check({ releaseDate: day('2027-03-13'), sentenceLengthDays, releaseKind: 'HDC' });
  const journey = aJourney();
  const release = { date: FRIDAY, dateType: 'CRD', revision: 1 } as const;
  const bornOn = (dateOfBirth: IsoDate): string =>
    checkReleaseDay({ ...journey, dateOfBirth }, release, { calendar, law, today: ASKED }).explanation.join(
      ' ',
    );
  const nonFriday = nonFridayReleaseDay(day(FRIDAY), day(ASKED), calendar, law);
  return {
    'release day: adult': check({}),
    'release day: child': check({ adult: false }),
    'release day: too little served': check({ daysServedSinceSentence: 0 }),
    'release day: least served': `${fewest((served) =>
      check({ daysServedSinceSentence: served }).includes('applies'),
    )} days`,
    'release day: short term on a Saturday': onSaturday(1),
    'release day: longest term on a Saturday': `${
      fewest((length) => onSaturday(length).includes('moves')) - 1
    } days`,
    'release day: youngest adult': `${fewest((age) =>
      bornOn(addDays(FRIDAY, -Math.ceil(age * 365.25))).includes('for an adult'),
    )} years`,
    'release day: without a Friday': nonFriday.ok ? nonFriday.date.toString() : '',
  };
}

function ofHousing(law: Law): Dependents {
  const now: HousingDutiesInput = { referenceDate: day(FRIDAY), hasNextAccommodation: false };
  const endsIn = (days: number): HousingDutiesInput => ({
    ...now,
    currentAccommodationEndDate: day(addDays(FRIDAY, days)),
  });
  const submitted = (age: number): HousingDutiesInput => ({
    ...now,
    dutyToRefer: { status: 'SUBMITTED', submittedOn: day(addDays(FRIDAY, -age)) },
  });
  const last = (isSo: (days: number) => boolean): string => `${fewest((days) => !isSo(days)) - 1} days`;
  return {
    'duty to refer: window': last(
      (days) => assessHousingDuties(endsIn(days), law).dutyToRefer.status !== 'UPCOMING',
    ),
    'duty to refer: current': last(
      (age) => assessHousingDuties(submitted(age), law).dutyToRefer.status === 'SUBMITTED',
    ),
    'commissioned services: window': last(
      (days) => assessHousingDuties(endsIn(days), law).crs.status !== 'UPCOMING',
    ),
  };
}

function ofLicence(law: Law): Dependents {
  return {
    'time served: first day of release accepted': earliestReleaseAccepted(FRIDAY, law),
    'absence: earliest first day': earliestAbsence(FRIDAY, law),
    'licence: hard stop': hardStopDate(day(FRIDAY), calendar, law)?.toString() ?? '',
    'licence: hard stop warning': hardStopWarningDate(day(FRIDAY), calendar, law)?.toString() ?? '',
  };
}

/** The most that a week's rent of 100 pounds allows. */
function ofRent(law: Law): Dependents {
  const { forbiddenBy } = stepEntry('rent-deposit').outcomes['ARRANGED'] ?? {};
  const most = (details: (sum: number) => StepDetails): string =>
    `${fewest((tens) => forbiddenBy?.(aJourney(), FRIDAY, undefined, details(tens * 10 + 10), { law, calendar }) !== undefined) * 10} pounds`;
  return {
    'rent: largest deposit': most((sum) => ({ weeklyRent: 100, sum })),
    'rent: most in advance': most((inAdvance) => ({ weeklyRent: 100, inAdvance })),
  };
}

function ofSupport(law: Law): Dependents {
  const { forbiddenBy } = stepEntry('treatment-appointment').outcomes['BOOKED'] ?? {};
  const journey = aJourney({ releaseDateInForce: FRIDAY });
  const tooLate = (days: number): boolean =>
    forbiddenBy?.(journey, ASKED, undefined, { on: addDays(FRIDAY, days) }, { law, calendar }) !== undefined;
  const isYoungAdult = (age: number): boolean =>
    groupsOf({ dateOfBirth: `${2027 - age}-03-12`, sex: 'MALE' }, FRIDAY, law).includes('YOUNG_ADULTS');
  return {
    'treatment: last day of the appointment': `${fewest(tooLate) - 1} days`,
    'support: oldest young adult': `${fewest((more) => !isYoungAdult(22 + more)) + 21} years`,
  };
}

function ofMedicine(law: Law): Dependents {
  const supply = (release: IsoDate): string =>
    sayMedicineSupply(medicineSupply(release, calendar, law.onRelease(release)));
  return {
    'medicine: in a plain week': supply('2027-03-09'),
    'medicine: before a weekend': supply(FRIDAY),
    'medicine: over a bank holiday weekend': supply('2027-04-27'),
  };
}

function ofHousingElement(law: Law): Dependents {
  const element = housingElement({ began: FRIDAY, sentenced: false }, FRIDAY, law);
  return {
    'housing element: last day': 'lastDay' in element ? element.lastDay : 'none',
    'housing element: said': sayHousingElement(element, FRIDAY, law),
  };
}

function ofDeath(law: Law): Dependents {
  const released = '2027-03-09';
  const days = Array.from({ length: 60 }, (_, day) => addDays(released, day));
  const last = days.findLast((on) => isSoonAfterRelease(on, released, law));
  return { 'death: last day that the ombudsman investigates': String(last) };
}

function ofMovements(law: Law): Dependents {
  const out = { id: 'out', at: `${FRIDAY}T09:00Z`, on: FRIDAY, kind: 'OUT' } as const;
  const stands = (days: number): boolean => {
    const on = addDays(FRIDAY, days);
    return whereaboutsOf([out, { id: 'in', at: `${on}T18:00Z`, on, kind: 'IN' }], law).out !== undefined;
  };
  return { 'a release: reversed within': `${fewest(stands) - 1} days` };
}

function ofAccessLog(law: Law): Dependents {
  const at = '2026-12-01T09:00:00Z';
  const access = { kind: 'denial', at, user: 'x.other', action: 'read-journey' } as const;
  const { expiresAt } = accessLogItem(access, law);
  return { 'access log: kept until': new Date(Number(expiresAt) * 1000).toISOString().slice(0, 10) };
}

function ofMessages(law: Law): Dependents {
  const hours = law.on('2026-12-01');
  const sentAtOnce = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => {
    const at = timeOnDay('2026-12-01', hour);
    return notInQuietHours(Temporal.Instant.from(at), hours) === at;
  });
  return {
    'message: of the morning': nextMorning(Temporal.Instant.from('2026-12-01T00:00:00Z'), hours),
    'message: first hour': `${sentAtOnce[0]} hours`,
    'message: last hour': `${sentAtOnce.at(-1)} hours`,
  };
}

function ofSentences(law: Law): Dependents {
  const figures = law.onRelease(FRIDAY);
  const by = { kind: 'officer', id: 'p.taylor' } as const;
  return {
    'fact: a bed recorded': describeFact({ type: 'address-recorded', data: { kind: 'CAS3' }, by }, figures),
    'fact: a decision on a bed': describeFact(
      { type: 'step-opened', data: { step: 'cas3-decision', waitsFor: 'officer:p.taylor' }, by },
      figures,
    ),
    'a bed: its last night': lastNightOfBed(law),
    'form: a short term': shortTermWords(figures),
    'sentence: too young':
      tooYoungToBeSentenced({ dateOfBirth: addDays(FRIDAY, -7 * 366), startDate: FRIDAY }, law)?.problem ??
      '',
  };
}

function lastNightOfBed(law: Law): string {
  const draft = aDraft('2027-03-01', aJourney({ releaseDateInForce: FRIDAY }), law);
  ACCOMMODATION_SERVICES.CAS3.accepted(draft);
  const night = placeForNight(draft.journey, FRIDAY);
  return night.kind === 'bed' ? (night.lastNight ?? '') : night.kind;
}

function ofDatesOfSentence(law: Law): Dependents {
  const ask = (asked: SentenceAsked) =>
    sentenceDates(sentenceOf({ sentencedAt: '2026-01-05', ...asked }), law);
  const hasLicence = (asked: SentenceAsked): boolean => 'CRD' in answerOf(ask(asked));
  const old = { offenceCommittedAt: '2014-05-01' };
  const said = (asked: SentenceAsked): string => ask(asked).explanation.at(-1) ?? '';
  return {
    'sentence: shortest with a licence': `${fewest((days) => days > 0 && hasLicence({ duration: { days } }))} days`,
    'sentence: shortest with a licence for an old offence': `${fewest(
      (months) => months > 0 && hasLicence({ ...old, duration: { months } }),
    )} months`,
    'sentence: shortest with a licence under section 250': `${fewest(
      (months) => months > 0 && hasLicence({ section250: true, duration: { months } }),
    )} months`,
    'sentence: said of an old offence': said({ ...old, duration: { months: 2 } }),
    'sentence: said under section 250': said({ section250: true, duration: { months: 2 } }),
  };
}

function ofDatesOfRecall(law: Law): Dependents {
  const ask = (asked: RecallAsked) => recallDates(recallOf(asked), law);
  const revoked = { sentencedAt: '2022-11-12', revocationDate: '2025-12-02' };
  const shortest = fewest((months) => {
    const begins = day(revoked.sentencedAt);
    const sentenceDays = begins.until(begins.add({ months }), { largestUnit: 'day' }).days;
    return ask({ ...revoked, sentenceDays }).status === 'DATES';
  });
  return {
    'recall: release': ask({}).explanation.join(' '),
    'recall: said under the earlier law': ask({ ...revoked, sentenceDays: 100 }).explanation.join(' '),
    'recall: shortest sentence answered under the earlier law': `${shortest} months`,
  };
}

function fewest(isSo: (count: number) => boolean): number {
  for (let count = 0; count <= 1_000; count += 1) if (isSo(count)) return count;
  throw new Error('It is so for no count up to 1,000');
}
