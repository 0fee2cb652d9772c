import { listAgencies, listStaff } from '../application/queries/directory.ts';
import type { Services } from '../application/services.ts';
import type { Directory } from './directory.ts';

/** How old what a page is drawn with may be: every page needs the names, and they seldom change. */
const KEPT_MS = 60_000;

/** The directory as the table has it, kept for a minute. A list that could not be read is not kept. */
export function tableDirectory(
  services: Pick<Services, 'table'>,
  now: () => number = () => performance.now(),
): Directory {
  return { staff: kept(() => listStaff(services), now), agencies: kept(() => listAgencies(services), now) };
}

function kept<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let last: { readonly value: T; readonly at: number } | undefined;
  return async () => {
    if (last === undefined || now() - last.at >= KEPT_MS) last = { value: await read(), at: now() };
    return last.value;
  };
}
