import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import legislation from '../../data/legislation.json' with { type: 'json' };
import { lawFrom } from '../../domain/law/law.ts';
import { LAW_PAGE, lawPage } from '../../tools/law-page.ts';

const page = readFileSync(LAW_PAGE, 'utf8');

describe('docs/law.md', () => {
  it('is what `npm run law-page` writes now', () => {
    expect(page).toBe(lawPage());
  });

  it('has a line for every row of the data, with its source', () => {
    const lines = page.split('\n').filter((line) => line.startsWith('| `'));
    const rows = Object.entries(legislation).flatMap(([rule, each]) =>
      each.map(({ source }) => ({ rule, source })),
    );
    expect(lines).toHaveLength(rows.length);
    for (const { rule, source } of rows) {
      const found = lines.filter((line) => line.startsWith(`| \`${rule}\``) && line.includes(source));
      expect({ rule, found: found.length > 0 }).toEqual({ rule, found: true });
    }
  });

  it('is stale as soon as a figure changes', () => {
    const [row] = legislation.fixedTermRecallDays;
    const changed = { ...legislation, fixedTermRecallDays: [{ ...row, value: 57 }] };
    expect(lawPage(lawFrom(changed, 'a changed law').rows.all)).not.toBe(page);
  });

  it('says which duty has no start yet', () => {
    expect(page).toMatch(/^\| `welshDutyToAskAndAct` +\| 1 +\| no start yet \|/m);
  });
});
