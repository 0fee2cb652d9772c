/** What the lint refuses in a compiled machine. The message says what would go wrong. */
export type RuleCode = 'asl-invalid' | 'history-too-long' | 'payload-key' | 'payload-value';

export interface Finding {
  readonly rule: RuleCode;
  /** The state's name; the machine's where no one state is to blame. */
  readonly state: string;
  readonly message: string;
}
