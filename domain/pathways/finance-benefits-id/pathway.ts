import { sayDate } from '../../law/say-date.ts';
import type { Benefits } from './data.ts';
import type { PathwayEntry } from '../pathway-entry.ts';

export const FINANCE_BENEFITS_ID = {
  name: 'Finance, benefits and ID',
  machine: 'benefits',
  readiness: ({ benefits }) => sayClaim(benefits),
} as const satisfies PathwayEntry;

/** How far a claim for benefits is, a sentence each. */
export function sayClaim({
  notClaiming,
  interviewOn,
  claimMadeOn,
  firstPaymentOn,
}: Benefits): readonly string[] {
  if (notClaiming === true) return ['The person will not claim.'];
  if (firstPaymentOn !== undefined) return [`In payment since ${sayDate(firstPaymentOn)}.`];
  return [
    interviewOn === undefined
      ? 'No Jobcentre interview is booked.'
      : `Jobcentre interview booked for ${sayDate(interviewOn)}.`,
    ...(claimMadeOn === undefined ? [] : [`Claim made on ${sayDate(claimMadeOn)}; not in payment yet.`]),
  ];
}
