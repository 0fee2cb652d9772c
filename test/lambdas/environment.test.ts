import { describe, expect, it } from '@jest/globals';
import { settings } from '../../lambdas/shared/environment.ts';
import { logProblems } from '../../lambdas/shared/problems.ts';

describe('the environment of a function', () => {
  it('gives the settings it asked for, and no others', () => {
    const environment = { TABLE_NAME: 'gate-dev', PUBLIC_URL: 'https://gate.example', SECRET: 'x' };
    expect(settings(['TABLE_NAME'], environment)).toEqual({ TABLE_NAME: 'gate-dev' });
  });

  it.each([
    ['is absent', {}],
    ['ends with a slash', { PUBLIC_URL: 'https://gate.example/' }],
    ['is no address', { PUBLIC_URL: 'gate' }],
  ])('stops a function whose PUBLIC_URL %s', (_what, environment) => {
    expect(() => settings(['PUBLIC_URL'], environment)).toThrow('PUBLIC_URL');
  });

  it('stops a function whose machine ARN has no placeholder', () => {
    const environment = { MACHINE_ARN: 'arn:aws:states:eu-west-2:1:stateMachine:one' };
    expect(() => settings(['MACHINE_ARN'], environment)).toThrow('MACHINE_ARN');
  });
});

describe('what goes to the log', () => {
  it('is the error’s name and the ids, never its message', () => {
    const logged: unknown[] = [];
    const report = logProblems({ error: (...line: unknown[]) => logged.push(line) });
    report('It failed', { pk: 'JOURNEY#j1' }, new RangeError('about Ann Example'));
    report('It failed', {}, 'about Ann Example');
    expect(logged).toEqual([
      ['It failed', { pk: 'JOURNEY#j1', errorName: 'RangeError' }],
      ['It failed', { errorName: 'string' }],
    ]);
  });
});
