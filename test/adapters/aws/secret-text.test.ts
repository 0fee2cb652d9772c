import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { EmptySecretError, secretText, secretTexts } from '../../../adapters/aws/secret-text.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const FIVE_MINUTES = 5 * 60_000;
const secrets = mockedClient(SecretsManagerClient);
let time = 0;

const secret = () =>
  secretText({
    client: new SecretsManagerClient({ region: 'eu-west-2' }),
    secretId: 'gate-dev/console/session',
    now: () => time,
  });
const named = (name: string, status: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

beforeEach(() => {
  secrets.reset();
  time = 0;
});

describe('a secret text from Secrets Manager', () => {
  it('is read once in five minutes, and read again after that', async () => {
    secrets
      .on(GetSecretValueCommand, { SecretId: 'gate-dev/console/session' })
      .resolvesOnce({ SecretString: 'first' })
      .resolves({ SecretString: 'second' });
    const read = secret();
    await read();
    time = FIVE_MINUTES - 1;
    expect(await read()).toBe('first');
    time = FIVE_MINUTES;
    expect(await read()).toBe('second');
  });

  it('stays in use while Secrets Manager fails, but not when access is denied', async () => {
    secrets
      .on(GetSecretValueCommand)
      .resolvesOnce({ SecretString: 'first' })
      .rejectsOnce(named('InternalServiceError', 500))
      .rejects(named('AccessDeniedException', 400));
    const read = secret();
    await read();
    time = FIVE_MINUTES;
    expect(await read()).toBe('first');
    await expect(read()).rejects.toThrow('AccessDeniedException');
  });

  it.each([{}, { SecretString: '' }])('is never empty: %j', async (answer) => {
    secrets.on(GetSecretValueCommand).resolves(answer);
    await expect(secret()()).rejects.toThrow(EmptySecretError);
  });

  it('fails when it has never been read', async () => {
    secrets.on(GetSecretValueCommand).rejects(named('InternalServiceError', 500));
    await expect(secret()()).rejects.toThrow('InternalServiceError');
  });
});

describe('the present and the previous value of a secret', () => {
  const both = () =>
    secretTexts({
      client: new SecretsManagerClient({ region: 'eu-west-2' }),
      secretId: 'gate-dev/edge/api',
      now: () => time,
    });
  const version = (VersionStage: string) =>
    secrets.on(GetSecretValueCommand, { SecretId: 'gate-dev/edge/api', VersionStage });

  it('returns the new text and then the old one', async () => {
    version('AWSCURRENT').resolves({ SecretString: 'new' });
    version('AWSPREVIOUS').resolves({ SecretString: 'old' });
    expect(await both()()).toEqual(['new', 'old']);
  });

  it('returns one text for a secret that was never changed, and reads it once in five minutes', async () => {
    version('AWSCURRENT').resolves({ SecretString: 'only' });
    version('AWSPREVIOUS').rejects(named('ResourceNotFoundException', 400));
    const read = both();
    expect(await read()).toEqual(['only']);
    time = FIVE_MINUTES - 1;
    expect(await read()).toEqual(['only']);
    expect(secrets.calls()).toHaveLength(2);
  });

  it.each(['AWSCURRENT', 'AWSPREVIOUS'])('fails when %s is refused', async (refused) => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'text' });
    version(refused).rejects(named('AccessDeniedException', 400));
    await expect(both()()).rejects.toThrow('AccessDeniedException');
  });

  it('stays in use while Secrets Manager fails', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'text' });
    const read = both();
    await read();
    secrets.on(GetSecretValueCommand).rejects(named('InternalServiceError', 500));
    time = FIVE_MINUTES;
    expect(await read()).toEqual(['text', 'text']);
  });
});
