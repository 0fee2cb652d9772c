import type { IsoDate } from '../../law/time.ts';
import type { GateItem } from '../../record/recorded-release.ts';

/** What the record keeps of getting ready for the gate. Absent in journeys from before it was kept. */
export interface ReadyData {
  readonly ready?: Ready;
}

export interface Ready {
  readonly phone?: 'HAS_ONE' | 'GETS_ONE' | 'DECLINED';
  /** Whether somebody meets the person at the gate, and who: a first name and what they are to the person. */
  readonly met?: 'MET' | 'NOBODY' | 'DECLINED';
  readonly who?: string;
  /** What was missing when the release-day checklist was last gone through, and the day of release it was for. */
  readonly checked?: { readonly missing: readonly GateItem[]; readonly releaseDate?: IsoDate };
}
