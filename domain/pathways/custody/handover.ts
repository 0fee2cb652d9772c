import type { Calendar } from '../../law/calendar.ts';
import { handoverDate } from '../../law/handover.ts';
import type { Law } from '../../law/law.ts';
import { addDays, type IsoDate } from '../../law/time.ts';
import { dateOfType } from '../../record/sentence-dates.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { housingElementRunsOut } from '../reception/housing-element.ts';
import type { Custody } from './data.ts';

type Dated = Pick<PersonRecord, 'custody' | 'dates' | 'releaseDateInForce' | 'sentence'>;

/** The day of handover as the record stands; undefined where there is none, or no date is known. */
export function handoverOn(record: Dated, _calendar: Calendar, law: Law): IsoDate | undefined {
  const { custody, dates, releaseDateInForce, sentence } = record;
  // A recalled person's community offender manager has not changed.
  if (sentence.releaseKind === 'REMAND' || sentence.releaseKind === 'RECALL') return undefined;
  const paroled = sentence.releaseKind === 'INDETERMINATE' || sentence.releaseKind === 'PAROLE_BOARD';
  return handoverDate(
    {
      sentenceStart: sentence.startDate,
      earliestRelease: releaseDateInForce ?? (paroled ? dateOfType(dates, 'PED')?.date : undefined),
      sentence: paroled ? 'PAROLE_OR_INDETERMINATE' : 'ORDINARY',
      earlyAllocation: custody?.earlyAllocation === true,
    },
    law,
  );
}

/** The kinds of step that custody itself opens, because nothing runs there. */
export const CUSTODY_ROWS = ['handover', 'custody-review', 'bank-account', 'housing-element-ends'] as const;
export type CustodyRow = (typeof CUSTODY_ROWS)[number];

/** Rows of the time in custody: those that may have a day before release, as the record stands. */
export function rowsInCustody(
  record: Dated & Pick<PersonRecord, 'benefits' | 'recall'>,
  today: IsoDate,
  calendar: Calendar,
  law: Law,
): readonly CustodyRow[] {
  const { custody, releaseDateInForce: release } = record;
  const reviewed = release === undefined || release > addDays(today, law.onRelease(today).custodyReviewDays);
  const handsOver = custody?.handedOverOn === undefined && handoverOn(record, calendar, law) !== undefined;
  return [
    ...(handsOver ? (['handover'] as const) : []),
    ...(reviewed ? (['custody-review'] as const) : []),
    // Long before the machine that asks it, twelve weeks before release.
    ...(release === undefined ? [] : (['bank-account'] as const)),
    ...(housingElementRunsOut(record, today, law) ? (['housing-element-ends'] as const) : []),
  ];
}

export function setCustody(draft: PathwayDraft, patch: Partial<Custody>): void {
  draft.update({ custody: { ...draft.journey.custody, ...patch } });
}
