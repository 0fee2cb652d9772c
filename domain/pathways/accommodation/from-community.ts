import type { Law } from '../../law/law.ts';
import type { IsoDate } from '../../law/time.ts';
import type { PersonRecord } from '../person-record.ts';
import type { Answered, Opened } from '../step-entry.ts';
import { isInWales } from './country.ts';
import { isSheltered } from './places.ts';

/** Referrals while someone is out and has nowhere to live: their supervising officer is asked for each side by side. */
export const REFER_FROM_COMMUNITY: readonly Opened<
  'refer-to-council' | 'refer-to-services' | 'welsh-application'
>[] = [
  {
    kind: 'refer-to-council',
    withoutSubject: true,
    when: ({ record, today }) => isHomeless(record, today) && !isInWales(record),
  },
  {
    kind: 'welsh-application',
    withoutSubject: true,
    when: ({ record, today }) => isHomeless(record, today) && isInWales(record),
  },
  {
    kind: 'refer-to-services',
    withoutSubject: true,
    when: ({ record, today }) => isHomeless(record, today) && !hasLive(record, 'CRS-'),
  },
];

/** The kinds that are asked of the person as the record stands. */
export function referralsToAsk(
  record: PersonRecord,
  today: IsoDate,
  law: Law,
): readonly (typeof REFER_FROM_COMMUNITY)[number]['kind'][] {
  const answered: Answered = { record, today, law, subject: undefined, machineWaits: false };
  return REFER_FROM_COMMUNITY.filter(({ when }) => when?.(answered) !== false).map(({ kind }) => kind);
}

function isHomeless(record: PersonRecord, today: IsoDate): boolean {
  return record.releasedOn !== undefined && !isSheltered(record, today);
}

function hasLive({ referrals }: PersonRecord, subjects: string): boolean {
  return referrals.some(
    ({ subject, live, unanswered }) => subject.startsWith(subjects) && live && unanswered !== true,
  );
}
