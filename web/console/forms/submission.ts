import type { Terms } from '../../../application/access.ts';
import type { User } from '../../../domain/access/user.ts';
import type { SignedInRequest } from '../page-request.ts';

/** Hidden fields of every form that changes a journey. */
export interface Submission {
  /** The version of the journey when the page was opened. */
  readonly expectedVersion: number;
  /** The number of facts then, so that a conflict page can show the newer ones. */
  readonly seenFacts: number;
  /** Makes a second press of the button the same request. */
  readonly submission: string;
}

const SUBMISSION = /^[a-z0-9]{26}$/;

export function newSubmission(
  request: SignedInRequest,
  journey: { readonly version: number; readonly factCount: number },
): Submission {
  return {
    expectedVersion: journey.version,
    seenFacts: journey.factCount,
    submission: request.services.ids.next(),
  };
}

/** Reads the hidden fields. Malformed numbers become 0, which no journey has, so the result is a conflict. */
export function readSubmission({ form, services }: SignedInRequest): Submission {
  const submission = form.get('submission') ?? '';
  return {
    expectedVersion: wholeNumber(form.get('expectedVersion')),
    seenFacts: wholeNumber(form.get('seenFacts')),
    submission: SUBMISSION.test(submission) ? submission : services.ids.next(),
  };
}

/** The version and idempotency key of a submission. */
export function termsOf(
  user: User,
  { expectedVersion, submission }: Submission,
  request: unknown,
): Required<Terms> {
  return {
    expectedVersion,
    idempotency: { caller: `console:${user.id}`, key: submission, request: JSON.stringify(request) },
  };
}

function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
