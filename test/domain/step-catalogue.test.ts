import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { outcomeNeeds } from '../../domain/journey/outcome-needs.ts';
import { definitionOf, isStepKind, STEP_KINDS, type StepKind } from '../../domain/pathways/catalogue.ts';
import { definitionsByName } from '../../workflows/definitions.ts';

const KINDS = Object.keys(STEP_KINDS) as StepKind[];

/** Every kind an Await of any machine asks for. */
function kindsAwaited(): ReadonlySet<string> {
  const text = JSON.stringify(definitionsByName());
  return new Set([...text.matchAll(/"kind":"([a-z0-9-]+)"/g)].map(([, kind]) => kind ?? ''));
}

/** Kinds that rules open, not machines. */
const OPENED_BY_RULES = [
  'pre-release-opens',
  'release-day-opens',
  'late-answer',
  'delivery-parked',
  'supervision-ends',
];

describe.each(KINDS)('a step of the kind %s', (kind) => {
  const definition = definitionOf(kind);
  const outcomes = Object.entries(definition.outcomes);

  it('closes with, and resets, what there is', () => {
    for (const [, { resets = [] }] of outcomes)
      expect(resets.filter((each) => !isStepKind(each))).toEqual([]);
  });

  it('answers itself, if it does, with an outcome of its own that only the product gives', () => {
    const { answersItself } = definition;
    if (answersItself === undefined) return;
    expect(definition.outcomes[answersItself]?.system).toBe(true);
  });

  it('can be answered: by a person, by itself, or by what happens', () => {
    const offered = outcomes.filter(([, { system }]) => system !== true);
    const byItself = definition.answersItself !== undefined || definition.asked === 'event';
    expect(offered.length > 0 || byItself || kind === 'release-day-decision').toBe(true);
  });

  it('is due when a person or an agency is asked, or nobody would ever hear that it is late', () => {
    if (definition.asked !== 'date' && definition.asked !== 'event') expect(definition.due).toBeDefined();
    if (definition.asked === 'date')
      expect([definition.opens, definition.answersItself]).not.toContain(undefined);
  });

  it('is overtaken by release when it must be ready at the gate', () => {
    if (definition.beforeRelease !== true || kind === 'release-confirmed') return;
    expect(definition.outcomes['OVERTAKEN']?.system).toBe(true);
  });

  it('closes what it closes with an outcome that each of those has', () => {
    for (const [, { closes }] of outcomes) {
      if (closes === undefined) continue;
      const closed = KINDS.filter((each) => {
        const subject = each.startsWith('referral-') ? 'CAS3-1' : undefined;
        const key = subject === undefined ? `1.${each}` : `1.${each}.${subject}`;
        return each !== kind && closes.which({ key, kind: each, escalation: 0 }, { subject: 'CAS3-1' });
      });
      expect(closed.length).toBeGreaterThan(0);
      const without = closed.filter((each) => definitionOf(each).outcomes[closes.with] === undefined);
      expect(
        without.filter((each) => closes.with !== 'OVERTAKEN' || definitionOf(each).beforeRelease === true),
      ).toEqual([]);
    }
  });

  it('refuses details it does not know', () => {
    expect(definition.details.safeParse({ nobodyAskedForThis: 'x' }).success).toBe(false);
    expect(definition.details.safeParse(null).success).toBe(false);
  });

  it('asks for no detail that its details do not have', () => {
    const shape = definition.details instanceof z.ZodObject ? Object.keys(definition.details.shape) : [];
    for (const [outcome] of outcomes) {
      const need = outcomeNeeds(kind, outcome, {});
      if (need) expect(shape).toContain(need.field);
    }
  });

  it('is awaited by a state machine, or opened by a rule', () => {
    expect(kindsAwaited().has(kind) || OPENED_BY_RULES.includes(kind)).toBe(true);
  });
});

it('has every kind that a state machine awaits', () => {
  expect([...kindsAwaited()].filter((kind) => !isStepKind(kind))).toEqual([]);
});

it('takes no name that every object has for a kind', () => {
  expect(['constructor', 'toString', '__proto__', ''].filter(isStepKind)).toEqual([]);
});
