import { sayDate } from '../law/say-date.ts';
import { dayInLondon, type IsoInstant } from '../law/time.ts';
import { sentence } from '../journey/words.ts';
import type { Actor } from '../record/actor.ts';

/** An administrator has paused an agency: messages to it wait, and nothing else does. */
export interface AgencyPause {
  readonly agencyId: string;
  readonly since: IsoInstant;
  readonly by: Actor;
  readonly reason: string;
}

/** A pause with its end, if it has ended. */
export interface PauseRecord extends AgencyPause {
  readonly resumed?: { readonly at: IsoInstant; readonly by: Actor; readonly reason: string };
}

/** For whoever waits for the agency. */
export function describePause(
  agency: string,
  { since, reason }: Pick<AgencyPause, 'since' | 'reason'>,
): string {
  return `Messages to ${agency} have been paused since ${sayDate(dayInLondon(since))}. They are sent when it is resumed; deadlines do not wait. Reason: ${sentence(reason)}`;
}
