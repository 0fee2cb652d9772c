import * as z from 'zod';
import type { FormField } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { withdraw } from '../referrals/moves.ts';
import { setPathway } from '../statuses.ts';
import type { AddressKind, Housing } from './data.ts';

/** The address itself: found, recorded and lost. */

export const settledType = z.enum(['SETTLED', 'TRANSIENT']);

export const ADDRESS_FIELD = {
  kind: 'radios',
  name: 'settledType',
  label: 'What kind of address is it?',
  choices: [
    { value: 'SETTLED', text: 'Settled: somewhere they can stay' },
    { value: 'TRANSIENT', text: 'Temporary: they will have to move on' },
  ],
  problem: 'Say whether the address is settled or temporary',
} as const satisfies FormField;

export const NEEDS_ADDRESS_TYPE = {
  field: 'settledType',
  problem: 'Say whether the address is settled or transient.',
} as const;

export function setHousing(draft: PathwayDraft, patch: Partial<Housing>): void {
  draft.update({ housing: { ...draft.journey.housing, ...patch } });
}

/** Somewhere to live is recorded, so what was still being asked for on the person's behalf is no longer needed. */
export function recordAddress(draft: PathwayDraft, kind: AddressKind): void {
  setHousing(draft, { address: { kind, recordedAt: draft.context.now } });
  setPathway(draft, 'accommodation', 'DONE');
  draft.record('address-recorded', { kind });
  for (const referral of draft.liveReferrals()) withdraw(draft, referral, 'HOUSING_NEED_RESOLVED');
}

export function loseAddress(draft: PathwayDraft): void {
  const { address: _lost, ...housing } = draft.journey.housing;
  draft.update({ housing });
  setPathway(draft, 'accommodation', 'SUPPORT_REQUIRED');
}
