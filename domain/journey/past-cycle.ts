import type { PersonRecord } from '../pathways/person-record.ts';
import type { EarlierCycle } from '../record/recall.ts';

/** A cycle of a journey that has ended, as its own row keeps it. Its steps and referrals are rows as before. */
export interface PastCycle
  extends
    EarlierCycle,
    Pick<
      PersonRecord,
      | 'prison'
      | 'officers'
      | 'sentence'
      | 'dates'
      | 'release'
      | 'releaseDateInForce'
      | 'recordedRelease'
      | 'recall'
      | 'pathways'
      | 'housing'
      | 'benefits'
      | 'licence'
      | 'ready'
      | 'supervision'
      | 'referrals'
      | 'consents'
    > {
  /** Keys of steps that were asked and never answered. */
  readonly unanswered: readonly string[];
}
