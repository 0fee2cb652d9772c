import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../local/arguments.ts';
import { readStory } from '../../local/demo-arguments.ts';

const DEMO = new URL('../../local/demo.ts', import.meta.url).pathname;

describe('the command line of npm run demo', () => {
  it('tells the one story when none is named', () => {
    expect(readStory([])).toBe('second-council');
  });

  it('takes a story by name', () => {
    expect(readStory(['--story', 'second-council'])).toBe('second-council');
  });

  it.each(['X', 'toString', ''])('refuses the story "%s" and lists those there are', (name) => {
    const refused = () => readStory([`--story=${name}`]);
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(
      `There is no story called ${name}. Stories: second-council. Usage: npm run demo -- [--story NAME]`,
    );
  });

  it.each([['--stroy', 'X'], ['X'], ['--story'], ['--fresh']])('refuses %s', (...words) => {
    expect(() => readStory(words)).toThrow(/Usage: npm run demo/);
  });

  it('ends with code 1 and one line for a story that does not exist', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [DEMO, '--story', 'X'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      'There is no story called X. Stories: second-council. Usage: npm run demo -- [--story NAME]',
    ]);
  });
});
