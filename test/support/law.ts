import legislation from '../../data/legislation.json' with { type: 'json' };
import type { FigureName } from '../../domain/law/figures.ts';
import { lawFrom, type Law } from '../../domain/law/law.ts';

/** The law as the product ships it. */
export const THE_LAW: Law = lawFrom(legislation, 'data/legislation.json');

/** The shipped law with other figures, each for as long as its latest row is in force. */
export function lawWith(changes: Partial<Record<FigureName, number>>): Law {
  const changed = Object.entries(changes).map(([name, value]) => {
    const rows = legislation[name as FigureName];
    return [name, rows.map((row, at) => (at === rows.length - 1 ? { ...row, value } : row))] as const;
  });
  return lawFrom({ ...legislation, ...Object.fromEntries(changed) }, 'a changed law');
}
