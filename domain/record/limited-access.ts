import type { IsoDate } from '../law/time.ts';

/** What can be changed about who may see a person. */
export const LIMIT_CHANGES = ['EXCLUDE', 'RESTRICT', 'REMOVE', 'LIFT'] as const;
export type LimitChange = (typeof LIMIT_CHANGES)[number];

/** The limited-access mark of a person (LAO): the ids of staff. */
export interface LimitedAccess {
  /** They may not see the person. */
  readonly excluded: readonly string[];
  /** Where there is anybody on this list, nobody else may see the person. */
  readonly restrictedTo: readonly string[];
}

/** Somebody opened the record in an emergency, with a reason that is in the timeline. */
export interface EmergencyAccess {
  readonly officer: string;
  /** The last day on which they may see the person. */
  readonly until: IsoDate;
}

interface WithLimits {
  readonly limitedAccess?: LimitedAccess;
  readonly emergencyAccess?: readonly EmergencyAccess[];
}

export function isExcluded(user: string, { limitedAccess }: WithLimits): boolean {
  return limitedAccess?.excluded.includes(user) === true;
}

export function hasEmergencyAccess(user: string, { emergencyAccess }: WithLimits, today: IsoDate): boolean {
  return emergencyAccess?.some(({ officer, until }) => officer === user && today <= until) === true;
}

/** Whether the lists let this member of staff see the person, and so be named as their officer. */
export function mayBeNamed(user: string, journey: WithLimits): boolean {
  const restrictedTo = journey.limitedAccess?.restrictedTo ?? [];
  return !isExcluded(user, journey) && (restrictedTo.length === 0 || restrictedTo.includes(user));
}

/** The same, or an emergency opens the record to them, unless they are excluded. */
export function passesLimits(user: string, journey: WithLimits, today: IsoDate): boolean {
  return (
    mayBeNamed(user, journey) || (!isExcluded(user, journey) && hasEmergencyAccess(user, journey, today))
  );
}
