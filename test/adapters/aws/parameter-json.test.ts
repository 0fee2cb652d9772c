import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parameterCredentials } from '../../../adapters/aws/parameter-credentials.ts';
import { parameterNotifySettings } from '../../../adapters/aws/parameter-notify-settings.ts';
import { ParameterContentError } from '../../../adapters/aws/parameter-json.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const parameters = mockedClient(SSMClient);
const client = new SSMClient({ region: 'eu-west-2' });
const options = { client, name: '/gate/dev/one', now: () => 0 };
const UUID = '7b1f6c1e-3b1a-4a0e-9d5c-2f0d3c9b8a11';
const NOTIFY = { apiKey: 'k'.repeat(80), emailTemplate: UUID, textTemplate: UUID };

const holds = (value: string | undefined) =>
  parameters.on(GetParameterCommand).resolves(value === undefined ? {} : { Parameter: { Value: value } });

beforeEach(() => {
  parameters.reset();
});

describe.each([
  ['credentials at HMPPS', parameterCredentials, { id: 'gate', secret: 'hush' }],
  ['settings of GOV.UK Notify', parameterNotifySettings, NOTIFY],
])('a parameter with %s', (_what, read, value) => {
  it('is read decrypted, once in five minutes', async () => {
    holds(JSON.stringify(value));
    const get = read(options);
    expect([await get(), await get()]).toEqual([value, value]);
    expect(parameters.commandCalls(GetParameterCommand).map(({ args }) => args[0].input)).toEqual([
      { Name: '/gate/dev/one', WithDecryption: true },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', 'not-json-hush'],
    ['a part of it', '{"id": "hush"}'],
    ['more than it', JSON.stringify({ ...value, more: 'hush' })],
  ])('is refused when it holds %s, without a word of what it holds', async (_case, text) => {
    holds(text);
    const problem = await read(options)().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ParameterContentError);
    expect(String(problem)).not.toContain('hush');
  });
});
