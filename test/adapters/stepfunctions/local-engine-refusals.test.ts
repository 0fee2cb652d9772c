import { describe, expect, it } from '@jest/globals';
import { createLocalEngine, type TaskHandlers } from '../../../adapters/stepfunctions/local-engine.ts';
import type { ExecutionInput } from '../../../domain/record/machines.ts';
import type { Machine } from '../../../domain/pathways/machines.ts';
import { definitionsByName } from '../../../workflows/definitions.ts';

const INPUT = { journeyId: 'j' } as ExecutionInput;

function engineWith(openStep: TaskHandlers['openStep'], definitions: Partial<Record<Machine, unknown>> = {}) {
  const failed: string[] = [];
  const engine = createLocalEngine({
    definitions: { ...definitionsByName(), ...definitions },
    handlers: { doStep: () => Promise.resolve({ outcome: 'DONE' }), openStep },
    onFailed: (name) => failed.push(name),
    retryMs: 0,
  });
  return { engine, failed };
}

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('an engine in this process', () => {
  it('is not made without the definition of a machine', () => {
    expect(() => engineWith(() => Promise.resolve('opened'), { benefits: undefined })).toThrow(
      'There is no definition of the machine benefits',
    );
  });

  it('starts nothing once it is closed', async () => {
    const { engine } = engineWith(() => Promise.resolve('opened'));
    engine.close();
    await expect(engine.start('reception', 'late', INPUT)).rejects.toThrow('The engine is closed');
    expect(engine.running()).toEqual([]);
  });

  it('waits for no answer to a step that could not be opened, and asks an administrator', async () => {
    const tokens: string[] = [];
    const asked: string[] = [];
    const { engine, failed } = engineWith((payload) => {
      const { kind = '', token = '' } = payload as { kind?: string; token?: string };
      asked.push(kind);
      if (kind === 'incident') return Promise.resolve('opened');
      tokens.push(token);
      return Promise.reject(new Error('refused'));
    });
    await engine.start('reception', 'one', INPUT);
    await quiet();
    expect(tokens.length).toBeGreaterThan(0);
    expect(tokens.filter((token) => engine.isWaiting(token))).toEqual([]);
    expect(await engine.answer(tokens[0] ?? '', { outcome: 'RECORDED' } as never)).toBe('closed');
    expect(asked.filter((kind) => kind === 'incident')).toHaveLength(2);
    expect([failed, engine.running('reception'), engine.running('housing')]).toEqual([[], ['one'], []]);
    engine.close();
  });

  it('shares a prepared machine with other engines, and nothing of its executions', async () => {
    const opened = { first: 0, second: 0 };
    const one = engineWith(() => Promise.resolve((opened.first += 1)));
    const other = engineWith(() => Promise.resolve((opened.second += 1)));
    await one.engine.start('reception', 'same-name', INPUT);
    await other.engine.start('reception', 'same-name', INPUT);
    await quiet();
    expect(opened).toEqual({ first: 2, second: 2 });
    one.engine.close();
    expect(other.engine.running()).toEqual(['same-name']);
    other.engine.close();
  });
});
