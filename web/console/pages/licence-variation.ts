import { capitalised } from '../../../domain/law/capitalised.ts';
import * as z from 'zod';
import { varyLicence } from '../../../application/commands/vary-licence.ts';
import { CONDITION_WORDS } from '../../../domain/journey/describe-licence-fact.ts';
import { reason } from '../../../domain/pathways/answer-details.ts';
import { REASON_FIELD, TOO_LONG } from '../../../domain/pathways/form-field.ts';
import { isOnLicence } from '../../../domain/pathways/licence-and-release-date/variation.ts';
import { CONDITIONS, VARIATIONS, type VariationKind } from '../../../domain/record/licence-variation.ts';
import { journeyForm } from '../journey-form.ts';

const VARIATION_TITLES: Readonly<Record<VariationKind, string>> = {
  ADD: 'Add a condition',
  REMOVE: 'Remove a condition',
  CHANGE: 'Change a condition',
};

/** A change of the licence of a person who is out: sent to the head of the probation delivery unit. */
export const licenceVariation = journeyForm({
  action: 'vary-licence',
  heading: 'Change the licence',
  button: 'Send for approval',
  lines: () => [
    'The head of the probation delivery unit must approve the change. Then it is explained to the person, who signs it, and a tag that is added is fitted.',
    'The licence itself is changed in Create and vary a licence.',
  ],
  fields: () => [
    {
      kind: 'radios',
      name: 'variation',
      label: 'What is proposed',
      choices: VARIATIONS.map((value) => ({ value, text: VARIATION_TITLES[value] })),
      problem: 'Choose what is proposed',
    },
    {
      kind: 'radios',
      name: 'condition',
      label: 'Which condition',
      choices: CONDITIONS.map((value) => ({ value, text: capitalised(CONDITION_WORDS[value]) })),
      problem: 'Choose the condition',
    },
    {
      kind: 'textarea',
      name: 'text',
      label: 'What the condition says after the change',
      hint: 'Not for a condition that is removed',
      problem: `${TOO_LONG} for the condition`,
    },
    { kind: 'date', name: 'from', label: 'In force from', problem: 'Enter the day from which it counts' },
    { ...REASON_FIELD, hint: 'Do not name anybody who was consulted, such as a victim' },
  ],
  given: z.strictObject({
    variation: z.enum(VARIATIONS),
    condition: z.enum(CONDITIONS),
    text: reason.exactOptional(),
    from: z.iso.date(),
    reason,
  }),
  closedTo: (journey) =>
    isOnLicence(journey) ? undefined : 'Only the licence of a person who is out on licence can be changed.',
  run: ({ services, user }, id, given, terms) => varyLicence(services, user, id, given, terms),
  refused: ({ rule, detail, fields = [] }) =>
    rule === 'curfew-needs-address' ? [{ field: 'condition', problem: detail }] : fields,
  done: () => 'The head of the probation delivery unit must approve the change before it counts.',
});
