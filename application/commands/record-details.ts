import type { User } from '../../domain/access/user.ts';
import { detailsFormVersion } from '../../domain/journey/form-version.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import {
  changedDetails,
  recordDetails,
  stepsByAge,
  type GivenDetails,
} from '../../domain/journey/record-details.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import {
  dateOutOfOrder,
  tooYoungToBeSentenced,
} from '../../domain/pathways/licence-and-release-date/date-order.ts';
import type { Characteristics } from '../../domain/record/characteristics.ts';
import type { DraftContext } from '../../domain/record/record-draft.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { changeFor, type Terms } from '../access.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type DetailsRecorded = Characteristics & { readonly dateOfBirth: IsoDate };

/**
 * Records sex, tier or date of birth of a journey that has begun, or corrects them. A corrected date of birth asks again
 * who supervises the person, and makes the Friday check again. What is recorded already changes nothing.
 * @returns NOT_PERMITTED; CONFLICT when the journey has ended, or what the caller saw has changed; VALIDATION_FAILED for
 * a date of birth that cannot be right, or without a reason where a recorded sex or date of birth is replaced.
 */
export async function recordPersonDetails(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenDetails,
  terms: Terms = {},
): Promise<Result<DetailsRecorded>> {
  const hidden = given.reason === undefined ? undefined : refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'record-details' }, terms, async (change) => {
    const { draft } = change;
    const { journey } = draft;
    const refused =
      refuseOldForm(terms.formVersion, detailsFormVersion(journey), journey) ??
      whyNot(journey, given, draft.context);
    if (refused) return refused;
    await change.load(rowsTouchedByDate(journey));
    await change.loadSteps(stepsByAge(journey));
    recordDetails(draft, given);
    const { dateOfBirth, sex, tier } = draft.journey;
    return done({ dateOfBirth, ...(sex !== undefined && { sex }), ...(tier !== undefined && { tier }) });
  });
}

function whyNot(
  journey: Journey,
  given: GivenDetails,
  { today, law }: Pick<DraftContext, 'today' | 'law'>,
): Refusal | undefined {
  if (journey.phase === 'closed')
    return refuse('CONFLICT', 'The journey has ended, so nothing on it changes.');
  const { dateOfBirth, sex } = changedDetails(journey, given);
  const { startDate } = journey.sentence;
  const wrong =
    dateOfBirth === undefined
      ? undefined
      : (dateOutOfOrder({ dateOfBirth, startDate }, today) ??
        tooYoungToBeSentenced({ dateOfBirth, startDate }, law));
  if (wrong) return invalid('dateOfBirth', wrong.problem);
  const replaced = dateOfBirth !== undefined || (sex !== undefined && journey.sex !== undefined);
  return replaced && (given.reason ?? '').trim() === ''
    ? invalid('reason', 'Give the reason for the correction.')
    : undefined;
}

function invalid(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
