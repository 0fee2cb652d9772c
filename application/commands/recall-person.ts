import type { User } from '../../domain/access/user.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { approvalKey, propose } from '../../domain/journey/proposals.ts';
import { recallPerson as recall } from '../../domain/journey/recall.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { ProposalOf } from '../../domain/record/proposals.ts';
import type { GivenRecall } from '../../domain/record/recall.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { done, refuse, refuseHiddenText, type FieldProblem, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type RecallProposed = { readonly proposal: string };

/**
 * The supervising officer asks for the licence to be revoked. The head of the probation delivery unit approves it; until
 * then nothing changes.
 * @returns NOT_PERMITTED; CONFLICT for a person who is not on licence; VALIDATION_FAILED for a day that cannot be right,
 * or without the explanation and the alternatives tried.
 */
export async function recallPerson(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenRecall,
  terms: Terms = {},
): Promise<Result<RecallProposed>> {
  const hidden =
    refuseHiddenText('explanation', given.explanation) ??
    refuseHiddenText('alternatives', given.alternatives);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'recall-person' }, terms, async (change) => {
    const { draft } = change;
    const refused = whyNot(draft.journey, given, draft.context.today);
    if (refused) return refused;
    await change.loadSteps([approvalKey(draft.journey, 'recall')]);
    const { id } = propose(draft, { kind: 'recall', change: given });
    return done({ proposal: id });
  });
}

/** Carries out a recall that has been approved, unless the person is no longer on licence. */
export async function carryOutRecall(
  change: Change,
  { change: given, proposedBy }: ProposalOf<'recall'>,
): Promise<Refusal | undefined> {
  const { draft } = change;
  const refused = whyNot(draft.journey, given, draft.context.today);
  if (refused) return refused;
  await change.load(rowsTouchedByDate(draft.journey));
  recall(draft, given, { recordedBy: proposedBy, approvedBy: draft.context.by });
  return undefined;
}

function whyNot(journey: Journey, given: GivenRecall, today: IsoDate): Refusal | undefined {
  const noLicence = journey.sentence.releaseKind === 'REMAND';
  if (journey.phase !== 'community' || journey.releasedOn === undefined || noLicence) {
    return refuse('CONFLICT', 'Only a person who is on licence in the community can be recalled.');
  }
  const fields = problemsOf(journey, journey.releasedOn, given, today);
  return fields[0] && refuse('VALIDATION_FAILED', fields[0].problem, { fields });
}

function problemsOf(
  { sentence }: Journey,
  releasedOn: IsoDate,
  { revokedOn, explanation, alternatives }: GivenRecall,
  today: IsoDate,
): readonly FieldProblem[] {
  const day = wrongDay(revokedOn, releasedOn, sentence.supervisionEndsOn, today);
  return [
    ...(day === undefined ? [] : [{ field: 'revokedOn', problem: day }]),
    ...(explanation.trim() === '' ? [{ field: 'explanation', problem: 'Say what happened.' }] : []),
    ...(alternatives.trim() === ''
      ? [{ field: 'alternatives', problem: 'Say what was tried before, or why nothing could be.' }]
      : []),
  ];
}

function wrongDay(
  revokedOn: IsoDate,
  releasedOn: IsoDate,
  supervisionEndsOn: IsoDate | undefined,
  today: IsoDate,
): string | undefined {
  if (revokedOn > today) return 'The licence is revoked today, or was in the past.';
  if (revokedOn < releasedOn)
    return `The licence is revoked on or after ${sayDate(releasedOn)}, the day of release.`;
  if (supervisionEndsOn !== undefined && revokedOn > supervisionEndsOn)
    return `The licence ended on ${sayDate(supervisionEndsOn)}.`;
  return undefined;
}
