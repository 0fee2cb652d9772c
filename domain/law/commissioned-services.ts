import type { Temporal } from 'temporal-polyfill';
import { dayNumberOf } from './day-number.ts';
import type { Law } from './law.ts';

export const CRS_REFERRAL_STATUSES = ['LIVE', 'COMPLETED', 'WITHDRAWN'] as const;
export type CrsReferralStatus = (typeof CRS_REFERRAL_STATUSES)[number];

export const SETTLED_TYPES = ['SETTLED', 'TRANSIENT'] as const;
export type SettledType = (typeof SETTLED_TYPES)[number];

/** Male, female, not known, not specified, as probation records it. */
export const SEXES = ['M', 'F', 'N', 'NS'] as const;
export type Sex = (typeof SEXES)[number];

export type CrsStatus = 'NOT_REQUIRED' | 'UPCOMING' | 'NOT_STARTED' | 'SUBMITTED';
export type CrsAction = 'SUBMIT_CRS_REFERRAL' | 'SUBMIT_CRS_ACCOMMODATION_REFERRAL';
export type CrsReason = 'HAS_NEXT_ACCOMMODATION' | 'IS_SETTLED' | 'HAS_NEXT_ACCOMMODATION, IS_SETTLED';

export interface CrsInput {
  readonly referenceDate: Temporal.PlainDate;
  readonly currentAccommodationEndDate?: Temporal.PlainDate | undefined;
  readonly settledType?: SettledType | undefined;
  readonly hasNextAccommodation: boolean;
  readonly sex?: Sex | undefined;
  readonly crs?:
    { readonly status: CrsReferralStatus; readonly submittedOn?: Temporal.PlainDate | undefined } | undefined;
}

export interface CrsDuty {
  readonly status: CrsStatus;
  readonly action?: CrsAction;
  readonly reason?: CrsReason;
}

/**
 * Where a person stands with the accommodation referral to commissioned rehabilitative services.
 * The window is the last weeks of the current accommodation, and always open when its end is not known. A live referral in the window stands however old it is, even with somewhere to go. The
 * women's service takes one referral for all needs, so only men have a separate one for accommodation.
 * Policy of the prison and probation service.
 */
export function assessCommissionedServices(input: CrsInput, law: Law): CrsDuty {
  const inWindow = isInWindow(input, law);
  if (inWindow && input.crs?.status === 'LIVE') return { status: 'SUBMITTED' };
  const reason = reasonNotRequired(input);
  if (reason !== undefined) return { status: 'NOT_REQUIRED', reason };
  const action = input.sex === 'M' ? 'SUBMIT_CRS_ACCOMMODATION_REFERRAL' : 'SUBMIT_CRS_REFERRAL';
  return { status: inWindow ? 'NOT_STARTED' : 'UPCOMING', action };
}

function isInWindow({ referenceDate, currentAccommodationEndDate }: CrsInput, law: Law): boolean {
  if (currentAccommodationEndDate === undefined) return true;
  const { crsReferralDays } = law.on(referenceDate.toString());
  return dayNumberOf(currentAccommodationEndDate) - dayNumberOf(referenceDate) <= crsReferralDays;
}

function reasonNotRequired({ hasNextAccommodation, settledType }: CrsInput): CrsReason | undefined {
  const settled = settledType === 'SETTLED';
  if (hasNextAccommodation) return settled ? 'HAS_NEXT_ACCOMMODATION, IS_SETTLED' : 'HAS_NEXT_ACCOMMODATION';
  return settled ? 'IS_SETTLED' : undefined;
}
