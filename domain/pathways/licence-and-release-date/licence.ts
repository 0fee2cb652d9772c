import { Temporal } from 'temporal-polyfill';
import { CalendarHorizonError, workingDaysBefore, type Calendar } from '../../law/calendar.ts';
import { countWorkingDays } from '../../law/day-rules.ts';
import { hardStopDate } from '../../law/licence-hard-stop.ts';
import { licenceStart } from '../../law/licence-start.ts';
import type { Law } from '../../law/law.ts';
import { later, type IsoDate } from '../../law/time.ts';
import type { Appointment } from '../../record/appointments.ts';
import { isConfirmed } from '../../record/head.ts';
import { dateOfType } from '../../record/sentence-dates.ts';
import { placeForNight } from '../accommodation/places.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { setPathway } from '../statuses.ts';
import type { Licence } from './data.ts';

/** As ISO counts the days of a week. */
const FRIDAY = 5;

type Dated = Pick<PersonRecord, 'dates' | 'sentence' | 'releaseDateInForce' | 'recall' | 'release' | 'hold'>;

/** Released at the automatic release date of a sentence that ends without a licence, if nothing says otherwise. */
export function hasLicence({ dates }: Pick<PersonRecord, 'dates'>): boolean {
  const given = (type: 'ARD' | 'CRD' | 'SLED' | 'LED') => dateOfType(dates, type) !== undefined;
  return !given('ARD') || given('CRD') || given('SLED') || given('LED');
}

/** The day the licence starts, as it now stands; undefined while no date is known, or beyond the calendar. */
export function licenceStartsOn(record: Dated, calendar: Calendar): IsoDate | undefined {
  const recalled = record.recall !== undefined || record.sentence.releaseKind === 'RECALL';
  return withinCalendar(() =>
    licenceStart(
      {
        confirmedDate: record.releaseDateInForce,
        // Spent, once the person has been released by it.
        conditionalReleaseDate: recalled ? undefined : dateOfType(record.dates, 'CRD')?.date,
        convicted: record.sentence.releaseKind !== 'REMAND',
        detainedForImmigration: record.hold?.reason === 'IMMIGRATION_DETENTION',
      },
      calendar,
    ),
  );
}

/** The day from which the licence can no longer be changed before it starts; undefined where there is none. */
export function licenceHardStopOn(record: Dated, calendar: Calendar, law: Law): IsoDate | undefined {
  const start = licenceStartsOn(record, calendar);
  if (start === undefined) return undefined;
  const served = record.release !== undefined && record.release.date <= record.sentence.startDate;
  return withinCalendar(() =>
    hardStopDate(
      Temporal.PlainDate.from(start),
      calendar,
      law,
      served ? 'ALREADY_SERVED' : 'REMAINING',
    )?.toString(),
  );
}

/**
 * The day from which it is late that no community offender manager is named: some working days before release, Fridays
 * not counted (policy of the licence service).
 */
export function lateAllocationOn(
  { releaseDateInForce }: Pick<PersonRecord, 'releaseDateInForce'>,
  calendar: Calendar,
  law: Law,
): IsoDate | undefined {
  if (releaseDateInForce === undefined) return undefined;
  return withinCalendar(() => {
    let left = law.onRelease(releaseDateInForce).comAllocationWorkingDays;
    let day = Temporal.PlainDate.from(releaseDateInForce);
    while (left > 0) {
      day = workingDaysBefore(day, 1, calendar);
      if (day.dayOfWeek !== FRIDAY) left -= 1;
    }
    return day.toString();
  });
}

/** The first appointment as it was arranged before release; undefined where none is in the list of appointments. */
export function arrangedFirst({
  licence,
  appointments = [],
}: Pick<PersonRecord, 'licence' | 'appointments'>): Appointment | undefined {
  const id = licence?.firstAppointment?.appointment;
  return id === undefined ? undefined : appointments.find((each) => each.id === id);
}

/** The day of the first appointment, as it was arranged last; the usual one while none is. */
export function firstAppointmentOn(
  {
    licence,
    supervision,
    releasedOn,
    releaseDateInForce,
  }: Pick<PersonRecord, 'licence' | 'supervision' | 'releasedOn' | 'releaseDateInForce'>,
  calendar: Calendar,
  law: Law,
): IsoDate | undefined {
  const released = releasedOn ?? releaseDateInForce;
  const arranged = supervision?.firstAppointmentOn ?? licence?.firstAppointment?.on;
  if (arranged !== undefined) return arranged;
  if (released === undefined) return undefined;
  const { firstAppointmentWorkingDays } = law.onRelease(released);
  return countWorkingDays(released, firstAppointmentWorkingDays, calendar).day;
}

/** Bank holidays that are not published yet are asked about by a step of their own. */
function withinCalendar(work: () => IsoDate | undefined): IsoDate | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof CalendarHorizonError) return undefined;
    throw error;
  }
}

export function isApproved({ licence }: Pick<PersonRecord, 'licence'>): boolean {
  return licence?.approvedOn !== undefined;
}

/** Nothing can be fitted for a curfew without an address to be at: on the first day outside, and from then on today. */
export function curfewLacksAddress(record: PersonRecord, today: IsoDate): boolean {
  if (record.licence?.tags?.includes('CURFEW') !== true) return false;
  const from = record.licence.inForceFrom ?? record.releasedOn ?? record.releaseDateInForce;
  return from === undefined || placeForNight(record, later(from, today)).kind === 'nowhere';
}

/** The day on which a tag is fitted: the one agreed, else the first day on which it counts. */
export function tagFittingOn({
  licence,
  releasedOn,
  releaseDateInForce,
}: Pick<PersonRecord, 'licence' | 'releasedOn' | 'releaseDateInForce'>): IsoDate | undefined {
  return licence?.tagFittingOn ?? licence?.inForceFrom ?? releasedOn ?? releaseDateInForce;
}

export function setLicence(draft: PathwayDraft, patch: Partial<Licence>): void {
  draft.update({ licence: { ...draft.journey.licence, ...patch } });
  if (draft.journey.licence?.draftedOn !== undefined) setLicencePathway(draft);
}

/** The tags and zone of a draft, in place of those of an earlier one; no tag is fitted where there is none. */
export function setConditions(
  draft: PathwayDraft,
  { tags = [], restrictionZone }: Pick<Licence, 'tags' | 'restrictionZone'>,
): void {
  const { restrictionZone: _before, tagFittingOn, ...licence } = draft.journey.licence ?? {};
  const fitting = tags.length > 0 && tagFittingOn !== undefined && { tagFittingOn };
  draft.update({ licence: { ...licence, tags, ...fitting, ...(restrictionZone && { restrictionZone }) } });
}

/** Done once the date is settled and the licence, where there is one, has been put to the person to sign. */
export function setLicencePathway(draft: PathwayDraft): void {
  const { journey } = draft;
  const { licence } = journey;
  const signed = licence?.signedOn !== undefined || licence?.notSigned === true || !hasLicence(journey);
  setPathway(draft, 'licence-and-release-date', signed && isConfirmed(journey) ? 'DONE' : 'IN_PROGRESS');
}
