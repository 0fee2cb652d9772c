import type { PathwayEntry } from '../pathway-entry.ts';

const ADDRESSES = {
  SETTLED: 'A settled address is recorded.',
  TRANSIENT: 'A temporary address is recorded.',
  CAS3: 'A place in community accommodation (CAS3) is recorded, for up to 84 nights.',
} as const;

export const ACCOMMODATION: PathwayEntry = {
  name: 'Accommodation',
  readiness: ({ housing }) => [
    housing.address === undefined ? 'No address is recorded.' : ADDRESSES[housing.address.kind],
    ...(housing.consent === 'REFUSED' ? ['Consent to the duty to refer was refused.'] : []),
  ],
};
