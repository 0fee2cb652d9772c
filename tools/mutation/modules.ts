/**
 * Loads the modules that a change can reach once more for each run, under an address with the run's number; all others
 * stay loaded. A changed text is given to Node in memory: no file is written.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What the modules of one run are. */
export interface Modules {
  readonly run: number;
  /** Absolute paths of the files that are loaded again. */
  readonly again: ReadonlySet<string>;
  readonly changed?: { readonly file: string; readonly source: string };
}

let modules: Modules | undefined;

export function useModules(next: Modules): void {
  modules = next;
}

/** The address of a file in the present run. */
export function inThisRun(url: string): string {
  return modules === undefined ? url : `${url}?run=${modules.run}`;
}

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    const isOurs = found.url.startsWith('file:') && found.url.endsWith('.ts');
    if (!isOurs || modules?.again.has(fileURLToPath(found.url)) !== true) return found;
    return { ...found, url: inThisRun(found.url) };
  },
  load: (url, context, next) =>
    modules?.changed !== undefined &&
    url.endsWith(`?run=${modules.run}`) &&
    fileURLToPath(url) === modules.changed.file
      ? { format: 'module-typescript', source: modules.changed.source, shortCircuit: true }
      : next(url, context),
});
