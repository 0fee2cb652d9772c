import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './project.ts';
import type { Answer, Job } from './worker-messages.ts';

/** A process that holds more than this of old modules is replaced by a new one. */
const LARGEST_HEAP_MB = 1_200;
const NODE_OPTIONS = [
  '--disable-warning=ExperimentalWarning',
  '--max-old-space-size=3000',
  '--import',
  join(ROOT, 'test', 'setup', 'compile-cache.ts'),
];

/** Why there is no answer: no end within the limit, or the process ended by itself. */
export type NoAnswer = { readonly kind: 'late' } | { readonly kind: 'ended' };

/** A process of its own that does one job after another. */
export class Worker {
  #process: ChildProcess | undefined;

  async ask(job: Job, limitMs: number): Promise<Answer | NoAnswer> {
    const child = (this.#process ??= fork(join(import.meta.dirname, 'worker.ts'), {
      cwd: ROOT,
      execArgv: NODE_OPTIONS,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }));
    const answer = await new Promise<Answer | NoAnswer>((resolve) => {
      const timer = setTimeout(() => resolve({ kind: 'late' }), limitMs);
      const settle = (with_: Answer | NoAnswer) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(with_);
      };
      child.once('message', (message) => settle(message as Answer));
      child.once('exit', () => settle({ kind: 'ended' }));
      child.send(job);
    });
    const isSpent = answer.kind === 'ran' && answer.heapMb > LARGEST_HEAP_MB;
    if (answer.kind !== 'covered' && (answer.kind !== 'ran' || isSpent)) this.stop();
    return answer;
  }

  stop(): void {
    this.#process?.removeAllListeners();
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }
}

/** Does each item with one of the workers, in the order given, and stops the workers at the end. */
export async function withWorkers<Item>(
  count: number,
  items: readonly Item[],
  work: (item: Item, worker: Worker) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const one = async () => {
    const worker = new Worker();
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item, worker);
    } finally {
      worker.stop();
    }
  };
  await Promise.all(Array.from({ length: count }, one));
}
