/** What the lint refuses. The message says what would go wrong, and where. */
export type RuleCode =
  | 'asl-invalid'
  | 'await-timeout'
  | 'await-timeout-catch'
  | 'catch-keeps-input'
  | 'child-machine'
  | 'child-name'
  | 'child-timeout'
  | 'choice-default'
  | 'choice-form'
  | 'do-timeout'
  | 'fail-state'
  | 'field-not-used'
  | 'function-name'
  | 'history-too-long'
  | 'incident'
  | 'incident-catch'
  | 'incident-subject'
  | 'jsonata'
  | 'map-state'
  | 'name-twice'
  | 'next-to-nowhere'
  | 'pass-state'
  | 'payload-key'
  | 'payload-value'
  | 'result-keeps-input'
  | 'retry'
  | 'skip-comes-round'
  | 'skip-reads-another-answer'
  | 'unknown-action'
  | 'unknown-kind'
  | 'unknown-outcome'
  | 'unknown-task'
  | 'unreachable'
  | 'unset-variable'
  | 'wait-state';

export interface Finding {
  readonly rule: RuleCode;
  /** The state's name; the machine's where no one state is to blame. */
  readonly state: string;
  readonly message: string;
}

export function finding(rule: RuleCode, state: string, message: string): Finding {
  return { rule, state, message };
}

/** One finding where `wrong` holds, none otherwise. */
export function findingIf(
  wrong: boolean,
  rule: RuleCode,
  state: string,
  message: string,
): readonly Finding[] {
  return wrong ? [finding(rule, state, message)] : [];
}
