import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import type { BrokenRule } from '../step-entry.ts';
import { setHousing } from './address.ts';
import { isInWales } from './country.ts';
import { MOST_AUTHORITIES } from './data.ts';

/** Section 213B is law of England, so none of it is asked in Wales. */
export function notInWales(record: PersonRecord): 'NOT_NEEDED' | undefined {
  return isInWales(record) ? 'NOT_NEEDED' : undefined;
}

export function keepRefusal(draft: PathwayDraft, because: string | undefined): void {
  if (because !== undefined) setHousing(draft, { refusedBecause: because });
}

export function tooManyAuthorities({ housing }: PersonRecord): BrokenRule | undefined {
  if (housing.authorities.length < MOST_AUTHORITIES) return undefined;
  return {
    rule: 'too-many-authorities',
    explanation: `${MOST_AUTHORITIES} local housing authorities have been asked, and no more can be added. Record an address, or say that there is no other authority.`,
  };
}
