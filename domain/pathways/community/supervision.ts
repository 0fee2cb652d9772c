import type { DaysFigure } from '../../law/figures.ts';
import type { Law } from '../../law/law.ts';
import { addDays } from '../../law/time.ts';
import type { Head } from '../../record/head.ts';
import { hasLicence } from '../licence-and-release-date/licence.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { MOST_KEPT, type Supervision } from './data.ts';

/** Supervision has ended by so many days after release, so nothing is asked then. */
export function supervisionEndsBefore(
  { releasedOn, sentence }: Pick<Head, 'releasedOn' | 'sentence'>,
  after: DaysFigure,
  law: Law,
): boolean {
  if (releasedOn === undefined || sentence.supervisionEndsOn === undefined) return false;
  return addDays(releasedOn, law.onRelease(releasedOn)[after]) > sentence.supervisionEndsOn;
}

export function setSupervision(draft: PathwayDraft, patch: Partial<Supervision>): void {
  draft.update({ supervision: { ...draft.journey.supervision, ...patch } });
}

/** A list with one more at its end, and the oldest left out where it is long. */
export function withLatest<T>(list: readonly T[] | undefined, latest: T): readonly T[] {
  return [...(list ?? []), latest].slice(-MOST_KEPT);
}

/** Released without a licence, on the last day of the sentence or later. */
export function isUnsupervised(record: Pick<PersonRecord, 'dates' | 'releasedOn' | 'sentence'>): boolean {
  const { releasedOn, sentence } = record;
  if (hasLicence(record) || sentence.supervisionEndsOn === undefined) return false;
  return sentence.supervisionEndsOn <= (releasedOn ?? '');
}
