import { isPassing } from './sdk-errors.ts';

const KEPT_MS = 5 * 60_000;

/**
 * Caches a value for five minutes; while the service fails, the last value stays in use.
 * @param now Milliseconds, for the age of the value.
 */
export function cached<T>(ask: () => Promise<T>, now: () => number): () => Promise<T> {
  let known: { readonly value: T; readonly at: number } | undefined;
  return async () => {
    if (known !== undefined && now() - known.at < KEPT_MS) return known.value;
    try {
      const value = await ask();
      known = { value, at: now() };
      return value;
    } catch (error) {
      if (known !== undefined && isPassing(error)) return known.value;
      throw error;
    }
  };
}
