/** `1.referral-answer.DTR-2`: unique in the journey, and the same again after a restart. */
export function stepKey(cycle: number, kind: string, subject?: string): string {
  return subject === undefined ? `${cycle}.${kind}` : `${cycle}.${kind}.${subject}`;
}

export interface StepKeyParts {
  readonly cycle: number;
  readonly kind: string;
  readonly subject?: string;
}

/** The parts of a step's key; undefined for text that is not one. */
export function readStepKey(key: string): StepKeyParts | undefined {
  const [, cycle, kind, subject] = /^(\d+)\.([a-z0-9-]+)(?:\.(.+))?$/.exec(key) ?? [];
  if (cycle === undefined || kind === undefined) return undefined;
  return { cycle: Number(cycle), kind, ...(subject !== undefined && { subject }) };
}
