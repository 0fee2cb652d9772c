/** What no page shows to the people who use it: codes, ISO dates and the word "workflow". */
const FORBIDDEN = [
  { what: 'an ISO date', pattern: /\b\d{4}-\d{2}-\d{2}\b/ },
  { what: 'a code', pattern: /\b[A-Z]+_[A-Z_]+\b/ },
  { what: 'a code in brackets', pattern: /\((?!HDCED|HDCAD|TUSED)[A-Z]{5,}\)/ },
  { what: 'a straight apostrophe', pattern: /[a-z]'[a-z]/ },
  { what: 'the word "workflow"', pattern: /workflow/i },
] as const;

/** What is wrong with the visible words of a page, each with the text around it; empty for a good page. */
export function pageWordProblems(words: string): readonly string[] {
  return FORBIDDEN.flatMap(({ what, pattern }) => {
    const found = pattern.exec(words);
    if (found === null) return [];
    const { 0: text, index } = found;
    return [`${what}: "${words.slice(Math.max(0, index - 30), index + text.length + 30)}"`];
  });
}
