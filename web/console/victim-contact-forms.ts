import * as z from 'zod';
import type { VictimContactView } from '../../application/queries/get-victim-contact.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';
import {
  CLOSING_REASONS,
  CONDITION_ANSWERS,
  CONDITION_KINDS,
  CONTACT_BASES,
  ENTITLEMENTS,
  MEANS,
  PASSING_OUTCOMES,
} from '../../domain/victim-contact/contact.ts';
import type { ContactChange } from '../../domain/victim-contact/contact-change.ts';
import {
  ANSWER_WORDS,
  BASIS_WORDS,
  CLOSING_WORDS,
  CONDITION_WORDS,
  ENTITLEMENT_WORDS,
  MEANS_WORDS,
  OUTCOME_WORDS,
} from './victim-contact-words.ts';

/** The forms of a victim liaison unit: what each asks, and the change that it makes of the answers. */

export type Case = VictimContactView['cases'][number];

/** What a form is about, as it stands. */
export interface About {
  readonly view: VictimContactView;
  readonly case: Case;
  readonly condition: string;
}

/** What was typed into the fields. */
type Typed = Readonly<Record<string, unknown>>;

export interface ContactForm {
  readonly title: string;
  readonly button: string;
  readonly fields: (view: VictimContactView) => readonly FormField[];
  /** What the fields hold when the form is opened. */
  readonly filled?: (about: About) => Readonly<Record<string, string>>;
  readonly read: (typed: Typed, about: About) => z.ZodSafeParseResult<ContactChange>;
  readonly done: string;
}

const choices = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, text: words[value] }));
const text = z.string().max(2_000);
const entitlementFields: readonly FormField[] = ENTITLEMENTS.map((name) => ({
  kind: 'checkbox',
  name,
  label: ENTITLEMENT_WORDS[name],
  problem: 'Tick what the victim chose',
}));
const ticked = (typed: Typed) => ENTITLEMENTS.filter((name) => typed[name] === true);
const officerField = ({ unit }: VictimContactView): FormField => ({
  kind: 'select',
  name: 'officer',
  label: 'Liaison officer',
  choices: unit.map(({ id, name }) => ({ value: id, text: name })),
  problem: 'Choose the liaison officer',
});
const NOTE: FormField = {
  kind: 'textarea',
  name: 'note',
  label: 'Note of the unit (optional)',
  hint: 'Do not enter the name or address of a victim',
  problem: 'Use 2,000 characters or fewer for the note',
};

export const FORMS = {
  open: {
    title: 'Record a victim contact case',
    button: 'Record the case',
    done: 'The case is recorded.',
    fields: (view) => [
      {
        kind: 'radios',
        name: 'basis',
        label: 'Why there is contact',
        choices: choices(CONTACT_BASES, BASIS_WORDS),
        problem: 'Choose why there is contact',
      },
      officerField(view),
      {
        kind: 'text',
        name: 'reference',
        label: 'Number of the unit’s own file (optional)',
        hint: 'Never a name',
        problem: 'Use 60 characters or fewer for the number',
      },
      ...entitlementFields,
      NOTE,
    ],
    read: (typed) =>
      z
        .object({
          basis: z.enum(CONTACT_BASES),
          officer: z.string().min(1),
          reference: z.string().max(60).optional(),
          note: text.optional(),
        })
        .transform((given) => ({ ...given, do: 'open-case' as const, entitlements: ticked(typed) }))
        .safeParse(typed),
  },
  change: {
    title: 'Change the case',
    button: 'Save',
    done: 'The case is changed.',
    fields: (view) => [officerField(view), ...entitlementFields, NOTE],
    filled: ({ case: { officer, entitlements, note = '' } }) => ({
      officer,
      note,
      ...Object.fromEntries(entitlements.map((name) => [name, 'yes'])),
    }),
    read: (typed, { case: { id } }) =>
      z
        .object({ officer: z.string().min(1), note: text.optional() })
        .transform((given) => ({
          ...given,
          do: 'change-case' as const,
          case: id,
          entitlements: ticked(typed),
        }))
        .safeParse(typed),
  },
  close: {
    title: 'Close the case',
    button: 'Close the case',
    done: 'The case is closed.',
    fields: () => [
      {
        kind: 'radios',
        name: 'reason',
        label: 'Why it is closed',
        choices: choices(CLOSING_REASONS, CLOSING_WORDS),
        problem: 'Choose why it is closed',
      },
    ],
    read: (typed, { case: { id } }) =>
      z
        .object({ reason: z.enum(CLOSING_REASONS) })
        .transform((given) => ({ ...given, do: 'close-case' as const, case: id }))
        .safeParse(typed),
  },
  'pass-on': {
    title: 'Record that it was passed on',
    button: 'Record',
    done: 'It is recorded.',
    fields: () => [
      {
        kind: 'radios',
        name: 'outcome',
        label: 'Outcome',
        choices: choices(PASSING_OUTCOMES, OUTCOME_WORDS),
        problem: 'Choose the outcome',
      },
      {
        kind: 'radios',
        name: 'means',
        label: 'How, if it was passed on',
        choices: choices(MEANS, MEANS_WORDS),
        problem: 'Choose how it was passed on',
      },
      { kind: 'date', name: 'on', label: 'Day', problem: 'Enter the day, and a real date' },
    ],
    read: (typed, { case: { id } }) =>
      z
        .object({
          outcome: z.enum(PASSING_OUTCOMES),
          means: z.enum(MEANS).optional(),
          on: z.string().min(1),
          standing: z.string(),
        })
        .transform((given) => ({ ...given, do: 'pass-on' as const, case: id }))
        .safeParse(typed),
  },
  condition: {
    title: 'Record a licence condition that was asked for',
    button: 'Record',
    done: 'The licence condition is recorded.',
    fields: () => [
      {
        kind: 'radios',
        name: 'kind',
        label: 'Kind of condition',
        choices: choices(CONDITION_KINDS, CONDITION_WORDS),
        problem: 'Choose the kind of condition',
      },
      {
        kind: 'textarea',
        name: 'text',
        label: 'What was asked for',
        hint: 'The community offender manager reads this once it is put to them',
        problem: 'Enter what was asked for, in 2,000 characters or fewer',
      },
    ],
    read: (typed, { case: { id } }) =>
      z
        .object({ kind: z.enum(CONDITION_KINDS), text: text.min(1) })
        .transform((given) => ({ ...given, do: 'ask-condition' as const, case: id }))
        .safeParse(typed),
  },
  'put-condition': {
    title: 'Put the licence condition to the community offender manager',
    button: 'Put it to them',
    done: 'The community offender manager now sees the licence condition.',
    fields: () => [],
    read: (typed, { case: { id }, condition }) =>
      z
        .object({})
        .transform(() => ({ do: 'put-condition' as const, case: id, condition }))
        .safeParse(typed),
  },
  'answer-condition': {
    title: 'Record the answer about the licence condition',
    button: 'Record the answer',
    done: 'The answer is recorded.',
    fields: () => [
      {
        kind: 'radios',
        name: 'answer',
        label: 'Answer',
        choices: choices(CONDITION_ANSWERS, ANSWER_WORDS),
        problem: 'Choose the answer',
      },
    ],
    read: (typed, { case: { id }, condition }) =>
      z
        .object({ answer: z.enum(CONDITION_ANSWERS) })
        .transform((given) => ({ ...given, do: 'answer-condition' as const, case: id, condition }))
        .safeParse(typed),
  },
} as const satisfies Readonly<Record<string, ContactForm>>;
export type FormName = keyof typeof FORMS;
