import { cpSync } from 'node:fs';
import { extname, join } from 'node:path';

/** The files that the console reads at run time: source folder, and folder in the bundle beside `index.mjs`. */
const FOLDERS: readonly (readonly [from: string, to: string])[] = [
  ['web/console/views', 'console/views'],
  ['web/console/assets', 'console/assets'],
  ['node_modules/govuk-frontend/dist/govuk', 'govuk-frontend/govuk'],
  ['node_modules/@ministryofjustice/frontend/moj', 'moj-frontend/moj'],
];

/** Views, style sheets, fonts and images. No page has a script. */
const SERVED = new Set(['.njk', '.css', '.woff', '.woff2', '.svg', '.png', '.ico', '.json']);
/** Folders of the design systems without files that are served. */
const NOT_SERVED =
  /\/(?:common|core|errors|helpers|objects|overrides|settings|tools|utilities|vendor|filters)$/;

/** Copies the console's files into its bundle. The same files always give the same bundle. */
export function copyConsoleFiles(root: string, bundle: string): void {
  for (const [from, to] of FOLDERS) {
    cpSync(join(root, from), join(bundle, to), {
      recursive: true,
      filter: (path) => {
        if (NOT_SERVED.test(path) || /(?:fixtures|macro-options)\.json$/.test(path)) return false;
        const extension = extname(path);
        return extension === '' || SERVED.has(extension);
      },
    });
  }
}

const [, script, root, bundle] = process.argv;
if (script === import.meta.filename && root !== undefined && bundle !== undefined)
  copyConsoleFiles(root, bundle);
