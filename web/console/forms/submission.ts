import type { Terms } from '../../../application/access.ts';
import type { User } from '../../../domain/access/user.ts';
import type { SignedInRequest } from '../page-request.ts';

/** Hidden fields of every form that changes a journey. */
export interface Submission {
  /** The version of the journey when the page was opened. */
  readonly expectedVersion: number;
  /** The version of what the form shows; with it, a change of anything else is no conflict. */
  readonly formVersion?: string;
  /** The number of facts then, so that a conflict page can show the newer ones. */
  readonly seenFacts: number;
  /** Makes a second press of the button the same request. */
  readonly submission: string;
}

const SUBMISSION = /^[a-z0-9]{26}$/;

export function newSubmission(
  request: SignedInRequest,
  journey: { readonly version: number; readonly factCount: number },
  formVersion?: string,
): Submission {
  return {
    expectedVersion: journey.version,
    seenFacts: journey.factCount,
    submission: request.services.ids.next(),
    ...(formVersion !== undefined && { formVersion }),
  };
}

/** The submission that a form says it is, if it is one. */
export function submissionIn(form: URLSearchParams): string | undefined {
  const submission = form.get('submission') ?? '';
  return SUBMISSION.test(submission) ? submission : undefined;
}

/** Reads the hidden fields. Malformed numbers become 0, which no journey has, so the result is a conflict. */
export function readSubmission({ form, services }: SignedInRequest): Submission {
  const formVersion = form.get('formVersion');
  return {
    expectedVersion: wholeNumber(form.get('expectedVersion')),
    seenFacts: wholeNumber(form.get('seenFacts')),
    submission: submissionIn(form) ?? services.ids.next(),
    ...(formVersion !== null && { formVersion }),
  };
}

/** The version and idempotency key of a submission. */
export function termsOf(
  user: User,
  { expectedVersion, formVersion, submission }: Submission,
  request: unknown,
): Terms & Required<Pick<Terms, 'idempotency'>> {
  return {
    ...(formVersion === undefined ? { expectedVersion } : { formVersion }),
    idempotency: { caller: `console:${user.id}`, key: submission, request: JSON.stringify(request) },
  };
}

function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
