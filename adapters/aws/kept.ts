import { isPassing } from './sdk-errors.ts';

const KEPT_MS = 5 * 60_000;

/**
 * What a service was asked for, kept for five minutes, so that something new is in use that soon. While the service
 * is out, the last known stays in use.
 *
 * @param now Milliseconds, for the age of what is kept.
 */
export function kept<T>(ask: () => Promise<T>, now: () => number): () => Promise<T> {
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
