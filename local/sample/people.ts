import { Temporal } from 'temporal-polyfill';
import { addDays, type IsoDate } from '../../domain/law/time.ts';
import type { ReleaseDateType, ReleaseKind } from '../../domain/law/release-day.ts';
import { TIERS, type Sex, type Tier } from '../../domain/record/characteristics.ts';
import type { Part } from '../play.ts';
import { isBackInPrison, isRecalled } from '../stories/recall-acts.ts';
import type { StoryDay } from '../stories/story.ts';
import { opensVictimCase } from '../stories/victim-acts.ts';
import type { SamplePrison } from './staff.ts';

/** An invented person, with dates counted from today, and how far those around them keep up with their work. */
export interface SamplePerson {
  readonly prisonNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: IsoDate;
  readonly sex: Sex;
  readonly tier: Tier;
  readonly prison: SamplePrison;
  /** The day the journey starts. */
  readonly sentencedOn: IsoDate;
  /** Where the sentence began long before. */
  readonly sentenceBeganOn?: IsoDate;
  readonly releaseDate: IsoDate;
  readonly dateType: ReleaseDateType;
  readonly releaseKind: ReleaseKind;
  readonly earlierDaysServed?: number;
  /** The whole term; absent where nothing is worked out from it. */
  readonly lengthDays?: number;
  /** Absent for a life licence. */
  readonly licenceDays?: number;
  /** Kinds of step nobody has got round to; everything else is done on the day it is asked. */
  readonly neglected: readonly string[];
  /** Answers given in place of the usual ones. */
  readonly answers: NonNullable<Part['answers']>;
  /** What happens to them besides the usual, in order, each at ten in the morning. */
  readonly happens: readonly Required<Pick<StoryDay, 'on' | 'does'>>[];
  readonly housing: 'HAS_ADDRESS' | 'NEEDS_HELP';
  readonly consent: 'GIVEN' | 'REFUSED';
  readonly authorities: readonly string[];
}

const NOT_DECIDED = ['release-day-decision'];
const LAST_THINGS = ['release-checklist', 'release-confirmed'];

const NO_BED: NonNullable<Part['answers']> = {
  'cas3-decision': { outcome: 'NOT_SUITABLE', details: { reason: 'No bed is free.' } },
  'urgent-housing': { outcome: 'NONE_FOUND' },
};

/** Twenty-nine people over four prisons, at every stage, covering what the product is for. */
export function samplePeople(today: IsoDate): readonly SamplePerson[] {
  const friday = weekdayFrom(addDays(today, 26), 5);
  const [christmas, newYearsEve] = [toDecide(today, '12-25'), toDecide(today, '12-31')];
  const rows: readonly Row[] = [
    ['Samuel', 'Adebayo', 'LEI', christmas, { neglected: NOT_DECIDED }],
    ['Dean', 'Whitaker', 'LEI', weekdayFrom(addDays(today, 20), 2), {}],
    ['Callum', 'Reid', 'LEI', friday, { neglected: NOT_DECIDED }],
    ['Marcus', 'Bell', 'LEI', addDays(today, 3), { neglected: LAST_THINGS }],
    [
      'Tyrone',
      'Clarke',
      'LEI',
      addDays(today, 42),
      { authorities: ['eastmoor-council', 'northwick-council'] },
    ],
    [
      'Ibrahim',
      'Hussain',
      'LEI',
      addDays(today, 42),
      { authorities: ['westbourne-council', 'northwick-council'] },
    ],
    ['Peter', 'Nowak', 'LEI', addDays(today, 731), {}],
    ['Owen', 'Price', 'MDI', newYearsEve, { neglected: NOT_DECIDED }],
    ['Jason', 'Hartley', 'MDI', addDays(today, 18), { sentencedDaysAgo: 4 }],
    ['Kieran', 'Doyle', 'MDI', addDays(today, 12), { kind: 'RECALL', type: 'PRRD', served: 410 }],
    ['Liam', 'Cartwright', 'MDI', friday, { housing: 'HAS_ADDRESS' }],
    ['Nathan', 'Iqbal', 'MDI', addDays(today, 30), { consent: 'REFUSED' }],
    ['Robert', 'Ellis', 'MDI', addDays(today, 65), { neglected: ['housing-need'] }],
    ['Stephen', 'Okoro', 'MDI', addDays(today, 150), {}],
    ['Gareth', 'Llewellyn', 'CFI', weekdayFrom(addDays(today, 33), 5), { neglected: NOT_DECIDED }],
    [
      'Huw',
      'Bowen',
      'CFI',
      addDays(today, 10),
      { neglected: ['next-address', 'cas3-decision', 'welsh-application'] },
    ],
    ['Ieuan', 'Pugh', 'CFI', addDays(today, 55), { neglected: ['bank-account', 'identity-documents'] }],
    ['Mohammed', 'Saleh', 'CFI', addDays(today, 75), {}],
    ['Rhodri', 'Vaughan', 'CFI', addDays(today, 400), {}],
    ['Chloe', 'Barnes', 'NHI', addDays(today, 6), { housing: 'HAS_ADDRESS', neglected: LAST_THINGS }],
    ['Ebony', 'Grant', 'NHI', friday, { authorities: ['westbourne-council'], neglected: NOT_DECIDED }],
    ['Faye', 'Robson', 'NHI', addDays(today, 45), { bornYearsAgo: 17, neglected: NOT_DECIDED }],
    ['Grace', 'Mensah', 'NHI', addDays(today, 84), {}],
    [
      'Leanne',
      'Tully',
      'NHI',
      addDays(today, 24),
      { kind: 'INDETERMINATE', type: 'APD', sentencedDaysAgo: 90, beganYearsAgo: 14 },
    ],
    ...afterRelease(today),
  ];
  return rows.map((row, index) => personOf(row, index, today));
}

/** Five who have been released from Leeds: housed, homeless, recalled, back in prison, and no longer supervised. */
function afterRelease(today: IsoDate): readonly Row[] {
  const ago = (days: number): IsoDate => addDays(today, -days);
  const sentencedDaysAgo = 200;
  return [
    ['Daniel', 'Osborne', 'LEI', ago(5), { sentencedDaysAgo, housing: 'HAS_ADDRESS' }],
    [
      'Ryan',
      'Sutton',
      'LEI',
      ago(2),
      {
        sentencedDaysAgo,
        authorities: ['eastmoor-council'],
        neglected: ['refer-to-council'],
        answers: NO_BED,
      },
    ],
    [
      'Wayne',
      'Holloway',
      'LEI',
      ago(40),
      {
        sentencedDaysAgo,
        lengthDays: 500,
        happens: [
          { on: ago(60), does: [opensVictimCase()] },
          { on: ago(3), does: [isRecalled(ago(3))] },
        ],
      },
    ],
    [
      'Martin',
      'Keane',
      'LEI',
      ago(50),
      {
        sentencedDaysAgo,
        lengthDays: 500,
        housing: 'HAS_ADDRESS',
        happens: [
          { on: ago(14), does: [isRecalled(ago(14))] },
          { on: ago(12), does: [isBackInPrison(ago(12))] },
        ],
      },
    ],
    [
      'Patrick',
      'Dunne',
      'LEI',
      ago(100),
      {
        sentencedDaysAgo,
        licenceDays: 90,
        housing: 'HAS_ADDRESS',
        neglected: ['first-payment', 'voluntary-follow-up'],
      },
    ],
  ];
}

type Row = readonly [
  first: string,
  last: string,
  prison: SamplePrison,
  releaseDate: IsoDate,
  more: {
    readonly neglected?: readonly string[];
    readonly authorities?: readonly string[];
    readonly housing?: 'HAS_ADDRESS';
    readonly consent?: 'REFUSED';
    readonly kind?: ReleaseKind;
    readonly type?: ReleaseDateType;
    readonly answers?: SamplePerson['answers'];
    readonly happens?: SamplePerson['happens'];
    readonly lengthDays?: number;
    readonly licenceDays?: number;
    readonly served?: number;
    readonly sentencedDaysAgo?: number;
    readonly beganYearsAgo?: number;
    readonly bornYearsAgo?: number;
  },
];

function personOf(
  [firstName, lastName, prison, releaseDate, more]: Row,
  index: number,
  today: IsoDate,
): SamplePerson {
  const birthday = Temporal.PlainDate.from(today).subtract({
    years: more.bornYearsAgo ?? 22 + index,
    days: 40 + index,
  });
  return {
    prisonNumber: `A${String(4100 + index * 37)}${String.fromCharCode(65 + (index % 26))}Z`,
    firstName,
    lastName,
    dateOfBirth: birthday.toString(),
    sex: prison === 'NHI' ? 'FEMALE' : 'MALE',
    tier: TIERS[(index * 5) % TIERS.length] ?? 'B2',
    prison,
    sentencedOn: addDays(today, -(more.sentencedDaysAgo ?? 100 + index * 9)),
    releaseDate,
    dateType: more.type ?? 'CRD',
    releaseKind: more.kind ?? 'DETERMINATE',
    neglected: more.neglected ?? [],
    answers: more.answers ?? {},
    happens: more.happens ?? [],
    housing: more.housing ?? 'NEEDS_HELP',
    consent: more.consent ?? 'GIVEN',
    authorities: more.authorities ?? ['northwick-council'],
    ...(more.kind !== 'INDETERMINATE' && { licenceDays: more.licenceDays ?? 200 + index * 10 }),
    ...(more.lengthDays !== undefined && { lengthDays: more.lengthDays }),
    ...(more.beganYearsAgo !== undefined && {
      sentenceBeganOn: Temporal.PlainDate.from(today).subtract({ years: more.beganYearsAgo }).toString(),
    }),
    ...(more.served !== undefined && { earlierDaysServed: more.served }),
  };
}

/** The first day on or after a date that is a given day of the week (Monday is 1). */
function weekdayFrom(date: IsoDate, weekday: number): IsoDate {
  const from = Temporal.PlainDate.from(date);
  return from.add({ days: (weekday - from.dayOfWeek + 7) % 7 }).toString();
}

const SOONEST_TO_DECIDE = 21;
const LATEST_TO_DECIDE = 70;

/**
 * A release date that a governor can decide about today: work before release has begun, and an earlier weekday is
 * proposed. The day of the year where it is three to ten weeks ahead, for the sake of its bank holidays; else a Friday.
 */
function toDecide(today: IsoDate, dayOfYear: string): IsoDate {
  const soonest = addDays(today, SOONEST_TO_DECIDE);
  const ahead = `${soonest.slice(0, 4)}-${dayOfYear}`;
  if (ahead >= soonest && ahead <= addDays(today, LATEST_TO_DECIDE)) return ahead;
  return weekdayFrom(addDays(today, 40), 5);
}
