import * as z from 'zod';
import {
  CLOSING_REASONS,
  CONDITION_ANSWERS,
  CONDITION_KINDS,
  CONTACT_BASES,
  ENTITLEMENTS,
  MEANS,
  PASSING_OUTCOMES,
} from '../../../domain/victim-contact/contact.ts';
import { ENTRY_TYPES } from '../../../domain/victim-contact/history.ts';
import { date, journeyId, staffId } from './fields.ts';
import { instant } from './messages.ts';

const note = z.string().trim().min(1).max(2_000);
const entitlements = z
  .array(z.enum(ENTITLEMENTS))
  .max(ENTITLEMENTS.length)
  .refine((list) => new Set(list).size === list.length, { error: 'Name each entitlement once.' });
const standing = z
  .string()
  .regex(/^[A-Z_]{4,10}( \d{4}-\d{2}-\d{2})?$/, { error: 'Send how things stand as you were given it.' })
  .meta({
    description: 'How things stand, as the caller was given it. Refused with 409 when it has changed.',
  });
const ofCase = { case: journeyId };

/** What a victim liaison unit records, one change at a time. */
export const contactChange = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('open-case'),
    basis: z.enum(CONTACT_BASES),
    entitlements,
    officer: staffId,
    reference: z.string().trim().min(1).max(60).exactOptional(),
    note: note.exactOptional(),
  }),
  z.strictObject({
    do: z.literal('change-case'),
    ...ofCase,
    entitlements,
    officer: staffId,
    note: note.exactOptional(),
  }),
  z.strictObject({ do: z.literal('close-case'), ...ofCase, reason: z.enum(CLOSING_REASONS) }),
  z.strictObject({
    do: z.literal('pass-on'),
    ...ofCase,
    standing,
    outcome: z.enum(PASSING_OUTCOMES),
    means: z.enum(MEANS).exactOptional(),
    on: date,
  }),
  z.strictObject({
    do: z.literal('ask-condition'),
    ...ofCase,
    kind: z.enum(CONDITION_KINDS),
    text: note,
  }),
  z.strictObject({ do: z.literal('put-condition'), ...ofCase, condition: journeyId }),
  z.strictObject({
    do: z.literal('answer-condition'),
    ...ofCase,
    condition: journeyId,
    answer: z.enum(CONDITION_ANSWERS),
  }),
]);

const person = z.strictObject({ name: z.string(), prisonNumber: z.string() });
const conditionShown = {
  kind: z.enum(CONDITION_KINDS),
  text: z.string(),
  answer: z.enum(CONDITION_ANSWERS).exactOptional(),
  answeredOn: z.string().exactOptional(),
};
const contactCase = z.strictObject({
  id: z.string(),
  reference: z.string().exactOptional(),
  basis: z.enum(CONTACT_BASES),
  officer: z.string(),
  entitlements: z.array(z.enum(ENTITLEMENTS)),
  note: z.string().exactOptional(),
  conditions: z.array(
    z.strictObject({
      id: z.string(),
      ...conditionShown,
      askedOn: z.string(),
      putOn: z.string().exactOptional(),
    }),
  ),
  passedOn: z
    .strictObject({
      standing: z.string(),
      outcome: z.enum(PASSING_OUTCOMES),
      means: z.enum(MEANS).exactOptional(),
      on: z.string(),
      at: instant,
      by: z.string(),
    })
    .exactOptional(),
  openedAt: instant,
  closed: z.strictObject({ at: instant, by: z.string(), reason: z.enum(CLOSING_REASONS) }).exactOptional(),
  toPassOn: z.boolean(),
});

export const victimContact = z.strictObject({
  journeyId: z.string(),
  person,
  region: z.string(),
  closed: z.boolean().meta({ description: 'The journey has closed: no new case is opened.' }),
  standing: z.strictObject({ key: z.string(), says: z.string() }),
  passOnBy: instant.exactOptional(),
  overdue: z.boolean(),
  cases: z.array(contactCase),
  history: z.array(
    z.strictObject({
      sequence: z.int(),
      at: instant,
      by: z.strictObject({ kind: z.enum(['officer', 'admin', 'partner', 'system']), id: z.string() }),
      type: z.enum(ENTRY_TYPES),
      data: z.record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
      ),
      previousHash: z.string(),
      hash: z.string(),
    }),
  ),
  historyChanged: z.boolean().meta({ description: 'A line of the history is not what was recorded.' }),
  consulted: z.array(z.strictObject({ at: instant, user: z.string(), action: z.string() })),
  unit: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});

const row = { journeyId: z.string(), person, region: z.string(), says: z.string() };
export const victimUnit = z.strictObject({
  toPassOn: z.array(
    z.strictObject({ ...row, since: instant, passOnBy: instant, overdue: z.boolean(), cases: z.int() }),
  ),
  people: z.array(z.strictObject(row)),
  hidden: z.int().meta({ description: 'People with something to pass on whom the caller may not see.' }),
  more: z.boolean(),
});

export const victimConditions = z.strictObject({
  name: z.string(),
  conditions: z.array(z.strictObject({ ...conditionShown, putOn: z.string() })),
});
