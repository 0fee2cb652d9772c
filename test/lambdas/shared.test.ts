import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../adapters/clock/system-clock.ts';
import { awsServices } from '../../lambdas/shared/aws-services.ts';
import { settings } from '../../lambdas/shared/environment.ts';
import { observed } from '../../lambdas/shared/observed.ts';
import { xrayTracer } from '../../lambdas/shared/tracer.ts';

const tracer = xrayTracer({});
const CONTEXT = { awsRequestId: 'r1', functionName: 'gate' } as Context;

describe('what runs before each call of a function', () => {
  const logger = new Logger({ logLevel: 'SILENT' });

  it('has run when the handler begins', async () => {
    const seen: string[] = [];
    const handler = observed(
      async (event: string) => {
        seen.push(event);
        return seen.length;
      },
      { logger, tracer, before: async () => void seen.push('before') },
    );
    expect(await handler('one', CONTEXT)).toBe(2);
    expect(await handler('two', CONTEXT)).toBe(4);
    expect(seen).toEqual(['before', 'one', 'before', 'two']);
  });

  it('fails the call where it fails, and the handler does not begin', async () => {
    let began = false;
    const handler = observed(
      async () => {
        began = true;
      },
      { logger, tracer, before: () => Promise.reject(new Error('the clock cannot be read')) },
    );
    await expect(handler({}, CONTEXT)).rejects.toThrow('the clock cannot be read');
    expect(began).toBe(false);
  });
});

describe('the services of a function on AWS', () => {
  const services = awsServices({ TABLE_NAME: 'gate-test' }, tracer);

  it('run by the machine’s clock where it is no training stage', async () => {
    await services.readClock();
    expect(services.clock).toBe(systemClock);
  });

  it('run by a clock of their own on a training stage', () => {
    const training = awsServices({ TABLE_NAME: 'gate-test', TRAINING_CLOCK: 'movable' }, tracer);
    expect(training.clock).not.toBe(systemClock);
    expect(training.clock.now().epochMilliseconds).toBeCloseTo(Date.now(), -4);
  });

  it.each([
    [
      'starts no execution',
      () => services.engine.start('reception', 'x', { journeyId: 'j1', cycle: 1 } as never),
    ],
    ['answers no task', () => services.engine.answer('token', {} as never)],
    ['stops no execution', () => services.engine.stop('reception', 'x', 'cause')],
    ['asks for no reconcile', () => services.reconciler.ask()],
    ['seals nothing', () => services.sealer.seal('text', 'purpose')],
    ['opens nothing', () => services.sealer.open('text', 'purpose')],
  ])('that has none of it %s', async (_what, act) => {
    await expect(act()).rejects.toThrow('This function has no engine');
  });

  it('that restarts nothing has no plans of the machines', () => {
    expect(() => services.machines.planOf('reception')).toThrow('no plans of the machines');
  });
});

describe('the addresses of HMPPS’s services in the environment', () => {
  const ADDRESSES = Object.fromEntries(
    ['signIn', 'prisoners', 'prisonApi', 'managers', 'tiers', 'personRecord'].map((name) => [
      name,
      `https://${name.toLowerCase()}.hmpps.example`,
    ]),
  );
  const read = (text: string) => settings(['HMPPS_ADDRESSES'], { HMPPS_ADDRESSES: text });

  it('are read as JSON', () => {
    expect(read(JSON.stringify(ADDRESSES))).toEqual({ HMPPS_ADDRESSES: ADDRESSES });
  });

  it.each([
    ['that is no JSON', '{'],
    ['without one of them', JSON.stringify({ ...ADDRESSES, tiers: undefined })],
    ['with one that ends with a slash', JSON.stringify({ ...ADDRESSES, tiers: 'https://tiers.example/' })],
    ['with one too many', JSON.stringify({ ...ADDRESSES, other: 'https://other.example' })],
  ])('stop a function with text %s', (_what, text) => {
    expect(() => read(text)).toThrow('is not the addresses of HMPPS’s services');
  });

  it('and the console’s stop it where they end with a slash', () => {
    expect(() => settings(['CONSOLE_URL'], { CONSOLE_URL: 'https://pages.example/' })).toThrow(
      'ends with a slash',
    );
  });
});
