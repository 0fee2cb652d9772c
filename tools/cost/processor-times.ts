import * as z from 'zod';
import { readDataFile } from './data-file.ts';
import type { ProcessorTimes } from './measured.ts';

/** The times of the last whole run: the only part of the page that is of one machine. */
export const TIMES = new URL('../../docs/cost-times.json', import.meta.url);

const Times = z.strictObject({
  functions: z.record(z.string(), z.number().nonnegative()),
  pages: z.record(z.string(), z.number().nonnegative()),
});

/** @throws DataFileError when there has been no whole run, or its times cannot be read. */
export function readTimes(path: URL = TIMES): ProcessorTimes {
  return readDataFile(path, Times);
}
