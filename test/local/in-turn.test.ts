import { describe, expect, it } from '@jest/globals';
import { inTurn } from '../../local/in-turn.ts';

/** Work that ends when it is told to. */
function held(name: string, log: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = (): Promise<string> => {
    log.push(`${name} begins`);
    return promise.finally(() => log.push(`${name} ends`));
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve));

describe('work in turn', () => {
  it('begins only when the work before it for the same key has ended', async () => {
    const log: string[] = [];
    const turns = inTurn();
    const [first, second] = [held('first', log), held('second', log)];
    const both = [turns('j', first.work), turns('j', second.work)];
    await turnOfLoop();
    expect(log).toEqual(['first begins']);
    first.end();
    await turnOfLoop();
    expect(log).toEqual(['first begins', 'first ends', 'second begins']);
    second.end();
    expect(await Promise.all(both)).toEqual(['first', 'second']);
  });

  it('does not wait for work of another key', async () => {
    const log: string[] = [];
    const turns = inTurn();
    void turns('j', held('one', log).work);
    void turns('k', held('other', log).work);
    await turnOfLoop();
    expect(log).toEqual(['one begins', 'other begins']);
  });

  it('continues after failed work, and reports it to its caller only', async () => {
    const log: string[] = [];
    const turns = inTurn();
    const [first, second] = [held('first', log), held('second', log)];
    const failing = turns('j', first.work);
    const following = turns('j', second.work);
    first.fail();
    second.end();
    await expect(failing).rejects.toThrow('first');
    expect(await following).toBe('second');
  });
});
