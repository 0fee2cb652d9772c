import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isPassing, nameOf } from '../aws/sdk-errors.ts';

/** The meaning of an SDK error for the caller. */
export type Failure =
  /** Conditions failed, at these positions. */
  | { readonly kind: 'refused'; readonly failed: readonly number[] }
  /** Try again soon: a conflicting transaction, or throttling. */
  | { readonly kind: 'busy' }
  /** The table cannot be reached or fails. */
  | { readonly kind: 'unreachable' }
  /** A mistake in our request or permissions. */
  | { readonly kind: 'mistake' };

const BUSY = new Set([
  'TransactionConflict',
  'TransactionConflictException',
  'TransactionInProgressException',
  'ThrottlingError',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceededException',
]);

/**
 * Sorts an SDK error. A cancelled transaction with a failed condition is refused even if other writes had other errors,
 * because trying again cannot make the condition true.
 */
export function failureOf(error: unknown): Failure {
  const name = nameOf(error);
  if (name === 'ConditionalCheckFailedException') return { kind: 'refused', failed: [0] };
  const codes = cancellationCodes(error);
  const failed = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
  if (failed.length > 0) return { kind: 'refused', failed };
  const reasons = codes.filter((code) => code !== 'None');
  if (BUSY.has(name) || (reasons.length > 0 && reasons.every((code) => BUSY.has(code))))
    return { kind: 'busy' };
  if (isPassing(error)) return { kind: 'unreachable' };
  return { kind: 'mistake' };
}

function cancellationCodes(error: unknown): readonly string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
}
