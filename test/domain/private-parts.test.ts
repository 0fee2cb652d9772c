import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { factItem } from '../../application/items.ts';
import { describeFact } from '../../domain/journey/describe.ts';
import { answerStep } from '../../domain/journey/answer-step.ts';
import type { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import type { Step } from '../../domain/journey/step.ts';
import { STEP_KINDS, stepEntry, type Outcome, type StepKind } from '../../domain/pathways/catalogue.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { aDraft, aJourney } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';

/** Nothing in the product is called this. */
const PLANTED = 'Wobblethwaite';
const FIGURES = THE_LAW.onRelease('2027-03-09');

const SUBJECTS: Readonly<Partial<Record<StepKind, string>>> = {
  'referral-answer': 'DTR-1',
  'referral-more-information': 'DTR-1',
};

function isWritten({ kind }: FormField): boolean {
  return kind === 'text' || kind === 'textarea';
}

/** An answer in which everything that somebody may write is the planted word. */
function answerTo(kind: StepKind): StepDetails {
  const { form, details } = stepEntry(kind);
  return Object.fromEntries(
    form.map((field) => [field.name, isWritten(field) ? written(details, field.name) : valueOf(field)]),
  );
}

/** Fields that take a time of day only are no free text. */
function written(details: unknown, name: string): string | undefined {
  const schema: unknown = Reflect.get(Object(Reflect.get(Object(details), 'shape')), name);
  if (!(schema instanceof z.ZodType)) throw new Error(`${name} is a field without a detail`);
  return [PLANTED, '10:30'].find((text) => schema.safeParse(text).success);
}

function valueOf(field: FormField): StepDetails[string] {
  switch (field.kind) {
    case 'text':
    case 'textarea':
      return undefined;
    case 'date':
      return '2027-03-02';
    case 'radios':
    case 'select':
      return field.choices[0]?.value;
    case 'number':
      return field.least;
    case 'checkbox':
      return true;
    case 'officer':
      return 'c.ahmed';
    case 'service':
      return 'a-service';
    case 'authority':
      return 'eastmoor-council';
    case 'authorities':
      return ['eastmoor-council'];
  }
}

function answered(kind: StepKind, outcome: Outcome): JourneyDraft {
  const draft = aDraft('2027-01-04', aJourney());
  const subject = SUBJECTS[kind];
  const step: Step = {
    key: stepKey(1, kind, subject),
    kind,
    cycle: 1,
    state: 'OPEN',
    waitsFor: 'officer:p.taylor',
    openedAt: draft.context.now,
    openedOn: '2027-01-04',
    escalation: 0,
    ...(subject !== undefined && { subject }),
  };
  draft.putStep(step);
  answerStep(draft, step, outcome, answerTo(kind));
  return draft;
}

const ANSWERS = STEP_KINDS.flatMap((kind) =>
  Object.keys(stepEntry(kind).outcomes).map((outcome) => ({ kind, outcome: outcome as Outcome })),
);

describe('what somebody wrote in an answer', () => {
  it.each(ANSWERS)('$kind, $outcome: is in no fact, message or effect', ({ kind, outcome }) => {
    const { facts, effects, deliveries, notices } = answered(kind, outcome);
    const chained = facts.map((fact) => factItem('journey-1', fact)['fact']);
    expect(JSON.stringify({ chained, effects, deliveries, notices })).not.toContain(PLANTED);
  });

  it.each(
    STEP_KINDS.flatMap((kind) => {
      const { form, details, shows = [], keepsPrivate = [], outcomes, asked } = stepEntry(kind);
      const field = form.find(
        (each) =>
          isWritten(each) &&
          each.personal !== true &&
          shows.includes(each.name) &&
          !keepsPrivate.includes(each.name) &&
          written(details, each.name) === PLANTED,
      );
      const outcome = Object.entries(outcomes).find(([, { system }]) => system !== true)?.[0];
      const isAsked = asked !== 'event' && asked !== 'date';
      return field !== undefined && outcome !== undefined && isAsked
        ? [{ kind, outcome: outcome as Outcome }]
        : [];
    }),
  )('$kind: is read in the timeline all the same', ({ kind, outcome }) => {
    const fact = answered(kind, outcome).facts.find(({ type }) => type === 'step-completed');
    expect(fact && describeFact(fact, FIGURES)).toContain(PLANTED);
  });
});
