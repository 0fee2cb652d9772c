import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { withDescription } from '../web/api/openapi.ts';
import type { Route } from '../web/api/route.ts';
import { ROUTES, TRAINING_ROUTES } from '../web/api/routes/all.ts';
import { PROBLEM_CODES, PROBLEMS } from '../web/http/problem.ts';
import { markdownTable } from './markdown-table.ts';

export const API_PAGE = new URL('../docs/api.md', import.meta.url);

/** docs/api.md with its two tables as the definitions of routes and problems have them. */
export function apiPage(page: string = readFileSync(API_PAGE, 'utf8')): string {
  return [...Object.entries(TABLES)].reduce(
    (text, [name, rows]) => replaced(text, name, markdownTable(rows())),
    page,
  );
}

type Rows = readonly (readonly string[])[];

const TABLES: Readonly<Record<string, () => Rows>> = {
  routes: () => [
    ['call', 'who', 'purpose'],
    ...withDescription([...ROUTES, ...TRAINING_ROUTES]).map((route) => [
      `\`${route.method} ${route.path}${queryOf(route)}\``,
      route.who,
      route.summary,
    ]),
  ],
  problems: () => [
    ['code', 'status', 'meaning'],
    ...PROBLEM_CODES.map((code) => [`\`${code}\``, `${PROBLEMS[code].status}`, PROBLEMS[code].meaning]),
  ],
};

/** "?cursor=&limit=" */
function queryOf({ query }: Route): string {
  const names = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
  return names.length === 0 ? '' : `?${names.map((name) => `${name}=`).join('&')}`;
}

/** @throws when the page has no such table to replace. */
function replaced(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: written by npm run api-page -->\n\n`, `\n\n<!-- end of ${name} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from === -1 || to < from) throw new Error(`docs/api.md has no place for the table of ${name}`);
  return page.slice(0, from + start.length) + text + page.slice(to);
}
