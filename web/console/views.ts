import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nunjucks from 'nunjucks';
import { sayDate } from '../../domain/law/say-date.ts';
import { DIRECTORIES, type Directories } from './files.ts';
import { formatInstant, formatShortDate } from './formats.ts';

export type RenderView = (view: string, data: Readonly<Record<string, unknown>>) => string;

/** By their folders: views keep the templates they have compiled, and nothing else. */
const made = new Map<Directories, RenderView>();

/** The views, with the components of both design systems as `govuk/...` and `moj/...`. The same for the same folders. */
export function createViews(directories: Directories = DIRECTORIES): RenderView {
  const views = made.get(directories) ?? viewsIn(directories);
  made.set(directories, views);
  return views;
}

function viewsIn(directories: Directories): RenderView {
  const { own, govuk, moj } = directories;
  const loader = new nunjucks.FileSystemLoader([`${own}views`, govuk, moj]);
  const environment = new nunjucks.Environment(loader, { autoescape: true });
  environment.addFilter('longDate', sayDate);
  environment.addFilter('shortDate', formatShortDate);
  // The MoJ timeline needs a filter called `date`.
  environment.addFilter('date', (timestamp: string) => formatInstant(timestamp));
  // Nunjucks' own is slow on long texts: it took half of the time of rendering a page.
  environment.addFilter('trim', trim);
  environment.addGlobal('styleSheets', [
    linkTo('govuk-frontend.min.css', `${govuk}govuk/`),
    linkTo('moj-frontend.min.css', `${moj}moj/`),
    linkTo('through-the-gate.css', `${own}assets/`),
  ]);
  return (view, data) => environment.render(`${view}.njk`, data).trimStart();
}

function trim(text: string | nunjucks.runtime.SafeString): string | nunjucks.runtime.SafeString {
  const trimmed = text.toString().trim();
  return typeof text === 'string' ? trimmed : new nunjucks.runtime.SafeString(trimmed);
}

/** A link that changes with the file, so that browsers can cache it for ever. */
function linkTo(file: string, folder: string): string {
  const hash = createHash('sha256')
    .update(readFileSync(`${folder}${file}`))
    .digest('hex');
  return `/assets/${file}?v=${hash.slice(0, 12)}`;
}
