import { listAgencies, listStaff } from '../../application/directory.ts';
import type { Services } from '../../application/services.ts';
import type { Directory } from './directory.ts';

/**
 * How old the names that a page is drawn with may be. Every page needs them, they seldom change, and to read them all is
 * dear; who has just been invited is offered in forms that much later.
 */
export const DIRECTORY_KEPT_SECONDS = 600;

/** The directory as the table has it, kept for ten minutes. A list that could not be read is not kept. */
export function tableDirectory(
  services: Pick<Services, 'table'>,
  now: () => number = () => performance.now(),
): Directory {
  return { staff: kept(() => listStaff(services), now), agencies: kept(() => listAgencies(services), now) };
}

function kept<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let last: { readonly value: T; readonly at: number } | undefined;
  return async () => {
    if (last === undefined || now() - last.at >= DIRECTORY_KEPT_SECONDS * 1_000)
      last = { value: await read(), at: now() };
    return last.value;
  };
}
