let asked: readonly string[] = [];

/** The test files of the present run, in their order. */
export const orderOfTests = (): readonly string[] => asked;

export function useOrder(tests: readonly string[]): void {
  asked = tests;
}
