import { RELEASE_DATE_TYPES, type ReleaseDateType } from '../../domain/law/release-day.ts';

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
  const said = dateTypeName(type);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

export function isDateType(text: string): text is ReleaseDateType {
  return RELEASE_DATE_TYPES.some((type) => type === text);
}

/** For a select; dates that people are released on come first. */
export const DATE_TYPE_ITEMS: readonly { readonly value: string; readonly text: string }[] =
  RELEASE_DATE_TYPES.map((type) => ({
    value: type,
    text: type === 'CONFIRMED' ? 'Confirmed release date' : `${type}: ${NAMES[type]}`,
  }));
