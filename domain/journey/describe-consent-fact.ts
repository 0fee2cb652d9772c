import { sayDate } from '../law/say-date.ts';
import type { ConsentAnswer, ConsentPurpose, ConsentWay } from '../record/consent.ts';
import type { FactData } from '../record/facts.ts';
import { agencyName, officerName, say, sentence, type Names } from './words.ts';

/** What is consented to, after "consent to". */
export const CONSENT_PURPOSE_WORDS: Readonly<Record<ConsentPurpose, string>> = {
  CRS: 'a referral for commissioned accommodation help',
  DTR: 'a referral to a council under the duty to refer',
  CAS3: 'a referral for community accommodation (CAS3)',
  MESSAGES: 'messages to them by email or text',
  WHAT_HELPS: 'agencies being shown what helps them',
};

export const CONSENT_WAY_WORDS: Readonly<Record<ConsentWay, string>> = {
  SPOKEN: 'Spoken',
  WRITTEN: 'In writing',
};

/** The timeline's sentences about consent. */
export const describeConsentFact = {
  'consent-given': (data: FactData, names: Names): string =>
    `The person agreed to ${what(data, names, 'GIVEN')}`,
  'consent-refused': (data: FactData, names: Names): string =>
    `The person did not agree to ${what(data, names, 'REFUSED')}`,
  'consent-withdrawn': (data: FactData, names: Names): string =>
    `The person no longer agrees to ${what(data, names, 'WITHDRAWN')}`,
} as const;

function what({ purpose, agency, how, heardBy, on, reason }: FactData, names: Names, answer: ConsentAnswer) {
  const about = Object.entries(CONSENT_PURPOSE_WORDS).find(([each]) => each === purpose)?.[1] ?? 'a referral';
  const whose = typeof agency === 'string' ? `, for ${agencyName(agency, names)}` : '';
  const day = answer === 'WITHDRAWN' ? `, from ${sayDate(on)}` : `, on ${sayDate(on)}`;
  const officer = typeof heardBy === 'string' ? officerName(heardBy, names) : undefined;
  return `${about}${whose}${day}.${heard(how, officer)}${typeof reason === 'string' ? ` Reason: ${sentence(say(reason))}` : ''}`;
}

function heard(how: unknown, officer: string | undefined): string {
  const from = officer === undefined ? '' : ` by ${officer}`;
  switch (how) {
    case 'SPOKEN':
      return officer === undefined ? ' They said so.' : ` Heard${from}.`;
    case 'WRITTEN':
      return officer === undefined ? ' They wrote it.' : ` Received in writing${from}.`;
    default:
      return officer === undefined ? '' : ` Recorded${from}.`;
  }
}
