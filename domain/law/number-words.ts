const WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;

/** A count and what it counts, as prose writes it: "two eligible days", "one working day", "28 days". */
export function countOf(count: number, noun: string): string {
  return `${WORDS[count] ?? String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** How long a temporary bed may last: "up to 84 nights". */
export function upToNights(nights: number): string {
  return `up to ${countOf(nights, 'night')}`;
}

/** The same as a title or a label writes it, in digits: "12 weeks", "30 days". */
export function spanInDigits(days: number): string {
  const [count, unit] = days >= 7 && days % 7 === 0 ? [days / 7, 'week'] : [days, 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A number of days in the largest unit that is exact: "twelve weeks", "one week", "30 days". */
export function spanOf(days: number): string {
  return days >= 7 && days % 7 === 0 ? countOf(days / 7, 'week') : countOf(days, 'day');
}
