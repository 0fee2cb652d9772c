import type { IncomingEvent } from '../../../domain/events/incoming-event.ts';
import type { Change } from '../../change.ts';
import type { EventRecord, EventState } from '../../event-items.ts';
import type { Fetched, HmppsData } from '../../ports/hmpps.ts';
import type { Result } from '../../refusal.ts';
import type { Services } from '../../services.ts';

export interface EventServices extends Services {
  readonly hmpps: HmppsData;
  /** Called with the state that each event gets. */
  readonly noted?: (state: EventState) => void;
}

/** What followed from an event, as a code. */
export type EventOutcome =
  | 'released'
  | 'already-so'
  | 'release-undone'
  | 'release-day-corrected'
  | 'not-a-release'
  | 'not-a-reception'
  | 'transferred'
  | 'prison-unknown'
  | 'held'
  | 'resumed'
  | 'not-held'
  | 'on-hold-already'
  | 'returned'
  | 'awaits-return'
  | 'superseded'
  | 'before-this-sentence'
  | 'corrected-since'
  | 'journey-closed'
  | 'dates-recorded'
  | 'dates-refused'
  | 'contradicts'
  | 'explained'
  | 'settled'
  | 'licence-noted'
  | 'officer-named'
  | 'officer-unknown'
  | 'nobody-named'
  | 'tier-recorded'
  | 'merged'
  | 'crn-merged';

/** `contradictory`: it was not followed, and a step asks somebody. */
export type Acted =
  | { readonly state: 'done'; readonly outcome: EventOutcome }
  | {
      readonly state: 'contradictory';
      readonly outcome: EventOutcome;
      /** The event that it contradicts, or `record`. */
      readonly other?: string;
      readonly problem?: string;
      /** The key of the step. */
      readonly step: string;
    };

/** Stores another event of the person in the same transaction. */
export type PutRecord = (record: EventRecord, over: Partial<EventRecord>) => void;

export interface About {
  /** All events of the person, this one among them, in order. */
  readonly events: readonly EventRecord[];
  readonly put: PutRecord;
}

/** Follows the event in a change of its person's journey. */
export type Follow = (change: Change, about: About) => Promise<Result<Acted>>;

/** A type of event that something follows from. */
export interface EventType {
  readonly eventType: string;
  readonly versions: readonly number[];
  /**
   * The latest of the person's events of this subject says everything: an earlier one that arrives after it, or with it,
   * is superseded. Undefined where each event counts.
   */
  readonly latestOf?: string;
  /** Fetches what the event refers to, and says what to do with it. */
  prepare(event: IncomingEvent, services: EventServices): Promise<Fetched<Follow>>;
  /** What else is to be done once it is followed. Safe to run again. */
  followed?(event: IncomingEvent, services: EventServices): Promise<void>;
}
