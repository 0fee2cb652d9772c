/** Does some work again and again, and reports a failure. Returns what ends it. */
export function repeat(
  everyMs: number,
  what: string,
  work: () => Promise<void>,
  onProblem: (what: string, error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    work().catch((error: unknown) => {
      onProblem(what, error);
    });
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}
