import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { stepEntry, STEP_KINDS } from '../../domain/pathways/catalogue.ts';
import type { FormField } from '../../domain/pathways/form-field.ts';

/** What a form offers is what its rules take: an officer who fills it in as it says is not refused. */
const FIELDS = STEP_KINDS.flatMap((kind) => {
  const { details, form } = stepEntry(kind);
  if (!(details instanceof z.ZodObject)) throw new Error(`The details of ${kind} are no object`);
  return form.map((field) => {
    const rule: unknown = details.shape[field.name];
    if (!(rule instanceof z.ZodType)) throw new Error(`No rule for ${field.name} of ${kind}`);
    return {
      of: `${field.name} of ${kind}`,
      field,
      takes: (value: unknown) => rule.safeParse(value).success,
    };
  });
});

type Kind = FormField['kind'];
type FieldOf<K extends Kind> = FormField & { readonly kind: K };
const fieldsOf = <K extends Kind>(...kinds: readonly K[]) =>
  FIELDS.flatMap(({ of, field, takes }) =>
    kinds.some((kind) => kind === field.kind) ? [{ of, field: field as FieldOf<K>, takes }] : [],
  );

/** The rule for where a council reaches somebody depends on how, so it is not the field's alone. */
const CHECKED_TOGETHER = 'contact of ';

const HIDDEN = ['a\u202Eb', 'a\u200Bb', 'a\u0000b'];

it('has no field of a kind that nothing draws', () => {
  const drawn: Readonly<Record<Kind, true>> = {
    textarea: true,
    text: true,
    date: true,
    radios: true,
    select: true,
    number: true,
    checkbox: true,
    officer: true,
    service: true,
    authority: true,
    authorities: true,
  };
  expect(FIELDS.filter(({ field }) => !(field.kind in drawn)).map(({ of }) => of)).toEqual([]);
});

it('has a label for each field, and says what is asked in a hint where it has one', () => {
  for (const { of, field } of FIELDS) {
    expect([of, field.label]).toEqual([of, expect.stringMatching(/\S/)]);
    if (field.hint !== undefined) expect([of, field.hint]).toEqual([of, expect.stringMatching(/\S{2,}/)]);
  }
});

it.each(STEP_KINDS)('the form of %s asks each thing once', (kind) => {
  const names = stepEntry(kind).form.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('a choice', () => {
  it.each(fieldsOf('radios', 'select'))(
    '$of is among several, each of which is taken',
    ({ field, takes }) => {
      const values = field.choices.map(({ value }) => value);
      expect(values.length).toBeGreaterThan(1);
      expect(values.filter((value) => !takes(value))).toEqual([]);
      expect(new Set(values).size).toBe(values.length);
    },
  );

  it.each(fieldsOf('radios', 'select'))('$of has words for each, and no two the same', ({ field }) => {
    const texts = field.choices.map(({ text }) => text);
    for (const text of texts) expect(text).toMatch(/\S/);
    expect(new Set(texts).size).toBe(texts.length);
  });

  /** An agency may give a code that the list of its answers does not have yet. */
  const CLOSED = fieldsOf('radios', 'select').filter(({ of }) => of !== 'code of referral-answer');

  it.each(CLOSED)('$of takes nothing that is not offered', ({ field, takes }) => {
    expect(['', 'NOT_OFFERED', 'yes', true, 1].filter((value) => takes(value))).toEqual([]);
    expect(takes(field.choices.map(({ value }) => value))).toBe(false);
  });

  it.each(STEP_KINDS)('the rules of %s name no choice that its form does not offer', (kind) => {
    const { details, form } = stepEntry(kind);
    if (!(details instanceof z.ZodObject)) throw new Error(`The details of ${kind} are no object`);
    for (const [name, rule] of Object.entries(details.shape)) {
      const inner: unknown = rule instanceof z.ZodOptional ? rule.unwrap() : rule;
      if (!(inner instanceof z.ZodEnum)) continue;
      const field = form.find((each) => each.name === name);
      const offered =
        field !== undefined && 'choices' in field ? field.choices.map(({ value }) => value) : [];
      expect([name, [...offered].sort()]).toEqual([name, [...inner.options].sort()]);
    }
  });
});

describe('a number', () => {
  it.each(fieldsOf('number'))(
    '$of is whole, from the least to the most that the form says',
    ({ field, takes }) => {
      const { least, most } = field;
      expect(least).toBeLessThan(most);
      expect([least - 1, least, most, most + 1].map(takes)).toEqual([false, true, true, false]);
      expect([least + 0.5, String(least), ''].filter((value) => takes(value))).toEqual([]);
    },
  );

  it.each(fieldsOf('number'))(
    '$of says the most, and the least where it is not zero, when something else is entered',
    ({ field }) => {
      const { least, most, problem } = field;
      expect(problem).toContain(` ${most.toLocaleString('en-GB')}`);
      if (least > 0) expect(problem).toContain(` ${least} to `);
    },
  );
});

describe('text', () => {
  const LIMITED = fieldsOf('text', 'textarea').flatMap((each) => {
    const [, figure] = /([\d,]+) characters/.exec(each.field.problem) ?? [];
    return figure === undefined ? [] : [{ ...each, most: Number(figure.replaceAll(',', '')) }];
  });

  it.each(LIMITED)('$of has at most $most characters, as the page says', ({ takes, most }) => {
    expect(takes('x'.repeat(most))).toBe(true);
    expect(takes('x'.repeat(most + 1))).toBe(false);
  });

  it.each(fieldsOf('textarea'))('$of may have several lines', ({ takes }) => {
    expect(takes('One line\nand another')).toBe(true);
  });

  const ALONE = fieldsOf('text', 'textarea').filter(({ of }) => !of.startsWith(CHECKED_TOGETHER));

  it.each(ALONE)('$of has no character that nobody can see', ({ takes }) => {
    expect(HIDDEN.filter((value) => takes(value))).toEqual([]);
  });

  it.each(fieldsOf('text', 'textarea'))('$of is text', ({ takes }) => {
    expect([7, true, ['x'], {}].filter((value) => takes(value))).toEqual([]);
  });
});

describe('a day', () => {
  it.each(fieldsOf('date'))('$of is a day of the calendar', ({ takes }) => {
    expect(takes('2028-02-29')).toBe(true);
    expect(
      ['2027-02-29', '9 March 2027', '2027-03-09T09:00', '', 20270309].filter((value) => takes(value)),
    ).toEqual([]);
  });
});

describe('a tick', () => {
  it.each(fieldsOf('checkbox'))(
    '$of is given or not, or must be given, as the page then says',
    ({ field, takes }) => {
      expect(takes(true)).toBe(true);
      expect(takes(false)).toBe(!field.problem.endsWith(', then tick this'));
      expect(['yes', 'on', 1].filter((value) => takes(value))).toEqual([]);
    },
  );
});

describe('somebody who is chosen from a list', () => {
  it.each(fieldsOf('officer', 'authority'))('$of is named by an id', ({ takes }) => {
    expect(takes('eastmoor-1')).toBe(true);
    expect(['Eastmoor Council', 'a/b', 'x'.repeat(61), '', 7].filter((value) => takes(value))).toEqual([]);
  });

  it.each(fieldsOf('authorities'))(
    '$of are at least one, and as many as the form says',
    ({ field, takes }) => {
      const list = (count: number) => Array.from({ length: count }, (_, index) => `council-${index}`);
      expect([0, 1, field.most, field.most + 1].map((count) => takes(list(count)))).toEqual([
        false,
        true,
        true,
        false,
      ]);
      expect(takes(['Eastmoor Council'])).toBe(false);
    },
  );
});
