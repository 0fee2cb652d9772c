import { describe, expect, it } from '@jest/globals';
import { recallReleaseDate } from '../../domain/journey/recall-release-date.ts';
import type { GivenReturn, Recall } from '../../domain/record/recall.ts';
import type { SentenceDate } from '../../domain/record/sentence-dates.ts';
import { THE_LAW } from '../support/law.ts';

const OFFICER = { kind: 'officer', id: 'c.ahmed' } as const;
const AT = '2026-11-01T09:00:00Z';

const SENTENCE = {
  startDate: '2026-01-05',
  lengthDays: 730,
  releaseKind: 'RECALL',
  supervisionEndsOn: '2028-01-04',
} as const;

function recalled(more: Partial<Recall> = {}): Recall {
  return {
    type: 'FIXED_TERM',
    revokedOn: '2026-11-01',
    reason: 'LOST_CONTACT',
    explanation: 'Nobody has reached them.',
    alternatives: 'Letters.',
    sentenceKind: 'DETERMINATE',
    recordedAt: AT,
    recordedBy: OFFICER,
    approvedBy: OFFICER,
    ...more,
  };
}

const back = (more: Partial<GivenReturn> = {}): GivenReturn => ({ on: '2026-11-10', prison: 'MDI', ...more });

function dateOf(dateType: SentenceDate['dateType'], date: string): SentenceDate {
  return { dateType, date, source: 'OFFICER', recordedAt: AT, recordedBy: OFFICER };
}

describe('the release date of a recalled person', () => {
  it.each([
    { case: '56 days for a fixed term, the return as day 1', date: '2027-01-04' },
    {
      case: 'the end of the sentence, where that comes before the 56 days are over',
      dates: [dateOf('SLED', '2026-12-20')],
      date: '2026-12-20',
    },
    {
      case: 'the licence end of the record rather than the last day of supervision given by hand',
      recall: { type: 'STANDARD' },
      dates: [dateOf('SLED', '2027-12-31')],
      date: '2027-12-31',
    },
    {
      case: 'the end of the sentence after a standard recall',
      recall: { type: 'STANDARD' },
      date: '2028-01-04',
    },
    {
      case: 'not before the custodial period ends, after a recall from curfew',
      recall: { fromCurfew: true },
      returned: { curfewPeriodEnds: '2027-02-01' },
      date: '2027-02-01',
    },
  ] as const)('is $case', ({ date, ...given }) => {
    const {
      recall = {},
      dates = [],
      returned = {},
    } = given as {
      recall?: Partial<Recall>;
      dates?: readonly SentenceDate[];
      returned?: Partial<GivenReturn>;
    };
    const journey = { sentence: SENTENCE, dates };
    expect(recallReleaseDate(journey, recalled(recall), back(returned), THE_LAW)).toMatchObject({
      known: true,
      date,
    });
  });

  it.each([
    {
      case: 'in the months of recalls of 48 days',
      recall: { revokedOn: '2026-02-02' },
      returned: { on: '2026-02-03' },
      why: 'another law on recall',
    },
    {
      case: 'of a life sentence',
      recall: { sentenceKind: 'INDETERMINATE' },
      why: 'determinate sentence only',
    },
    { case: 'of a sentence without a length', sentence: { lengthDays: undefined }, why: 'not recorded' },
    { case: 'of a sentence without an end', sentence: { supervisionEndsOn: undefined }, why: 'not recorded' },
    { case: 'from curfew, without its period', recall: { fromCurfew: true }, why: 'custodial period' },
    {
      case: 'after the sentence had ended',
      sentence: { supervisionEndsOn: '2026-11-05' },
      why: 'ended before',
    },
  ] as const)('is asked of the offender management unit for a recall $case', ({ why, ...given }) => {
    const {
      recall = {},
      sentence = {},
      returned = {},
    } = given as {
      recall?: Partial<Recall>;
      sentence?: object;
      returned?: Partial<GivenReturn>;
    };
    const all: Record<string, unknown> = { ...SENTENCE, ...sentence };
    const kept = Object.entries(all).filter(([, value]) => value !== undefined);
    const journey = { sentence: Object.fromEntries(kept) as typeof SENTENCE, dates: [] };
    const answer = recallReleaseDate(journey, recalled(recall), back(returned), THE_LAW);
    expect(answer.known).toBe(false);
    expect(answer.explanation.join(' ')).toContain(why);
    expect(answer.explanation.join(' ')).toContain('OMU');
  });

  it('is for the Parole Board alone after a standard recall of a sentence without an end', () => {
    const { supervisionEndsOn: _none, ...sentence } = SENTENCE;
    const recall = recalled({ type: 'STANDARD', sentenceKind: 'INDETERMINATE' });
    expect(recallReleaseDate({ sentence, dates: [] }, recall, back(), THE_LAW)).toMatchObject({
      known: false,
      byBoard: true,
    });
  });
});
