import { withoutBodyForHead, type RequestHandler, type Response } from '../http/response.ts';
import { DIRECTORIES, readFromDisk, type Directories, type ReadFile } from './files.ts';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  ico: 'image/x-icon',
  json: 'application/manifest+json',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

/** Changes with the files, so that they can be cached for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_DAY = 'public, max-age=86400';

/** One plain file name: no folder, and no leading dot. */
const FILE = /^\/assets\/(?:(fonts|images)\/)?([A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.([a-z0-9]+))$/;

/**
 * Style sheets, fonts and images of the two design systems and our own, under `/assets/`. Pages request them with the
 * package's version (`?v=`), and fonts have a hash in their names: both are cached for ever, the rest for a day.
 */
export function createAssets(
  readFile: ReadFile = readFromDisk,
  directories: Directories = DIRECTORIES,
): RequestHandler {
  return async (request) => {
    const [, folder, file = '', extension = ''] = FILE.exec(request.path) ?? [];
    const type = TYPES[extension];
    if (type === undefined) return missing();
    for (const path of placesOf(folder, file, directories)) {
      const body = await readFile(path);
      if (body === undefined) continue;
      const lasting = folder === 'fonts' || request.query.has('v');
      return withoutBodyForHead(request, {
        status: 200,
        headers: {
          'content-type': type,
          'cache-control': lasting ? FOR_EVER : FOR_A_DAY,
          'x-content-type-options': 'nosniff',
        },
        body,
      });
    }
    return missing();
  };
}

function placesOf(
  folder: string | undefined,
  file: string,
  { own, govuk, moj }: Directories,
): readonly string[] {
  switch (folder) {
    case 'fonts':
      return [`${govuk}govuk/assets/fonts/${file}`];
    case 'images':
      return [`${govuk}govuk/assets/images/${file}`, `${moj}moj/assets/images/${file}`];
    default:
      return [
        `${own}assets/${file}`,
        `${govuk}govuk/${file}`,
        `${govuk}govuk/assets/${file}`,
        `${moj}moj/${file}`,
      ];
  }
}

function missing(): Response {
  return {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body: 'Not found\n',
  };
}
