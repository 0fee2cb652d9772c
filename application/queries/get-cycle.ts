import type { PastCycle } from '../../domain/journey/past-cycle.ts';
import { stepTitle, figuresOf } from '../../domain/journey/words.ts';
import { placesOf } from '../../domain/pathways/accommodation/places.ts';
import { pathwayStatuses, type Pathway } from '../../domain/pathways/catalogue.ts';
import type { PathwayStatus } from '../../domain/record/head.ts';
import { readStepKey } from '../../domain/record/step-key.ts';
import type { User } from '../../domain/access/user.ts';
import { readFor } from '../access.ts';
import { readCycle, readReferral, readStep } from '../items.ts';
import { keys, stepsOfCycle } from '../keys.ts';
import { readAll } from '../read-all.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { agencyNames } from './agency-names.ts';
import { answeredStepView, type AnsweredStepView } from './get-answered-step.ts';
import type { HousingView } from './get-journey.ts';
import { referralView, type ReferralView } from './referral-view.ts';

/** A cycle of a journey that has ended: what was recorded in it, answered, asked of agencies, and left open. */
export interface CycleView extends Omit<PastCycle, 'housing' | 'pathways' | 'referrals' | 'unanswered'> {
  readonly person: { readonly name: string; readonly prisonNumber: string };
  readonly pathways: Readonly<Record<Pathway, PathwayStatus>>;
  readonly housing: HousingView;
  /** The latest answer first. */
  readonly answered: readonly AnsweredStepView[];
  /** Titles of steps that nobody answered. */
  readonly unanswered: readonly string[];
  readonly referrals: readonly ReferralView[];
}

/** @returns NOT_FOUND for a cycle that there was not, or the current one; NOT_PERMITTED with the reason of the access rules. */
export async function getCycle(
  services: Services,
  user: User,
  id: string,
  cycle: number,
): Promise<Result<CycleView>> {
  const found = await readFor(services, user, id);
  if (!found.ok) return found;
  const { journey, today } = found.value;
  const row = await services.table.get(keys.cycle(id, cycle));
  if (row === undefined) return refuse('NOT_FOUND', 'There is no earlier cycle of this number.');
  const { referrals, unanswered, housing, pathways, ...ended } = readCycle(row);
  const [stepRows, referralRows, names] = await Promise.all([
    readAll(services.table, keys.journey(id).pk, stepsOfCycle(cycle)),
    Promise.all(referrals.map((each) => services.table.get(keys.referral(id, each.id)))),
    agencyNames(
      services,
      referrals.map(({ agencyId }) => agencyId),
    ),
  ]);
  const { address, places, ...rest } = housing;
  const figures = figuresOf(services.law, ended);
  return done({
    ...ended,
    person: { name: `${journey.firstName} ${journey.lastName}`, prisonNumber: journey.prisonNumber },
    pathways: pathwayStatuses(pathways),
    housing: { ...rest, places: placesOf({ ...(address && { address }), ...(places && { places }) }) },
    answered: stepRows
      .flatMap((each) => answeredStepView(readStep(each), journey, services.law) ?? [])
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
    unanswered: unanswered.flatMap((key) => {
      const parts = readStepKey(key);
      return parts === undefined ? [] : [stepTitle(parts.kind, figures, parts.subject)];
    }),
    referrals: referralRows
      .flatMap((each) => (each ? [readReferral(each)] : []))
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      .map((referral) => referralView(referral, names, today, services.law)),
  });
}
