/** Counts the work in progress in this process, and waits for its end without looking again and again. */
export interface InProgress {
  /** Counts the work until it ends, either way. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Work that nobody waits for: a failure is reported. */
  readonly inBackground: (work: () => Promise<unknown>, what: string) => void;
  /** Answers once nothing is in progress, and nothing begins in the turn of the event loop after that. */
  readonly settle: () => Promise<void>;
}

export function inProgress(onProblem: (what: string, error: unknown) => void): InProgress {
  let count = 0;
  let atZero: (() => void)[] = [];

  function ended(): void {
    count -= 1;
    if (count > 0) return;
    const waiting = atZero;
    atZero = [];
    for (const resume of waiting) resume();
  }

  async function during<T>(work: () => Promise<T>): Promise<T> {
    count += 1;
    try {
      return await work();
    } finally {
      ended();
    }
  }

  return {
    during,
    inBackground(work, what) {
      during(work).catch((error: unknown) => {
        onProblem(what, error);
      });
    },
    async settle() {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (count === 0) return;
        await new Promise<void>((resolve) => atZero.push(resolve));
      }
    },
  };
}
