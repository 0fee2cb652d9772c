import type { PathwayStatus } from '../record/head.ts';
import type { RecordDraft } from '../record/record-draft.ts';

/** Sets the status of one pathway. */
export function setPathway(draft: RecordDraft, pathway: string, status: PathwayStatus): void {
  if (draft.journey.pathways[pathway] === status) return;
  draft.update({ pathways: { ...draft.journey.pathways, [pathway]: status } });
}
