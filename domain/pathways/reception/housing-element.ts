import {
  housingElement,
  sayHousingElement,
  type HousingElement,
  type TimeInCustody,
} from '../../law/housing-element.ts';
import type { Law } from '../../law/law.ts';
import type { IsoDate } from '../../law/time.ts';
import type { PersonRecord } from '../person-record.ts';

type InCustody = Pick<PersonRecord, 'sentence'> & {
  readonly recall?: PersonRecord['recall'] | undefined;
  readonly releaseDateInForce?: IsoDate | undefined;
};

/** Whether the housing element is kept as the record stands, and what to tell an officer. It moves with the release date. */
export function housingElementNow(
  record: InCustody,
  today: IsoDate,
  law: Law,
): { readonly element: HousingElement; readonly text: string } {
  const { sentence, releaseDateInForce: release } = record;
  const began = firstDayOf(record);
  const time: TimeInCustody = { began, release, sentenced: sentence.releaseKind !== 'REMAND' };
  const element = housingElement(time, today, law);
  return { element, text: sayHousingElement(element, began, law) };
}

/** A recalled person has been in custody from their return, which a record that begins with the recall does not have. */
function firstDayOf({ sentence, recall }: InCustody): IsoDate | undefined {
  const { releaseKind, remandedOn, startDate } = sentence;
  return releaseKind === 'RECALL' ? recall?.returnedOn : (remandedOn ?? startDate);
}

type Tenant = InCustody & Pick<PersonRecord, 'benefits'>;

/** The person keeps the housing element, and by the recorded dates it stops while they are still in custody, or may. */
export function housingElementRunsOut(record: Tenant, today: IsoDate, law: Law): boolean {
  if (record.benefits.keepsHousingElement !== true) return false;
  const { kind } = housingElementNow(record, today, law).element;
  // A sentence whose release comes in time; on remand nobody knows when they are out.
  if (kind === 'KEPT') return record.sentence.releaseKind === 'REMAND';
  return kind === 'NO_RELEASE_DATE' || kind === 'TOO_LONG' || kind === 'OVER';
}

/** The last day on which it is paid; the first day in custody where the sentence is too long for it. */
export function housingElementEndsOn(record: InCustody, _calendar: unknown, law: Law): IsoDate | undefined {
  const began = firstDayOf(record);
  if (began === undefined) return undefined;
  const { element } = housingElementNow(record, began, law);
  if (element.kind === 'TOO_LONG') return began;
  return 'lastDay' in element ? element.lastDay : undefined;
}
