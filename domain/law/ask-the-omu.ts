import type { LawRow } from './law-rows.ts';

/** Why the dates of a sentence are not worked out here, as a reader is told. When several hold, the first is given. */
export const SENTENCE_OUT_OF_SCOPE = {
  LIFE_SENTENCE: 'A life sentence has no release date that follows from its length.',
  EXTENDED_SENTENCE: 'An extended sentence has rules of its own.',
  SEVERAL_SENTENCES: 'Sentences that run together or one after another are worked out together.',
  DAYS_ADDED: 'Added days move the dates of the sentence.',
  DAYS_REMANDED: 'Days on remand move the dates of the sentence.',
  SENTENCE_BEFORE_THE_LAW: 'The sentence began before the law held here was in force.',
  SDS_PLUS_BEFORE_THE_LAW: 'On the day of the sentence there was no SDS+.',
  EXCLUSION_NOT_SAID:
    'The offence is of a kind that SDS40 may leave out, and it was not said whether the progression model leaves it out.',
} as const;
export type SentenceOutOfScope = keyof typeof SENTENCE_OUT_OF_SCOPE;

/** Why the date of a recall is not worked out here. When several hold, the first is given. */
export const RECALL_OUT_OF_SCOPE = {
  SENTENCE_ENDED: 'The sentence had ended before the recall or the return to custody.',
  OTHER_RECALL_LAW:
    'On the day of the recall another law on recall was in force for sentences of this length.',
  CURFEW_PERIOD_NOT_GIVEN:
    'After a recall from home detention curfew the date depends on the end of the requisite custodial period.',
  CURFEW_RECALL_BEFORE_THE_LAW:
    'The recall from home detention curfew was made before such recalls were for a fixed term.',
} as const;
export type RecallOutOfScope = keyof typeof RECALL_OUT_OF_SCOPE;

/** A case that only the prison’s offender management unit can answer. */
export interface AskTheOmu<Reason> {
  readonly status: 'ASK_THE_OMU';
  readonly reason: Reason;
  readonly explanation: readonly string[];
}

/** Indicative dates, with the rows of the law that they rest on and the reasons as sentences. */
export interface DatesWorkedOut<Dates> {
  readonly status: 'DATES';
  readonly dates: Dates;
  readonly law: readonly LawRow[];
  readonly explanation: readonly string[];
}

export function askTheOmu<Reason>(reason: Reason, why: string): AskTheOmu<Reason> {
  return {
    status: 'ASK_THE_OMU',
    reason,
    explanation: [why, 'Ask the prison’s offender management unit (OMU) for the dates.'],
  };
}
