/** Runs pieces of work for the same key one after another, in the order they came, and those for others meanwhile. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * A journey's branches come to their next states all at once, and every one of them changes the journey's head. In
 * one process they need not race for it: each would lose to the others and do its work again. The race is still there
 * for whoever else changes the journey, and still harmless.
 */
export function inTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key);
    const own = before === undefined ? work() : before.then(work, work);
    last.set(key, own);
    const leave = (): void => {
      if (last.get(key) === own) last.delete(key);
    };
    own.then(leave, leave);
    return own;
  };
}
