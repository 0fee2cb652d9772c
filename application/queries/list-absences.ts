import type { User } from '../../domain/access/user.ts';
import { dateInLondon, type IsoDate, type IsoInstant } from '../../domain/law/time.ts';
import type { AbsenceReason } from '../../domain/record/absence.ts';
import { readAbsences } from '../absence-items.ts';
import { absencesFor, mayRecordAbsence } from '../absences-for.ts';
import { absenceOn } from '../../domain/record/absence.ts';
import { admit } from '../access.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export const ABSENCE_STATES = ['to-come', 'now', 'ended'] as const;

export interface AbsenceView {
  readonly id: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly reason: AbsenceReason;
  readonly state: (typeof ABSENCE_STATES)[number];
  readonly recordedAt: IsoInstant;
  readonly recordedBy: string;
}

export interface AbsencesView {
  readonly officer: { readonly id: string; readonly name: string };
  /** The latest first day first. */
  readonly absences: readonly AbsenceView[];
}

/** When a member of staff is, was and will be away, for those who may record it. @returns NOT_PERMITTED; NOT_FOUND. */
export async function listAbsences(
  services: Services,
  user: User,
  officer: string,
): Promise<Result<AbsencesView>> {
  const found = await absencesFor(services, user, officer);
  if (!found.ok) return found;
  const { id, name } = found.value.officer;
  const today = dateInLondon(services.clock.now()).toString();
  const { absences } = await readAbsences(services.table, id);
  return done({
    officer: { id, name },
    absences: absences
      .map(({ over, recordedBy, changed: _change, ...absence }) => ({
        ...absence,
        recordedBy: recordedBy.id,
        state:
          over !== undefined || absence.until < today
            ? ('ended' as const)
            : absence.from > today
              ? ('to-come' as const)
              : ('now' as const),
      }))
      .sort((a, b) => (a.from > b.from ? -1 : 1)),
  });
}

/** A member of staff, and when they are away now and next. */
export interface TeamRow {
  readonly officer: AbsencesView['officer'];
  readonly now?: Pick<AbsenceView, 'from' | 'until'>;
  readonly next?: Pick<AbsenceView, 'from' | 'until'>;
}

const MOST_OF_TEAM = 100;

/** The reader, those who are away, and then everybody else whose absences the reader records. @returns NOT_PERMITTED. */
export async function listTeamAbsences(services: Services, user: User): Promise<Result<readonly TeamRow[]>> {
  const reader = admit(services, user, 'record-absence', { officer: user });
  if (!reader.ok) return reader;
  const today = dateInLondon(services.clock.now()).toString();
  const others = (await services.staff.list()).filter(
    (each) => each.id !== user.id && each.left === undefined && mayRecordAbsence(user, each),
  );
  const rows = await Promise.all(
    [user, ...others.slice(0, MOST_OF_TEAM)].map(async ({ id, name }): Promise<TeamRow> => {
      const { absences } = await readAbsences(services.table, id);
      const now = absenceOn(absences, today);
      const [next] = absences
        .filter(({ from, over }) => over === undefined && from > today)
        .sort((a, b) => (a.from < b.from ? -1 : 1));
      return {
        officer: { id, name },
        ...(now && { now: daysOf(now) }),
        ...(next && { next: daysOf(next) }),
      };
    }),
  );
  const rank = ({ officer, now }: TeamRow): number =>
    officer.id === user.id ? 0 : now === undefined ? 2 : 1;
  return done(
    rows.toSorted((a, b) => rank(a) - rank(b) || a.officer.name.localeCompare(b.officer.name, 'en-GB')),
  );
}

function daysOf({ from, until }: Pick<AbsenceView, 'from' | 'until'>): Pick<AbsenceView, 'from' | 'until'> {
  return { from, until };
}
