import { describe, expect, it } from '@jest/globals';
import { refuseTooManyAgencies } from '../../lib/stages.ts';

const agencies = (count: number) => Array.from({ length: count }, (_, index) => `agency-${index}`);

describe('the agencies of a user pool', () => {
  it('are limited to the clients that an HTTP API accepts', () => {
    expect(() => refuseTooManyAgencies(agencies(49))).not.toThrow();
    expect(() => refuseTooManyAgencies(agencies(50))).toThrow(
      'A user pool serves at most 49 agencies, not 50: use an external issuer.',
    );
  });
});
