import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry } from '../pathway-entry.ts';

export const LICENCE_AND_RELEASE_DATE = {
  name: 'Licence and release date',
  machine: 'release-day-check',
  readiness: ({ releaseDate, releaseDateConfirmed }) => [
    releaseDate === undefined
      ? 'No release date is known.'
      : `${releaseDateConfirmed ? 'Confirmed' : 'Not confirmed'}: ${sayDate(releaseDate)}.`,
  ],
} as const satisfies PathwayEntry;
