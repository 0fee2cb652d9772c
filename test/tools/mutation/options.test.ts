import { describe, expect, it } from '@jest/globals';
import { optionsFrom, UsageError } from '../../../tools/mutation/options.ts';

describe('the words of `npm run mutation`', () => {
  it('name files, and folders with all that is in them', () => {
    expect(optionsFrom(['domain/law/age.ts', 'domain/access']).files).toEqual(
      expect.arrayContaining(['domain/access/access.ts', 'domain/law/age.ts']),
    );
  });

  it('name a file once, however often it is meant', () => {
    expect(optionsFrom(['domain/law/age.ts', './domain/law/age.ts']).files).toEqual(['domain/law/age.ts']);
  });

  it('change every place, with every test, when nothing else is said', () => {
    expect(optionsFrom(['domain/law/age.ts'])).toMatchObject({ sample: undefined, seed: 1, tests: ['test'] });
  });

  it('set the size of the sample and the tests', () => {
    const words = ['domain/law/age.ts', '--sample', '15', '--seed', '7', '--tests', 'test/domain'];
    expect(optionsFrom(words)).toMatchObject({ sample: 15, seed: 7, tests: ['test/domain'] });
  });

  it.each([
    { fault: 'no file', words: [], message: 'Name a file or a folder of domain/.' },
    {
      fault: 'a path that is not there',
      words: ['domain/law/nothing.ts'],
      message: 'There is no file or folder domain/law/nothing.ts.',
    },
    {
      fault: 'a path outside domain/',
      words: ['web/api'],
      message: 'web/api is not in domain/, the only folder whose sources are changed.',
    },
    {
      fault: 'a path outside the project',
      words: ['../domain'],
      message: 'There is no file or folder ../domain.',
    },
    {
      fault: 'tests that are not there',
      words: ['domain/law', '--tests', 'test/nothing'],
      message: 'There is no file or folder test/nothing.',
    },
    {
      fault: 'a sample that is no number',
      words: ['domain/law', '--sample', 'some'],
      message: '--sample takes a whole number from 1, not "some".',
    },
    {
      fault: 'no workers',
      words: ['domain/law', '--workers', '0'],
      message: '--workers takes a whole number from 1, not "0".',
    },
    { fault: 'an unknown option', words: ['domain/law', '--fast'], message: "Unknown option '--fast'" },
  ])('are refused with a clear error for $fault', ({ words, message }) => {
    expect(() => optionsFrom(words)).toThrow(UsageError);
    expect(() => optionsFrom(words)).toThrow(message);
  });
});
