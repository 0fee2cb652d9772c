import type { LastingFigures } from '../law/figures.ts';
import type { IsoDate } from '../law/time.ts';
import type { KeptByPathways, PersonRecord } from './person-record.ts';

/** What a statement of readiness is made from: as much of the record as a page has. */
export interface Readiness extends KeptByPathways, Pick<PersonRecord, 'dates'> {
  readonly today: IsoDate;
  readonly releaseDate?: IsoDate;
  readonly releasedOn?: IsoDate;
  readonly releaseDateConfirmed: boolean;
}

/** One strand of resettlement as pages name it. */
export interface PathwayEntry {
  readonly name: string;
  /**
   * The state machine that runs it before release, in `workflows/<machine>.ts`; none when nothing in it waits for
   * anything else, and pre-release opens its steps.
   */
  readonly machine?: string;
  /** Where it stands: the one or two things most asked about it, a sentence each. */
  readonly readiness: (record: Readiness, figures: LastingFigures) => readonly string[];
}
