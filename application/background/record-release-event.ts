import { notAuthorised, releasePerson, rowsTouchedByRelease } from '../../domain/journey/release.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { itemsIn } from '../../domain/pathways/release/gate-items.ts';
import { awaitsReturn } from '../../domain/record/recall.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import type { Change } from '../change.ts';

/**
 * The prison's system reports that a person was released. No check at the gate is asked for, and no second officer. A
 * day on which nobody had authority to release them is recorded as a release in error. A release that is recorded
 * already changes nothing, and neither does one of a recalled person whose return is not recorded.
 */
export async function recordReleaseEvent(
  change: Change,
  { on, atCourt = false }: { readonly on: IsoDate; readonly atCourt?: boolean },
): Promise<'recorded' | 'in-error' | 'already-recorded' | 'not-in-prison'> {
  const { draft } = change;
  const { journey, context } = draft;
  if (journey.releasedOn !== undefined || journey.phase === 'closed') return 'already-recorded';
  if (awaitsReturn(journey)) return 'not-in-prison';
  const checklist = stepKey(journey.cycle, 'release-checklist');
  await change.loadSteps([checklist]);
  const inError = !atCourt && notAuthorised(journey, on) !== undefined;
  const answered = draft.step(checklist)?.details ?? {};
  const given = {
    on,
    ground: atCourt ? 'AT_COURT' : inError ? 'IN_ERROR' : 'DATE_IN_FORCE',
    identityConfirmed: false,
    inHand: itemsIn(answered, 'IN_HAND'),
    missing: itemsIn(answered, 'MISSING'),
    ...(inError && {
      reason: 'The prison’s system reported a release before the day on which it was allowed.',
    }),
  } as const;
  await change.load(rowsTouchedByRelease(draft, given));
  releasePerson(draft, given, { recordedBy: context.by });
  return inError ? 'in-error' : 'recorded';
}
