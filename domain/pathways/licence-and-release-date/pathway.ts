import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry } from '../pathway-entry.ts';
import type { Licence } from './data.ts';
import { hasLicence } from './licence.ts';

export const LICENCE_AND_RELEASE_DATE = {
  name: 'Licence and release date',
  machine: 'release-day-check',
  readiness: (record) => {
    const { releaseDate, releaseDateConfirmed } = record;
    if (releaseDate === undefined) return ['No release date is known.'];
    return [
      `${releaseDateConfirmed ? 'Confirmed' : 'Not confirmed'}: ${sayDate(releaseDate)}.`,
      hasLicence(record) ? sayLicence(record.licence) : 'Released without a licence.',
    ];
  },
} as const satisfies PathwayEntry;

/** How far the licence is, in a sentence. */
export function sayLicence({
  approvedOn,
  draftedOn,
  explainedOn,
  notSigned,
  signedOn,
  standardOnly,
}: Licence = {}): string {
  if (signedOn !== undefined) return `Licence signed on ${sayDate(signedOn)}.`;
  if (notSigned === true) return 'The licence is in force and was not signed.';
  if (explainedOn !== undefined) return 'The licence is explained and not signed yet.';
  if (approvedOn !== undefined)
    return `The licence is approved${standardOnly === true ? ', with the standard conditions only' : ''}.`;
  return draftedOn === undefined ? 'No licence is drafted.' : 'The licence is drafted and not approved yet.';
}
