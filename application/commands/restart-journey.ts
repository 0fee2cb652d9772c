import { asksSomebody } from '../../domain/journey/restart-changes.ts';
import { figuresOf, stepTitle } from '../../domain/journey/words.ts';
import type { User } from '../../domain/access/user.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import { rehearseRestart, restartWithin } from '../rehearsal/rehearse-restart.ts';
import type { Services } from '../services.ts';

export type Restarted = { readonly machines: readonly string[] };

export interface RestartChoice {
  readonly reason: string;
  /** The administrator has seen that answered steps would be asked again, and wants that. */
  readonly mayAskAgain?: boolean;
}

/**
 * Stops the journey's driver and starts a new one on the newest definition, which fast-forwards. In custody, where nothing
 * runs, opens what an earlier version did not ask. `queries/preview-restart.ts` shows beforehand what it does.
 * @returns NOT_PERMITTED; CONFLICT for a closed journey, and for one in custody with nothing to open; RULE_REFUSED
 * (`asks-again`) when answered steps would be asked again, which nobody has agreed to.
 */
export async function restartJourney(
  services: Services,
  user: User,
  journeyId: string,
  { reason, mayAskAgain = false }: RestartChoice,
  terms: Terms = {},
): Promise<Result<Restarted>> {
  const hidden = refuseHiddenText('reason', reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'restart-journey' }, terms, async (change) => {
    const repeats = mayAskAgain ? undefined : await refuseRepeats(services, change);
    return repeats ?? restartWithin(change, reason);
  });
}

/** A rehearsal fails where the restart is refused too, or when the journey moves: then this change is tried again. */
async function refuseRepeats(services: Services, { draft }: Change): Promise<Refusal | undefined> {
  const { id } = draft.journey;
  const rehearsed = await rehearseRestart(services, id, draft.context.by);
  if (!rehearsed.ok) return undefined;
  const { repeats, journey } = rehearsed.value;
  const asked = repeats.filter(asksSomebody);
  if (asked.length === 0) return undefined;
  const figures = figuresOf(services.law, journey);
  const titles = asked.map(({ kind, subject }) => stepTitle(kind, figures, subject));
  return refuse(
    'RULE_REFUSED',
    `A restart would ask again what has been answered: ${titles.join('; ')}. Agree to that, or leave the journey as it is.`,
    { rule: 'asks-again' },
  );
}
