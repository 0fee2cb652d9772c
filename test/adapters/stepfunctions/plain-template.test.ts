import { describe, expect, it } from '@jest/globals';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { compileTemplate } from '../../../adapters/stepfunctions/plain-template.ts';

const DATA = { journeyId: 'j1', last: { outcome: 'DONE', none: null, list: ['a'] }, number: 0, flag: false };
const CONTEXT = { Execution: { Name: 'j1-reception-1-1' }, Task: { Token: 'token-1' } };

/** What aws-local-stepfunctions makes of a template, or how it fails. */
async function general(template: object): Promise<unknown> {
  const definition = {
    StartAt: 'Only',
    States: { Only: { Type: 'Pass', Parameters: template, End: true } },
  };
  const machine = new StateMachine(definition as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
  const execution = machine.run(DATA, { context: CONTEXT });
  return execution.result.catch((error: unknown) => ((error as Error).cause as Error).message);
}

function plain(template: object): unknown {
  try {
    return compileTemplate(template)?.({ data: DATA, context: CONTEXT });
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a template of plain look-ups', () => {
  it.each<[string, object]>([
    ['texts', { action: 'finish', 'journeyId.$': '$.journeyId' }],
    ['a path of two names', { 'outcome.$': '$.last.outcome' }],
    ['a list and a map', { 'list.$': '$.last.list', 'last.$': '$.last' }],
    ['null, zero and false', { 'none.$': '$.last.none', 'number.$': '$.number', 'flag.$': '$.flag' }],
    ['templates within', { Payload: { kind: 'incident', deep: { 'id.$': '$.journeyId' } } }],
    ['the context object', { 'execution.$': '$$.Execution.Name', 'token.$': '$$.Task.Token' }],
    ['a path to nothing', { 'gone.$': '$.last.gone' }],
    ['a path through nothing', { 'gone.$': '$.gone.outcome' }],
    ['an inherited property', { 'inherited.$': '$.last.toString' }],
  ])('gives for %s what the general evaluation gives', async (_, template) => {
    expect(compileTemplate(template)).toBeDefined();
    expect(plain(template)).toEqual(await general(template));
  });

  it.each<[string, object]>([
    ['an intrinsic function', { 'name.$': "States.Format('{}', $.journeyId)" }],
    ['a choice of elements', { 'first.$': '$.last.list[0]' }],
    ['a search', { 'any.$': '$..outcome' }],
    ['the whole input', { 'all.$': '$' }],
    ['other parts of the context object', { 'input.$': '$$.Execution.Input' }],
    ['a list', { list: [{ 'id.$': '$.journeyId' }] }],
    ['such a template within another', { Payload: { 'first.$': '$.last.list[0]' } }],
  ])('leaves %s to the general evaluation', (_, template) => {
    expect(compileTemplate(template)).toBeUndefined();
  });

  it('refuses what is not there as Step Functions does, past every Retry and Catch', () => {
    const template = compileTemplate({ 'gone.$': '$.gone' });
    expect(() => template?.({ data: DATA, context: CONTEXT })).toThrow(
      expect.objectContaining({ name: 'States.Runtime', isRetryable: false, isCatchable: false }),
    );
  });
});
