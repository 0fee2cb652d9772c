import OneRealm from '../../../test/setup/one-realm.ts';
import { firstFailure, noteFailure } from '../first-failure.ts';

interface TestEvent {
  readonly name: string;
  readonly test?: { readonly errors: readonly unknown[]; mode?: string | null };
}

/** The project's own environment. After the first failure no other test of the file runs. */
export default class StopsAtFirstFailure extends OneRealm {
  readonly #testFile: string;

  constructor(_config: unknown, { testPath }: { readonly testPath: string }) {
    super();
    this.#testFile = testPath;
  }

  handleTestEvent({ name, test }: TestEvent): void {
    if (test === undefined) return;
    if (name === 'test_done' && test.errors.length > 0) noteFailure(this.#testFile);
    if (name === 'test_start' && firstFailure() !== undefined) test.mode = 'skip';
  }
}
