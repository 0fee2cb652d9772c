import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const MAIN = new URL('../../local/main.ts', import.meta.url).pathname;
const STORED = new URL('../fixtures/data-folder-before-entries/through-the-gate.sqlite.gz', import.meta.url);
export const DATA_FILE = 'through-the-gate.sqlite';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** `npm start` as a process of its own, with these words. */
export class ProductProcess {
  readonly #child: ChildProcess;
  #output = '';
  #heard: () => void = () => undefined;
  readonly #ended: Promise<Ended>;

  constructor(...words: readonly string[]) {
    this.#child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.#child);
    const hear = (text: Buffer): void => {
      this.#output += text.toString();
      this.#heard();
    };
    this.#child.stdout?.on('data', hear);
    this.#child.stderr?.on('data', hear);
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        running.delete(this.#child);
        resolve({ code, output: this.#output.trim() });
      });
    });
  }

  /** Answers what matches, once the process has printed it. @throws Error when it ends before. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    const printed = new Promise<RegExpExecArray>((resolve) => {
      this.#heard = () => {
        const found = pattern.exec(this.#output);
        if (found) resolve(found);
      };
      this.#heard();
    });
    const ended = this.#ended.then(({ output }) => {
      throw new Error(`It ended before it printed ${String(pattern)}: ${output}`);
    });
    return Promise.race([printed, ended]);
  }

  async address(): Promise<string> {
    return (await this.prints(/Open (http:\S+)/))[1] ?? '';
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }

  /** Ends it as Ctrl-C and a service manager do. */
  async stop(): Promise<Ended> {
    this.#child.kill('SIGTERM');
    return this.#ended;
  }

  async kill(): Promise<Ended> {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }
}

/** For `afterEach`: ends every process that still runs. */
export async function endProcesses(): Promise<void> {
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise((resolve) => {
          child.once('close', resolve);
          child.kill('SIGKILL');
        }),
    ),
  );
}

/** Puts the stored data folder's file in a folder, so that a start need not make sample people. */
export function storedRecord(folder: string): string {
  const file = join(folder, DATA_FILE);
  writeFileSync(file, gunzipSync(readFileSync(STORED)));
  return file;
}

export async function tokenOf(address: string, user: string): Promise<string> {
  const response = await fetch(`${address}/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  return ((await response.json()) as { token: string }).token;
}

/** The ids of every journey, over all the sample people's prisons. */
export async function journeyIds(address: string): Promise<readonly string[]> {
  const authorization = `Bearer ${await tokenOf(address, 'alex.admin')}`;
  const found: string[] = [];
  for (const prison of ['LEI', 'MDI', 'CFI', 'NHI']) {
    const response = await fetch(`${address}/api/journeys?prison=${prison}`, { headers: { authorization } });
    const page = (await response.json()) as { items: { id: string }[] };
    found.push(...page.items.map(({ id }) => id));
  }
  return found.sort();
}
