import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry } from '../pathway-entry.ts';

export const LICENCE_AND_RELEASE_DATE: PathwayEntry = {
  name: 'Licence and release date',
  readiness: ({ releaseDate, releaseDateConfirmed }) => [
    `${releaseDateConfirmed ? 'Confirmed' : 'Not confirmed'}: ${sayDate(releaseDate)}.`,
  ],
};
