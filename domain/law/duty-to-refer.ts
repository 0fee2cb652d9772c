import type { Temporal } from 'temporal-polyfill';
import { dayNumberOf } from './day-number.ts';
import { LEGISLATION, requiredOn } from './legislation.ts';

export const DUTY_TO_REFER_REFERRAL_STATUSES = [
  'SUBMITTED',
  'ACCEPTED',
  'NOT_ACCEPTED',
  'WITHDRAWN',
] as const;
export type DutyToReferReferralStatus = (typeof DUTY_TO_REFER_REFERRAL_STATUSES)[number];

export type DutyToReferStatus =
  'NOT_REQUIRED' | 'UPCOMING' | 'NOT_STARTED' | Exclude<DutyToReferReferralStatus, 'WITHDRAWN'>;
export type DutyToReferAction = 'SUBMIT_DTR_REFERRAL' | 'ADD_DTR_REFERRAL_DETAILS' | 'ADD_DTR_OUTCOME';

export interface DutyToReferInput {
  readonly referenceDate: Temporal.PlainDate;
  readonly currentAccommodationEndDate?: Temporal.PlainDate | undefined;
  readonly hasNextAccommodation: boolean;
  readonly dutyToRefer?:
    | {
        readonly status: DutyToReferReferralStatus;
        readonly submittedOn?: Temporal.PlainDate | undefined;
      }
    | undefined;
}

export interface DutyToReferDuty {
  readonly status: DutyToReferStatus;
  readonly action?: DutyToReferAction;
  readonly reason?: 'HAS_NEXT_ACCOMMODATION';
}

/**
 * Where a person stands with the duty to refer to a local housing authority on the reference date.
 * A dated referral of at most 26 weeks (182 days) that was not withdrawn shows its own status. Otherwise a
 * next address makes the duty not required, and more than 8 weeks (56 days) to the end of the current
 * accommodation makes it upcoming; an end unknown or past leaves it to be started.
 * Housing Act 1996, section 213B; the window and the age limit are policy.
 */
export function assessDutyToRefer(input: DutyToReferInput): DutyToReferDuty {
  const { windowDays, staleAfterDays } = requiredOn(LEGISLATION.dutyToRefer, input.referenceDate);
  const current = currentReferralStatus(input, staleAfterDays);
  if (current === 'SUBMITTED') return { status: current, action: 'ADD_DTR_OUTCOME' };
  if (current !== undefined) return { status: current };
  if (input.hasNextAccommodation) return { status: 'NOT_REQUIRED', reason: 'HAS_NEXT_ACCOMMODATION' };
  return daysUntilEnd(input) > windowDays
    ? { status: 'UPCOMING', action: 'SUBMIT_DTR_REFERRAL' }
    : { status: 'NOT_STARTED', action: 'ADD_DTR_REFERRAL_DETAILS' };
}

function currentReferralStatus(
  { referenceDate, dutyToRefer }: DutyToReferInput,
  staleAfterDays: number,
): Exclude<DutyToReferReferralStatus, 'WITHDRAWN'> | undefined {
  if (dutyToRefer?.submittedOn === undefined || dutyToRefer.status === 'WITHDRAWN') return undefined;
  const age = dayNumberOf(referenceDate) - dayNumberOf(dutyToRefer.submittedOn);
  return age <= staleAfterDays ? dutyToRefer.status : undefined;
}

function daysUntilEnd({ referenceDate, currentAccommodationEndDate }: DutyToReferInput): number {
  if (currentAccommodationEndDate === undefined) return 0;
  return dayNumberOf(currentAccommodationEndDate) - dayNumberOf(referenceDate);
}
