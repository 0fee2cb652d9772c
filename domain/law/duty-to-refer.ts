import type { Temporal } from 'temporal-polyfill';
import { dayNumberOf } from './day-number.ts';
import type { Law } from './law.ts';

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
  readonly reason?: 'HAS_NEXT_ACCOMMODATION' | 'NOT_LAW_YET';
}

/**
 * Where a person stands with the duty to refer to a local housing authority on the reference date.
 * A dated referral that is not stale and was not withdrawn shows its own status. Otherwise a next address makes the
 * duty not required, and an end of the current accommodation that is further away than the duty reaches makes it
 * upcoming; an end unknown or past leaves it to be started.
 * Housing Act 1996, section 213B with section 175(4); the age at which a referral is stale is policy.
 */
export function assessDutyToRefer(input: DutyToReferInput, law: Law): DutyToReferDuty {
  const { dutyToReferDays, dutyToReferStaleDays } = law.on(input.referenceDate.toString());
  if (dutyToReferDays === undefined) return { status: 'NOT_REQUIRED', reason: 'NOT_LAW_YET' };
  const current = currentReferralStatus(input, dutyToReferStaleDays);
  if (current === 'SUBMITTED') return { status: current, action: 'ADD_DTR_OUTCOME' };
  if (current !== undefined) return { status: current };
  if (input.hasNextAccommodation) return { status: 'NOT_REQUIRED', reason: 'HAS_NEXT_ACCOMMODATION' };
  return daysUntilEnd(input) > dutyToReferDays
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
