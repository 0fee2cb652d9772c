/**
 * What `@jest/globals` means in a test file and in all that it imports. These bindings are live, so a module that
 * several test files share has the functions of the file that is running.
 */
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

export let afterAll: unknown;
export let afterEach: unknown;
export let beforeAll: unknown;
export let beforeEach: unknown;
export let describe: unknown;
export let expect: unknown;
export let it: unknown;
export let test: unknown;

export function useGlobals(globals: Readonly<Record<string, unknown>>): void {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globals);
}

const mocks = new ModuleMocker(globalThis);
let timers: ModernFakeTimers | undefined;

type TimersConfig = ConstructorParameters<typeof ModernFakeTimers>[0]['config'];

export function useTimers(config: TimersConfig): void {
  timers = new ModernFakeTimers({ config, global: globalThis });
}

/** Puts back what the test file replaced and did not put back itself. */
export function putBack(): void {
  mocks.restoreAllMocks();
  timers?.dispose();
}

export const jest = {
  fn: mocks.fn.bind(mocks),
  spyOn: mocks.spyOn.bind(mocks),
  clearAllMocks: mocks.clearAllMocks.bind(mocks),
  restoreAllMocks: mocks.restoreAllMocks.bind(mocks),
  useFakeTimers: (...how: Parameters<ModernFakeTimers['useFakeTimers']>) => timers?.useFakeTimers(...how),
  useRealTimers: () => timers?.useRealTimers(),
  setSystemTime: (now?: number | Date) => timers?.setSystemTime(now),
  advanceTimersByTime: (ms: number) => timers?.advanceTimersByTime(ms),
};
