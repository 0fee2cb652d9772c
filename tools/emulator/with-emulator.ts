import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, type Start, startEmulator } from './emulator.ts';

/**
 * Starts the emulator, runs the work, and removes the emulator and the folder again, also after a failure or a signal.
 */
export async function withEmulator<T>(
  start: Start & { readonly cache: string },
  work: (emulator: Emulator, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(start.cache, 'emulator-'));
  let emulator: Emulator | undefined;
  const clearAway = async (): Promise<void> => {
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const told = (): void => void clearAway().then(() => process.exit(1));
  process.once('SIGINT', told);
  process.once('SIGTERM', told);
  try {
    emulator = await startEmulator(start);
    return await work(emulator, folder);
  } finally {
    await clearAway();
    process.off('SIGINT', told);
    process.off('SIGTERM', told);
  }
}
