import { enableCompileCache } from 'node:module';
import { DataFileInUseError, DataFileUnusableError } from '../adapters/sqlite/sqlite-errors.ts';
import { LegislationError } from '../domain/law/legislation-error.ts';
import { readArguments, UsageError } from './arguments.ts';
import { takeDataFolder } from './data-folder.ts';
import { PortInUseError } from './http-server.ts';

/** `npm start`: the whole product on one machine, with invented people. */
async function main(): Promise<void> {
  const began = performance.now();
  const given = readArguments(process.argv.slice(2));
  const folder = takeDataFolder(given.data);
  // Later starts find the product compiled: a quarter of their time.
  enableCompileCache();
  // What is wrong with the words, the port or the data file is said before the product is read in.
  const { takePlace } = await import('./place.ts');
  const options = { dataFile: folder.dataFile, fresh: given.fresh, port: given.port, onProblem: problem };
  const place = await takePlace(options);
  const [{ startProduct }, { samplePeople }] = await Promise.all([
    import('./product.ts'),
    import('./sample/people.ts'),
  ]);
  const product = await startProduct({ ...options, people: samplePeople, onProgress: progress }, place);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `Through the Gate is ready after ${seconds} s. Open ${product.url} and sign in as anyone listed there.`,
  );
  console.log(`Data is in ${given.data}. Ctrl-C stops; nothing is lost.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void product.close().then(() => {
        folder.release();
        process.exit(0);
      });
    });
  }
}

function problem(what: string, error: unknown): void {
  console.error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
}

function progress(what: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${what}`);
  else if (what !== '') console.log(what);
}

/** Errors that a person can repair are one line; others are bugs, and are shown with their stack. */
function isPlain(error: unknown): error is Error {
  return [UsageError, PortInUseError, DataFileInUseError, DataFileUnusableError, LegislationError].some(
    (kind) => error instanceof kind,
  );
}

main().catch((error: unknown) => {
  console.error(isPlain(error) ? error.message : error);
  process.exit(1);
});
