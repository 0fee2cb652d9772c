import { capitalised } from './capitalised.ts';
import type { ReleaseDateType } from './release-day.ts';

const NAMES = {
  CRD: 'conditional release date',
  ARD: 'automatic release date',
  PRRD: 'post-recall release date',
  ETD: 'early transfer date',
  MTD: 'mid transfer date',
  LTD: 'late transfer date',
  SED: 'sentence expiry date',
  LED: 'licence expiry date',
  SLED: 'sentence and licence expiry date',
  TUSED: 'top-up supervision expiry date',
  PED: 'parole eligibility date',
  HDCED: 'home detention curfew eligibility date',
  HDCAD: 'home detention curfew approved date',
  APD: 'approved parole date',
  CONFIRMED: 'confirmed release date',
} as const satisfies Record<ReleaseDateType, string>;

/** "conditional release date (CRD)", for officers who know the letters and those who do not. */
export function dateTypeName(type: ReleaseDateType): string {
  return type === 'CONFIRMED' ? NAMES[type] : `${NAMES[type]} (${type})`;
}

/** The same, at the start of a sentence. */
export function dateTypeTitle(type: ReleaseDateType): string {
  return capitalised(dateTypeName(type));
}

/** As a choice of a select: "CRD: conditional release date". */
export function dateTypeChoice(type: ReleaseDateType): string {
  return type === 'CONFIRMED' ? 'Confirmed release date' : `${type}: ${NAMES[type]}`;
}
