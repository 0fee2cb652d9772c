import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readStaffCsv } from '../../application/staff-csv.ts';

const HEAD = 'id,name,roles,duties,prisons,regions,units,left';

describe('a file of staff', () => {
  it('has a line for each, with lists parted by spaces', () => {
    const text = `${HEAD}\r\nann.ash,Ann Ash,officer,OMU POM,LEI MDI,,,\r\nbo.birch,Bo Birch,,COM,,N54,N54A,yes\r\n`;
    expect(readStaffCsv(text)).toEqual([
      {
        line: 2,
        given: {
          id: 'ann.ash',
          name: 'Ann Ash',
          roles: ['officer'],
          duties: ['OMU', 'POM'],
          prisons: ['LEI', 'MDI'],
          left: false,
        },
      },
      {
        line: 3,
        given: {
          id: 'bo.birch',
          name: 'Bo Birch',
          duties: ['COM'],
          regions: ['N54'],
          units: ['N54A'],
          left: true,
        },
      },
    ]);
  });

  it('may name its columns in any order, and quote what has commas, quotes or line breaks', () => {
    const text = 'name,id\n"Ash, Ann ""A""",ann.ash\n\n"Two\nLines",two.lines\n,empty.name';
    expect(readStaffCsv(text)).toEqual([
      { line: 2, given: { name: 'Ash, Ann "A"', id: 'ann.ash' } },
      { line: 4, given: { name: 'Two\nLines', id: 'two.lines' } },
      { line: 6, given: { name: '', id: 'empty.name' } },
    ]);
  });

  it.each([
    ['id,name,shoe', 'The first line must name the columns'],
    ['id,id,name', 'The first line must name the columns'],
    ['id', 'The first line must name the columns'],
    ['id,name\nann.ash', 'The line has 1 parts, and the first line names 2.'],
    ['id,name\nann.ash,An"n', 'A quotation mark is missing or misplaced.'],
    ['id,name\nann.ash,"Ann', 'A quotation mark is missing or misplaced.'],
    ['i"d,name', 'A quotation mark is missing or misplaced.'],
  ])('says which line cannot be read, and why: %j', (text, problem) => {
    expect(readStaffCsv(text).at(-1)).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  it('is empty where nothing is in it', () => {
    expect(readStaffCsv('\n \n')).toEqual([]);
  });

  it('loses no line, whatever is in it', () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', '\n') }), { maxLength: 20 });
    fc.assert(
      fc.property(text, (lines) => {
        const whole = ['id,name', ...lines].join('\n');
        const filled = whole.split('\n').filter((line) => line.trim() !== '');
        const read = readStaffCsv(whole);
        expect(read.length).toBeLessThan(filled.length);
        // Only within quotes does one line go on in the next.
        if (!whole.includes('"')) expect(read).toHaveLength(filled.length - 1);
      }),
    );
  });
});
