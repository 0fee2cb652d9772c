import type { Journey } from '../domain/journey/journey.ts';
import { releaseDateOf, type SentenceDate } from '../domain/record/sentence-dates.ts';

/** A journey from before each date of a sentence was kept: one release date of any type, always present. */
type JourneyOfOneDate = Omit<Journey, 'dates' | 'releaseRevision' | 'release'> & {
  readonly dates?: undefined;
  readonly release: Omit<NonNullable<Journey['release']>, 'source'>;
};
export type StoredJourney = Journey | JourneyOfOneDate;

/**
 * Reads both shapes. An old release date of a type that nobody is released by, such as the day parole may be asked for,
 * becomes a date of the sentence, and the journey has no release date; one that has ended keeps what it had.
 */
export function withDates(stored: StoredJourney): Journey {
  if (stored.dates !== undefined) return stored;
  const { revision, ...given } = stored.release;
  const recorded: SentenceDate = { ...given, source: 'OFFICER' };
  const release = { ...recorded, revision };
  const journey = { ...stored, dates: [recorded], releaseRevision: revision, release };
  const over = stored.releasedOn !== undefined || stored.phase === 'closed';
  if (over || releaseDateOf([recorded], stored.sentence.releaseKind) !== undefined) return journey;
  const {
    release: _type,
    releaseDay: _check,
    releaseDateInForce: _date,
    decision: _made,
    ...asleep
  } = journey;
  return asleep;
}
