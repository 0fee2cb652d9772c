import type { ReferralSubject, WeekSubject } from '../record/subjects.ts';

export interface ActionDefinition {
  readonly outcomes: readonly string[];
  /** Its result names the subject that a referral is made for. */
  readonly choosesSubject?: true;
}

/** What a state machine can run, and the outcomes of each action. The code is in application/background/do-actions.ts. */
export const ACTIONS = {
  'finish-reception': { outcomes: ['DONE'] },
  'assess-release-day': { outcomes: ['SCHEME_APPLIES', 'NOT_MOVED', 'NOT_KNOWN', 'RELEASED'] },
  'confirm-release-date': { outcomes: ['CONFIRMED', 'DATE_CHANGED'] },
  'choose-authority': {
    outcomes: ['REFER', 'NONE_LEFT', 'NO_AGREEMENT', 'NOT_NEEDED', 'ACCEPTED'],
    choosesSubject: true,
  },
  'make-referral': { outcomes: ['MADE', 'NOT_MADE', 'NOT_NEEDED'] },
  'finish-housing': { outcomes: ['HOUSED', 'NO_ADDRESS'] },
  'benefits-progress': { outcomes: ['BEFORE_RELEASE', 'AFTER_RELEASE'] },
  'finish-benefits': { outcomes: ['IN_PAYMENT', 'NOT_IN_PAYMENT'] },
  'finish-pre-release': { outcomes: ['DONE'] },
  'finish-release-day': { outcomes: ['DONE'] },
  'housing-after-release': { outcomes: ['HOUSED', 'NOT_HOUSED'] },
  'housing-progress': { outcomes: ['BEFORE_RELEASE', 'AFTER_RELEASE'] },
  'place-tonight': { outcomes: ['NOWHERE', 'BED', 'HOME'] },
  'watch-supervision-end': { outcomes: ['DONE'] },
  'await-supervision-end': { outcomes: ['DONE'] },
  'open-steps': { outcomes: ['DONE'] },
  'reconcile-step': { outcomes: ['RENEWED', 'NO_LONGER_WANTED'] },
} as const satisfies Record<string, ActionDefinition>;

export type ActionName = keyof typeof ACTIONS;

/** The outcomes this action can have. */
export type OutcomeOfAction<A extends ActionName> = (typeof ACTIONS)[A]['outcomes'][number];

/** What tells two steps of one kind apart. */
export type StepSubject = 'none' | WeekSubject | ReferralSubject;
