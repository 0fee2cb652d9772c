import { hash as digest } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { CRN_PATTERN, PRISON_NUMBER_PATTERN } from '../record/identifiers.ts';

/** Longer events are refused before they are read. */
export const MAX_EVENT_BYTES = 64 * 1024;

/** A domain event of HMPPS: that something happened, about whom, and when. */
export interface IncomingEvent {
  /** The same for the same event however often it is sent. */
  readonly id: string;
  readonly eventType: string;
  readonly version: number;
  /** In UTC with nine decimals, so that text order is time order. */
  readonly occurredAt: string;
  readonly prisonNumber?: string;
  readonly crn?: string;
  readonly description?: string;
  readonly detailUrl?: string;
  /** As it was sent. */
  readonly additionalInformation: Readonly<Record<string, unknown>>;
}

export interface EventProblem {
  readonly field: string;
  readonly problem: string;
}

export type ReadEvent =
  | { readonly ok: true; readonly event: IncomingEvent }
  | { readonly ok: false; readonly problems: readonly EventProblem[] };

const prisonNumber = z.string().regex(PRISON_NUMBER_PATTERN, 'This is not a prison number.');
const crn = z.string().regex(CRN_PATTERN, 'This is not a CRN.');

/** Fields that are not listed are free to come: the publisher may add to an event without a new version. */
const envelope = z.object({
  eventType: z
    .string('Give the type of the event.')
    .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/i, 'This is not a type of event.')
    .max(200),
  version: z.int('Give the version, a whole number.').min(0),
  occurredAt: z.iso.datetime({ offset: true, error: 'Give the instant, such as 2027-03-09T10:15:00Z.' }),
  description: z.string().max(2_000).nullish(),
  detailUrl: z.string().max(2_000).nullish(),
  additionalInformation: z.record(z.string(), z.unknown()).nullish(),
  personReference: z
    .object({
      identifiers: z
        .array(z.object({ type: z.string().max(50), value: z.string().max(50).nullish() }))
        .max(50)
        .nullish(),
    })
    .nullish(),
});

/** Reads an event. The problems name fields, and never repeat their values. */
export function readIncomingEvent(given: unknown): ReadEvent {
  const parsed = envelope.safeParse(given);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const { eventType, version, occurredAt, description, detailUrl, personReference } = parsed.data;
  const additionalInformation = parsed.data.additionalInformation ?? {};
  const named = (type: string): string | undefined =>
    personReference?.identifiers?.find((each) => each.type === type)?.value ?? undefined;
  const person = z.object({ prisonNumber: prisonNumber.optional(), crn: crn.optional() }).safeParse({
    prisonNumber: named('NOMS') ?? textIn(additionalInformation, 'nomsNumber'),
    crn: named('CRN') ?? textIn(additionalInformation, 'crn') ?? textIn(additionalInformation, 'targetCRN'),
  });
  if (!person.success) {
    const problems = problemsOf(person.error);
    return { ok: false, problems: problems.map((each) => ({ ...each, field: 'personReference' })) };
  }
  const about = {
    eventType,
    version,
    occurredAt: Temporal.Instant.from(occurredAt).toString({ fractionalSecondDigits: 9 }),
    ...(person.data.prisonNumber !== undefined && { prisonNumber: person.data.prisonNumber }),
    ...(person.data.crn !== undefined && { crn: person.data.crn }),
    additionalInformation,
  };
  return {
    ok: true,
    event: {
      ...about,
      id: digest('sha256', JSON.stringify(inOrder(about)), 'hex').slice(0, 32),
      ...(typeof description === 'string' && { description }),
      ...(typeof detailUrl === 'string' && { detailUrl }),
    },
  };
}

/** Text under a name of an event's additional information; undefined for none. */
export function textIn(information: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = information[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function problemsOf({ issues }: z.ZodError): readonly EventProblem[] {
  return issues.map(({ path, message }) => ({ field: path.join('.') || 'event', problem: message }));
}

/** The same value with every object's names in order, so that equal events have equal text. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, inOrder(each)]);
}
