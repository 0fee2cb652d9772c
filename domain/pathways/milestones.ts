import type { PersonRecord } from './person-record.ts';

/** Points of a journey after which some steps are no longer asked; each is read from the record. */
export const MILESTONES = {
  released: ({ releasedOn }) => releasedOn !== undefined,
  housed: ({ housing }) => housing.address !== undefined,
} as const satisfies Record<string, (record: PersonRecord) => boolean>;

export type Milestone = keyof typeof MILESTONES;

/** In the order in which they are looked at: what release overtakes is overtaken, whatever else it is. */
export const MILESTONE_NAMES = ['released', 'housed'] as const satisfies readonly Milestone[];
