import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry } from '../pathway-entry.ts';

export const FINANCE_BENEFITS_ID = {
  name: 'Finance, benefits and ID',
  machine: 'benefits',
  readiness: ({ benefits }) => [
    benefits.interviewOn === undefined
      ? 'No Jobcentre interview is booked.'
      : `Jobcentre interview booked for ${sayDate(benefits.interviewOn)}.`,
    ...(benefits.claimMadeOn === undefined ? [] : [`Claim made on ${sayDate(benefits.claimMadeOn)}.`]),
  ],
} as const satisfies PathwayEntry;
