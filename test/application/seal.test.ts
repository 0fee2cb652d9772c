import { describe, expect, it } from '@jest/globals';
import { createSealer, SealUnavailableError } from '../../application/seal.ts';

const sealerWith = (fill: string, use = 'cursor') =>
  createSealer(() => Promise.resolve(Buffer.alloc(32, fill)), use);

describe('a seal', () => {
  it('gives back the text, whatever letters it has', async () => {
    const sealed = await sealerWith('a').seal('Siân, 2027-03-09', 'a purpose');
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(await sealerWith('a').open(sealed, 'a purpose')).toBe('Siân, 2027-03-09');
  });

  it('is never the same for the same text', async () => {
    const [one, other] = [await sealerWith('a').seal('x', 'p'), await sealerWith('a').seal('x', 'p')];
    expect(one).not.toBe(other);
  });

  it.each([
    { case: 'another purpose', sealer: sealerWith('a'), purpose: 'another purpose' },
    { case: 'another secret', sealer: sealerWith('b'), purpose: 'a purpose' },
    { case: 'another use of the same secret', sealer: sealerWith('a', 'session'), purpose: 'a purpose' },
  ])('is not opened with $case', async ({ sealer, purpose }) => {
    const sealed = await sealerWith('a').seal('text', 'a purpose');
    expect(await sealer.open(sealed, purpose)).toBeUndefined();
  });

  it('needs a secret of 32 bytes', async () => {
    const sealer = createSealer(() => Promise.resolve(Buffer.alloc(31)), 'cursor');
    await expect(sealer.seal('x', 'p')).rejects.toThrow(RangeError);
  });

  it('uses a new secret as soon as there is one', async () => {
    let secret = Buffer.alloc(32, 'a');
    const sealer = createSealer(() => Promise.resolve(secret), 'cursor');
    const sealed = await sealer.seal('x', 'p');
    secret = Buffer.alloc(32, 'b');
    expect(await sealer.open(sealed, 'p')).toBeUndefined();
  });

  it('says that it is unavailable when the secret cannot be read', async () => {
    const sealer = createSealer(() => Promise.reject(new Error('away')), 'cursor');
    await expect(sealer.seal('x', 'p')).rejects.toThrow(SealUnavailableError);
  });
});
