import type { IsoDate } from '../domain/law/time.ts';
import { GATE_ITEMS, type GivenRelease } from '../domain/record/recorded-release.ts';
import type { GivenRecall } from '../domain/record/recall.ts';
import { stepEntry, type Outcome, type StepKind } from '../domain/pathways/catalogue.ts';
import type { Cast } from '../domain/pathways/cast.ts';
import type { StepDetails, UsualAnswer } from '../domain/pathways/step-entry.ts';

type Usual = UsualAnswer<StepDetails, Outcome>;

/** The usual answer to a step that waits for an officer; undefined for one that others, dates or events answer. */
export function scriptedAnswer(kind: StepKind, cast: Cast, today: IsoDate): Usual | undefined {
  const { asked } = stepEntry(kind);
  return asked === 'administrator' ? undefined : usualAnswer(kind, cast, today);
}

/** How people who do their work in good time answer a kind of step, administrators included. */
export function usualAnswer(kind: StepKind, cast: Cast, today: IsoDate): Usual | undefined {
  const { usually } = stepEntry(kind);
  return typeof usually === 'function' ? usually(cast, today) : usually;
}

/** How a person whose work was done in good time is released, on the day in force: a second officer confirms it. */
export function usualRelease(on: IsoDate): GivenRelease {
  return { on, ground: 'DATE_IN_FORCE', identityConfirmed: true, inHand: GATE_ITEMS, missing: [] };
}

/** A recall for a fixed term, after what usually leads to one. */
export function usualRecall(revokedOn: IsoDate): GivenRecall {
  return {
    type: 'FIXED_TERM',
    revokedOn,
    reason: 'FAILED_TO_KEEP_APPOINTMENTS',
    explanation: 'Three appointments were missed, and nobody could reach them.',
    alternatives: 'A warning letter, a call at their address, and appointments by telephone.',
  };
}
