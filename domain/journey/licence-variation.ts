import { later, type IsoDate } from '../law/time.ts';
import type { Outcome } from '../pathways/catalogue.ts';
import { setLicencePathway } from '../pathways/licence-and-release-date/licence.ts';
import { isTag, variedLicence } from '../pathways/licence-and-release-date/variation.ts';
import type { Actor } from '../record/actor.ts';
import type { GivenVariation } from '../record/licence-variation.ts';
import { stepKey } from '../record/step-key.ts';
import { answerStep } from './answer-step.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openStep } from './open-step.ts';
import { isOpen } from './step.ts';
import type { TouchedRows } from './touched-rows.ts';

/** Asked again about changed conditions, in this order, each by the answer before it. */
const EXPLAINED = ['licence-explained', 'licence-signed'] as const;
const FITTED = ['electronic-tag', 'tag-fitted'] as const;

/** What varying the licence may read or write. */
export function rowsTouchedByVariation({ journey }: JourneyDraft): TouchedRows {
  return { steps: [...EXPLAINED, ...FITTED].map((kind) => stepKey(journey.cycle, kind)), referrals: [] };
}

/**
 * A change of the licence after release has been approved: a new version counts from its day, or from today where that
 * day has passed. It is explained to the person and signed like the first, and a tag that was added is fitted.
 * What it touches (`rowsTouchedByVariation`) must have been loaded.
 */
export function varyLicence(
  draft: JourneyDraft,
  given: GivenVariation,
  { proposedBy, approvedBy }: { readonly proposedBy: Actor; readonly approvedBy: Actor },
): void {
  const { context, journey } = draft;
  const { variation, condition } = given;
  const from = later(given.from, context.today);
  const { licencePolicyVersion: policyVersion } = context.law.onRelease(from);
  const by = { proposedBy: proposedBy.id, approvedBy: approvedBy.id };
  const licence = variedLicence(journey.licence, given, by, { from, today: context.today, policyVersion });
  draft.update({ licence });
  setLicencePathway(draft);
  const version = (licence.earlierVersions?.length ?? 0) + 1;
  draft.record('licence-varied', { variation, condition, from, version, policyVersion, ...by });
  askAgain(draft, EXPLAINED);
  if (!isTag(condition)) return;
  if (variation === 'ADD') askAgain(draft, FITTED);
  else if (licence.tags?.length === 0) for (const kind of FITTED) end(draft, kind, 'NOT_IN_LICENCE');
}

/** Asks the first again; what follows it is asked by its answer, and not before. */
function askAgain(draft: JourneyDraft, kinds: readonly [Kind, Kind]): void {
  const [first, next] = kinds;
  end(draft, next);
  for (const kind of kinds) draft.askAgainLater(stepKey(draft.journey.cycle, kind));
  openStep(draft, { kind: first });
}

type Kind = (typeof EXPLAINED | typeof FITTED)[number];

function end(draft: JourneyDraft, kind: Kind, outcome: Outcome = 'NOT_NEEDED'): void {
  const step = draft.step(stepKey(draft.journey.cycle, kind));
  if (step !== undefined && isOpen(step)) answerStep(draft, step, outcome);
}

/** The second officer has refused a change; the record keeps why, and nothing else changes. */
export function refuseVariation(
  draft: JourneyDraft,
  { variation, condition }: GivenVariation,
  why: string,
): void {
  const { context, journey } = draft;
  const on: IsoDate = context.today;
  draft.update({
    licence: { ...journey.licence, refusedVariation: { variation, condition, on, by: context.by.id, why } },
  });
}
