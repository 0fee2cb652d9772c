import type {
  FindingRow,
  LateRow,
  ServiceHealth,
  UnsentRow,
} from '../../application/queries/get-service-health.ts';
import { MOST_COUNTED } from '../../application/queries/list-stuck-groups.ts';
import {
  AGENCY_STATES,
  type AgencyCounts,
  type AgencySending,
} from '../../application/queries/list-agencies.ts';
import { formatCount, formatInstant } from './formats.ts';

/** One number about how the service runs, and the list that it counts. */
export interface HealthTile {
  readonly name: string;
  readonly value: string;
  /** In words, so that colour is not needed to see it. */
  readonly state?: { readonly text: string; readonly classes: string };
  readonly list: { readonly text: string; readonly href: string };
}

const LATE = { text: 'Late', classes: 'govuk-tag--red' };
const ON_TIME = { text: 'On time', classes: 'govuk-tag--green' };

export function healthTiles(health: ServiceHealth): readonly HealthTile[] {
  const { sweep, overdue, reconcile, found, unsent, parked, deadlinesMissed, moreStuck, agencies } = health;
  const [oldest] = unsent.rows;
  const repairs = found.reduce((sum, { repaired, incidents }) => sum + repaired + incidents, 0);
  const atLeast = (count: number): string =>
    moreStuck ? `${count} of the ${MOST_COUNTED} nearest release, and there may be more` : String(count);
  return [
    {
      name: 'Last sweep',
      value: whenDone(sweep.completedAt),
      ...punctual(sweep),
      list: {
        text: `${countOf(overdue, 'row has', 'rows have')} waited for it`,
        href: '/service-health#overdue',
      },
    },
    {
      name: 'Last reconcile',
      value: whenDone(reconcile.completedAt),
      ...punctual(reconcile),
      list: {
        text: `It found ${formatCount(repairs, 'difference', 'differences')}`,
        href: '/service-health#found',
      },
    },
    {
      name: 'Oldest unsent',
      value: oldest === undefined ? 'Nothing waits' : formatInstant(oldest.writtenAt),
      list: { text: countOf(unsent, 'row waits', 'rows wait'), href: '/service-health#unsent' },
    },
    {
      name: 'Could not be delivered',
      value: atLeast(parked),
      list: { text: 'Messages to agencies that are set aside', href: '/stuck?cause=DELIVERY_PARKED' },
    },
    {
      name: 'Deadlines missed',
      value: atLeast(deadlinesMissed),
      list: { text: 'Steps past their deadline', href: '/stuck?late=yes' },
    },
    {
      name: 'Agencies',
      value: agencyCountWords(agencies),
      list: { text: 'Every agency and how messages to it go', href: '/agencies' },
    },
  ];
}

/** Nothing of work that has not been completed once, as just after a start. */
function punctual({ completedAt, late }: ServiceHealth['sweep']): Pick<HealthTile, 'state'> {
  return completedAt === undefined ? {} : { state: late ? LATE : ON_TIME };
}

function whenDone(completedAt: string | undefined): string {
  return completedAt === undefined ? 'Not completed yet' : formatInstant(completedAt);
}

/** "3 rows wait", "100 or more rows wait". */
function countOf(
  { rows, more }: ServiceHealth['unsent'] | ServiceHealth['overdue'],
  one: string,
  many: string,
): string {
  return more ? `${rows.length} or more ${many}` : formatCount(rows.length, one, many);
}

export const SENDING_WORDS: Readonly<
  Record<AgencySending, { readonly name: string; readonly classes: string; readonly about: string }>
> = {
  working: {
    name: 'Working',
    classes: 'govuk-tag--green',
    about: 'Messages are sent to the agency’s system, and none is set aside.',
  },
  paused: {
    name: 'Paused',
    classes: 'govuk-tag--yellow',
    about: 'An administrator has messages to the agency wait. They are sent when it is resumed.',
  },
  failing: {
    name: 'Messages set aside',
    classes: 'govuk-tag--red',
    about: 'Some messages could not be delivered, and wait for an administrator.',
  },
  disabled: {
    name: 'Closed',
    classes: 'govuk-tag--red',
    about:
      'The agency’s system said that it is closed, so nothing is sent to it. Ask the agency for another address.',
  },
  page: {
    name: 'Answers in a page',
    classes: 'govuk-tag--grey',
    about: 'The agency has no system that messages are sent to.',
  },
};

/** "12 working, 1 closed": what there is none of is left out. */
function agencyCountWords(counts: AgencyCounts): string {
  const words = AGENCY_STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state]} ${SENDING_WORDS[state].name.toLowerCase()}`,
  );
  return words.length === 0 ? 'None yet' : words.join(', ');
}

export const FINDING_WORDS: Readonly<Record<FindingRow['finding'], string>> = {
  EXECUTION_GONE: 'Journeys that had stopped moving on',
  EXECUTION_ORPHANED: 'Runs of journeys that were over',
  TASK_TIMED_OUT: 'Open steps that could no longer move their journey on',
  OUTBOX_OLD: 'Messages that were not sent in time',
  DELIVERY_UNATTEMPTED: 'Messages to agencies that nobody had tried to send',
};

export const UNSENT_WORDS: Readonly<Record<UnsentRow['kind'], string>> = {
  'answer-task': 'The answer to a step, to the journey that waits for it',
  'start-execution': 'The start of the next part of a journey',
  'stop-execution': 'The end of a part of a journey',
  tell: 'Messages to officers',
  deliver: 'A message to an agency',
};

export const LATE_WORDS: Readonly<Record<LateRow['kind'], string>> = {
  step: 'A step whose day has come',
  delivery: 'A message to an agency',
  'victim-contact': 'A reminder for a victim liaison unit',
  mailbox: 'Messages to an officer',
  events: 'Events of other systems',
  absences: 'An officer’s absence',
};
