import { BENEFITS_STEPS } from './kinds/benefits.ts';
import { CUSTODY_STEPS } from './kinds/custody.ts';
import type { StepDefinition } from './kinds/definition.ts';
import { HOUSING_STEPS } from './kinds/housing.ts';
import { REFERRAL_STEPS } from './kinds/referral.ts';
import { RELEASE_STEPS } from './kinds/release.ts';

/** Every kind of thing a journey waits for: whom it asks, by when, what may be answered and what that settles. */
export const STEP_KINDS = {
  ...CUSTODY_STEPS,
  ...HOUSING_STEPS,
  ...REFERRAL_STEPS,
  ...BENEFITS_STEPS,
  ...RELEASE_STEPS,
} as const satisfies Record<string, StepDefinition>;

export type StepKind = keyof typeof STEP_KINDS;

/** The outcomes a step of this kind can have. */
export type OutcomeOf<K extends StepKind> = K extends StepKind
  ? keyof (typeof STEP_KINDS)[K]['outcomes'] & string
  : never;

export function isStepKind(kind: string): kind is StepKind {
  return Object.hasOwn(STEP_KINDS, kind);
}

export function definitionOf(kind: StepKind): StepDefinition {
  return STEP_KINDS[kind];
}
