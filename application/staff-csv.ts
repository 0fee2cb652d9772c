/** A line of a file: its number, counted from 1, with what it says, or why it cannot be read. */
export type FileLine =
  | { readonly line: number; readonly given: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

const LISTS = ['roles', 'duties', 'prisons', 'regions', 'units'] as const;
const COLUMNS: readonly string[] = ['id', 'name', ...LISTS, 'left'];

/**
 * Reads a file of comma-separated values (RFC 4180) whose first line names the columns, in any order. A list has spaces
 * between its parts; `left` is yes or nothing. A line that cannot be read is returned with its problem: no line is lost.
 */
export function readStaffCsv(text: string): readonly FileLine[] {
  const [head, ...rows] = records(text);
  if (head === undefined) return [];
  if ('problem' in head) return [{ line: head.line, problem: head.problem }];
  const names = head.cells.map((cell) => cell.trim());
  const wrong = names.filter((name, index) => !COLUMNS.includes(name) || names.indexOf(name) !== index);
  const missing = ['id', 'name'].filter((name) => !names.includes(name));
  if (wrong.length > 0 || missing.length > 0)
    return [{ line: head.line, problem: `The first line must name the columns ${COLUMNS.join(', ')}.` }];
  return rows.map((row): FileLine => {
    if ('problem' in row) return { line: row.line, problem: row.problem };
    if (row.cells.length !== names.length) {
      const problem = `The line has ${row.cells.length} parts, and the first line names ${names.length}.`;
      return { line: row.line, problem };
    }
    const given = names.map((name, index) => [name, valueOf(name, (row.cells[index] ?? '').trim())] as const);
    return { line: row.line, given: Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
  });
}

function valueOf(name: string, cell: string): unknown {
  if (LISTS.some((list) => list === name)) return cell === '' ? undefined : cell.split(/\s+/);
  if (name !== 'left') return cell;
  if (cell === '' || cell === 'no') return false;
  return cell === 'yes' ? true : cell;
}

type FileRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly problem: string };

/** A quoted cell may have commas, line breaks and doubled quotes; empty lines are left out. */
function records(text: string): readonly FileRecord[] {
  const found: FileRecord[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let record = lines[index] ?? '';
    if (record.trim() === '') continue;
    while (quotesIn(record) % 2 === 1 && index + 1 < lines.length) {
      index += 1;
      record += `\n${lines[index] ?? ''}`;
    }
    const cells = cellsOf(record);
    found.push(
      cells === undefined ? { line, problem: 'A quotation mark is missing or misplaced.' } : { line, cells },
    );
  }
  return found;
}

function quotesIn(text: string): number {
  return text.split('"').length - 1;
}

/** Undefined for a quotation mark that is not around a cell, nor doubled within one. */
function cellsOf(record: string): readonly string[] | undefined {
  const cells: string[] = [];
  let rest = `,${record}`;
  while (rest !== '') {
    const [whole, quoted, bare = ''] = /^,(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/s.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    cells.push(quoted?.replaceAll('""', '"') ?? bare);
    rest = rest.slice(whole.length);
  }
  return cells;
}
