import { OUTCOME_CODES } from '../../domain/record/referral.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import { fromCode } from '../../domain/journey/words.ts';

interface Named {
  /** The detail of the step's kind it gives. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What to say when it is missing or cannot be right. */
  readonly problem: string;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** A field of a step's form, and so a detail of its answer. */
export type FormField =
  | ({ readonly kind: 'textarea' | 'text' } & Named)
  | ({ readonly kind: 'radios' | 'select'; readonly choices: readonly Choice[] } & Named)
  | ({ readonly kind: 'number'; readonly least: number; readonly most: number } & Named)
  | ({ readonly kind: 'checkbox' } & Named)
  | ({ readonly kind: 'officer'; readonly duty: 'POM' | 'COM' } & Named)
  | ({ readonly kind: 'authority' } & Named)
  | ({ readonly kind: 'authorities'; readonly most: number } & Named);

const TOO_LONG = 'Use 2,000 characters or fewer';
const note: FormField = {
  kind: 'textarea',
  name: 'note',
  label: 'Note (optional)',
  problem: `${TOO_LONG} for the note`,
};
const reason: FormField = {
  kind: 'textarea',
  name: 'reason',
  label: 'Reason',
  problem: 'Enter a reason, in 2,000 characters or fewer',
};
const settledType: FormField = {
  kind: 'radios',
  name: 'settledType',
  label: 'What kind of address is it?',
  choices: [
    { value: 'SETTLED', text: 'Settled: somewhere they can stay' },
    { value: 'TRANSIENT', text: 'Temporary: they will have to move on' },
  ],
  problem: 'Say whether the address is settled or temporary',
};
const onlyIf = (field: FormField, hint: string): FormField => ({ ...field, hint });

const WITH_NOTE: readonly FormField[] = [note];
const WITH_REASON: readonly FormField[] = [reason];

/** The fields of each kind of step that people answer, in the order they are asked. */
const FIELDS: Partial<Readonly<Record<StepKind, readonly FormField[]>>> = {
  'allocate-officers': [
    {
      kind: 'officer',
      duty: 'POM',
      name: 'pom',
      label: 'Prison offender manager',
      problem: 'Choose the prison offender manager',
    },
    {
      kind: 'officer',
      duty: 'COM',
      name: 'com',
      label: 'Community offender manager (optional)',
      hint: 'The supervising officer, from sentence onward',
      problem: 'Choose the community offender manager from the list',
    },
    {
      kind: 'officer',
      duty: 'COM',
      name: 'deputy',
      label: 'Deputy (optional)',
      hint: 'Stands in when the supervising officer is away',
      problem: 'Choose the deputy from the list',
    },
  ],
  'immediate-needs': [
    {
      kind: 'radios',
      name: 'tenancy',
      label: 'Tenancy',
      choices: [
        { value: 'KEEP', text: 'Keep it' },
        { value: 'END', text: 'End it' },
        { value: 'NONE', text: 'They have none' },
      ],
      problem: 'Say what happens to the tenancy',
    },
    {
      kind: 'radios',
      name: 'benefits',
      label: 'Benefits',
      choices: [
        { value: 'STOP', text: 'Stop them' },
        { value: 'KEEP', text: 'Keep them, such as the housing element' },
        { value: 'NONE', text: 'They have none' },
      ],
      problem: 'Say what happens to the benefits',
    },
    {
      kind: 'checkbox',
      name: 'dependants',
      label: 'Someone depends on them',
      hint: 'Children, anyone they care for, pets',
      problem: 'Say whether someone depends on them',
    },
    {
      kind: 'checkbox',
      name: 'medicines',
      label: 'They take medicines',
      problem: 'Say whether they take medicines',
    },
    { ...note, hint: 'Debts, a job to keep or end, and anything else that cannot wait' },
  ],
  'housing-need': [onlyIf(settledType, 'Only if they have an address to go to'), note],
  'next-address': [settledType, note],
  'urgent-housing': [onlyIf(settledType, 'Only if an address is found'), note],
  'housing-consent': [
    {
      kind: 'authorities',
      most: 5,
      name: 'authorities',
      label: 'Local housing authorities, in the person’s order of choice',
      hint: 'Only if consent is given. One is enough; up to 5.',
      problem: 'Choose at least one local housing authority, each only once',
    },
    {
      kind: 'checkbox',
      name: 'shareContactDetails',
      label: 'They agree that their contact details are shared with the authority',
      problem: 'Say whether contact details may be shared',
    },
    { ...reason, label: 'Reason (optional)', hint: 'If consent is refused, what the person said' },
  ],
  'authorities-exhausted': [
    {
      kind: 'authority',
      name: 'authority',
      label: 'Local housing authority to ask next',
      hint: 'Only if another authority is added',
      problem: 'Choose the local housing authority to ask next',
    },
    onlyIf(reason, 'Only if there is no other authority'),
  ],
  'cas3-decision': [onlyIf(reason, 'Only if it is not suitable')],
  'referral-answer': [
    {
      kind: 'select',
      name: 'code',
      label: 'What the agency said (optional)',
      hint: 'The first two go with accepted, the others with declined',
      choices: [...OUTCOME_CODES.ACCEPTED, ...OUTCOME_CODES.DECLINED].map((code) => ({
        value: code,
        text: sentenceCase(fromCode(code)),
      })),
      problem: 'Choose what the agency said from the list',
    },
    note,
  ],
  'referral-more-information': WITH_NOTE,
  'late-answer': WITH_NOTE,
  'delivery-parked': WITH_REASON,
  'work-coach-meeting': WITH_NOTE,
  'claim-preparation': WITH_NOTE,
  'identity-documents': WITH_NOTE,
  'bank-account': WITH_NOTE,
  'jobcentre-interview': WITH_NOTE,
  'release-checklist': [
    ...(
      [
        ['identity', 'Identity documents in hand'],
        ['medicine', 'Medicine or a prescription'],
        ['subsistencePayment', 'Subsistence payment'],
        ['travel', 'Travel'],
        ['keysOrAddress', 'Keys, or the address written down'],
        ['phone', 'A phone'],
        ['printedPlan', 'The printed plan'],
      ] as const
    ).map(([name, label]): FormField => ({
      kind: 'checkbox',
      name,
      label,
      problem: `Say whether: ${label}`,
    })),
    {
      kind: 'text',
      name: 'metBy',
      label: 'Who meets them at the gate (optional)',
      problem: `${TOO_LONG} for who meets them`,
    },
    { ...note, hint: 'If something is missing, what it is' },
  ],
  'first-appointment': WITH_NOTE,
  'missed-appointment': [
    { ...reason, hint: 'A missed appointment has a reason, and is not by itself a breach' },
  ],
  'housed-at-4-weeks': WITH_NOTE,
  'housed-at-12-weeks': WITH_NOTE,
  'claim-made': WITH_NOTE,
  'identity-verified': WITH_NOTE,
  'advance-paid': WITH_NOTE,
  'review-at-4-weeks': review(),
  'review-at-12-weeks': review(),
  'review-at-26-weeks': review(),
  incident: WITH_REASON,
};

/** Answers that are looked at once more before they count, because they cannot be taken back. */
const CHECKED_FIRST = new Set(['release-confirmed RELEASED']);

export function fieldsOf(kind: string): readonly FormField[] {
  return (FIELDS as Readonly<Record<string, readonly FormField[] | undefined>>)[kind] ?? [];
}

export function isCheckedFirst(kind: string, outcome: string): boolean {
  return CHECKED_FIRST.has(`${kind} ${outcome}`);
}

function review(): readonly FormField[] {
  return [
    {
      kind: 'number',
      least: 0,
      most: 10,
      name: 'ownScore',
      label: 'The person’s own score, from 0 to 10',
      hint: 'How far they feel they have come; theirs to say, not ours',
      problem: 'Enter the person’s own score, a whole number from 0 to 10',
    },
    note,
  ];
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
