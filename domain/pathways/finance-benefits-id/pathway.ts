import { sayDate } from '../../law/say-date.ts';
import type { Benefits } from './data.ts';
import type { PathwayEntry } from '../pathway-entry.ts';

export const FINANCE_BENEFITS_ID = {
  name: 'Finance, benefits and ID',
  machine: 'benefits',
  readiness: ({ benefits }) =>
    benefits.notClaiming === true ? ['The person will not claim.'] : claimOf(benefits),
} as const satisfies PathwayEntry;

function claimOf({ interviewOn, claimMadeOn, firstPaymentOn }: Benefits): readonly string[] {
  if (firstPaymentOn !== undefined) return [`In payment since ${sayDate(firstPaymentOn)}.`];
  return [
    interviewOn === undefined
      ? 'No Jobcentre interview is booked.'
      : `Jobcentre interview booked for ${sayDate(interviewOn)}.`,
    ...(claimMadeOn === undefined ? [] : [`Claim made on ${sayDate(claimMadeOn)}; not in payment yet.`]),
  ];
}
