import type { ProjectFile } from '../project-files.ts';
import type { Phrase } from './phrases.ts';

/** Line breaks inside a paragraph or a comment, which may part the words of a phrase. */
const LINE_BREAK = /\s*\n[ \t]*(?:\*(?!\/)|\/\/|#|>)?[ \t]*/g;

/** Every use of a phrase, as `file:line: "phrase", use: the plain word`. */
export function findPhrases({ name, text }: ProjectFile, phrases: readonly Phrase[]): readonly string[] {
  const { joined, lineAt } = joinLines(text);
  return phrases.flatMap(({ pattern, instead }) =>
    [...joined.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map(
      ({ 0: phrase, index }) => `${name}:${lineAt(index)}: "${phrase}", use: ${instead}`,
    ),
  );
}

/** The text on one line, with a function from a position in it to the line in the file, from 1. */
function joinLines(text: string): {
  readonly joined: string;
  readonly lineAt: (position: number) => number;
} {
  const starts: number[] = [0];
  const lines: number[] = [1];
  let joined = '';
  let from = 0;
  let line = 1;
  for (const { 0: lineBreak, index } of text.matchAll(LINE_BREAK)) {
    joined += `${text.slice(from, index)} `;
    from = index + lineBreak.length;
    line += lineBreak.split('\n').length - 1;
    starts.push(joined.length);
    lines.push(line);
  }
  joined += text.slice(from);
  return {
    joined,
    lineAt: (position) => lines[starts.findLastIndex((start) => start <= position)] ?? 1,
  };
}
