import { describe, expect, it } from '@jest/globals';
import { EngineUnavailableError } from '../../application/ports/engine.ts';
import { TableUnavailableError, type Table } from '../../application/ports/table.ts';
import { doStepHandler } from '../../lambdas/do-step/handler.ts';
import { openStepHandler } from '../../lambdas/open-step/handler.ts';
import { runTask } from '../../lambdas/shared/task.ts';
import { HandlerWorld } from './handler-world.ts';

const DO = { action: 'finish-reception', journeyId: 'j1', subject: 'none', execution: 'j1-reception-1-1' };
const OPEN = { kind: 'housing-need', journeyId: 'j1', subject: 'none', token: 't', execution: 'j1-x-1-1' };

function handlers(table?: Partial<Table>) {
  const { services } = new HandlerWorld();
  const given = { ...services, table: { ...services.table, ...table } };
  return { do: doStepHandler(given), open: openStepHandler(given) };
}

/** The name is what the state machine's Retry and Catch see. */
async function nameOfError(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error as Error).name,
  );
}

describe('the error a state machine gets for a failed task', () => {
  const out: Partial<Table> = { get: () => Promise.reject(new TableUnavailableError('out')) };

  it('is Unavailable while the table fails, from the Do function', async () => {
    expect(await nameOfError(handlers(out).do(DO))).toBe('Unavailable');
  });

  it('is Unavailable while the table fails, from the Await function', async () => {
    expect(await nameOfError(handlers(out).open(OPEN))).toBe('Unavailable');
  });

  it('is Unavailable while the engine fails', async () => {
    const work = runTask(() => Promise.reject(new EngineUnavailableError('out')));
    expect(await nameOfError(work)).toBe('Unavailable');
  });

  it('is the code of a refusal, which the incident shows', async () => {
    expect(await nameOfError(handlers().do(DO))).toBe('Refused.NOT_FOUND');
    expect(await nameOfError(handlers().open(OPEN))).toBe('Refused.NOT_FOUND');
  });

  it('is the name of any other error', async () => {
    const broken: Partial<Table> = { get: () => Promise.reject(new RangeError('a bug')) };
    expect(await nameOfError(handlers(broken).do(DO))).toBe('RangeError');
  });

  it.each([
    ['an action nobody knows', { ...DO, action: 'abolish' }, 'Refused.VALIDATION_FAILED'],
    [
      'a kind of step nobody knows',
      { ...DO, action: 'open-steps', kinds: ['abolish'] },
      'Refused.VALIDATION_FAILED',
    ],
    ['kinds that are no list', { ...DO, action: 'open-steps', kinds: 'bank-account' }, 'ZodError'],
    ['a field nobody sends', { ...DO, name: 'x' }, 'ZodError'],
    ['no journey', { action: 'finish-reception' }, 'ZodError'],
  ])('is refused %s', async (_what, event, name) => {
    expect(await nameOfError(Promise.resolve().then(() => handlers().do(event)))).toBe(name);
  });
});
