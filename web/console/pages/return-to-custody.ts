import {
  recordAtLarge,
  recordReturn,
  type AtLargeRecorded,
  type ReturnRecorded,
} from '../../../application/commands/record-return.ts';
import type { Result } from '../../../application/refusal.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import type { IsoDate } from '../../../domain/law/time.ts';
import { awaitsReturn, type GivenReturn } from '../../../domain/record/recall.ts';
import { placeCalled, PRISONS } from '../directory.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { readReturn } from '../forms/recall.ts';
import type { Read } from '../forms/problems.ts';
import { journeyPage } from '../journey-page.ts';

type Given =
  ({ readonly what: 'RETURNED' } & GivenReturn) | { readonly what: 'AT_LARGE'; readonly since: IsoDate };

const DATES = ['on', 'arrestedOn', 'releaseDate', 'curfewPeriodEnds', 'since'] as const;

/** The recalled person is back in prison, or is unlawfully at large. */
export const returnToCustody = journeyPage({
  action: 'record-return',
  view: 'return-to-custody',
  heading: 'Return to prison',
  closedTo: (journey) =>
    journey.phase === 'recalled' && awaitsReturn(journey)
      ? undefined
      : 'No recall waits for a return to prison.',
  data: ({ form }, { recall, prison }) => ({
    revoked: sayDate(recall?.revokedOn),
    fromCurfew: recall?.fromCurfew === true,
    values: { prison, ...Object.fromEntries(form) },
    dates: Object.fromEntries(DATES.map((name) => [name, dateItems(form, name)])),
    prisons: PRISONS.map(({ id, name }) => ({ value: id, text: name })),
  }),
  read: ({ form }) => readWhere(form),
  elementOf: (field) => (DATES.some((name) => name === field) ? `${field}-day` : field),
  answers: (_request, _journey, given) =>
    given.what === 'AT_LARGE'
      ? [{ key: 'At large since', value: sayDate(given.since) }]
      : [
          { key: 'Returned on', value: sayDate(given.on) },
          { key: 'Prison', value: placeCalled(given.prison) },
        ],
  run: async ({ services, user }, id, given, terms): Promise<Result<AtLargeRecorded | ReturnRecorded>> => {
    if (given.what === 'AT_LARGE') return recordAtLarge(services, user, id, { since: given.since }, terms);
    const { what: _what, ...back } = given;
    return recordReturn(services, user, id, back, terms);
  },
  done: (recorded) =>
    'atLargeSince' in recorded
      ? 'Recorded. The person is on the list of stuck journeys.'
      : `The return is recorded. ${whatFollows(recorded)}`,
});

function whatFollows({ releaseDate, explanation }: ReturnRecorded): string {
  return releaseDate === undefined ? explanation.join(' ') : `The release date is ${sayDate(releaseDate)}.`;
}

function readWhere(form: URLSearchParams): Read<Given> {
  switch (form.get('what')) {
    case 'RETURNED': {
      const prisons = PRISONS.map(({ id }) => id);
      const read = readReturn(form, prisons);
      return read.ok ? { ok: true, given: { what: 'RETURNED', ...read.given } } : read;
    }
    case 'AT_LARGE': {
      const since = readDate(form, 'since', 'The day from which they are at large');
      return since.ok
        ? { ok: true, given: { what: 'AT_LARGE', since: since.date } }
        : { ok: false, problems: [since.problem] };
    }
    default:
      return { ok: false, problems: [{ field: 'what', problem: 'Choose what is to be recorded' }] };
  }
}
