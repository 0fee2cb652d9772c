import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectFiles } from './project-files.ts';

/** What no file of the project contains. The examples are joined here, so that this file does not contain them. */
const FORBIDDEN = [
  {
    what: 'a path of one machine',
    pattern: /(?<![\w.~-])\/(?:work|root|home|Users)\/[\w.]/,
    example: ['see ', 'work', 'notes.md'].join('/'),
  },
  {
    what: 'a package registry',
    pattern: /\b(?:registry[.](?:npmjs|yarnpkg|npmmirror)[.]|files[.]pythonhosted[.]|pypi[.]org)/,
    example: ['https://registry', 'npmjs', 'org/node'].join('.'),
  },
  {
    what: 'work left for later',
    pattern: /\b(?:TO[D]O|FIX[M]E|HAC[K]|X{3})\b/,
    example: ['TO', 'DO: the rest'].join(''),
  },
] as const;

let lines: readonly { readonly place: string; readonly text: string }[];

beforeAll(async () => {
  lines = (await projectFiles()).flatMap(({ name, text }) =>
    text.split('\n').map((line, index) => ({ place: `${name}:${index + 1}`, text: line })),
  );
});

describe('the files of the project', () => {
  it('are all read by this gate, without installed packages', () => {
    expect(lines.map(({ place }) => place)).toContain('package.json:1');
    expect(lines.filter(({ place }) => place.startsWith('node_modules/'))).toEqual([]);
  });

  it.each(FORBIDDEN)('contain no $what', ({ pattern }) => {
    expect(lines.filter(({ text }) => pattern.test(text)).map(({ place }) => place)).toEqual([]);
  });

  it.each(FORBIDDEN)('fail the gate when they contain $what', ({ pattern, example }) => {
    expect(example).toMatch(pattern);
  });
});
