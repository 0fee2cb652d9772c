import { capitalised } from '../../law/capitalised.ts';
import * as z from 'zod';
import { GATE_ITEMS, type GateItem } from '../../record/recorded-release.ts';
import type { FormField } from '../form-field.ts';

/** In a list, after "in hand" or "missing". */
export const GATE_ITEM_NAMES: Readonly<Record<GateItem, string>> = {
  identity: 'identity documents',
  medicine: 'medicine or a prescription',
  subsistencePayment: 'the subsistence payment',
  travel: 'travel',
  keysOrAddress: 'keys, or the address written down',
  phone: 'a phone',
  printedPlan: 'the printed plan',
};

export const GATE_STATES = ['IN_HAND', 'MISSING'] as const;
export type GateStates = Readonly<Record<GateItem, (typeof GATE_STATES)[number]>>;

const gateState = z.enum(GATE_STATES);

/** Each item, in hand or missing. */
export const gateStates = {
  identity: gateState,
  medicine: gateState,
  subsistencePayment: gateState,
  travel: gateState,
  keysOrAddress: gateState,
  phone: gateState,
  printedPlan: gateState,
} as const satisfies Readonly<Record<GateItem, z.ZodType>>;

export const ALL_IN_HAND: GateStates = {
  identity: 'IN_HAND',
  medicine: 'IN_HAND',
  subsistencePayment: 'IN_HAND',
  travel: 'IN_HAND',
  keysOrAddress: 'IN_HAND',
  phone: 'IN_HAND',
  printedPlan: 'IN_HAND',
};

export const GATE_FIELDS: readonly FormField<GateItem>[] = GATE_ITEMS.map((name) => ({
  kind: 'radios',
  name,
  label: capitalised(GATE_ITEM_NAMES[name]),
  choices: [
    { value: 'IN_HAND', text: 'In hand' },
    { value: 'MISSING', text: 'Missing' },
  ],
  problem: `Say whether this is in hand or missing: ${GATE_ITEM_NAMES[name]}`,
}));

/** The items in one state. */
export function itemsIn(
  states: Readonly<Partial<Record<GateItem, unknown>>>,
  state: (typeof GATE_STATES)[number],
): readonly GateItem[] {
  return GATE_ITEMS.filter((item) => states[item] === state);
}

/** "medicine or a prescription; a phone" */
export function namesOfItems(items: readonly GateItem[]): string {
  return items.map((item) => GATE_ITEM_NAMES[item]).join('; ');
}
