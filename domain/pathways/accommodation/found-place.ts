import * as z from 'zod';
import type { IsoDate } from '../../law/time.ts';
import { missing, note } from '../answer-details.ts';
import type { FormField } from '../form-field.ts';
import type { PersonRecord } from '../person-record.ts';
import type { Need, OutcomeEntry } from '../step-entry.ts';
import { broughtBy, recordPlace, type FoundPlace } from './address.ts';
import { nightsOf } from './places.ts';

/** What an officer answers about a place that is found: the form, its rules, and what it records. */

const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?|GIR) ?(\d[A-Z]{2}|0AA)$/;
const POSTCODE_PROBLEM = 'Enter a full UK postcode, like LS1 4AP';

/** A UK postcode, kept in capitals with one space before its last three characters. */
const postcode = z
  .string()
  .trim()
  .toUpperCase()
  .transform((text) => text.replace(/\s+/g, ' '))
  .refine((text) => POSTCODE.test(text), { error: POSTCODE_PROBLEM })
  .transform((text) => text.replace(/ ?(.{3})$/, ' $1'));

const MOST_LINES = 6;
const addressLines = note
  .max(300)
  .refine((text) => text.split('\n').length <= MOST_LINES, { error: `Use ${MOST_LINES} lines or fewer` });

export const foundPlace = z.strictObject({
  settledType: z.enum(['SETTLED', 'TRANSIENT']).optional(),
  addressLines: addressLines.optional(),
  postcode: postcode.optional(),
  firstNight: z.iso.date().optional(),
  lastNight: z.iso.date().optional(),
  note: note.optional(),
});
type Found = z.output<typeof foundPlace>;

export const PLACE_FIELDS = [
  {
    kind: 'radios',
    name: 'settledType',
    label: 'What kind of address is it?',
    hint: 'Only if there is an address',
    choices: [
      { value: 'SETTLED', text: 'Settled: somewhere they can stay' },
      { value: 'TRANSIENT', text: 'Temporary: they will have to move on' },
    ],
    problem: 'Say whether the address is settled or temporary',
  },
  {
    kind: 'textarea',
    name: 'addressLines',
    label: 'Address',
    hint: 'Building and street, then town or city, each on a line of its own',
    problem: `Enter the address, in ${MOST_LINES} lines and 300 characters or fewer`,
    personal: true,
  },
  { kind: 'text', name: 'postcode', label: 'Postcode', problem: POSTCODE_PROBLEM, personal: true },
  {
    kind: 'date',
    name: 'firstNight',
    label: 'First night (optional)',
    hint: 'Only if it is not tonight, or the night of the day of release',
    problem: 'Enter the first night as a real date, like 23 12 2026',
  },
  {
    kind: 'date',
    name: 'lastNight',
    label: 'Last night',
    hint: 'Only for a temporary address',
    problem: 'Enter the last night as a real date, like 23 12 2026',
  },
] as const satisfies readonly FormField[];

/** What a page shows afterwards: the address itself is on the pathway's card only, for those who may read the person. */
export const PLACE_SHOWN = ['settledType', 'firstNight', 'lastNight', 'note'] as const;

/** An outcome that records a place. Its label and its other consequences are the step's. */
export const FINDS_PLACE = {
  faultsIn: placeFaults,
  brings: ({ details }, record, today) => broughtBy(placeOf(details, record, today), record, today),
  recounts: true,
  does: (draft, { details }) => recordPlace(draft, placeOf(details, draft.journey, draft.context.today)),
} as const satisfies Omit<OutcomeEntry<Found>, 'label'>;

export const USUAL_HOME = {
  settledType: 'SETTLED',
  addressLines: '12 Mill Lane\nLeeds',
  postcode: 'LS1 4AP',
} as const;

/** The place as recorded. One found after release begins tonight; one found before, on the day of release. */
function placeOf(details: Found, { releasedOn }: PersonRecord, today: IsoDate): FoundPlace {
  const { settledType, addressLines: lines, postcode: code, firstNight, lastNight } = details;
  const from = firstNight ?? (releasedOn === undefined ? undefined : today);
  return {
    kind: settledType ?? 'SETTLED',
    ...(lines !== undefined && { lines: lines.split('\n').map((line) => line.trim()) }),
    ...(code !== undefined && { postcode: code }),
    ...(from !== undefined && { from }),
    ...(lastNight !== undefined && { until: lastNight }),
  };
}

function placeFaults(details: Found, record: PersonRecord, today: IsoDate): readonly Need<keyof Found>[] {
  const { settledType, addressLines: lines, postcode: code } = details;
  return [
    ...missing('settledType', settledType, 'Say whether the address is settled or temporary.'),
    ...missing('addressLines', lines, 'Enter the address.'),
    ...missing('postcode', code, 'Enter the postcode.'),
    ...lastNightFaults(details, record, today).map((problem) => ({ field: 'lastNight' as const, problem })),
  ];
}

function lastNightFaults(details: Found, record: PersonRecord, today: IsoDate): readonly string[] {
  const { settledType, lastNight } = details;
  if (settledType === 'SETTLED')
    return lastNight === undefined
      ? []
      : ['A settled address has no last night. If it ends, it is temporary.'];
  if (settledType === undefined) return [];
  if (lastNight === undefined) return ['Enter the last night of the temporary address.'];
  const { from } = nightsOf({ ...placeOf(details, record, today), recordedAt: '' }, record);
  return from !== undefined && lastNight < from ? ['The last night must not be before the first night.'] : [];
}
