import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PATHWAYS, PATHWAY_ENTRIES } from '../../domain/pathways/catalogue.ts';
import { PHASES } from '../../domain/record/head.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const PAGE = readFileSync(join(PROJECT, 'docs/domain-coverage.md'), 'utf8');
const ROWS = PAGE.split('\n').filter((line) => line.startsWith('| ') && !/^\| (what|-{3})/.test(line));

const filesOf = (row: string): readonly string[] =>
  [...row.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file);

describe('the page that says where the domain is', () => {
  it.each(ROWS)('names code and a test that exist: %s', (row) => {
    const [code = '', test = ''] = filesOf(row);
    expect([code, test].filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
    expect(code).not.toMatch(/^test\//);
    expect(test).toMatch(/^test\/.+\.test\.ts$/);
  });

  it('has each pathway', () => {
    const missing = PATHWAYS.filter((pathway) => {
      const words = PATHWAY_ENTRIES[pathway].name.toLowerCase();
      return !words.split(/, | and /).every((word) => PAGE.toLowerCase().includes(word.trim()));
    });
    expect(missing).toEqual([]);
  });

  it('has each phase', () => {
    const named = PAGE.toLowerCase();
    const words: Partial<Record<(typeof PHASES)[number], string>> = {
      'release-day': 'release day',
      recalled: 'recall',
      closed: 'closing',
    };
    expect(PHASES.filter((phase) => !named.includes(`| ${words[phase] ?? phase}`))).toEqual([]);
  });
});
