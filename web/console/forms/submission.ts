import type { Terms } from '../../../application/access.ts';
import type { User } from '../../../domain/access/user.ts';
import type { SignedInRequest } from '../page-request.ts';

/** What every form that changes a journey carries unseen. */
export interface Submission {
  /** The version of the journey the page was drawn from. */
  readonly expectedVersion: number;
  /** How many facts there were then, so that a conflict page can show the ones since. */
  readonly seenFacts: number;
  /** Makes pressing the button twice one submission. */
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

/** Reads it back. Garbled numbers become 0: a version no journey has, so that the answer is a conflict, never a guess. */
export function readSubmission({ form, services }: SignedInRequest): Submission {
  const submission = form.get('submission') ?? '';
  return {
    expectedVersion: wholeNumber(form.get('expectedVersion')),
    seenFacts: wholeNumber(form.get('seenFacts')),
    submission: SUBMISSION.test(submission) ? submission : services.ids.next(),
  };
}

/** What a command is told besides its content: the version seen, and that a second press is the same request. */
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
