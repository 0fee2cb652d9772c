/** A prison number, also called NOMS number: `A1234BC`. */
export const PRISON_NUMBER_PATTERN = /^[A-Z]\d{4}[A-Z]{2}$/;
/** A probation case reference number: `X123456`. */
export const CRN_PATTERN = /^[A-Z]\d{6}$/;
/** The form of a Police National Computer number; the check letter is judged by `isPnc`. */
export const PNC_PATTERN = /^\d{2,4}\/?\d{1,7}[A-Z]$/;
/** A prison id: three capitals, and the one exception in use. */
export const PRISON_ID_PATTERN = /^(?:[A-Z]{3}|STC2)$/;
/** A probation region: `N50`. */
export const PROBATION_REGION_PATTERN = /^[A-Z]\d{2}$/;

/** The numbers of a person besides the prison number, as far as they are known. */
export interface KnownNumbers {
  readonly crn?: string;
  readonly pnc?: string;
}

/** Prison ids that are no place: outside, and in transfer between prisons. */
export const PSEUDO_PRISON_IDS = ['OUT', 'TRN'] as const;

const PNC_CHECK_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';
const PNC_SERIAL_DIGITS = 7;

export function isPrisonNumber(text: string): boolean {
  return PRISON_NUMBER_PATTERN.test(text);
}

export function isCrn(text: string): boolean {
  return CRN_PATTERN.test(text);
}

/**
 * Whether a text is a Police National Computer number with the right check letter: the letter at place
 * (two-digit year followed by the 7-digit serial) mod 23. The year has two or four digits. Without a slash
 * it cannot be told where the year ends, so either reading may bear the letter out.
 */
export function isPnc(text: string): boolean {
  if (!PNC_PATTERN.test(text)) return false;
  const letter = text.slice(-1);
  return yearAndSerialReadings(text.slice(0, -1)).some(
    ([year, serial]) => pncCheckLetter(year, serial) === letter,
  );
}

/** A prison id, the pseudo-prisons included. */
export function isPrisonId(text: string): boolean {
  return PRISON_ID_PATTERN.test(text);
}

/** Whether a prison id stands for no place: nobody can be visited, assessed or released there. */
export function isPseudoPrisonId(text: string): boolean {
  return PSEUDO_PRISON_IDS.some((id) => id === text);
}

export function isProbationRegion(text: string): boolean {
  return PROBATION_REGION_PATTERN.test(text);
}

function yearAndSerialReadings(digits: string): [year: string, serial: string][] {
  const slash = digits.indexOf('/');
  const yearLengths = slash === -1 ? [2, 4] : [slash];
  return yearLengths
    .filter((length) => length === 2 || length === 4)
    .map((length): [string, string] => [digits.slice(0, length), digits.slice(length).replace('/', '')])
    .filter(([, serial]) => serial.length >= 1 && serial.length <= PNC_SERIAL_DIGITS);
}

function pncCheckLetter(year: string, serial: string): string {
  const number = Number(year.slice(-2) + serial.padStart(PNC_SERIAL_DIGITS, '0'));
  return PNC_CHECK_LETTERS.charAt(number % PNC_CHECK_LETTERS.length);
}
