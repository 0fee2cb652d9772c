import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { fieldsOf } from '../../../web/console/step-forms.ts';
import { definitionOf, isStepKind, STEP_KINDS } from '../../../domain/pathways/catalogue.ts';

const answered = Object.keys(STEP_KINDS)
  .filter(isStepKind)
  .filter((kind) => Object.values(definitionOf(kind).outcomes).some(({ system }) => system !== true));

describe('the form of each kind of step that people answer', () => {
  it.each(answered)('%s has a field for each detail the kind takes, and no other', (kind) => {
    const { details } = definitionOf(kind);
    const taken = details instanceof z.ZodObject ? Object.keys(details.shape) : undefined;
    const offered = fieldsOf(kind).map(({ name }) => name);
    expect([...offered].sort()).toEqual([...(taken ?? [])].sort());
  });

  it.each(answered)('%s says of each field what is wrong with it, in words of its own', (kind) => {
    for (const { problem } of fieldsOf(kind)) expect(problem).toMatch(/^[A-Z].{10,}[^.]$/);
  });
});
