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
import type { Change } from '../change.ts';
import { linkCrn, prisonNumberOf } from '../events-of.ts';
import { keys } from '../keys.ts';
import { leadCrn, wrongNumber } from '../own-crn.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type DetailsRecorded = Characteristics & {
  readonly dateOfBirth: IsoDate;
  readonly crn?: string;
  readonly pnc?: string;
};

/**
 * Records sex, tier, date of birth, CRN or PNC number of a journey that has begun, or corrects them. A corrected date of birth asks again
 * who supervises the person, and makes the Friday check again. What is recorded already changes nothing.
 * @returns NOT_PERMITTED; CONFLICT when the journey has ended, or what the caller saw has changed; VALIDATION_FAILED for
 * a date of birth, CRN or PNC number that cannot be right, or without a reason where something recorded, other than the
 * tier, is replaced; RULE_REFUSED for the CRN of another person.
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
  const recorded = await changeFor(
    services,
    user,
    journeyId,
    { action: 'record-details' },
    terms,
    async (change) => {
      const { draft } = change;
      const { journey } = draft;
      const refused =
        refuseOldForm(terms.formVersion, detailsFormVersion(journey), journey) ??
        whyNot(journey, given, draft.context);
      if (refused) return refused;
      const { crn: newCrn } = changedDetails(journey, given);
      if (newCrn !== undefined) {
        const another = await writeCrn(services, change, newCrn);
        if (another) return another;
      }
      await change.load(rowsTouchedByDate(journey));
      await change.loadSteps(stepsByAge(journey));
      recordDetails(draft, given);
      const { dateOfBirth, sex, tier, crn, pnc } = draft.journey;
      return done({
        dateOfBirth,
        ...(sex !== undefined && { sex }),
        ...(tier !== undefined && { tier }),
        ...(crn !== undefined && { crn }),
        ...(pnc !== undefined && { pnc }),
      });
    },
  );
  const owner =
    recorded.ok && given.crn !== undefined ? await prisonNumberOf(services, given.crn) : undefined;
  // Events that named the person by this number alone are theirs now.
  if (given.crn !== undefined && owner !== undefined) await linkCrn(services, given.crn, owner);
  return recorded;
}

/** A CRN leads to one person; that of a corrected mistake leads to nobody. */
async function writeCrn(services: Services, change: Change, crn: string): Promise<Refusal | undefined> {
  const { prisonNumber, crn: before } = change.draft.journey;
  const leads = await leadCrn(services, crn, prisonNumber);
  if (!leads.ok) return leads;
  for (const write of leads.value) change.alsoWrite(write);
  if (before !== undefined) change.alsoWrite({ kind: 'delete', key: keys.crn(before) });
  return undefined;
}

function whyNot(
  journey: Journey,
  given: GivenDetails,
  { today, law }: Pick<DraftContext, 'today' | 'law'>,
): Refusal | undefined {
  if (journey.phase === 'closed')
    return refuse('CONFLICT', 'The journey has ended, so nothing on it changes.');
  const changed = changedDetails(journey, given);
  const { dateOfBirth, sex, crn, pnc } = changed;
  const number = wrongNumber(changed);
  if (number) return invalid(number.field, number.problem);
  const { startDate, releaseKind } = journey.sentence;
  const wrong =
    dateOfBirth === undefined
      ? undefined
      : (dateOutOfOrder({ dateOfBirth, startDate, releaseKind }, today) ??
        tooYoungToBeSentenced({ dateOfBirth, startDate, releaseKind }, law));
  if (wrong) return invalid('dateOfBirth', wrong.problem);
  const replaced =
    dateOfBirth !== undefined ||
    (sex !== undefined && journey.sex !== undefined) ||
    (crn !== undefined && journey.crn !== undefined) ||
    (pnc !== undefined && journey.pnc !== undefined);
  return replaced && (given.reason ?? '').trim() === ''
    ? invalid('reason', 'Give the reason for the correction.')
    : undefined;
}

function invalid(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
