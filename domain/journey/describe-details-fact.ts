import { sayDate } from '../law/say-date.ts';
import { SEX_WORDS } from '../pathways/characteristics.ts';
import { SEXES } from '../record/characteristics.ts';
import type { FactData } from '../record/facts.ts';
import { say, sentence } from './words.ts';

/** "Personal details were recorded. Tier: B2 (before: C1). Reason: It was mistyped." */
export function describeDetailsFact({ reason, ...data }: FactData): string {
  const parts = [
    ['Date of birth', data['dateOfBirth'], data['wasDateOfBirth'], sayDate],
    ['Sex', data['sex'], data['wasSex'], saySex],
    ['Tier', data['tier'], data['wasTier'], say],
    ['CRN', data['crn'], data['wasCrn'], say],
    ['PNC number', data['pnc'], data['wasPnc'], say],
  ] as const;
  const said = parts.flatMap(([name, now, was, words]) => {
    if (now === undefined) return [];
    return [`${name}: ${words(now)}${was === undefined ? '' : ` (before: ${words(was)})`}.`];
  });
  return [
    'Personal details were recorded.',
    ...said,
    ...(reason === undefined ? [] : [`Reason: ${sentence(say(reason))}`]),
  ].join(' ');
}

function saySex(value: unknown): string {
  const sex = SEXES.find((each) => each === value);
  return sex === undefined ? say(value) : SEX_WORDS[sex].toLowerCase();
}
