import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import legislation from '../../data/legislation.json' with { type: 'json' };
import { lawFrom } from '../../domain/law/law.ts';
import { recallDates } from '../../domain/law/recall-dates.ts';
import { sentenceDates } from '../../domain/law/sentence-dates.ts';
import { THE_LAW } from '../support/law.ts';
import { answerOf, recallOf, sentenceOf, type SentenceAsked } from '../support/sentences.ts';

/**
 * A second reckoning of the rules as the design states them, that shares nothing with the product: days in UTC
 * milliseconds, and figures written out.
 */
const DAY = 86_400_000;
const at = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const plus = (start: string, { years = 0, months = 0, weeks = 0, days = 0 }: Length): number => {
  const date = new Date(at(start));
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + years * 12 + months;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), last);
  return Date.UTC(Math.floor(month / 12), month % 12, day) + (weeks * 7 + days) * DAY;
};

interface Length {
  readonly years?: number | undefined;
  readonly months?: number | undefined;
  readonly weeks?: number | undefined;
  readonly days?: number | undefined;
}

type Asked = SentenceAsked & {
  readonly sentencedAt: string;
  readonly offenceCommittedAt: string;
  readonly duration: Length;
  readonly exclusions: readonly string[];
};

const PROGRESSION: readonly (readonly [number, string])[] = [
  [574, '2026-10-01'],
  [882, '2026-10-13'],
  [1162, '2026-11-10'],
  [1561, '2026-12-08'],
  [2121, '2027-01-12'],
  [2758, '2027-02-09'],
  [3283, '2027-03-09'],
  [3654, '2027-04-13'],
  [4396, '2027-05-11'],
  [Infinity, '2027-06-08'],
];

function reckoned(asked: Asked): Readonly<Record<string, string>> {
  const { sentencedAt, offenceCommittedAt, duration, exclusions } = asked;
  const omu = (reason: string) => ({ status: 'ASK_THE_OMU', reason });
  if (sentencedAt < '2005-04-04') return omu('SENTENCE_BEFORE_THE_LAW');
  if (asked.sdsPlus === true && sentencedAt < '2020-04-01') return omu('SDS_PLUS_BEFORE_THE_LAW');
  const end = plus(sentencedAt, duration);
  const length = Math.round((end - at(sentencedAt)) / DAY);
  const after = (n: number, d: number): string =>
    iso(at(sentencedAt) + (Math.ceil((length * n) / d) - 1) * DAY);
  const under = (months: number): boolean => end < plus(sentencedAt, { months });

  let fraction = '1/2';
  let release = after(1, 2);
  const keptByOffence =
    exclusions.some((code) => ['SEXUAL', 'DOMESTIC_ABUSE', 'NATIONAL_SECURITY'].includes(code)) ||
    (exclusions.includes('VIOLENT') && !under(48));
  if (asked.sdsPlus === true) {
    fraction = '2/3';
    release = after(2, 3);
  } else if (release >= '2024-09-10' && !keptByOffence) {
    fraction = '2/5';
    release = after(2, 5) < '2024-09-10' ? '2024-09-10' : after(2, 5);
  }

  const first = PROGRESSION.find(([most]) => length <= most)?.[1] ?? '';
  let earlierRules = true;
  if (asked.section250 !== true && release >= first) {
    const left =
      exclusions.includes('SENTENCING_ACT_2026_SCHEDULE') ||
      (exclusions.includes('SCHEDULE_13_PART_3') && sentencedAt < '2026-10-01') ||
      (asked.sdsPlusEligibleOffence === true && sentencedAt < '2020-04-01');
    const notSaid = exclusions.some((code) =>
      ['SEXUAL', 'DOMESTIC_ABUSE', 'NATIONAL_SECURITY', 'VIOLENT'].includes(code),
    );
    if (asked.sdsPlus !== true && !left && notSaid) return omu('EXCLUSION_NOT_SAID');
    const half = asked.sdsPlus === true || left;
    fraction = half ? '1/2' : '1/3';
    const share = half ? after(1, 2) : after(1, 3);
    release = share < first ? first : share;
    earlierRules = left && asked.sdsPlus !== true;
  }

  const unconditional =
    asked.section250 === true
      ? under(12) || length === 1
      : earlierRules && (length === 1 || (under(12) && offenceCommittedAt < '2015-02-01'));
  const ends = iso(end - DAY);
  return unconditional ? { ARD: release, SED: ends, fraction } : { CRD: release, SLED: ends, fraction };
}

const isoBetween = (from: string, until: string) =>
  fc.integer({ min: at(from) / DAY, max: at(until) / DAY }).map((day) => iso(day * DAY));
const leapDays = fc.constantFrom('2008-02-29', '2012-02-29', '2016-02-29', '2020-02-29', '2024-02-29');
const sentencedAt = fc.oneof(
  isoBetween('2004-01-01', '2030-12-31'),
  isoBetween('2021-01-01', '2026-12-31'),
  leapDays,
  fc.constantFrom('2005-04-03', '2005-04-04', '2020-03-31', '2020-04-01', '2026-09-30', '2026-10-01'),
);
const durations: fc.Arbitrary<Length> = fc.oneof(
  fc.record(
    { years: fc.integer({ min: 0, max: 20 }), months: fc.integer({ min: 0, max: 23 }) },
    { requiredKeys: [] },
  ),
  fc.record(
    { weeks: fc.integer({ min: 0, max: 80 }), days: fc.integer({ min: 0, max: 800 }) },
    { requiredKeys: [] },
  ),
  fc.constantFrom(...PROGRESSION.slice(0, -1).flatMap(([most]) => [{ days: most }, { days: most + 1 }])),
);
const lasting = durations.filter((each) => Object.values(each).some((count) => count > 0));
const sentences: fc.Arbitrary<Asked> = fc.record({
  sentencedAt,
  offenceCommittedAt: fc.oneof(
    isoBetween('2013-01-01', '2016-12-31'),
    fc.constantFrom('2015-01-31', '2015-02-01'),
  ),
  duration: lasting,
  sdsPlus: fc.boolean(),
  sdsPlusEligibleOffence: fc.boolean(),
  section250: fc.boolean(),
  exclusions: fc.oneof(
    fc.constant([]),
    fc.subarray([
      'SEXUAL',
      'DOMESTIC_ABUSE',
      'VIOLENT',
      'NATIONAL_SECURITY',
      'SCHEDULE_13_PART_3',
      'SENTENCING_ACT_2026_SCHEDULE',
    ]),
  ),
});

const ask = (asked: SentenceAsked) => answerOf(sentenceDates(sentenceOf(asked), THE_LAW));
const releaseOf = (answer: Readonly<Record<string, string>>) => answer['CRD'] ?? answer['ARD'];
const endOf = (answer: Readonly<Record<string, string>>) => answer['SLED'] ?? answer['SED'];

describe('any sentence', () => {
  it('has the dates of a second reckoning', () => {
    fc.assert(
      fc.property(sentences, (asked) => {
        expect(ask(asked)).toEqual(reckoned(asked));
      }),
      { numRuns: 800 },
    );
  });

  it('has its dates in order: sentence, release, end', () => {
    fc.assert(
      fc.property(sentences, (asked) => {
        const answer = ask(asked);
        const release = releaseOf(answer);
        if (release === undefined) return;
        expect(asked.sentencedAt <= release).toBe(true);
        expect(release <= (endOf(answer) ?? '')).toBe(true);
      }),
    );
  });

  it('never ends sooner for being longer', () => {
    fc.assert(
      fc.property(sentences, fc.integer({ min: 1, max: 400 }), (asked, more) => {
        const longer = { ...asked, duration: { ...asked.duration, days: (asked.duration.days ?? 0) + more } };
        const [end, later] = [endOf(ask(asked)), endOf(ask(longer))];
        if (end !== undefined && later !== undefined) expect(later > end).toBe(true);
      }),
    );
  });

  it('is released no later for the progression model, unless it keeps one half where two fifths were due', () => {
    const [first] = legislation.progressionTranches;
    const never = lawFrom(
      { ...legislation, progressionTranches: [{ ...first, value: null, from: '2999-01-01' }] },
      'a law without the model',
    );
    fc.assert(
      fc.property(sentences, (asked) => {
        const now = ask(asked);
        const before = answerOf(sentenceDates(sentenceOf(asked), never));
        const [release, earlier] = [releaseOf(now), releaseOf(before)];
        if (release === undefined || earlier === undefined) return;
        const keepsHalf = now['fraction'] === '1/2' && before['fraction'] === '2/5';
        if (!keepsHalf) expect(release <= earlier).toBe(true);
      }),
    );
  });

  it('is explained in sentences, with the rows of the law, or given to the OMU with a reason', () => {
    fc.assert(
      fc.property(sentences, (asked) => {
        const result = sentenceDates(sentenceOf(asked), THE_LAW);
        for (const sentence of result.explanation) expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(result.explanation.join(' ')).not.toMatch(/undefined|null|NaN| {2}|not known/);
        if (result.status === 'DATES') expect(result.law.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('any recall', () => {
  const TRANCHES: readonly (readonly [number, string])[] = [
    [1701, '2026-03-31'],
    [2128, '2026-04-14'],
    [2576, '2026-04-21'],
    [3304, '2026-04-28'],
    [4438, '2026-05-05'],
    [Infinity, '2026-05-12'],
  ];
  const recalls = fc
    .record({
      sentencedAt: isoBetween('2015-01-01', '2025-06-30'),
      sentenceDays: fc.oneof(
        fc.integer({ min: 1, max: 6_000 }),
        fc.constantFrom(1460, 1461, ...TRANCHES.slice(0, -1).flatMap(([most]) => [most, most + 1])),
      ),
      sled: isoBetween('2025-07-01', '2032-12-31'),
      revocationDate: fc.oneof(
        isoBetween('2025-07-01', '2027-12-31'),
        fc.constantFrom('2025-09-01', '2025-09-02', '2026-03-30', '2026-03-31'),
      ),
      atLarge: fc.integer({ min: 0, max: 90 }),
    })
    .map(({ atLarge, ...asked }) => ({
      ...asked,
      returnToCustodyDate: iso(at(asked.revocationDate) + atLarge * DAY),
    }));

  interface Recall {
    readonly sentencedAt: string;
    readonly sentenceDays: number;
    readonly sled: string;
    readonly revocationDate: string;
    readonly returnToCustodyDate: string;
  }
  const reckonedRecall = (asked: Recall): Readonly<Record<string, string>> => {
    const { sled, revocationDate, returnToCustodyDate, sentencedAt: begins, sentenceDays } = asked;
    if (sled < returnToCustodyDate) return { status: 'ASK_THE_OMU', reason: 'SENTENCE_ENDED' };
    const fourYears = Math.round((plus(begins, { years: 4 }) - at(begins)) / DAY);
    if (revocationDate >= '2025-09-02' && revocationDate < '2026-03-31' && sentenceDays < fourYears) {
      return { status: 'ASK_THE_OMU', reason: 'OTHER_RECALL_LAW' };
    }
    const first = TRANCHES.find(([most]) => sentenceDays <= most)?.[1] ?? '';
    const term = iso(at(returnToCustodyDate) + 55 * DAY);
    const release = term > first ? term : first;
    return { PRRD: sled < release ? sled : release };
  };

  it('has the date of a second reckoning', () => {
    fc.assert(
      fc.property(recalls, (asked) => {
        expect(answerOf(recallDates(recallOf(asked), THE_LAW))).toEqual(reckonedRecall(asked));
      }),
      { numRuns: 500 },
    );
  });

  it('is released between the return and the end of the sentence', () => {
    fc.assert(
      fc.property(recalls, (asked) => {
        const { PRRD } = answerOf(recallDates(recallOf(asked), THE_LAW));
        if (PRRD === undefined) return;
        expect(asked.returnToCustodyDate <= PRRD && PRRD <= asked.sled).toBe(true);
      }),
    );
  });
});
