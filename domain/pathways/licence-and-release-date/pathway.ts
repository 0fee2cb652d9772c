import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry } from '../pathway-entry.ts';

export const LICENCE_AND_RELEASE_DATE = {
  name: 'Licence and release date',
  machine: 'release-day-check',
  readiness: ({ releaseDate, releaseDateConfirmed }) => [
    `${releaseDateConfirmed ? 'Confirmed' : 'Not confirmed'}: ${sayDate(releaseDate)}.`,
  ],
} as const satisfies PathwayEntry;
