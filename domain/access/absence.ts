import type { Duty } from '../record/duties.ts';
import { allowed, denied, type Decision } from './decision.ts';
import { hasDuty, is } from './relations.ts';
import type { Subjects } from './subjects.ts';
import type { User } from './user.ts';

/** Whose absences others record, and where they work. */
const RECORDED_BY = [
  { of: ['POM'], by: ['OMU', 'HEAD_OF_OM'], where: 'prisons' },
  { of: ['COM', 'YOT'], by: ['HEAD_OF_PDU'], where: 'regions' },
] as const satisfies readonly {
  readonly of: readonly Duty[];
  readonly by: readonly Duty[];
  readonly where: 'prisons' | 'regions';
}[];

/** Everybody their own; of a prison offender manager their unit too, and of community officers the head of theirs. */
export function recordAbsence(user: User, { officer }: Subjects['record-absence']): Decision {
  if (!is(user, 'officer')) return denied(WHO_RECORDS);
  if (user.id === officer.id) return allowed('officer');
  const responsible = RECORDED_BY.some(
    ({ of, by, where }) =>
      of.some((duty) => officer.duties.includes(duty)) &&
      hasDuty(user, ...by) &&
      officer[where].some((place) => user[where].includes(place)),
  );
  return responsible ? allowed('officer') : denied(WHO_RECORDS);
}

const WHO_RECORDS =
  'Only the officer, the offender management unit of a prison offender manager, or the head of the probation delivery unit of a community officer records an absence.';
