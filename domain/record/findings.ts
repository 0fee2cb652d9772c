/**
 * The differences between the engine and the record that the reconciler finds. EXECUTION_GONE: the journey's driver
 * does not run. EXECUTION_ORPHANED: an execution runs, and its journey is closed or has another driver. TASK_TIMED_OUT:
 * an open step has a token that no task waits for. OUTBOX_OLD: an outbox row was not sent in its time.
 * DELIVERY_UNATTEMPTED: a due delivery was never attempted.
 */
export const FINDINGS = [
  'EXECUTION_GONE',
  'EXECUTION_ORPHANED',
  'TASK_TIMED_OUT',
  'OUTBOX_OLD',
  'DELIVERY_UNATTEMPTED',
] as const;
export type Finding = (typeof FINDINGS)[number];

/** Findings that a restart of the journey repairs. */
export type DriveFinding = Extract<Finding, 'EXECUTION_GONE' | 'TASK_TIMED_OUT'>;

/** `EXECUTION_GONE` as metrics name it: `ExecutionGone`. */
export function metricOf(finding: Finding): string {
  return finding
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
