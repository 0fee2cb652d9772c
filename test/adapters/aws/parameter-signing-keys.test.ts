import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parameterSigningKeys, SigningParameterError } from '../../../adapters/aws/parameter-signing-keys.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const MINUTE = 60_000;
const parameters = mockedClient(SSMClient);
const [first, second] = ['a', 'b'].map(
  (text) => `whsec_${Buffer.from(text.repeat(24)).toString('base64')}`,
) as [string, string];
let time = 0;

function keysOf() {
  const client = new SSMClient({ region: 'eu-west-2' });
  return parameterSigningKeys({ client, namePrefix: '/gate/dev/agencies/', now: () => time });
}
const named = (name: string, status: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

beforeEach(() => {
  parameters.reset();
  time = 0;
});

describe('signing keys from Parameter Store', () => {
  it('reads the parameter called after the agency, newest key first', async () => {
    parameters
      .on(GetParameterCommand, { Name: '/gate/dev/agencies/eastmoor', WithDecryption: true })
      .resolves({ Parameter: { Value: JSON.stringify({ keys: [second, first] }) } });
    expect(await keysOf()('eastmoor')).toEqual([second, first]);
  });

  it('asks once in five minutes, and sees a rotated key after that', async () => {
    parameters
      .on(GetParameterCommand)
      .resolvesOnce({ Parameter: { Value: JSON.stringify({ keys: [first] }) } })
      .resolves({ Parameter: { Value: JSON.stringify({ keys: [second, first] }) } });
    const keys = keysOf();
    await keys('eastmoor');
    time = 5 * MINUTE - 1;
    expect(await keys('eastmoor')).toEqual([first]);
    time = 5 * MINUTE;
    expect(await keys('eastmoor')).toEqual([second, first]);
  });

  it('has no keys for an agency without a parameter, and asks again next time', async () => {
    parameters
      .on(GetParameterCommand)
      .rejectsOnce(named('ParameterNotFound', 400))
      .resolves({ Parameter: { Value: JSON.stringify({ keys: [first] }) } });
    const keys = keysOf();
    expect(await keys('eastmoor')).toEqual([]);
    expect(await keys('eastmoor')).toEqual([first]);
  });

  it('uses the last known keys while Parameter Store fails', async () => {
    parameters
      .on(GetParameterCommand)
      .resolvesOnce({ Parameter: { Value: JSON.stringify({ keys: [first] }) } })
      .rejects(named('InternalServiceError', 500));
    const keys = keysOf();
    await keys('eastmoor');
    time = 6 * MINUTE;
    expect(await keys('eastmoor')).toEqual([first]);
  });

  it('fails when Parameter Store fails and no keys are cached', async () => {
    parameters.on(GetParameterCommand).rejects(named('InternalServiceError', 500));
    await expect(keysOf()('eastmoor')).rejects.toThrow('InternalServiceError');
  });

  it('fails when access is denied, even with cached keys', async () => {
    parameters
      .on(GetParameterCommand)
      .resolvesOnce({ Parameter: { Value: JSON.stringify({ keys: [first] }) } })
      .rejects(named('AccessDeniedException', 400));
    const keys = keysOf();
    await keys('eastmoor');
    time = 6 * MINUTE;
    await expect(keys('eastmoor')).rejects.toThrow('AccessDeniedException');
  });

  it.each([['whsec_plain'], ['{"keys":[]}'], ['{"keys":["letmein"]}'], [undefined]])(
    'refuses a parameter that reads %s, without repeating it',
    async (value) => {
      parameters
        .on(GetParameterCommand)
        .resolves({ Parameter: { ...(value !== undefined && { Value: value }) } });
      const error: unknown = await keysOf()('eastmoor').catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SigningParameterError);
      expect(String(error)).toBe(
        'SigningParameterError: The parameter of agency eastmoor holds no signing keys.',
      );
    },
  );
});
