/** One of the things the product set out to reach, and whether a run did. */
export interface Reach {
  readonly what: string;
  readonly aim: string;
  readonly found: string;
  readonly reached: boolean;
}

/** A part of a page in `docs/` that a program writes, between two comments that name it. */
export type Section = 'measured' | 'cold start' | 'counted';

/** The document with one of its written parts replaced. @throws Error when it has lost its markers. */
export function withSection(document: string, section: Section, text: string): string {
  const [begin, end] = [`<!-- ${section}: begin -->`, `<!-- ${section}: end -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document has no place marked for "${section}"`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}

/** A Markdown table, its columns as wide as what is in them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function reachTable(reaches: readonly Reach[]): string {
  return table(
    ['Reach', 'Aim', 'Found', 'Reached'],
    reaches.map(({ what, aim, found, reached }) => [what, aim, found, reached ? 'yes' : 'no']),
  );
}

export function round(value: number): string {
  return count(Math.round(value));
}

export function count(value: number): string {
  return value.toLocaleString('en-GB');
}
