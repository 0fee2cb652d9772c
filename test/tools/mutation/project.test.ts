import { describe, expect, it } from '@jest/globals';
import { importsIn } from '../../../tools/mutation/project.ts';

describe('what a module imports of the project', () => {
  it.each([
    ['a name', "import { one } from './one.ts';", ['./one.ts']],
    ['names on many lines', "import {\n  one,\n  other,\n} from '../one.ts';", ['../one.ts']],
    ['a type', "import type { One } from './one.ts';", ['./one.ts']],
    ['nothing but its effects', "import './one.ts';", ['./one.ts']],
    ['data', "import one from './one.json' with { type: 'json' };", ['./one.json']],
    [
      'what it exports',
      "export { one } from './one.ts';\nexport * from './other.ts';",
      ['./one.ts', './other.ts'],
    ],
    ['a module later', "const one = await import('./one.ts');", ['./one.ts']],
    ['a module later, on many lines', "await import(\n  './one.ts'\n);", ['./one.ts']],
    ['the type of a module', "type One = typeof import('./one.ts');", ['./one.ts']],
    ['in double quotes', 'import { one } from "./one.ts";', ['./one.ts']],
    ['packages only', "import { one } from 'one';\nimport 'node:fs';", []],
  ])('is found for %s', (_what, text, expected) => {
    expect(importsIn(text)).toEqual(expected);
  });
});
