import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isCrn,
  isPnc,
  isPrisonId,
  isPrisonNumber,
  isProbationRegion,
  isPseudoPrisonId,
} from '../../domain/record/identifiers.ts';
import { anyText } from '../support/any-text.ts';

describe('a prison number', () => {
  it.each(['A1234BC', 'Z0000ZZ'])('may be %s', (text) => {
    expect(isPrisonNumber(text)).toBe(true);
  });

  it.each(['', 'a1234bc', 'A1234B', 'A12345C', 'A1234BCD', ' A1234BC', 'A1234BC\n', 'A1234B1', 'Á1234BC'])(
    'may not be %p',
    (text) => {
      expect(isPrisonNumber(text)).toBe(false);
    },
  );
});

describe('a CRN', () => {
  it.each(['X123456', 'A000000'])('may be %s', (text) => {
    expect(isCrn(text)).toBe(true);
  });

  it.each(['', 'x123456', 'X12345', 'X1234567', '1234567', 'X12345 ', 'X١٢٣٤٥٦'])('may not be %p', (text) => {
    expect(isCrn(text)).toBe(false);
  });
});

// The first is worked by hand: 79/0163001 is 790163001, which leaves 2 when divided by 23, the letter B.
describe('a PNC number', () => {
  it.each([
    { text: '79/0163001B', form: 'a year of two digits' },
    { text: '79/163001B', form: 'a serial without its leading zero' },
    { text: '1979/0163001B', form: 'a year of four digits' },
    { text: '790163001B', form: 'two digits and no slash' },
    { text: '19790163001B', form: 'four digits and no slash' },
    { text: '00/0000023Z', form: 'a remainder of zero' },
    { text: '00/1A', form: 'the shortest serial' },
  ])('may have $form: $text', ({ text }) => {
    expect(isPnc(text)).toBe(true);
  });

  it.each([
    { text: '79/0163001N', fault: 'the wrong check letter' },
    { text: '79/0163001I', fault: 'a letter never used for checking' },
    { text: '79/0163001b', fault: 'a small letter' },
    { text: '79/0163001', fault: 'no letter' },
    { text: '79/01630011B', fault: 'a serial of eight digits' },
    { text: '979/0163001B', fault: 'a year of three digits' },
    { text: '7/0163001B', fault: 'a year of one digit' },
    { text: '79//163001B', fault: 'two slashes' },
    { text: '', fault: 'nothing' },
  ])('may not have $fault: $text', ({ text }) => {
    expect(isPnc(text)).toBe(false);
  });

  it('with a slash has exactly one right letter for any year and serial', () => {
    const year = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
    const serial = fc.integer({ min: 0, max: 9_999_999 });
    fc.assert(
      fc.property(year, serial, (yy, number) => {
        const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at)).filter((letter) =>
          isPnc(`${yy}/${number}${letter}`),
        );
        expect(letters).toHaveLength(1);
      }),
    );
  });
});

describe('a prison id', () => {
  it.each(['MDI', 'LEI', 'STC2', 'OUT', 'TRN'])('may be %s', (text) => {
    expect(isPrisonId(text)).toBe(true);
  });

  it.each(['', 'mdi', 'MD', 'MDII', 'STC3', 'M1I'])('may not be %p', (text) => {
    expect(isPrisonId(text)).toBe(false);
  });

  it.each([
    { text: 'OUT', pseudo: true },
    { text: 'TRN', pseudo: true },
    { text: 'MDI', pseudo: false },
  ])('$text stands for no place: $pseudo', ({ text, pseudo }) => {
    expect(isPseudoPrisonId(text)).toBe(pseudo);
  });
});

describe('a probation region', () => {
  it('is a capital and two digits', () => {
    expect(isProbationRegion('N50')).toBe(true);
  });

  it.each(['', 'n50', 'N5', 'N500', '50N'])('may not be %p', (text) => {
    expect(isProbationRegion(text)).toBe(false);
  });
});

describe('any text at all', () => {
  it('is judged without failing', () => {
    const judges = [isPrisonNumber, isCrn, isPnc, isPrisonId, isPseudoPrisonId, isProbationRegion];
    fc.assert(
      fc.property(anyText(), (text) => {
        for (const judge of judges) expect(typeof judge(text)).toBe('boolean');
      }),
    );
  });
});
