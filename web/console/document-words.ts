import type { JourneyView } from '../../application/queries/get-journey.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { DOCUMENT_NAMES, STATUS_NAMES } from '../../domain/pathways/identity/documents.ts';

/** Each document applied for: what became of it and when, its cost, and where it is until it leaves with the person. */
export function documentRows({ documents = [], releasedOn }: JourneyView) {
  return documents.map(({ kind, log, cost, heldAt }) => ({
    name: DOCUMENT_NAMES[kind],
    log: log.map(({ status, on }) => `${STATUS_NAMES[status]}, ${sayDate(on)}`),
    cost: cost === undefined ? 'Not recorded' : `£${cost}`,
    held: heldWords(heldAt, releasedOn),
  }));
}

function heldWords(heldAt: string | undefined, releasedOn: string | undefined): string {
  if (heldAt === undefined) return 'Not held';
  return releasedOn === undefined ? `${heldAt}. It leaves with the person.` : heldAt;
}
