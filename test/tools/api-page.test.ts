import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { withDescription } from '../../web/api/openapi.ts';
import { ROUTES, TRAINING_ROUTES } from '../../web/api/routes/all.ts';
import { PROBLEMS } from '../../web/http/problem.ts';
import { API_PAGE, apiPage } from '../../tools/api-page.ts';

const page = readFileSync(API_PAGE, 'utf8');

describe('docs/api.md', () => {
  it('is what `npm run api-page` writes now', () => {
    expect(page).toBe(apiPage(page));
  });

  it('has callers and purpose of every route', () => {
    for (const { method, path, who, summary } of withDescription([...ROUTES, ...TRAINING_ROUTES])) {
      const rows = page
        .split('\n')
        .filter((line) => new RegExp(`^\\| \`${method} ${escaped(path)}[\`?]`).test(line));
      expect({ path, rows: rows.length }).toEqual({ path, rows: 1 });
      expect(rows[0]?.replace(/ +/g, ' ')).toContain(` | ${who} | ${summary} |`);
    }
  });

  it('has every problem with its status', () => {
    for (const [code, { status }] of Object.entries(PROBLEMS))
      expect(page).toMatch(new RegExp(`^\\| \`${code}\` +\\| ${status} `, 'm'));
  });

  it('is refused when a table has lost its place', () => {
    expect(() => apiPage('# The JSON API')).toThrow('docs/api.md has no place for the table of routes');
  });
});

function escaped(text: string): string {
  return text.replace(/[{}.]/g, '\\$&');
}
