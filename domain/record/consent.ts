import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { Actor } from './actor.ts';
import { SERVICES, type Service } from './referral.ts';

/** What a person is asked to agree to besides referrals: messages to them, and that agencies are shown what helps them. */
const OTHER_PURPOSES = ['MESSAGES', 'WHAT_HELPS'] as const;
export const CONSENT_PURPOSES = [...SERVICES, ...OTHER_PURPOSES] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** Whether a purpose is a referral to a service. */
export function isService(purpose: ConsentPurpose): purpose is Service {
  return SERVICES.some((service) => service === purpose);
}

export const CONSENT_ANSWERS = ['GIVEN', 'REFUSED', 'WITHDRAWN'] as const;
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

export const CONSENT_WAYS = ['SPOKEN', 'WRITTEN'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** The person's latest answer for a purpose, to one agency or to all of them. */
export interface Consent {
  readonly purpose: ConsentPurpose;
  /** Absent: every agency. */
  readonly agencyId?: string;
  readonly answer: ConsentAnswer;
  /** Absent where nobody recorded it. */
  readonly how?: ConsentWay;
  /** The officer who heard it, or received it in writing. */
  readonly heardBy?: string;
  /** This and who recorded it are absent in records from before consent was kept with them. */
  readonly on?: IsoDate;
  /** What the person said. */
  readonly reason?: string;
  readonly recordedAt?: IsoInstant;
  readonly recordedBy?: Actor;
}

/** Each agency may have one for each purpose; the head keeps them all. */
export const MOST_CONSENTS = 40;
