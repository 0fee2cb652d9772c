/**
 * Characters that are not seen, or that change the order in which others are seen: control characters, bidirectional
 * formatting, separators and tags (Unicode Technical Report 36). Joiners stay, because names in some scripts need them.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;

/** For the person who typed or pasted it. */
export const HIDDEN_PROBLEM = 'Remove the hidden characters. If you pasted this, type it instead.';

/** Whether one line of text, such as a name, has a character that nobody can see. */
export function hasHiddenCharacters(line: string): boolean {
  return HIDDEN.test(line);
}

/** The same for text of several lines, in which line breaks and tabs are ordinary. */
export function hasHiddenCharactersInText(text: string): boolean {
  return HIDDEN.test(text.replaceAll(/\r\n|[\n\t]/g, ' '));
}
