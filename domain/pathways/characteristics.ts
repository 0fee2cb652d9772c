import { TIERS, type Sex } from '../record/characteristics.ts';
import type { Choice } from './form-field.ts';

export const SEX_WORDS: Readonly<Record<Sex, string>> = {
  FEMALE: 'Female',
  MALE: 'Male',
  NOT_SPECIFIED: 'Not specified',
};

/** For the forms that ask. */
export const SEX_CHOICES: readonly Choice[] = Object.entries(SEX_WORDS).map(([value, text]) => ({
  value,
  text,
}));
export const TIER_CHOICES: readonly Choice[] = TIERS.map((tier) => ({ value: tier, text: tier }));
