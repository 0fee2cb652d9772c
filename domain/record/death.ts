import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';
import type { WaitsFor } from './waits-for.ts';

/** Organisations and people outside the journey that are notified of a death. */
export const NOTIFIED_OF_DEATH = [
  'FAMILY',
  'POLICE_AND_CORONER',
  'OMBUDSMAN',
  'HEALTHCARE',
  'DWP',
  'VICTIM_LIAISON',
] as const;
export type NotifiedOfDeath = (typeof NOTIFIED_OF_DEATH)[number];

export interface GivenDeath {
  readonly on: IsoDate;
  /** The death, and how it became known. */
  readonly note?: string;
}

/** The death of the person, and everyone who must be notified. */
export interface Death extends GivenDeath {
  readonly inCustody: boolean;
  readonly outside: readonly NotifiedOfDeath[];
  /** The officers, desks and agencies of the journey. */
  readonly inside: readonly WaitsFor[];
  readonly recordedAt: IsoInstant;
  readonly recordedBy: Actor;
}
