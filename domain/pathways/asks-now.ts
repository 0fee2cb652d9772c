import type { PersonRecord } from './person-record.ts';
import type { StepEntry } from './step-entry.ts';

/** Who is asked and by when, as things stand: what release carried into the community has another owner and deadline. */
export function asksNow(entry: StepEntry, { releasedOn }: Pick<PersonRecord, 'releasedOn'>): StepEntry {
  if (entry.carried === undefined || releasedOn === undefined) return entry;
  const { opens: _inPrison, beforeRelease: _over, ...rest } = entry;
  return { ...rest, ...entry.carried };
}
