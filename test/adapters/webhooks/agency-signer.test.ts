import { describe, expect, it } from '@jest/globals';
import { agencySigner } from '../../../adapters/webhooks/agency-signer.ts';
import { NoSigningKeyError } from '../../../application/ports/webhook-signer.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('signing for an agency', () => {
  it('signs with every live key, newest first', async () => {
    const signer = agencySigner(() => [SECRET, `whsec_${Buffer.alloc(24, 1).toString('base64')}`]);
    const signature = await signer.sign('a', 'msg1', 1_614_265_330, '{}');
    expect(signature.split(' ')).toHaveLength(2);
  });

  it.each([
    ['has no key', []],
    ['has a key that is not one', ['not a key']],
  ])('says that there is no signing key when an agency %s', async (_case, keys) => {
    const signer = agencySigner(() => keys);
    await expect(signer.sign('a', 'msg1', 1, '{}')).rejects.toThrow(NoSigningKeyError);
  });

  it('passes on an outage of where the keys are kept', async () => {
    const signer = agencySigner(() => Promise.reject(new Error('out')));
    await expect(signer.sign('a', 'msg1', 1, '{}')).rejects.toThrow('out');
  });
});
