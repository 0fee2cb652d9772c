/** One row of what is recorded about the person: what it is about, and a line for each thing recorded. */
export interface RecordRow {
  readonly key: string;
  readonly lines: readonly string[];
  /** Where there is more of it. */
  readonly link?: { readonly text: string; readonly href: string };
}

/** No row where nothing is recorded. */
export function recordRow(key: string, lines: readonly string[] | undefined): readonly RecordRow[] {
  return lines === undefined || lines.length === 0 ? [] : [{ key, lines }];
}
