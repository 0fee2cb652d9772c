import {
  countSettled,
  ESSENTIAL_NAMES,
  type EssentialNow,
  type EssentialState,
} from '../../domain/pathways/release/essentials.ts';
import type { Tag } from './flags.ts';

const STATES: Readonly<Record<EssentialState, Tag>> = {
  READY: { text: 'Ready', classes: 'govuk-tag--green' },
  KNOWN: { text: 'Under way', classes: 'govuk-tag--blue' },
  NOT_READY: { text: 'Not ready', classes: 'govuk-tag--red' },
  DECLINED: { text: 'Declined', classes: 'govuk-tag--grey' },
  NOT_NEEDED: { text: 'Not needed', classes: 'govuk-tag--grey' },
  NOT_KNOWN: { text: 'Not known', classes: 'govuk-tag--orange' },
};

/** "4 of 7 settled"; undefined where essentials are not shown. */
export function essentialsCount(found: readonly EssentialNow[] | undefined): string | undefined {
  return found && settledOf({ settled: countSettled(found), of: found.length });
}

export function settledOf({ settled, of }: { readonly settled: number; readonly of: number }): string {
  return `${settled} of ${of} essentials settled`;
}

export function essentialRows(found: readonly EssentialNow[] | undefined) {
  return (found ?? []).map(({ essential, state, says }) => ({
    name: ESSENTIAL_NAMES[essential],
    tag: STATES[state],
    says,
  }));
}
