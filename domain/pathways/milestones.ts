import type { IsoDate } from '../law/time.ts';
import { isHoused, isSheltered } from './accommodation/places.ts';
import type { PersonRecord } from './person-record.ts';

/** Points of a journey after which some steps are no longer asked; each is read from the record on a day. */
export const MILESTONES = {
  released: ({ releasedOn }) => releasedOn !== undefined,
  notClaiming: ({ benefits }) => benefits.notClaiming === true,
  housed: (record, today) => isHoused(record, today),
  sheltered: (record, today) => isSheltered(record, today),
  unsheltered: (record, today) => record.releasedOn !== undefined && !isSheltered(record, today),
  /** The last check that the person still has a home is answered. */
  homeChecked: ({ housing }) => housing.checked === true,
  /** The licence was drafted, or varied, and has no electronic tag. */
  untagged: ({ licence }) => licence?.tags?.length === 0,
} as const satisfies Record<string, (record: PersonRecord, today: IsoDate) => boolean>;

export type Milestone = keyof typeof MILESTONES;

/** In the order in which they are looked at: what release overtakes is overtaken, whatever else it is. */
export const MILESTONE_NAMES = [
  'released',
  'notClaiming',
  'housed',
  'sheltered',
  'unsheltered',
  'homeChecked',
  'untagged',
] as const satisfies readonly Milestone[];
