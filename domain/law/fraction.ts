import { countOf } from './number-words.ts';

/** A share of a sentence, as law writes it: "1/3". */
export interface Fraction {
  readonly text: string;
  readonly numerator: number;
  readonly denominator: number;
}

const PARTS = ['half', 'third', 'quarter', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

/** The fraction of a text such as "2/5", above 0 and at most 1; undefined for any other text. */
export function readFraction(text: string): Fraction | undefined {
  const [, numerator = 0, denominator = 0] = (/^([1-9]\d?)\/([1-9]\d?)$/.exec(text) ?? []).map(Number);
  return numerator > 0 && numerator <= denominator ? { text, numerator, denominator } : undefined;
}

/** That share of a number of days, a part of a day counted as a whole one. Exact: no floating point. */
export function shareOf(days: number, { numerator, denominator }: Fraction): number {
  return Math.floor((days * numerator + denominator - 1) / denominator);
}

/** "one third", "two fifths", "7/20". */
export function fractionWords({ text, numerator, denominator }: Fraction): string {
  const part = PARTS[denominator - 2];
  return part === undefined ? text : countOf(numerator, part);
}
