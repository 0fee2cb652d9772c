import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { runCLI } from 'jest';
import config from '../../jest.config.ts';
import { firstFailure, forgetFailure } from './first-failure.ts';
import { useModules, type Modules } from './modules.ts';
import { ROOT } from './project.ts';
import { useOrder } from './test-order.ts';

const OURS = {
  ...config,
  rootDir: ROOT,
  // Jest lists the files below its roots before each run, and needs no others than the test files.
  roots: ['<rootDir>/test'],
  testEnvironment: '<rootDir>/tools/mutation/jest/environment.ts',
  runtime: '<rootDir>/tools/mutation/jest/runtime.ts',
  testSequencer: '<rootDir>/tools/mutation/jest/sequencer.ts',
  reporters: [],
  globalSetup: undefined,
  cacheDirectory: '<rootDir>/.cache/mutation/jest',
};

/**
 * Runs test files in this process, one after another, until a test fails.
 * Returns the test file that failed, or undefined when all passed. Throws Error for a file that is not there.
 */
export async function firstToFail(tests: readonly string[], modules: Modules): Promise<string | undefined> {
  // Jest would count it as a test that failed.
  const missing = tests.find((test) => !existsSync(test));
  if (missing !== undefined) throw new Error(`There is no test file ${relative(ROOT, missing)}`);
  useModules(modules);
  useOrder(tests);
  forgetFailure();
  const { results } = await runCLI(
    {
      _: [...tests],
      $0: 'mutation',
      config: JSON.stringify(OURS),
      runTestsByPath: true,
      runInBand: true,
      silent: true,
      watchman: false,
      ci: true,
    },
    [ROOT],
  );
  const failed = firstFailure();
  if (failed !== undefined || results.success) return failed;
  return results.testResults.find(
    ({ numFailingTests, testExecError }) => numFailingTests > 0 || testExecError !== undefined,
  )?.testFilePath;
}
