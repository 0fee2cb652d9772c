import places from '../../../data/prisons.json' with { type: 'json' };
import type { Head } from '../../record/head.ts';

const WELSH_REGIONS = new Set(
  places.regions.filter(({ country }) => country === 'Wales').map(({ id }) => id),
);
const WELSH_PRISONS = new Set(
  places.prisons.filter(({ region }) => WELSH_REGIONS.has(region)).map(({ id }) => id),
);

/**
 * Whether a person's prison or home area is in Wales: then the English duty to refer (Housing Act 1996, section 213B)
 * is never used, and they apply to a Welsh local authority (Housing (Wales) Act 2014, section 62).
 */
export function isInWales({ prison, region }: Pick<Head, 'prison' | 'region'>): boolean {
  return WELSH_PRISONS.has(prison) || WELSH_REGIONS.has(region);
}
