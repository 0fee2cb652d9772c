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
  { sentence, recall, releaseDateInForce: release }: InCustody,
  today: IsoDate,
  law: Law,
): { readonly element: HousingElement; readonly text: string } {
  const { releaseKind, remandedOn, startDate } = sentence;
  // A recalled person has been in custody from their return, which a record that begins with the recall does not have.
  const began = releaseKind === 'RECALL' ? recall?.returnedOn : (remandedOn ?? startDate);
  const time: TimeInCustody = { began, release, sentenced: releaseKind !== 'REMAND' };
  const element = housingElement(time, today, law);
  return { element, text: sayHousingElement(element, began, law) };
}
