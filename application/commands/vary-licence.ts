import type { User } from '../../domain/access/user.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { rowsTouchedByVariation, varyLicence as vary } from '../../domain/journey/licence-variation.ts';
import { approvalKey, propose } from '../../domain/journey/proposals.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import {
  curfewWithoutAddress,
  faultsOfVariation,
  isOnLicence,
} from '../../domain/pathways/licence-and-release-date/variation.ts';
import type { GivenVariation } from '../../domain/record/licence-variation.ts';
import { proposalsOf, type ProposalOf } from '../../domain/record/proposals.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/**
 * The community officer proposes a change of the licence of a person who is out. The head of the probation delivery unit
 * approves it; until then nothing changes.
 * @returns NOT_PERMITTED; CONFLICT for a person who is not on licence, or while another change waits; VALIDATION_FAILED
 * for a condition or a day that cannot be right, or without the reason; RULE_REFUSED for a curfew without an address.
 */
export async function varyLicence(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenVariation,
  terms: Terms = {},
): Promise<Result<{ readonly proposal: string }>> {
  const hidden = refuseHiddenText('text', given.text) ?? refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'vary-licence' }, terms, async (change) => {
    const { draft } = change;
    const { journey, context } = draft;
    const refused = notOnLicence(journey) ?? waitsAlready(journey) ?? whyNot(journey, given, context.today);
    if (refused) return refused;
    await change.loadSteps([approvalKey(journey, 'licence-variation')]);
    const { id } = propose(draft, { kind: 'licence-variation', change: given });
    return done({ proposal: id });
  });
}

/** Carries out a change that has been approved, unless the record has moved on so that it cannot be made. */
export async function carryOutVariation(
  change: Change,
  { change: given, proposedBy }: ProposalOf<'licence-variation'>,
): Promise<Refusal | undefined> {
  const { draft } = change;
  const { journey, context } = draft;
  const { today } = context;
  // A day that has passed since is no fault: the change then counts from today.
  const counted = given.from < today ? { ...given, from: today } : given;
  const refused = notOnLicence(journey) ?? whyNot(journey, counted, today);
  if (refused) return refused;
  await change.load(rowsTouchedByVariation(draft));
  vary(draft, counted, { proposedBy, approvedBy: context.by });
  return undefined;
}

function notOnLicence(journey: Journey): Refusal | undefined {
  return isOnLicence(journey)
    ? undefined
    : refuse('CONFLICT', 'Only the licence of a person who is out on licence can be changed.', {
        current: { phase: journey.phase },
      });
}

function waitsAlready(journey: Journey): Refusal | undefined {
  return proposalsOf(journey).some(({ kind }) => kind === 'licence-variation')
    ? refuse('CONFLICT', 'Another change of this licence waits for approval.')
    : undefined;
}

function whyNot(journey: Journey, given: GivenVariation, today: IsoDate): Refusal | undefined {
  const fields = faultsOfVariation(journey, given, today);
  if (fields[0]) return refuse('VALIDATION_FAILED', fields[0].problem, { fields });
  const broken = curfewWithoutAddress(journey, given, today);
  return broken && refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
}
