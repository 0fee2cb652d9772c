import legislation from '../../data/legislation.json' with { type: 'json' };
import { lawFrom, type Law } from './law.ts';

/** The law that the product ships with. Each composition root reads it once, at start. Throws as `lawFrom` does. */
export function publishedLaw(): Law {
  return lawFrom(legislation, 'data/legislation.json');
}
