import { pathToFileURL } from 'node:url';
import SharedModules from '../../../test/setup/shared-modules.ts';
import { firstFailure, noteFailure } from '../first-failure.ts';
import { inThisRun } from '../modules.ts';

/** The project's own runtime, with the modules of the present run. After the first failure no test file is loaded. */
export default class ModulesOfTheRun extends SharedModules {
  override async unstable_importModule(path: string): Promise<void> {
    if (firstFailure() !== undefined) throw new Error('A test of another file has failed');
    try {
      await import(inThisRun(pathToFileURL(path).href));
    } catch (error) {
      noteFailure(path);
      throw error;
    }
  }
}
