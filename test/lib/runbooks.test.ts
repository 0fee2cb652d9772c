import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { MACHINES } from '../../domain/pathways/machines.ts';

const FOLDER = new URL('../../docs/runbooks/', import.meta.url);
const INDEX = readFileSync(new URL('README.md', FOLDER), 'utf8');
const PAGES = readdirSync(FOLDER)
  .filter((file) => file !== 'README.md')
  .map((file) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }));

/** What the person on call needs to know, in order. */
const SECTIONS = ['Look', 'Do', 'Check'] as const;
const URGENCY = /\*\*(Get up|In the morning|This week)\*\*/i;

describe.each(PAGES)('the runbook $file', ({ text }) => {
  const [opening = '', ...sections] = text.split(/^## /m);

  it('begins with how urgent it is, when the alarm is raised, and what it means for people', () => {
    expect(opening).toMatch(/^# .+\n\n/);
    expect(opening.replaceAll('.**', '**')).toMatch(URGENCY);
    expect(opening.replaceAll('\n', ' ')).toMatch(/\bRaised (at|when|in)\b[^.:]+[.:] .{20}/);
  });

  it('has its sections in order, and whom to tell last where anybody outside the team is concerned', () => {
    const titles = sections.map((section) => section.split('\n', 1)[0]);
    expect(titles.slice(0, 3)).toEqual(SECTIONS);
    expect(['', 'Tell']).toContain(titles.slice(3).join());
    for (const section of sections) expect(section.split('\n').slice(1).join('').length).toBeGreaterThan(10);
  });

  it('has commands for the first look, and steps to take', () => {
    const [look = '', steps = ''] = sections;
    expect(look).toMatch(/^```$/m);
    expect(steps).toMatch(/^1\. /m);
  });
});

describe('the index of runbooks', () => {
  const [, order = ''] = INDEX.split('## In order of urgency');
  const [listed = ''] = order.split('## ', 1);

  it.each(PAGES)('lists $file once, in order of urgency', ({ file }) => {
    expect(listed.split(`](${file})`)).toHaveLength(2);
  });
});

describe('the commands that the runbooks share', () => {
  it('ask every machine for its executions', () => {
    const [, asked = ''] = /for MACHINE in ([a-z -]+); do/.exec(INDEX) ?? [];
    expect(asked.split(' ').sort()).toEqual([...MACHINES].sort());
  });
});
