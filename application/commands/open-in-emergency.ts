import type { User } from '../../domain/access/user.ts';
import { emergencySubject } from '../../domain/record/subjects.ts';
import { changeFor, type Terms } from '../access.ts';
import { done, refuse, refuseHiddenText, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export type OpenedInEmergency = { readonly until: string };

/**
 * Breaks the glass: opens a record that the user may not see, with a reason, until the end of the day. The officer who is
 * responsible for the person is asked to look at the reason, and may end the access at once. A closed journey too: what
 * it says of a risk may still matter.
 * @returns NOT_FOUND; NOT_PERMITTED for an agency, an officer whom the person's exclusions name, and one who may see the
 * person anyway; VALIDATION_FAILED without a reason.
 */
export async function openInEmergency(
  services: Services,
  user: User,
  journeyId: string,
  given: { readonly reason: string },
  terms: Terms = {},
): Promise<Result<OpenedInEmergency>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'open-in-emergency' }, terms, async (change) => {
    const { draft } = change;
    const reason = given.reason.trim();
    if (reason === '') {
      const problem = 'Enter the reason.';
      return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'reason', problem }] });
    }
    const { emergencyAccess = [], facts } = draft.journey;
    const until = draft.context.today;
    draft.update({ emergencyAccess: [...emergencyAccess, { officer: user.id, until }] });
    draft.record('opened-in-emergency', { officer: user.id, reason, until });
    await change.open({
      kind: 'emergency-access-review',
      subject: emergencySubject(facts.count + 1),
      details: { officer: user.id, name: user.name, reason },
    });
    await change.open({ kind: 'emergency-access-ends' });
    return done({ until });
  });
}
