import { communityManagerAllocated } from './community-manager.ts';
import { crnMerged } from './crn-merged.ts';
import type { EventType } from './event-type.ts';
import { fixedTermRecallChanged } from './fixed-term-recall.ts';
import { licenceActivated, licenceInactivated } from './licence.ts';
import { received, released } from './movements.ts';
import { merged } from './merged.ts';
import { sentenceDatesChanged } from './sentence-dates.ts';
import { tierCalculated } from './tier.ts';

const TYPES: readonly EventType[] = [
  received,
  released,
  sentenceDatesChanged,
  fixedTermRecallChanged,
  licenceActivated,
  licenceInactivated,
  communityManagerAllocated,
  tierCalculated,
  merged,
  crnMerged,
];

/** The types of event that something follows from. */
export const EVENT_TYPES: ReadonlyMap<string, EventType> = new Map(
  TYPES.map((type) => [type.eventType, type]),
);

/** Types that are known, and from which nothing follows yet. */
export const NOT_ACTED_ON: readonly string[] = ['probation-case.unmerge.completed'];
