import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  CRS_REFERRAL_STATUSES,
  SETTLED_TYPES,
  SEXES,
  type CrsReferralStatus,
} from '../../domain/law/commissioned-services.ts';
import {
  DUTY_TO_REFER_REFERRAL_STATUSES,
  type DutyToReferReferralStatus,
} from '../../domain/law/duty-to-refer.ts';
import { assessHousingDuties, type HousingDutiesInput } from '../../domain/law/housing-duties.ts';
import housingCases from '../cases/housing-duties.json' with { type: 'json' };
import { lawWith, THE_LAW } from '../support/law.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const optionalDay = (iso: string | null | undefined) => (typeof iso === 'string' ? day(iso) : undefined);
const oneOf = <T extends string>(known: readonly T[], value: string | null | undefined) => {
  const found = known.find((each) => each === value);
  if (typeof value === 'string' && found === undefined)
    throw new Error(`The case says ${value}, which is not known`);
  return found;
};

interface HousingCase {
  readonly id: string;
  readonly input: {
    readonly referenceDate: string;
    readonly hasNextAccommodation: string;
    readonly currentAccommodationEndDate: string | null;
    readonly currentAccommodationSettledType?: string | null;
    readonly sex?: string | null;
    readonly dtrStatus?: string | null;
    readonly dtrSubmissionDate?: string | null;
    readonly crsStatus?: string | null;
    readonly crsSubmissionDate?: string | null;
  };
  readonly expected: {
    readonly expectedDtrStatus?: string;
    readonly expectedDtrAction?: string | null;
    readonly expectedCrsStatus?: string;
    readonly expectedCrsAction?: string | null;
    readonly expectedFailureReasons: string | null;
  };
  readonly note: string;
}
const cases: readonly HousingCase[] = housingCases;

function inputOf({ input }: HousingCase): HousingDutiesInput {
  const dtrStatus = oneOf(DUTY_TO_REFER_REFERRAL_STATUSES, input.dtrStatus);
  const crsStatus = oneOf(CRS_REFERRAL_STATUSES, input.crsStatus);
  return {
    referenceDate: day(input.referenceDate),
    currentAccommodationEndDate: optionalDay(input.currentAccommodationEndDate),
    settledType: oneOf(SETTLED_TYPES, input.currentAccommodationSettledType),
    hasNextAccommodation: input.hasNextAccommodation === 'TRUE',
    sex: oneOf(SEXES, input.sex),
    dutyToRefer: dtrStatus && { status: dtrStatus, submittedOn: optionalDay(input.dtrSubmissionDate) },
    crs: crsStatus && { status: crsStatus, submittedOn: optionalDay(input.crsSubmissionDate) },
  };
}

const labelled = (kind: string) => {
  const rows = cases.filter(({ id }) => id.startsWith(kind));
  return rows.map((row, at) => ({
    ...row,
    row,
    label: `${row.id} (${at + 1} of ${rows.length}): ${row.note}`,
  }));
};

describe('the worked cases of the duty to refer', () => {
  it.each(labelled('DTR-'))('$label', ({ row, expected }) => {
    const { status, action = null, reason = null } = assessHousingDuties(inputOf(row), THE_LAW).dutyToRefer;
    expect({ status, action, reason }).toEqual({
      status: expected.expectedDtrStatus,
      action: expected.expectedDtrAction,
      reason: expected.expectedFailureReasons,
    });
  });
});

describe('the worked cases of commissioned services', () => {
  it.each(labelled('CRS-'))('$label', ({ row, expected }) => {
    const { status, action = null, reason = null } = assessHousingDuties(inputOf(row), THE_LAW).crs;
    expect({ status, action, reason }).toEqual({
      status: expected.expectedCrsStatus,
      action: expected.expectedCrsAction,
      reason: expected.expectedFailureReasons,
    });
  });

  it('leave no case out', () => {
    expect(labelled('DTR-').length + labelled('CRS-').length).toBe(cases.length);
    expect(cases.length).toBeGreaterThan(80);
  });
});

const homeless: HousingDutiesInput = { referenceDate: day('2026-11-22'), hasNextAccommodation: false };
const inDays = (days: number) => homeless.referenceDate.add({ days });

describe('the duty to refer', () => {
  it.each([
    { days: 56, status: 'NOT_STARTED' },
    { days: 57, status: 'UPCOMING' },
  ])('is $status with $days days to the end of the accommodation', ({ days, status }) => {
    const input = { ...homeless, currentAccommodationEndDate: inDays(days) };
    expect(assessHousingDuties(input, THE_LAW).dutyToRefer.status).toBe(status);
  });

  it('is not required before it was law', () => {
    const before = { ...homeless, referenceDate: day('2018-09-30') };
    expect(assessHousingDuties(before, THE_LAW).dutyToRefer).toEqual({
      status: 'NOT_REQUIRED',
      reason: 'NOT_LAW_YET',
    });
    const since = { ...homeless, referenceDate: day('2018-10-01') };
    expect(assessHousingDuties(since, THE_LAW).dutyToRefer.status).toBe('NOT_STARTED');
  });

  it('and commissioned services open as many days ahead as the law says, whatever it says', () => {
    const days = fc.integer({ min: 1, max: 366 });
    fc.assert(
      fc.property(days, days, days, (dutyToReferDays, crsReferralDays, ahead) => {
        const law = lawWith({ dutyToReferDays, crsReferralDays });
        const input = { ...homeless, currentAccommodationEndDate: inDays(ahead) };
        const { dutyToRefer, crs } = assessHousingDuties(input, law);
        expect(dutyToRefer.status).toBe(ahead > dutyToReferDays ? 'UPCOMING' : 'NOT_STARTED');
        expect(crs.status).toBe(ahead > crsReferralDays ? 'UPCOMING' : 'NOT_STARTED');
      }),
    );
  });

  it.each<{ status: DutyToReferReferralStatus; age: number; shown: string }>([
    { status: 'ACCEPTED', age: 182, shown: 'ACCEPTED' },
    { status: 'ACCEPTED', age: 183, shown: 'NOT_STARTED' },
    { status: 'WITHDRAWN', age: 1, shown: 'NOT_STARTED' },
  ])('shows a referral $status of $age days as $shown', ({ status, age, shown }) => {
    const input = { ...homeless, dutyToRefer: { status, submittedOn: inDays(-age) } };
    expect(assessHousingDuties(input, THE_LAW).dutyToRefer.status).toBe(shown);
  });
});

describe('commissioned services', () => {
  it.each([
    { days: 84, status: 'NOT_STARTED' },
    { days: 85, status: 'UPCOMING' },
  ])('are $status with $days days to the end of the accommodation', ({ days, status }) => {
    const input = { ...homeless, currentAccommodationEndDate: inDays(days) };
    expect(assessHousingDuties(input, THE_LAW).crs.status).toBe(status);
  });

  it('ask for the accommodation referral of a man before the window too', () => {
    const input: HousingDutiesInput = { ...homeless, sex: 'M', currentAccommodationEndDate: inDays(200) };
    expect(assessHousingDuties(input, THE_LAW).crs.action).toBe('SUBMIT_CRS_ACCOMMODATION_REFERRAL');
  });

  it('stay submitted while a referral is live, also for a settled person with a next address', () => {
    const input: HousingDutiesInput = {
      ...homeless,
      settledType: 'SETTLED',
      hasNextAccommodation: true,
      crs: { status: 'LIVE', submittedOn: inDays(-10) },
    };
    expect(assessHousingDuties(input, THE_LAW).crs).toEqual({ status: 'SUBMITTED' });
  });

  it.each<CrsReferralStatus>(['COMPLETED', 'WITHDRAWN'])('start again after a referral is %s', (status) => {
    expect(assessHousingDuties({ ...homeless, crs: { status } }, THE_LAW).crs.status).toBe('NOT_STARTED');
  });
});
