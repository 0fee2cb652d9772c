import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ProjectFile, projectFiles } from '../project-files.ts';
import { ALLOWED_FILES } from './allowed-files.ts';
import { findPhrases } from './find-phrases.ts';
import { PHRASES } from './phrases.ts';

/** Files that must contain the phrases, or are not ours. */
const NOT_CHECKED = [
  'LICENSE',
  'package-lock.json',
  'test/gates/words/allowed-files.ts',
  'test/gates/words/phrases.ts',
  'test/gates/words/words.test.ts',
];

let files: readonly ProjectFile[];

beforeAll(async () => {
  files = (await projectFiles()).filter(
    ({ name }) => !NOT_CHECKED.includes(name) && !name.startsWith('test/fixtures/'),
  );
});

describe('the words gate', () => {
  it('finds no phrase that has a plain word for it', () => {
    const found = files
      .filter(({ name }) => !ALLOWED_FILES.includes(name))
      .flatMap((file) => findPhrases(file, PHRASES));
    expect(found).toEqual([]);
  });

  it('allows only files that still have such a phrase', () => {
    const clean = files
      .filter(({ name }) => ALLOWED_FILES.includes(name))
      .filter((file) => findPhrases(file, PHRASES).length === 0);
    expect(clean.map(({ name }) => name)).toEqual([]);
  });

  it.each(PHRASES)('refuses "$example"', (phrase) => {
    expect(findPhrases({ name: 'a.ts', text: `one\n// ${phrase.example}\n` }, [phrase])).not.toEqual([]);
  });

  it('names file, line, phrase and the plain word', () => {
    const text = '# Title\n\nThe reconciler holds\nthe engine against what it knows.\n';
    expect(findPhrases({ name: 'docs/page.md', text }, PHRASES)).toEqual([
      'docs/page.md:3: "holds the engine against", use: compare with',
    ]);
  });

  it.each([
    ['a block comment', '/**\n * What\n * drives it.\n */', 2],
    ['line comments', 'a();\n// what\n// drives it', 2],
    ['a shell script', 'set -u\n# what\n# drives it', 2],
  ])('finds a phrase over the line breaks of %s', (_case, text, line) => {
    expect(findPhrases({ name: 'a', text }, PHRASES)).toEqual([
      expect.stringContaining(
        `a:${line}: "${text.includes('What') ? 'What' : 'what'} drives", use: the driver`,
      ),
    ]);
  });

  it('does not take a word inside another for a phrase', () => {
    const text = 'recommend visits to framework; endeared; labelled; Awaited<typeof visited>';
    expect(findPhrases({ name: 'a', text }, PHRASES)).toEqual([]);
  });
});
