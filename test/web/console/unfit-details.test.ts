import { describe, expect, it } from '@jest/globals';
import { HIDDEN_PROBLEM } from '../../../domain/record/text.ts';
import { problemsSeen, unfitDetails } from '../../../web/console/read-step-form.ts';

describe('what a form says of details that the step does not take', () => {
  it.each([
    {
      case: 'text that is too long',
      details: { note: 'x'.repeat(2_001) },
      problems: [{ field: 'note', problem: 'Use 2,000 characters or fewer for the note' }],
    },
    {
      case: 'text with a character that nobody can see, which is not too long',
      details: { note: 'on Monday\u202E' },
      problems: [{ field: 'note', problem: HIDDEN_PROBLEM }],
    },
    {
      case: 'a hidden character in the name of a service',
      details: { with: 'Harbour\u200B House' },
      problems: [{ field: 'with', problem: HIDDEN_PROBLEM }],
    },
    {
      case: 'a day that is none',
      details: { on: '2027-02-30' },
      problems: [{ field: 'on', problem: 'Enter the day of the appointment as a date' }],
    },
    { case: 'what it takes', details: { with: 'Harbour House', on: '2027-03-10' }, problems: [] },
  ])('$case', ({ details, problems }) => {
    expect(unfitDetails('treatment-appointment', details)).toEqual(problems);
  });

  it('says that an authority is chosen twice', () => {
    const seen = (...authorities: readonly string[]) => problemsSeen('housing-consent', { authorities });
    expect(seen('leeds', 'york')).toEqual([]);
    expect(seen('leeds', 'leeds')).toEqual([
      { field: 'authorities', problem: 'Choose each local housing authority only once' },
    ]);
  });
});
