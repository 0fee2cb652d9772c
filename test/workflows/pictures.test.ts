import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { StepEntry } from '../../domain/pathways/step-entry.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import { MACHINES } from '../../domain/pathways/machines.ts';
import { drawMachine } from '../../tools/workflows/picture.ts';
import { readmeFile, workflowsReadme } from '../../tools/workflows/readme.ts';
import { compile } from '../../workflows/build/compile.ts';
import { choice, end, goTo, next, run } from '../../workflows/build/machine.ts';
import type { Statement } from '../../workflows/build/statements.ts';
import { dayInWords, daysInWords } from '../../tools/workflows/words.ts';

const ID = String.raw`[A-Za-z]\w*`;
const TEXT = String.raw`"[^"]+"`;
/** The little of Mermaid we use. Text is always quoted, so that brackets and words such as "end" are only text. */
const LINES = {
  header: /^flowchart TD$/,
  direction: /^direction TB$/,
  begin: new RegExp(`^(?<declares>${ID})\\(\\(${TEXT}\\)\\) --> (?<to>${ID})$`),
  node: new RegExp(
    `^(?<declares>${ID})(?:\\[${TEXT}\\]|\\[\\[${TEXT}\\]\\]|\\(\\[${TEXT}\\]\\)|\\{${TEXT}\\}|\\(\\(\\(${TEXT}\\)\\)\\))$`,
  ),
  arrow: new RegExp(`^(?<from>${ID}) -->(?:\\|${TEXT}\\|)? (?<to>${ID})$`),
  frame: new RegExp(`^subgraph (?<declares>${ID})\\[${TEXT}\\]$`),
  end: /^end$/,
};

function picturesIn(readme: string): readonly string[] {
  return [...readme.matchAll(/```mermaid\n(?<picture>[^`]+)```/g)].flatMap(
    ({ groups }) => groups?.['picture'] ?? [],
  );
}

/** What is wrong with a picture, line by line. */
function faultsOf(picture: string): readonly string[] {
  const declared: string[] = [];
  const used: string[] = [];
  const faults: string[] = [];
  let frames = 0;
  for (const line of picture.trim().split('\n')) {
    const text = line.trim();
    const match = Object.values(LINES)
      .map((form) => form.exec(text))
      .find((found) => found !== null);
    if (match === undefined) faults.push(`not Mermaid as we write it: ${text}`);
    const { declares, from, to } = match?.groups ?? {};
    if (declares !== undefined) declared.push(declares);
    for (const id of [from, to]) if (id !== undefined) used.push(id);
    if (LINES.frame.test(text)) frames += 1;
    if (LINES.end.test(text)) frames -= 1;
    if (frames < 0) faults.push('an end with no frame');
  }
  if (frames > 0) faults.push('a frame with no end');
  const twice = declared.filter((id, index) => declared.indexOf(id) !== index);
  const unknown = used.filter((id) => !declared.includes(id));
  return [...faults, ...twice.map((id) => `${id} twice`), ...unknown.map((id) => `${id} is not drawn`)];
}

function pictureOf(...statements: readonly Statement[]): string {
  return drawMachine(compile({ name: 'reception', says: '', statements }));
}

describe('workflows/README.md', () => {
  it('is current: if not, run `npm run diagrams`', async () => {
    expect(await readFile(readmeFile(), 'utf8')).toBe(await workflowsReadme());
  });

  it('draws each machine in lines that Mermaid can read', async () => {
    const pictures = picturesIn(await workflowsReadme());
    expect(pictures).toHaveLength(MACHINES.length);
    expect(pictures.flatMap(faultsOf)).toEqual([]);
  });

  it.each([
    ['a bracket outside quotes', 'flowchart TD\n  s_A[one (two)]'],
    ['an arrow to nothing', 'flowchart TD\n  s_A["A"]\n  s_A --> s_B'],
    ['a state drawn twice', 'flowchart TD\n  s_A["A"]\n  s_A(["A"])'],
    ['a frame left open', 'flowchart TD\n  subgraph s_A["A"]'],
    ['an end too many', 'flowchart TD\n  end'],
  ])('would notice %s', (_fault, picture) => {
    expect(faultsOf(picture)).not.toEqual([]);
  });

  it('draws no incident, and no state that reconciles', async () => {
    const drawn = picturesIn(await workflowsReadme()).join('\n');
    expect(drawn).toContain('s_AllocateOfficers');
    expect(drawn).not.toMatch(/Incident|Repaired|Reconcile/);
  });
});

describe('a picture', () => {
  it('keeps quotes and angle brackets in a comment from being read as Mermaid', () => {
    const picture = pictureOf(run('A', 'finish-housing', 'Says "yes" <or> #1 & goes'));
    expect(picture).toContain('s_A["<b>A</b><br/>Says #quot;yes#quot; #lt;or#gt; #35;1 #amp; goes"]');
    expect(faultsOf(picture)).toEqual([]);
  });

  it('leaves a long comment to the machine', () => {
    expect(pictureOf(run('A', 'finish-housing', 'word '.repeat(20)))).toContain('s_A["<b>A</b>"]');
  });

  it('draws a choice as one arrow for all the outcomes that lead the same way', () => {
    const picture = pictureOf(
      run('A', 'assess-release-day', ''),
      choice('Assessed', { SCHEME_APPLIES: goTo('B'), NOT_MOVED: next, NOT_KNOWN: end, otherwise: end }),
      run('Again', 'finish-housing', ''),
      run('B', 'finish-housing', ''),
    );
    expect(picture).toContain('s_A -->|"NOT_KNOWN or otherwise"| s_Ended');
    expect(picture).toContain('s_A -->|"SCHEME_APPLIES"| s_B');
    expect(picture).toContain('s_A -->|"NOT_MOVED"| s_Again');
    expect(picture).not.toContain('Assessed');
    expect(faultsOf(picture)).toEqual([]);
  });
});

describe('days in words', () => {
  it.each([
    [{ from: 'release', days: -56 } as const, '8 weeks before release'],
    [{ from: 'release', days: -7 } as const, '1 week before release'],
    [{ from: 'release', days: -10 } as const, '10 days before release'],
    [{ from: 'release', days: 0 } as const, 'on the day of release'],
    [{ from: 'release', workingDays: -2 } as const, '2 working days before release'],
    [{ from: 'released', workingDays: 1 } as const, '1 working day after release'],
    [{ from: 'opened', workingDays: 5 } as const, '5 working days after it opens'],
    [{ from: 'opened', days: 0 } as const, 'on the day it opens'],
    [{ from: 'supervision-end' } as const, 'on the last day of licence or supervision'],
  ])('%j is "%s"', (rule, words) => {
    expect(dayInWords(rule)).toBe(words);
  });

  const asks: StepEntry = { ...stepEntry('late-answer'), due: { from: 'opened', days: 3 } };
  const { due: _none, ...undated } = asks;
  it.each<[string, StepEntry, string]>([
    ['a deadline', asks, 'due 3 days after it opens'],
    [
      'a day to be asked on',
      { ...asks, opens: { from: 'release', days: -14 } },
      'asked 2 weeks before release, due 3 days after it opens',
    ],
    [
      'a deadline release may cut short',
      { ...asks, beforeRelease: true },
      'due 3 days after it opens, by release at the latest',
    ],
    [
      'silence as an answer',
      { ...asks, answersItself: 'SILENT' },
      'due 3 days after it opens, then answers itself SILENT',
    ],
    [
      'a day that it waits for',
      { ...undated, asked: 'date', opens: { from: 'release', days: -84 } },
      'comes 12 weeks before release',
    ],
    ['no deadline at all', undated, 'no deadline'],
  ])('tells of %s', (_case, step, words) => {
    expect(daysInWords(step)).toBe(words);
  });
});
