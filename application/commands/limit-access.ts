import type { User } from '../../domain/access/user.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import {
  exclude,
  liftLimits,
  limitsOf,
  removeFromLists,
  restrictTo,
} from '../../domain/journey/limited-access.ts';
import { isExcluded, type LimitChange } from '../../domain/record/limited-access.ts';
import { changeFor, type Terms } from '../access.ts';
import { refuseLeavingNobody } from '../desks-left-out.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface AccessLimit {
  readonly change: LimitChange;
  /** With every change but LIFT. */
  readonly officer?: string;
  readonly reason: string;
  /** It is meant that nobody at some desk can see the person any more. */
  readonly leavesNobody?: true;
}

export type AccessLimited = { readonly limited: boolean };

/** Officers on one list. */
const MOST_LISTED = 100;

/**
 * Excludes an officer from a person, restricts the person to named officers, takes an officer off the lists, or lifts
 * every limit. The person's own officers, and whoever limits, stay among those who may see them.
 * @returns NOT_PERMITTED; VALIDATION_FAILED without a reason, or for an officer who is on that list already, or on none;
 * RULE_REFUSED for an officer who is not in the staff register, or would be shut out of their own person, and where nobody
 * at a desk that somebody is asked at could see the person any more.
 */
export async function limitAccess(
  services: Services,
  user: User,
  journeyId: string,
  given: AccessLimit,
  terms: Terms = {},
): Promise<Result<AccessLimited>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'limit-access' }, terms, async (change) => {
    const { draft } = change;
    const reason = given.reason.trim();
    if (reason === '') return invalid('reason', 'Enter the reason.');
    const { journey } = draft;
    if (given.change === 'LIFT') {
      if (journey.limitedAccess === undefined)
        return invalid('change', 'Access to this person is not limited.');
      liftLimits(draft, reason);
      return done({ limited: false });
    }
    const { officer, change: limit } = given;
    if (officer === undefined) return invalid('officer', 'Choose an officer.');
    const refused = wrongChange(journey, user, limit, officer);
    if (refused) return refused;
    if (limit === 'REMOVE') removeFromLists(draft, officer, reason);
    else {
      if ((await services.staff.find(officer)) === undefined)
        return broken('officer-not-in-register', `Nobody called ${officer} is in the staff register.`);
      if (limit === 'EXCLUDE') exclude(draft, officer, reason);
      else restrictTo(draft, [...keptIn(journey, user), officer], reason);
    }
    const leaves =
      given.leavesNobody === true ? undefined : await refuseLeavingNobody(services, change, journey);
    if (leaves) return leaves;
    return done({ limited: draft.journey.limitedAccess !== undefined });
  });
}

/** Those who stay among the officers who may see the person. */
function keptIn({ officers }: Pick<Journey, 'officers'>, user: User): readonly string[] {
  const named = Object.values(officers).filter((id: string | undefined) => id !== undefined);
  return [...new Set([...named, user.id])];
}

function wrongChange(
  journey: Journey,
  user: User,
  change: Exclude<LimitChange, 'LIFT'>,
  officer: string,
): Refusal | undefined {
  const { excluded, restrictedTo } = limitsOf(journey);
  const listed = restrictedTo.includes(officer);
  switch (change) {
    case 'EXCLUDE':
      if (isExcluded(officer, journey)) return invalid('officer', 'This officer is excluded already.');
      if (listed)
        return invalid('officer', 'Take this officer off the list of those who may see the person first.');
      if (keptIn(journey, user).includes(officer)) return broken('shuts-out-own-officer', SHUT_OUT);
      return excluded.length < MOST_LISTED ? undefined : full();
    case 'RESTRICT':
      if (isExcluded(officer, journey))
        return invalid('officer', 'This officer is excluded. Take them off that list first.');
      if (listed) return invalid('officer', 'This officer is on the list already.');
      return restrictedTo.length < MOST_LISTED ? undefined : full();
    case 'REMOVE':
      if (!listed && !isExcluded(officer, journey))
        return invalid('officer', 'This officer is on neither list.');
      return listed && keptIn(journey, user).includes(officer)
        ? broken('shuts-out-own-officer', SHUT_OUT)
        : undefined;
  }
}

const SHUT_OUT =
  'You, and the officers named on the journey, must be able to see the person. To limit one of those officers, name another in their place first.';

function full(): Refusal {
  return broken('too-many-listed', `A list has at most ${MOST_LISTED} officers.`);
}

function broken(rule: string, problem: string): Refusal {
  return refuse('RULE_REFUSED', problem, { rule, fields: [{ field: 'officer', problem }] });
}

function invalid(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
