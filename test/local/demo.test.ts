import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../local/arguments.ts';
import { storiesToTell } from '../../local/demo-arguments.ts';
import { runDemo } from '../../local/run-demo.ts';
import { answers, recordsDate } from '../../local/stories/acts.ts';
import { STORIES } from '../../local/stories/stories.ts';
import { wales } from '../../local/stories/wales.ts';

const DEMO = new URL('../../local/demo.ts', import.meta.url).pathname;
const NAMES = Object.keys(STORIES);

/** Runs the command in this process. */
async function run(words: readonly string[], stories = STORIES) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await runDemo(words, stories, {
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
  });
  return { code, printed: printed.join('\n'), errors };
}

describe('the command line of npm run demo', () => {
  it('tells the first story when none is named', () => {
    expect(storiesToTell([], NAMES)).toEqual(['first']);
  });

  it('takes a story by name', () => {
    expect(storiesToTell(['--story', 'homeless'], NAMES)).toEqual(['homeless']);
  });

  it('takes every story', () => {
    expect(storiesToTell(['--all'], NAMES)).toEqual(NAMES);
  });

  it.each(['X', 'toString', ''])('refuses the story "%s" and lists those there are', (name) => {
    const refused = () => storiesToTell([`--story=${name}`], NAMES);
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(
      `There is no story called ${name}. Stories: ${NAMES.join(', ')}. Usage: npm run demo -- [--story NAME | --all]`,
    );
  });

  it.each([['--stroy', 'X'], ['X'], ['--story'], ['--fresh'], ['--story', 'first', '--all']])(
    'refuses %s',
    (...words) => {
      expect(() => storiesToTell(words, NAMES)).toThrow(/Usage: npm run demo/);
    },
  );

  it('ends with code 1 and one line for a story that does not exist', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [DEMO, '--story', 'X'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      `There is no story called X. Stories: ${NAMES.join(', ')}. Usage: npm run demo -- [--story NAME | --all]`,
    ]);
  });
});

describe('each story', () => {
  it.each(NAMES)('%s has every fact that it must have, and a timeline in words', async (name) => {
    const { code, printed, errors } = await run(['--story', name]);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(printed).toMatch(/^Below is the timeline of .+, from HMP .+: each line is one entry, with who/m);
    expect(printed).toMatch(/^\w+day \d+ \w+ 20\d\d$/m);
    expect(printed).not.toMatch(/\d{4}-\d{2}-\d{2}|\b[A-Z]{2,}_[A-Z_]+\b/);
  });
});

describe('a story with a fact missing', () => {
  it('ends with code 1, and names the fact', async () => {
    const lacking = { ...wales, ends: { ...wales.ends, 'There was a second release.': () => false } };
    const { code, printed, errors } = await run(['--story', 'lacking'], { lacking });
    expect(code).toBe(1);
    expect(printed).toContain('  FAILED: There was a second release.');
    expect(errors).toEqual(['lacking failed: There was a second release.']);
  });

  it('ends with code 1 though a later story has all of its facts', async () => {
    const early = { ...wales, days: [{ on: '2026-11-03', then: { 'They are out.': () => false } }] };
    const { code, printed, errors } = await run(['--all'], { early, wales });
    expect(code).toBe(1);
    expect(errors).toEqual(['early failed: They are out.']);
    expect(printed).toContain('wales: passed.');
  });

  it.each([
    {
      case: 'a step that nobody is asked about',
      act: answers('urgent-housing', 'NONE_FOUND'),
      why: 'Nobody is asked for an answer to urgent-housing.',
    },
    {
      case: 'a date that is refused',
      act: recordsDate({ date: '2026-11-01', dateType: 'CRD' }),
      why: /^early failed: The conditional release date/,
    },
  ])('ends with code 1 at $case, and says why', async ({ act, why }) => {
    const early = { ...wales, days: [{ on: '2026-11-03', does: [act] }] };
    const { code, errors } = await run(['--all'], { early });
    expect(code).toBe(1);
    expect(errors).toEqual([expect.stringMatching(why)]);
  });
});
