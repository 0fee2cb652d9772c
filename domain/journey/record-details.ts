import { isAdultOn } from '../law/age.ts';
import type { IsoDate } from '../law/time.ts';
import type { StepKind } from '../pathways/catalogue.ts';
import type { Characteristics } from '../record/characteristics.ts';
import { stepKey } from '../record/step-key.ts';
import { answerStep } from './answer-step.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openStep } from './open-step.ts';
import { recountStep } from './recount.ts';
import { checkAgainForAge } from './sentence-dates.ts';

/** What is recorded about a person besides the name: identifiers, and what services and supervision are routed by. */
export interface GivenDetails extends Characteristics {
  readonly dateOfBirth?: IsoDate;
  readonly crn?: string;
  readonly pnc?: string;
  /** Why something recorded, other than the tier, is replaced. */
  readonly reason?: string;
}

const BY_AGE = [
  'comes-of-age',
  'adult-supervisor',
  'youth-supervisor',
] as const satisfies readonly StepKind[];

/** Keys of the steps that a corrected date of birth may open or end. */
export function stepsByAge({ cycle }: Pick<Journey, 'cycle'>): readonly string[] {
  return BY_AGE.map((kind) => stepKey(cycle, kind));
}

/** What of it is not what is recorded now. */
export function changedDetails(
  { sex, tier, dateOfBirth, crn, pnc }: Journey,
  given: GivenDetails,
): Omit<GivenDetails, 'reason'> {
  return {
    ...(given.dateOfBirth !== undefined &&
      given.dateOfBirth !== dateOfBirth && { dateOfBirth: given.dateOfBirth }),
    ...(given.sex !== undefined && given.sex !== sex && { sex: given.sex }),
    ...(given.tier !== undefined && given.tier !== tier && { tier: given.tier }),
    ...(given.crn !== undefined && given.crn !== crn && { crn: given.crn }),
    ...(given.pnc !== undefined && given.pnc !== pnc && { pnc: given.pnc }),
  };
}

/**
 * Records or corrects identifiers, sex, tier and date of birth, and what follows from the age: who supervises, on whose list each step
 * is, and the Friday check. `stepsByAge` and `rowsTouchedByDate` must have been loaded.
 */
export function recordDetails(draft: JourneyDraft, given: GivenDetails): void {
  const { journey } = draft;
  const changed = changedDetails(journey, given);
  if (Object.keys(changed).length === 0) return;
  draft.update(changed);
  draft.record('details-recorded', {
    ...changed,
    ...(changed.dateOfBirth !== undefined && { wasDateOfBirth: journey.dateOfBirth }),
    ...(changed.sex !== undefined && { wasSex: journey.sex }),
    ...(changed.tier !== undefined && { wasTier: journey.tier }),
    ...(changed.crn !== undefined && { wasCrn: journey.crn }),
    ...(changed.pnc !== undefined && { wasPnc: journey.pnc }),
    reason: given.reason,
  });
  if (changed.dateOfBirth === undefined) return;
  askBySupervision(draft);
  checkAgainForAge(draft);
  for (const step of draft.openSteps()) recountStep(draft, step);
}

function askBySupervision(draft: JourneyDraft): void {
  const { journey, context } = draft;
  const { com, yot } = journey.officers;
  const child = !isAdultOn(journey.dateOfBirth, context.today, context.law);
  const asked: readonly StepKind[] = child
    ? ['comes-of-age', ...(com === undefined || yot !== undefined ? [] : (['youth-supervisor'] as const))]
    : yot === undefined || com !== undefined
      ? []
      : ['adult-supervisor'];
  for (const kind of BY_AGE) {
    const key = stepKey(journey.cycle, kind);
    const open = draft.openSteps((step) => step.key === key)[0];
    if (open !== undefined && !asked.includes(kind)) answerStep(draft, open, 'CORRECTED');
    if (open !== undefined || !asked.includes(kind)) continue;
    draft.askAgainLater(key);
    openStep(draft, { kind });
  }
}
