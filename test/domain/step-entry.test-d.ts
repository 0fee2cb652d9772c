import * as z from 'zod';
import { NOT_NEEDED, note } from '../../domain/pathways/answer-details.ts';
import { stepEntry, type OutcomeOf, type StepKind } from '../../domain/pathways/catalogue.ts';
import { step, type OutcomeEntry } from '../../domain/pathways/step-entry.ts';

/**
 * Entries that must not compile. `tsc` checks this file: each `@ts-expect-error` is itself the test, and fails when
 * the line below it does compile. Nothing runs it.
 */
const question = { title: 'A question', awaits: 'to answer it', asked: 'pom', form: [] } as const;
const details = z.strictObject({ settledType: z.enum(['SETTLED']).optional(), note: note.optional() });
const outcomes = { YES: { label: 'Yes' }, NOT_NEEDED } as const;

export const COMPILES = step({
  ...question,
  details,
  outcomes: { YES: { label: 'Yes', needs: { field: 'note', problem: 'Say why.' } }, NOT_NEEDED },
  endsWhen: { housed: 'NOT_NEEDED' },
  shows: ['note'],
  usually: { outcome: 'YES', details: { note: 'Because' } },
});

export const REFUSED = [
  // @ts-expect-error -- the test: the step has no such outcome to end with
  step({ ...question, details, outcomes, endsWhen: { housed: 'OVERTAKEN' } }),
  // @ts-expect-error -- the test: there is no such milestone
  step({ ...question, details, outcomes, endsWhen: { married: 'NOT_NEEDED' } }),
  // @ts-expect-error -- the test: the step has no such outcome to answer itself with
  step({ ...question, details, outcomes, answersItself: 'SILENT' }),
  // @ts-expect-error -- the test: the record settles it with an outcome it does not have
  step({ ...question, details, outcomes, settledBy: () => 'MAYBE' }),
  // @ts-expect-error -- the test: the details have no such field to show
  step({ ...question, details, outcomes, shows: ['reason'] }),
  step({
    ...question,
    details,
    outcomes,
    // @ts-expect-error -- the test: the details have no such field for the form
    form: [{ kind: 'text', name: 'why', label: 'Why', problem: 'Say why' }],
  }),
  // @ts-expect-error -- the test: the usual answer is not an outcome of the step
  step({ ...question, details, outcomes, usually: { outcome: 'MAYBE' } }),
  // @ts-expect-error -- the test: there is no such owner of a step
  step({ ...question, asked: 'vicar', details, outcomes }),
  step({
    ...question,
    details,
    // @ts-expect-error -- the test: an outcome needs a field that the details do not have
    outcomes: { YES: { label: 'Yes', needs: { field: 'why', problem: 'Say why.' } } },
  }),
  step({
    ...question,
    details,
    // @ts-expect-error -- the test: the details have no such field to read
    outcomes: { YES: { label: 'Yes', does: (_draft, { details: { why: _why } }) => undefined } },
  }),
];

/** An outcome may only reset kinds of the catalogue: `stepEntry` checks every entry against this. */
export const RESETS: OutcomeEntry<object, StepKind> = {
  label: 'Again',
  // @ts-expect-error -- the test: there is no such kind of step
  resets: ['carrier-pigeon'],
};

// @ts-expect-error -- the test: the kind has no such outcome
export const OUTCOME: OutcomeOf<'housing-need'> = 'PERHAPS';

// @ts-expect-error -- the test: there is no such kind of step
export const ENTRY = stepEntry('carrier-pigeon');
