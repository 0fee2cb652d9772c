import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NAME = 'through-the-gate-';

/**
 * A new empty folder for a data file, in memory where the machine has a file system there. The end of a process loses
 * nothing of it, as on a disk; only a power cut would, and no test here can make one. On a disk each commit waits
 * longer than everything else that it does.
 */
export function dataFolder(): string {
  try {
    return mkdtempSync(join(MEMORY, NAME));
  } catch {
    return mkdtempSync(join(tmpdir(), NAME));
  }
}
