import { assessCommissionedServices, type CrsDuty, type CrsInput } from './commissioned-services.ts';
import { assessDutyToRefer, type DutyToReferDuty, type DutyToReferInput } from './duty-to-refer.ts';
import type { Law } from './law.ts';

/** What is known about a person's accommodation and referrals on the reference date. */
export type HousingDutiesInput = DutyToReferInput & CrsInput;

/** What is due on the reference date from each of the two housing duties. */
export interface HousingDuties {
  readonly dutyToRefer: DutyToReferDuty;
  readonly crs: CrsDuty;
}

/**
 * Both housing duties before release: the duty to refer (Housing Act 1996, section 213B) and the
 * commissioned rehabilitative services referral (policy).
 */
export function assessHousingDuties(input: HousingDutiesInput, law: Law): HousingDuties {
  return { dutyToRefer: assessDutyToRefer(input, law), crs: assessCommissionedServices(input, law) };
}
