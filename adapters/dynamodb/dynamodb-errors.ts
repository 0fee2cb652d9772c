import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isPassing, nameOf } from '../aws/sdk-errors.ts';

/** What an error of the SDK means for the one who asked. */
export type Failure =
  /** Conditions did not hold, at these positions. */
  | { readonly kind: 'refused'; readonly failed: readonly number[] }
  /** Worth asking again soon: another transaction was in the way, or the table is throttled. */
  | { readonly kind: 'busy' }
  /** The store cannot be reached or is failing. */
  | { readonly kind: 'unreachable' }
  /** A mistake, ours or of the set-up. */
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
 * Sorts an error of the SDK. A cancelled transaction with any failed condition is refused, also when something else
 * went wrong with another of its writes: asking again could not make that condition hold.
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
