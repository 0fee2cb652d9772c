import { flushCompileCache } from 'node:module';
import { putBack } from './jest-globals.ts';

/** jest-circus keeps one test file's state under these. */
const CIRCUS = new Set(['EVENT_HANDLERS', 'JEST_STATE_SYMBOL']);

/** Jest's environment without a context: the process itself. What a test file changes in it is put back after it. */
export default class OneRealm {
  readonly global = globalThis;
  readonly #console = globalThis.console;
  readonly #exit = process.exit;
  readonly #env = { ...process.env };
  readonly #directory = process.cwd();

  async setup(): Promise<void> {
    // As in the product. Jest sets a hundred, which makes the many errors of a test slow to make.
    Error.stackTraceLimit = 10;
  }

  async teardown(): Promise<void> {
    putBack();
    globalThis.console = this.#console;
    process.exit = this.#exit;
    for (const name of Object.keys(process.env))
      if (!(name in this.#env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.#env);
    process.chdir(this.#directory);
    // Kept now rather than at the end: processes that tests start then read it, and those that are killed write none.
    flushCompileCache();
    for (const key of Object.getOwnPropertySymbols(globalThis)) {
      if (CIRCUS.has(key.description ?? '')) Reflect.deleteProperty(globalThis, key);
    }
  }

  getVmContext(): null {
    return null;
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }
}
