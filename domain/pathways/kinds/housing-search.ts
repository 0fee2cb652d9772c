import type { OpenStep } from '../../record/journey.ts';

/** What an address, once found, makes needless. */
const ACCOMMODATION = new Set([
  'crs-window',
  'dtr-window',
  'housing-consent',
  'authorities-exhausted',
  'cas3-prerequisites',
  'cas3-decision',
  'next-address',
]);
const isHousingReferral = (open: OpenStep): boolean =>
  (open.kind === 'referral-answer' || open.kind === 'referral-more-information') &&
  /\.(CRS|DTR|CAS3)-\d+$/.test(open.key);

export const isHousingSearch = (open: OpenStep): boolean =>
  ACCOMMODATION.has(open.kind) || isHousingReferral(open);
