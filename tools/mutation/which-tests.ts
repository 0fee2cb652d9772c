import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Mutant } from './mutants.ts';
import { digestOf, readImports, ROOT } from './project.ts';
import { withWorkers } from './workers.ts';

const KEPT = join(ROOT, '.cache', 'mutation');
const LONGEST_TEST_FILE_MS = 300_000;

const entrySchema = z.object({
  /** Of the test file and what it imports from `test/`. */
  digest: z.string(),
  passed: z.boolean(),
  ms: z.number(),
  files: z.record(
    z.string(),
    z.object({ digest: z.string(), ran: z.array(z.tuple([z.number(), z.number()])) }),
  ),
});
type Entry = z.infer<typeof entrySchema>;

export interface TestFile {
  readonly test: string;
  /** How long it kept the processor busy, when it was last measured. */
  readonly ms: number;
  /** It imports the source itself. */
  readonly isOwn: boolean;
}

/** Which test files run a place of a source file. */
export interface WhichTests {
  /** Paths relative to the project: tests that import the source themselves, then others, the quickest first of each. */
  readonly of: (file: string, mutant: Mutant) => readonly TestFile[];
  /** Test files that fail without any change, and so can show nothing. */
  readonly failing: readonly string[];
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/**
 * Runs each test file that reaches one of the sources and was not measured since it changed, and keeps what it ran in
 * `.cache/mutation/`. Where a source has changed since, all of it is taken to run in the tests that ran any of it.
 */
export async function findWhichTests(
  sources: readonly string[],
  options: {
    readonly tests: readonly string[];
    readonly workers: number;
    readonly onMeasured: (test: string, left: number) => void;
  },
): Promise<WhichTests> {
  const imports = readImports();
  const dependents = imports.dependentsOf(sources.map((file) => join(ROOT, file)));
  const names = [...dependents]
    .map((file) => file.slice(ROOT.length + 1))
    .filter((file) => file.endsWith('.test.ts') && !/^test\/(browser|emulator)\//.test(file))
    .filter((file) => options.tests.some((folder) => file === folder || file.startsWith(`${folder}/`)))
    .sort();
  const entries = new Map<string, Entry>();
  const digests = new Map<string, string>();
  for (const name of names) {
    const ours = [...imports.reachedFrom(join(ROOT, name))].filter((file) =>
      file.startsWith(join(ROOT, 'test/')),
    );
    const digest = digestOf(ours.sort().map((file) => readFileSync(file, 'utf8')));
    digests.set(name, digest);
    const kept = readKept(name);
    if (kept?.digest === digest) entries.set(name, kept);
  }

  const missing = names.filter((name) => !entries.has(name));
  let left = missing.length;
  await withWorkers(options.workers, missing, async (test, worker) => {
    const answer = await worker.ask({ kind: 'cover', test }, LONGEST_TEST_FILE_MS);
    const covered =
      answer.kind === 'covered' ? answer : { passed: false, ms: LONGEST_TEST_FILE_MS, files: {} };
    const files: Entry['files'] = Object.fromEntries(
      Object.entries(covered.files).map(
        ([file, ran]) =>
          [
            file,
            { digest: digestOf([read(file)]), ran: ran.map(([from, to]): [number, number] => [from, to]) },
          ] as const,
      ),
    );
    const entry: Entry = {
      digest: digests.get(test) ?? '',
      passed: covered.passed,
      ms: covered.ms,
      files,
    };
    keep(test, entry);
    entries.set(test, entry);
    left -= 1;
    options.onMeasured(test, left);
  });

  const usable = [...entries].filter(([, { passed }]) => passed);
  const now = new Map(sources.map((file) => [file, digestOf([read(file)])]));
  return {
    of: (file, { start }) =>
      usable
        .filter(([, { files }]) => {
          const kept = files[file];
          if (kept === undefined) return false;
          return kept.digest !== now.get(file) || kept.ran.some(([from, to]) => from <= start && start < to);
        })
        .map(([test, { ms }]) => ({
          test,
          ms,
          isOwn: imports.isImportedBy(join(ROOT, file), join(ROOT, test)),
        }))
        .sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.ms - b.ms),
    failing: [...entries].filter(([, { passed }]) => !passed).map(([test]) => test),
  };
}

const placeOf = (test: string) => join(KEPT, `${test.replaceAll('/', '+')}.json`);

function readKept(test: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(readFileSync(placeOf(test), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, so that a run that is killed leaves nothing that cannot be read. */
function keep(test: string, entry: Entry): void {
  mkdirSync(KEPT, { recursive: true });
  const place = placeOf(test);
  writeFileSync(`${place}.new`, JSON.stringify(entry));
  renameSync(`${place}.new`, place);
}
