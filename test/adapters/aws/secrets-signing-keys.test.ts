import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { secretsSigningKeys, SigningSecretError } from '../../../adapters/aws/secrets-signing-keys.ts';
import { generateSecret } from '../../../adapters/webhooks/signing-keys.ts';

const MINUTE = 60_000;
const secrets = mockClient(SecretsManagerClient);
const [first, second] = [generateSecret(), generateSecret()];
let time = 0;

function keysOf() {
  const client = new SecretsManagerClient({ region: 'eu-west-2' });
  return secretsSigningKeys({ client, namePrefix: 'gate-dev/agencies/', now: () => time });
}
const named = (name: string, status: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

beforeEach(() => {
  secrets.reset();
  time = 0;
});

describe('signing keys from Secrets Manager', () => {
  it('reads the secret called after the agency, newest key first', async () => {
    secrets
      .on(GetSecretValueCommand, { SecretId: 'gate-dev/agencies/eastmoor' })
      .resolves({ SecretString: JSON.stringify({ keys: [second, first] }) });
    expect(await keysOf()('eastmoor')).toEqual([second, first]);
  });

  it('asks once in five minutes, and sees a rotated key after that', async () => {
    secrets
      .on(GetSecretValueCommand)
      .resolvesOnce({ SecretString: JSON.stringify({ keys: [first] }) })
      .resolves({ SecretString: JSON.stringify({ keys: [second, first] }) });
    const keys = keysOf();
    await keys('eastmoor');
    time = 5 * MINUTE - 1;
    expect(await keys('eastmoor')).toEqual([first]);
    time = 5 * MINUTE;
    expect(await keys('eastmoor')).toEqual([second, first]);
  });

  it('has no keys for an agency without a secret, and asks again next time', async () => {
    secrets
      .on(GetSecretValueCommand)
      .rejectsOnce(named('ResourceNotFoundException', 400))
      .resolves({ SecretString: JSON.stringify({ keys: [first] }) });
    const keys = keysOf();
    expect(await keys('eastmoor')).toEqual([]);
    expect(await keys('eastmoor')).toEqual([first]);
  });

  it('goes on with the last known keys while Secrets Manager is out', async () => {
    secrets
      .on(GetSecretValueCommand)
      .resolvesOnce({ SecretString: JSON.stringify({ keys: [first] }) })
      .rejects(named('InternalServiceError', 500));
    const keys = keysOf();
    await keys('eastmoor');
    time = 6 * MINUTE;
    expect(await keys('eastmoor')).toEqual([first]);
  });

  it('fails when Secrets Manager is out and nothing is known', async () => {
    secrets.on(GetSecretValueCommand).rejects(named('InternalServiceError', 500));
    await expect(keysOf()('eastmoor')).rejects.toThrow('InternalServiceError');
  });

  it('fails when access was taken away, also when keys are known', async () => {
    secrets
      .on(GetSecretValueCommand)
      .resolvesOnce({ SecretString: JSON.stringify({ keys: [first] }) })
      .rejects(named('AccessDeniedException', 400));
    const keys = keysOf();
    await keys('eastmoor');
    time = 6 * MINUTE;
    await expect(keys('eastmoor')).rejects.toThrow('AccessDeniedException');
  });

  it.each([['whsec_plain'], ['{"keys":[]}'], ['{"keys":["letmein"]}'], [undefined]])(
    'refuses a secret that reads %s, without repeating it',
    async (secret) => {
      secrets.on(GetSecretValueCommand).resolves({ ...(secret !== undefined && { SecretString: secret }) });
      const error: unknown = await keysOf()('eastmoor').catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SigningSecretError);
      expect(String(error)).toBe('SigningSecretError: The secret of agency eastmoor holds no signing keys.');
    },
  );
});
