import { orderOfTests } from '../test-order.ts';

interface Test {
  readonly path: string;
}

/** Runs the test files in the order in which they were asked for. */
export default class AsAsked {
  sort(tests: readonly Test[]): readonly Test[] {
    const order = orderOfTests();
    return [...tests].sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path));
  }

  /** Jest keeps the times of the tests for its own order; there is nothing to keep here. */
  cacheResults(): undefined {
    return undefined;
  }
}
