import type { EmergencyAccess } from '../../record/limited-access.ts';
import type { PathwayDraft } from '../person-record.ts';

/** Ends each access that somebody took in an emergency and that `which` names. */
export function endEmergencyAccess(
  draft: PathwayDraft,
  which: (access: EmergencyAccess) => boolean = () => true,
): void {
  const { emergencyAccess = [] } = draft.journey;
  const kept = emergencyAccess.filter((access) => !which(access));
  for (const { officer } of emergencyAccess.filter(which))
    draft.record('emergency-access-ended', { officer });
  if (kept.length === emergencyAccess.length) return;
  if (kept.length === 0) draft.forget('emergencyAccess');
  else draft.update({ emergencyAccess: kept });
}
