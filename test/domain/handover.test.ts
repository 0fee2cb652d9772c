import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { handoverDate, type HandoverInput } from '../../domain/law/handover.ts';
import { addDays } from '../../domain/law/time.ts';
import { lawWith, THE_LAW } from '../support/law.ts';

const ORDINARY: HandoverInput = {
  sentenceStart: '2024-01-10',
  earliestRelease: '2027-03-09',
  sentence: 'ORDINARY',
  earlyAllocation: false,
};
const dayOf = (changed: Partial<HandoverInput> = {}) => handoverDate({ ...ORDINARY, ...changed }, THE_LAW);

describe('the day of handover to the community', () => {
  it.each<{ readonly of: string; readonly given: Partial<HandoverInput>; readonly day: string | undefined }>([
    { of: 'an ordinary sentence', given: {}, day: '2026-06-25' },
    {
      of: 'a release at the end of a long month',
      given: { earliestRelease: '2027-10-31' },
      day: '2027-02-14',
    },
    {
      of: 'a sentence of 10 months to release',
      given: { sentenceStart: '2026-05-09' },
      day: undefined,
    },
    { of: 'one of a day more', given: { sentenceStart: '2026-05-08' }, day: '2026-06-25' },
    { of: 'one of a day less', given: { sentenceStart: '2026-05-10' }, day: undefined },
    { of: 'a parole case', given: { sentence: 'PAROLE_OR_INDETERMINATE' }, day: '2026-03-09' },
    {
      of: 'a parole case however short',
      given: { sentence: 'PAROLE_OR_INDETERMINATE', sentenceStart: '2027-01-01' },
      day: '2026-03-09',
    },
    { of: 'early allocation', given: { earlyAllocation: true }, day: '2025-12-09' },
    {
      of: 'early allocation of a lifer',
      given: { sentence: 'PAROLE_OR_INDETERMINATE', earlyAllocation: true },
      day: '2025-12-09',
    },
    { of: 'a release on 29 February', given: { earliestRelease: '2028-02-29' }, day: '2027-06-15' },
    { of: 'no release date', given: { earliestRelease: undefined }, day: undefined },
  ])('of $of', ({ given, day }) => {
    expect(dayOf(given)).toBe(day);
  });

  it('is by the policy of the day of release', () => {
    expect(handoverDate(ORDINARY, lawWith({ handoverMonths: 7 }))).toBe('2026-07-26');
  });

  it('never comes later for a later start of the sentence, nor after release', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000 }), (days) => {
        const sentenceStart = addDays('2027-03-09', -days);
        const day = dayOf({ sentenceStart });
        expect(day === undefined || day === '2026-06-25').toBe(true);
        expect(day === undefined).toBe(days <= 304);
      }),
    );
  });
});
