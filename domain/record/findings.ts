/**
 * What the reconciler finds where the engine, the outbox or a delivery is not as the record says.
 *
 * EXECUTION_GONE: the record says an execution drives the journey, and none of that name runs.
 * EXECUTION_ORPHANED: an execution runs, and the record is closed or has moved on.
 * TASK_TIMED_OUT: an open step waits for an answer that no task of its execution waits for any more.
 * OUTBOX_OLD: an outbox row was not carried out in its time.
 * DELIVERY_UNATTEMPTED: a message to an agency should long have been attempted, and never was.
 */
export const FINDINGS = [
  'EXECUTION_GONE',
  'EXECUTION_ORPHANED',
  'TASK_TIMED_OUT',
  'OUTBOX_OLD',
  'DELIVERY_UNATTEMPTED',
] as const;
export type Finding = (typeof FINDINGS)[number];

/** What stops a journey, and is put right by starting it again. */
export type DriveFinding = Extract<Finding, 'EXECUTION_GONE' | 'TASK_TIMED_OUT'>;

/** `EXECUTION_GONE` as metrics name it: `ExecutionGone`. */
export function metricOf(finding: Finding): string {
  return finding
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
