import type { IsoDate } from '../law/time.ts';
import { sayDate } from '../law/say-date.ts';
import type { Head } from '../record/head.ts';
import type { AgencyDates, ContactCase } from './contact.ts';

/** How things stand with a person's release, as it is passed on to a victim. */
export type Standing =
  | { readonly kind: 'RELEASE' | 'RELEASED'; readonly date: IsoDate }
  /** With the next release date, once there is one. */
  | { readonly kind: 'RECALLED'; readonly date?: IsoDate }
  | { readonly kind: 'NO_DATE' | 'ENDED' | 'DIED' };

type StandingHead = Pick<Head, 'phase' | 'releasedOn' | 'releaseDateInForce' | 'death'>;

export function standingOf({ phase, releasedOn, releaseDateInForce, death }: StandingHead): Standing {
  if (death !== undefined) return { kind: 'DIED' };
  if (phase === 'closed') return { kind: 'ENDED' };
  if (phase === 'recalled')
    return { kind: 'RECALLED', ...(releaseDateInForce !== undefined && { date: releaseDateInForce }) };
  if (releasedOn !== undefined) return { kind: 'RELEASED', date: releasedOn };
  if (releaseDateInForce !== undefined) return { kind: 'RELEASE', date: releaseDateInForce };
  return { kind: 'NO_DATE' };
}

/** The text that is stored and sent back: "RELEASE 2026-12-23". */
export function standingKey(standing: Standing): string {
  const date = 'date' in standing ? standing.date : undefined;
  return date === undefined ? standing.kind : `${standing.kind} ${date}`;
}

/** In the words for the unit. */
export function sayStanding(standing: Standing): string {
  switch (standing.kind) {
    case 'RELEASE':
      return `Release on ${sayDate(standing.date)}`;
    case 'RELEASED':
      return `Released on ${sayDate(standing.date)}`;
    case 'NO_DATE':
      return 'There is no release date now';
    case 'RECALLED':
      return standing.date === undefined
        ? 'Recalled to prison'
        : `Recalled to prison, and release on ${sayDate(standing.date)}`;
    case 'ENDED':
      return 'Supervision has ended';
    case 'DIED':
      return 'The person has died';
  }
}

/**
 * Whether this is still to be passed on in a case. Worked out from what was last passed on, so that no change of a date
 * can be missed. A release on the day that was passed on is no news, nor is it that there is no date before there was one.
 */
export function isToPassOn(
  { closed, passedOn }: Pick<ContactCase, 'closed' | 'passedOn'>,
  standing: Standing,
): boolean {
  if (closed !== undefined || passedOn?.standing === standingKey(standing)) return false;
  switch (standing.kind) {
    case 'NO_DATE':
      return passedOn?.standing.startsWith('RELEASE') === true;
    case 'RELEASE':
      return passedOn?.standing !== `RECALLED ${standing.date}`;
    case 'RELEASED':
      return ![`RELEASE ${standing.date}`, `RECALLED ${standing.date}`].includes(passedOn?.standing ?? '');
    default:
      return true;
  }
}

export function agencyDates({
  releaseDateInForce,
  releasedOn,
}: Pick<Head, 'releaseDateInForce' | 'releasedOn'>): AgencyDates {
  return {
    ...(releaseDateInForce !== undefined && { releaseDate: releaseDateInForce }),
    ...(releasedOn !== undefined && { releasedOn }),
  };
}

export function sameDates(a: AgencyDates, b: AgencyDates): boolean {
  return a.releaseDate === b.releaseDate && a.releasedOn === b.releasedOn;
}
