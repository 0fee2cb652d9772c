import type { JourneyDraft } from '../journey/journey-draft.ts';
import type { Pathway, PathwayStatus } from '../record/journey.ts';

/** Says how one strand of resettlement stands. */
export function setPathway(draft: JourneyDraft, pathway: Pathway, status: PathwayStatus): void {
  if (draft.journey.pathways[pathway] === status) return;
  draft.update({ pathways: { ...draft.journey.pathways, [pathway]: status } });
}
