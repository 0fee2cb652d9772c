import type { Pathway, PathwayStatus } from '../record/head.ts';
import type { RecordDraft } from '../record/record-draft.ts';

/** Sets the status of one pathway. */
export function setPathway(draft: RecordDraft, pathway: Pathway, status: PathwayStatus): void {
  if (draft.journey.pathways[pathway] === status) return;
  draft.update({ pathways: { ...draft.journey.pathways, [pathway]: status } });
}
