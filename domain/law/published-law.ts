import legislation from '../../data/legislation.json' with { type: 'json' };
import { lawFrom, type Law } from './law.ts';
import { EXCLUSION_NAMES } from './legislation.ts';

/** The law that the product ships with. Each composition root reads it once, at start. Throws as `lawFrom` does. */
export function publishedLaw(): Law {
  return lawFrom(legislation, 'data/legislation.json');
}

/** The codes of the exclusions in that law, for the description of the API. */
export const PUBLISHED_EXCLUSIONS: readonly string[] = [
  ...new Set(EXCLUSION_NAMES.flatMap((name) => legislation[name].map(({ value }) => value))),
];
