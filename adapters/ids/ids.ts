import { randomBytes } from 'node:crypto';
import type { Ids } from '../../application/ports/ids.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 26;

/** 26 characters of 5 random bits each: 130 bits, never guessed and never repeated. */
export const randomIds: Ids = { next: () => encode(randomBytes(LENGTH)) };

/** The same ids in the same order for the same seed, for tests and simulations. */
export function seededIds(seed: string): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      return `${seed}${String(count).padStart(LENGTH - seed.length, '0')}`;
    },
  };
}

function encode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
