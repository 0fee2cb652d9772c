import type { User } from '../../domain/access/user.ts';
import { dateInLondon, type IsoDate, type IsoInstant } from '../../domain/law/time.ts';
import type { AbsenceReason } from '../../domain/record/absence.ts';
import { readAbsences } from '../absence-items.ts';
import { absencesFor } from '../absences-for.ts';
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
