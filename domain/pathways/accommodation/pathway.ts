import type { LastingFigures } from '../../law/figures.ts';
import { upToNights } from '../../law/number-words.ts';
import type { PathwayEntry } from '../pathway-entry.ts';

const ADDRESSES = {
  SETTLED: () => 'A settled address is recorded.',
  TRANSIENT: () => 'A temporary address is recorded.',
  CAS3: ({ cas3Nights }: LastingFigures) =>
    `A place in community accommodation (CAS3) is recorded, for ${upToNights(cas3Nights)}.`,
} as const;

export const ACCOMMODATION = {
  name: 'Accommodation',
  machine: 'housing',
  readiness: ({ housing }, figures) => [
    housing.address === undefined ? 'No address is recorded.' : ADDRESSES[housing.address.kind](figures),
    ...(housing.consent === 'REFUSED' ? ['Consent to the duty to refer was refused.'] : []),
  ],
} as const satisfies PathwayEntry;
