import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { Stage } from './parts.ts';
import { drawArchitecture } from './picture.ts';

const PAGE = new URL('../../docs/aws.md', import.meta.url);
const BEGIN = '<!-- drawn: begin -->';
const END = '<!-- drawn: end -->';

export function pageFile(): URL {
  return PAGE;
}

/** The text of docs/aws.md with the picture of this stage in it. @throws Error when the page has no place for it. */
export async function pageWith(stage: Stage, prefix: string): Promise<string> {
  const page = await readFile(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error('docs/aws.md has no place for the picture');
  const text = [before, BEGIN, drawn(stage, prefix), END, after].join('');
  return format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

function drawn(stage: Stage, prefix: string): string {
  return ['', '```mermaid', drawArchitecture(stage, prefix), '```', ''].join('\n');
}
