import * as z from 'zod';
import { PATHWAYS, type Pathway } from '../domain/pathways/catalogue.ts';
import {
  groupKey,
  STUCK_CODES,
  stuckCauses,
  type StuckCause,
  type StuckCode,
  type StuckGroup,
} from '../domain/journey/stuck-causes.ts';
import type { Journey } from '../domain/journey/journey.ts';
import type { IsoDate } from '../domain/law/time.ts';
import { MAX_SORT_KEY_BYTES } from './ports/table.ts';

/**
 * The sort key of a stuck journey ends with why it is stuck: `2027-03-09#id#OVERDUE|accommodation||2027-01-21|1|1,...`
 * (code, pathway, agency, since when, steps, how many are late). An index holds keys only, and so whoever counts
 * stuck journeys by cause reads no journey. It is as of the day on which the head was written.
 */

const MOST_BYTES = MAX_SORT_KEY_BYTES - 100;

/** @param sort the date and the id of the journey. */
export function stuckSort(sort: string, journey: Journey, today: IsoDate): string {
  let written = `${sort}#`;
  for (const cause of shownCauses(journey, today)) {
    const { since = '', steps, late } = cause;
    const next = `${written.endsWith('#') ? '' : ','}${groupKey(cause)}|${since}|${steps}|${late}`;
    if (Buffer.byteLength(written + next) > MOST_BYTES) break;
    written += next;
  }
  return written;
}

/** Of a person whose record only some may see, what any administrator is shown: that something went wrong. */
function shownCauses(journey: Journey, today: IsoDate): readonly StuckCause[] {
  const causes = stuckCauses(journey, today);
  const restricted = (journey.limitedAccess?.restrictedTo ?? []).length > 0;
  return restricted ? causes.filter(({ code }) => code === 'INCIDENT') : causes;
}

const readCause = z.tuple([
  z.enum(STUCK_CODES),
  z.union([z.enum(PATHWAYS), z.literal('')]),
  z.string(),
  z.string(),
  z.coerce.number().int(),
  z.coerce.number().int(),
]);

export interface StuckSort {
  /** The date that the list is ordered by, and the journey. */
  readonly date: IsoDate;
  readonly journeyId: string;
  /** Undefined where the head was last written before its key said why. */
  readonly causes?: readonly StuckCause[];
}

/** @param sort the attribute of the index. */
export function readStuckSort(sort: unknown): StuckSort {
  const [date = '', journeyId = '', causes] = typeof sort === 'string' ? sort.split('#') : [];
  if (causes === undefined) return { date, journeyId };
  return { date, journeyId, causes: causes === '' ? [] : causes.split(',').flatMap(causeIn) };
}

/** A code or a pathway that this version does not know is left out. */
function causeIn(text: string): readonly StuckCause[] {
  const read = readCause.safeParse(text.split('|'));
  if (!read.success) return [];
  const [code, pathway, agencyId, since, steps, late] = read.data;
  return [
    {
      code,
      steps,
      late,
      ...(pathway !== '' && { pathway }),
      ...(agencyId !== '' && { agencyId }),
      ...(since !== '' && { since }),
    },
  ];
}

/** The stuck steps that a list is asked for. An empty pathway or agency asks for those that are about none. */
export interface StuckFilter {
  readonly code?: StuckCode;
  readonly pathway?: Pathway | '';
  readonly agencyId?: string;
  /** Only what is past its deadline. */
  readonly late?: true;
}

export function matchesFilter(
  { code, pathway, agencyId, late }: StuckGroup & { readonly late: number },
  filter: StuckFilter,
): boolean {
  return (
    (filter.code === undefined || filter.code === code) &&
    (filter.pathway === undefined || filter.pathway === (pathway ?? '')) &&
    (filter.agencyId === undefined || filter.agencyId === (agencyId ?? '')) &&
    (filter.late !== true || late > 0)
  );
}
