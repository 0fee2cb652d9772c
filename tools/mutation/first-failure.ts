let failedIn: string | undefined;

/** The test file in which the first test of this run failed. */
export const firstFailure = (): string | undefined => failedIn;

export function noteFailure(testFile: string): void {
  failedIn ??= testFile;
}

export function forgetFailure(): void {
  failedIn = undefined;
}
