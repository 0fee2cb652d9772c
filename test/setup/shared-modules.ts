/**
 * How Jest loads modules here: by Node itself, once in each process, and shared by the test files that the process
 * runs. Jest's own way reads every module again for every file, in a context of its own.
 */
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

import { useGlobals, useTimers } from './jest-globals.ts';

const require = createRequire(import.meta.url);
const GLOBALS = new URL('jest-globals.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context),
});

/** The part of Jest's runtime that its runner and jest-circus call. */
export default class SharedModules {
  constructor(config: Parameters<typeof useTimers>[0]) {
    useTimers(config);
  }

  /** jest-circus, whose state is one test file's. What it requires stays. */
  requireInternalModule(path: string): unknown {
    Reflect.deleteProperty(require.cache, path);
    return require(path);
  }

  setGlobalsForRuntime(globals: Readonly<Record<string, unknown>>): void {
    useGlobals(globals);
  }

  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  async unstable_importModule(path: string): Promise<void> {
    await import(pathToFileURL(path).href);
  }

  requireModule(path: string): unknown {
    return require(path);
  }

  getSourceMaps(): null {
    return null;
  }

  getAllCoverageInfoCopy(): undefined {
    return undefined;
  }

  enterTestCode(): void {}
  leaveTestCode(): void {}
  teardown(): void {}
}
