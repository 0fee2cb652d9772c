import type { IsoDate } from '../../domain/law/time.ts';

/** What an officer answers about a settled address. */
export const HOME = {
  settledType: 'SETTLED',
  addressLines: '12 Mill Lane\nLeeds',
  postcode: 'LS1 4AP',
} as const;

/** What an officer answers about a temporary address. */
export function bedUntil(lastNight: IsoDate) {
  return { ...HOME, settledType: 'TRANSIENT', lastNight } as const;
}
