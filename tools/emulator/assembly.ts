import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './left-out.ts';

/** The templates of a cloud assembly, by file name. */
export function templatesIn(folder: string): ReadonlyMap<string, Template> {
  const names = readdirSync(folder).filter((each) => each.endsWith('.template.json'));
  return new Map(
    names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Template]),
  );
}

/**
 * Changes the templates of a cloud assembly, and their hashes: otherwise the CDK would assume that it has uploaded them
 * already.
 */
export function rewriteTemplates(folder: string, change: (template: Template) => Template): void {
  const known = new Map<string, string>();
  for (const [name, template] of templatesIn(folder)) {
    const text = JSON.stringify(change(template));
    writeFileSync(join(folder, name), text);
    const before = hashIn(join(folder, name.replace('.template.json', '.assets.json')), name);
    if (before !== undefined) known.set(before, createHash('sha256').update(text).digest('hex'));
  }
  for (const name of readdirSync(folder).filter((each) => /(^manifest|\.assets)\.json$/.test(each))) {
    let text = readFileSync(join(folder, name), 'utf8');
    for (const [before, after] of known) text = text.replaceAll(before, after);
    writeFileSync(join(folder, name), text);
  }
}

/** The hash by which the CDK knows a template. */
function hashIn(manifest: string, template: string): string | undefined {
  const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
  };
  return Object.entries(files).find(([, { source }]) => source.path === template)?.[0];
}
