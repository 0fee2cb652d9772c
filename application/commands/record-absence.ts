import type { User } from '../../domain/access/user.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { addDays, dateInLondon, isoInstant, type IsoDate } from '../../domain/law/time.ts';
import { earliestAbsence, overlapped, type Absence, type GivenAbsence } from '../../domain/record/absence.ts';
import type { Actor } from '../../domain/record/actor.ts';
import { absencesWrite, readAbsences, type OfficerAbsences } from '../absence-items.ts';
import { absencesFor } from '../absences-for.ts';
import { lookUpKey, type Idempotency } from '../idempotency.ts';
import type { Json } from '../ports/table.ts';
import { done, refuse, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type AbsenceRecorded = { readonly id: string; readonly from: IsoDate; readonly until: IsoDate };

/** Another last day; or they are back, or do not go. */
export type AbsenceChange = { readonly until: IsoDate } | { readonly over: true };

const MOST_TRIES = 12;
/** Absences that ended longer ago are not kept. */
const KEPT_DAYS = 366;

/**
 * Records that a member of staff is away. Journeys follow with the next sweep: their open steps go to the
 * deputy or the duty desk, until the day after the last day.
 * @returns NOT_PERMITTED; NOT_FOUND for somebody who is not in the staff register; VALIDATION_FAILED for a last day before
 * the first, a first day too long ago, or a last day that has passed; CONFLICT for one that overlaps another.
 */
export async function recordAbsence(
  services: Services,
  user: User,
  officer: string,
  { from, until, reason }: GivenAbsence,
  idempotency?: Idempotency,
): Promise<Result<AbsenceRecorded>> {
  return change(services, user, officer, idempotency, (known, today, by) => {
    const wrong = wrongDays(services, { from, until }, today);
    if (wrong) return wrong;
    const other = overlapped(known.absences, { from, until });
    if (other) return overlaps(other);
    const recordedAt = isoInstant(services.clock.now());
    const absence: Absence = {
      id: services.ids.next(),
      from,
      until,
      reason,
      recordedAt,
      recordedBy: by,
    };
    return done({ value: { id: absence.id, from, until }, absences: [...known.absences, absence] });
  });
}

/**
 * Gives an absence another last day, or ends it: from today they are asked again.
 * @returns NOT_PERMITTED; NOT_FOUND; CONFLICT for one that has ended, or would overlap another; VALIDATION_FAILED for a
 * last day that has passed or is before the first.
 */
export async function changeAbsence(
  services: Services,
  user: User,
  officer: string,
  absenceId: string,
  given: AbsenceChange,
  idempotency?: Idempotency,
): Promise<Result<AbsenceRecorded>> {
  return change(services, user, officer, idempotency, (known, today, by) => {
    const found = known.absences.find(({ id }) => id === absenceId);
    if (found === undefined) return refuse('NOT_FOUND', 'There is no such absence.');
    if (found.over !== undefined || found.until < today)
      return refuse('CONFLICT', 'This absence has ended already.');
    const others = known.absences.filter(({ id }) => id !== absenceId);
    const noted = { at: isoInstant(services.clock.now()), by };
    if ('over' in given) {
      const value = { id: found.id, from: found.from, until: found.until };
      return done({ value, absences: [...others, { ...found, over: noted }] });
    }
    const { until } = given;
    const { from } = found;
    if (until < today || until < from) return wrongDay('until', endsWrongly(from, today));
    const other = overlapped(others, { from, until });
    if (other) return overlaps(other);
    return done({
      value: { id: found.id, from, until },
      absences: [...others, { ...found, until, changed: noted }],
    });
  });
}

interface Changed {
  readonly value: AbsenceRecorded;
  readonly absences: readonly Absence[];
}

async function change(
  services: Services,
  user: User,
  officer: string,
  idempotency: Idempotency | undefined,
  decide: (known: OfficerAbsences, today: IsoDate, by: Actor) => Result<Changed>,
): Promise<Result<AbsenceRecorded>> {
  const allowed = await absencesFor(services, user, officer);
  if (!allowed.ok) return allowed;
  const now = services.clock.now();
  const today = dateInLondon(now).toString();
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const key = idempotency && (await lookUpKey<AbsenceRecorded & Json>(services, idempotency));
    if (key?.answered) return key.answered;
    const known = await readAbsences(services.table, officer);
    const decided = decide(known, today, allowed.value.by);
    if (!decided.ok) return decided;
    const { value, absences } = decided.value;
    const kept = absences.filter(({ until }) => until >= addDays(today, -KEPT_DAYS));
    const changed: OfficerAbsences = { ...known, absences: kept, wakeAt: isoInstant(now) };
    const stored = await services.table.transact([
      absencesWrite(changed),
      ...(key ? [key.remember(value)] : []),
    ]);
    if (stored.ok) return done(value);
  }
  return refuse('UNAVAILABLE', 'Too many people are changing these absences at the same time. Try again.');
}

function wrongDays(
  { law }: Services,
  { from, until }: Pick<Absence, 'from' | 'until'>,
  today: IsoDate,
): Refusal | undefined {
  if (until < from) return wrongDay('until', 'The last day must be on or after the first day.');
  const earliest = earliestAbsence(today, law);
  if (from < earliest) return wrongDay('from', `The first day must be on or after ${sayDate(earliest)}.`);
  if (until < today)
    return wrongDay('until', 'The last day has passed already: there is nothing to hand over.');
  return undefined;
}

function endsWrongly(from: IsoDate, today: IsoDate): string {
  const first = from > today ? from : today;
  return `The last day must be on or after ${sayDate(first)}. If they are back already, end the absence.`;
}

function overlaps({ from, until }: Absence): Refusal {
  return refuse(
    'CONFLICT',
    `They are away already from ${sayDate(from)} until ${sayDate(until)}. Change that absence instead.`,
  );
}

function wrongDay(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
