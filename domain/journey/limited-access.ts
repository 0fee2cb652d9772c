import type { LimitedAccess } from '../record/limited-access.ts';
import type { JourneyDraft } from './journey-draft.ts';

const NO_LIMITS: LimitedAccess = { excluded: [], restrictedTo: [] };

export function limitsOf({
  limitedAccess = NO_LIMITS,
}: {
  readonly limitedAccess?: LimitedAccess;
}): LimitedAccess {
  return limitedAccess;
}

/** The officer may not see the person any more. */
export function exclude(draft: JourneyDraft, officer: string, reason: string): void {
  const { excluded, restrictedTo } = limitsOf(draft.journey);
  draft.update({ limitedAccess: { excluded: [...excluded, officer], restrictedTo } });
  draft.record('access-excluded', { officer, reason });
}

/** Only these officers, and those named before, may see the person. */
export function restrictTo(draft: JourneyDraft, officers: readonly string[], reason: string): void {
  const { excluded, restrictedTo } = limitsOf(draft.journey);
  const added = [...new Set(officers)].filter((officer) => !restrictedTo.includes(officer));
  draft.update({ limitedAccess: { excluded, restrictedTo: [...restrictedTo, ...added] } });
  draft.record('access-restricted', { officers: added, reason });
}

/** The officer is on neither list any more. */
export function removeFromLists(draft: JourneyDraft, officer: string, reason: string): void {
  const { excluded, restrictedTo } = limitsOf(draft.journey);
  const list = excluded.includes(officer) ? 'EXCLUDED' : 'RESTRICTED';
  const without = (ids: readonly string[]) => ids.filter((id) => id !== officer);
  keep(draft, { excluded: without(excluded), restrictedTo: without(restrictedTo) });
  draft.record('access-list-shortened', { officer, list, reason });
}

/** Everybody may see the person again whose work it is. */
export function liftLimits(draft: JourneyDraft, reason: string): void {
  keep(draft, NO_LIMITS);
  draft.record('access-limits-lifted', { reason });
}

function keep(draft: JourneyDraft, limits: LimitedAccess): void {
  if (limits.excluded.length + limits.restrictedTo.length === 0) draft.forget('limitedAccess');
  else draft.update({ limitedAccess: limits });
}
