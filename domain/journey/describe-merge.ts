import type { FactData } from '../record/facts.ts';
import { say, sentence } from './words.ts';

/** The timeline's sentences about two records of one person. */
export const describeMergeFact = {
  'records-merged': ({ number, moved, ended, reason }: FactData): string =>
    `The record under ${say(number)} is of the same person, and is merged into this one.${count(moved, 'moved here')}${count(ended, 'ended, because this record has the same one or the person does not agree to it')}${why(reason)}`,
  'merged-into': ({ number, reason }: FactData): string =>
    `This record is merged into the record of the same person under ${say(number)}, where their journey continues.${why(reason)}`,
  'prison-number-changed': ({ was, now, reason }: FactData): string =>
    `The prison number changed from ${say(was)} to ${say(now)}, because two numbers were of the same person.${why(reason)}`,
} as const;

function count(referrals: FactData[string], what: string): string {
  if (typeof referrals !== 'number' || referrals === 0) return '';
  return ` ${referrals} ${referrals === 1 ? 'referral' : 'referrals'} ${what}.`;
}

function why(reason: FactData[string]): string {
  return typeof reason === 'string' ? ` Reason: ${sentence(reason)}` : '';
}
