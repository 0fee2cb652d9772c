import type { User } from '../../domain/access/user.ts';
import { settleStep } from '../../domain/journey/answer-step.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { recountStep } from '../../domain/journey/recount.ts';
import { isAdultOn } from '../../domain/law/age.ts';
import type { Officers } from '../../domain/record/head.ts';
import { changeFor, type Terms } from '../access.ts';
import { namedIn, OFFICER_ROLES, refuseOfficers } from '../named-officers.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type OfficersChanged = { readonly handedOver: number };

/**
 * Names other officers for a person. What is open and waits for the old ones is handed over to the new ones, who are
 * sent a message about it.
 * @returns NOT_PERMITTED; CONFLICT once the journey is closed; VALIDATION_FAILED where nobody else is named; RULE_REFUSED
 * for an officer who is not in the staff register or does other work.
 */
export async function changeOfficers(
  services: Services,
  user: User,
  journeyId: string,
  given: Officers,
  terms: Terms = {},
): Promise<Result<OfficersChanged>> {
  return changeFor(services, user, journeyId, { action: 'change-officers' }, terms, async (change) => {
    const { draft } = change;
    const { journey, context } = draft;
    if (journey.phase === 'closed') return refuse('CONFLICT', 'The journey of this person is closed.');
    const changed = OFFICER_ROLES.filter(
      (role) => given[role] !== undefined && given[role] !== journey.officers[role],
    );
    if (changed.length === 0) {
      const problem = 'Name somebody who does not have the role now.';
      return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'com', problem }] });
    }
    const named = Object.fromEntries(changed.map((role) => [role, given[role]]));
    const isChild = !isAdultOn(journey.dateOfBirth, context.today, context.law);
    const unknown = await refuseOfficers(services, namedIn(named, String), journey, isChild);
    if (unknown) return unknown;
    await change.loadSteps([
      ...journey.open.map(({ key }) => key),
      stepKey(journey.cycle, 'late-allocation'),
    ]);
    draft.update({ officers: { ...journey.officers, ...named } });
    const before = new Map(draft.openSteps().map(({ key, waitsFor }) => [key, waitsFor]));
    for (const step of draft.openSteps()) recountStep(draft, step);
    settleStep(draft, stepKey(journey.cycle, 'late-allocation'));
    const handedOver = draft.openSteps().filter(({ key, waitsFor }) => before.get(key) !== waitsFor).length;
    const was = Object.fromEntries(changed.map((role) => [`${role}Was`, journey.officers[role]]));
    draft.record('officers-changed', { ...named, ...was, handedOver });
    return done({ handedOver });
  });
}
