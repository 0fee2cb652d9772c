import { FIGURES } from '../domain/law/figures.ts';
import type { LawRow } from '../domain/law/law-rows.ts';
import { publishedLaw } from '../domain/law/published-law.ts';
import { markdownTable } from './markdown-table.ts';

export const LAW_PAGE = new URL('../docs/law.md', import.meta.url);

/** docs/law.md: every dated row of law and policy, under the names that `law` in an answer of the API has. */
export function lawPage(rows: readonly LawRow[] = publishedLaw().rows.all): string {
  const table = markdownTable([
    ['rule', 'figure', 'from', 'until', 'law or policy', 'source'],
    ...rows.map((row) => [
      `\`${row.rule}\``,
      row.figure,
      row.from ?? (isNotCommenced(row) ? 'no start yet' : ''),
      row.until ?? '',
      row.basis,
      row.source,
    ]),
  ]);
  return `# Law and policy

Every figure that a rule uses, and the days on which it is in force. \`npm run law-page\` writes this page from
[legislation.json](../data/legislation.json): change the data, then run it.

\`until\` is the last day in force. Without it no end is known; without \`from\` the row has applied for as long as anyone
may ask.

${table}
`;
}

function isNotCommenced({ rule }: LawRow): boolean {
  return rule in FIGURES && FIGURES[rule as keyof typeof FIGURES].covers === 'once-commenced';
}
