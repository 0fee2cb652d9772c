import { hash } from 'node:crypto';
import type { Consent } from '../record/consent.ts';
import type { Head } from '../record/head.ts';
import type { Referral } from '../record/referral.ts';
import type { Step } from './step.ts';

/**
 * What a form shows of the record, as one short text that changes exactly when what it shows does. A form that was
 * opened before such a change conflicts with it; a change of anything else, such as an agency reading a referral, does
 * not matter to it.
 */

/** For the form of a step: who is asked, from when, by when, and what it said when it was opened. */
export function stepFormVersion(
  step: Pick<Step, 'key' | 'state' | 'waitsFor' | 'openedAt' | 'opensOn' | 'dueOn' | 'details'>,
): string {
  const { key, state, waitsFor, openedAt, opensOn, dueOn, details } = step;
  return digest({ key, state, waitsFor, openedAt, opensOn, dueOn, details });
}

/** For the forms of the release date and of the decision on the day: the dates, the check, and what was decided. */
export function releaseFormVersion(
  journey: Pick<Head, 'dates'> & {
    readonly release?: Head['release'] | undefined;
    readonly releaseDay?: Head['releaseDay'] | undefined;
    readonly decision?: Head['decision'] | undefined;
    readonly secondDayRequest?: Head['secondDayRequest'] | undefined;
    readonly releasedOn?: Head['releasedOn'] | undefined;
  },
): string {
  const { dates, release, releaseDay, decision, secondDayRequest, releasedOn } = journey;
  return digest({ dates, release, releaseDay, decision, secondDayRequest, releasedOn });
}

/** For the form that withdraws a referral: where the referral stands. */
export function referralFormVersion(
  referral: Pick<Referral, 'id'> & {
    readonly answer?: { readonly answer: string; readonly at: string };
    readonly withdrawn?: { readonly at: string };
  },
): string {
  const { id, answer, withdrawn } = referral;
  return digest({ id, answer: answer?.answer, answeredAt: answer?.at, withdrawnAt: withdrawn?.at });
}

/** For the form of sex, tier and date of birth. */
export function detailsFormVersion(journey: {
  readonly dateOfBirth: Head['dateOfBirth'];
  readonly sex?: Head['sex'] | undefined;
  readonly tier?: Head['tier'] | undefined;
  readonly crn?: Head['crn'] | undefined;
  readonly pnc?: Head['pnc'] | undefined;
}): string {
  const { dateOfBirth, sex, tier, crn, pnc } = journey;
  return digest({ dateOfBirth, sex, tier, crn, pnc });
}

/** For the form that records a consent: what the person agrees to, and which referrals stand. */
export function consentFormVersion({
  consents,
  referrals,
}: {
  readonly consents: readonly Pick<Consent, 'purpose' | 'agencyId' | 'answer'>[];
  readonly referrals: readonly { readonly id: string; readonly live: boolean }[];
}): string {
  return digest({
    consents: consents.map(({ purpose, agencyId, answer }) => ({ purpose, agencyId, answer })),
    live: referrals
      .filter(({ live }) => live)
      .map(({ id }) => id)
      .sort(),
  });
}

function digest(shown: object): string {
  return hash('sha256', JSON.stringify(shown, inOrder), 'base64url').slice(0, 22);
}

/** A store may give the parts of a value back in another order. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
