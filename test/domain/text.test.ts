import { describe, expect, it } from '@jest/globals';
import { hasHiddenCharacters, hasHiddenCharactersInText } from '../../domain/record/text.ts';

const HIDDEN = [
  ['NUL', '\0'],
  ['an escape', '\u001B'],
  ['a carriage return', '\r'],
  ['a delete', '\u007F'],
  ['a C1 control', '\u0085'],
  ['a line separator', '\u2028'],
  ['a right-to-left override', '\u202E'],
  ['a first strong isolate', '\u2068'],
  ['a left-to-right mark', '\u200E'],
  ['an Arabic letter mark', '\u061C'],
  ['a zero-width space', '\u200B'],
  ['a byte order mark', '\uFEFF'],
  ['a tag', '\u{E0041}'],
  ['half a character', '\uD800'],
] as const;

describe('text', () => {
  it.each(HIDDEN)('with %s has a hidden character, in a line and in a note', (_name, character) => {
    expect(hasHiddenCharacters(`Sam${character}uel`)).toBe(true);
    expect(hasHiddenCharactersInText(`Sam${character}uel`)).toBe(true);
  });

  it.each(['Siân Rees-Jones', 'O’Neill', 'Нина', '王小明', 'محمد', 'می\u200Cخواهم', 'Zoë 🙂'])(
    'such as %s has none',
    (name) => {
      expect(hasHiddenCharacters(name)).toBe(false);
      expect(hasHiddenCharactersInText(name)).toBe(false);
    },
  );

  it.each(['one\ntwo', 'one\r\ntwo', 'one\ttwo'])(
    'of several lines has none as a note, only as a line',
    (text) => {
      expect(hasHiddenCharacters(text)).toBe(true);
      expect(hasHiddenCharactersInText(text)).toBe(false);
    },
  );
});
