import type { StepKind } from '../pathways/catalogue.ts';
import type { PersonRecord } from '../pathways/person-record.ts';
import type { OpenSummary } from '../record/open-summary.ts';

/** What the head keeps of an open step, whose kind is one of the catalogue's. */
export interface OpenStep extends OpenSummary {
  readonly kind: StepKind;
}

/** One person's journey: the record of every pathway, and the steps that are open. */
export interface Journey extends PersonRecord {
  readonly open: readonly OpenStep[];
}
