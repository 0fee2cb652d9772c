import { stepEntry } from '../pathways/catalogue.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Step } from './step.ts';

/** Not an incident, which belongs to an execution that is stopped, nor the question about a proposal that has ended. */
export function mayOpenAgain({ kind }: Pick<Step, 'kind'>): boolean {
  return kind !== 'incident' && stepEntry(kind).answeredOn !== 'proposal';
}

/** A step as it was before something closed it, for its days to be counted again. */
export function openAgain(
  draft: JourneyDraft,
  { outcome: _closed, completedAt: _at, completedBy: _by, execution: _ended, ...step }: Step,
): void {
  draft.putStep({ ...step, state: 'OPEN' });
}
