import { listAgencies } from '../../application/directory.ts';
import type { Services } from '../../application/services.ts';
import type { Directory } from './directory.ts';

/**
 * How long names are cached. Every page needs them, they seldom change, and reading them all is costly; new staff are
 * offered in forms that much later.
 */
export const DIRECTORY_KEPT_SECONDS = 600;

/** The directory in the table, cached for ten minutes. A failed read is not cached. */
export function tableDirectory(
  services: Pick<Services, 'table' | 'staff'>,
  now: () => number = () => performance.now(),
): Directory {
  return { staff: kept(() => services.staff.list(), now), agencies: kept(() => listAgencies(services), now) };
}

function kept<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let last: { readonly value: T; readonly at: number } | undefined;
  return async () => {
    if (last === undefined || now() - last.at >= DIRECTORY_KEPT_SECONDS * 1_000)
      last = { value: await read(), at: now() };
    return last.value;
  };
}
