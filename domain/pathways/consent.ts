import type { Consent, ConsentAnswer, ConsentPurpose } from '../record/consent.ts';
import type { FactType } from '../record/facts.ts';
import type { PathwayDraft, PersonRecord } from './person-record.ts';
import type { BrokenRule } from './step-entry.ts';

/** The person's consent: to each purpose, from every agency or one of them. */

type Record = Pick<PersonRecord, 'consents' | 'housing'>;

/** A consent before it is recorded. */
export type GivenConsent = Omit<Consent, 'recordedAt' | 'recordedBy'>;

/** The consents as they stand. Records from before they were kept have only the answer to the duty to refer. */
export function consentsOf({ consents = [], housing }: Record): readonly Consent[] {
  if (housing.consent === undefined || consents.some(({ purpose }) => purpose === 'DTR')) return consents;
  return [{ purpose: 'DTR', answer: housing.consent }, ...consents];
}

/** What the person answered for this agency, else for all of them; undefined when they were never asked. */
export function consentTo(
  record: Record,
  purpose: ConsentPurpose,
  agencyId?: string,
): ConsentAnswer | undefined {
  const about = consentsOf(record).filter((each) => each.purpose === purpose);
  const own = about.find((each) => each.agencyId !== undefined && each.agencyId === agencyId);
  return (own ?? about.find((each) => each.agencyId === undefined))?.answer;
}

/** The person said no, or no longer agrees. */
export function isRefused(record: Record, purpose: ConsentPurpose, agencyId?: string): boolean {
  const answer = consentTo(record, purpose, agencyId);
  return answer === 'REFUSED' || answer === 'WITHDRAWN';
}

export function noConsent(
  record: Record,
  purpose: ConsentPurpose,
  agencyId?: string,
): BrokenRule | undefined {
  return isRefused(record, purpose, agencyId) ? NO_CONSENT : undefined;
}

export const NO_CONSENT: BrokenRule = {
  rule: 'no-consent',
  explanation: 'The person does not agree to this referral. If they now do, record their consent first.',
};

const FACTS = {
  GIVEN: 'consent-given',
  REFUSED: 'consent-refused',
  WITHDRAWN: 'consent-withdrawn',
} as const satisfies Readonly<{ [A in ConsentAnswer]: FactType }>;

/**
 * Records what the person answered. A refusal or a withdrawal to every agency ends what they said about each of them; a
 * consent to every agency leaves the refusal of one.
 */
export function keepConsent(draft: PathwayDraft, given: GivenConsent): void {
  const { now, today, by } = draft.context;
  const kept: Consent = { ...given, on: given.on ?? today, recordedAt: now, recordedBy: by };
  const others = consentsOf(draft.journey).filter((known) => !ends(kept, known));
  draft.update({ consents: [...others, kept] });
  const { purpose, agencyId: agency, how, heardBy, on, reason } = kept;
  draft.record(FACTS[given.answer], { purpose, agency, how, heardBy, on, reason });
}

function ends(kept: Consent, { purpose, agencyId }: Consent): boolean {
  if (purpose !== kept.purpose) return false;
  return agencyId === kept.agencyId || (kept.agencyId === undefined && kept.answer !== 'GIVEN');
}

/** In the next cycle what was refused still is; what was given is asked again. */
export function consentsAfterReturn({ consents }: Record): Pick<PersonRecord, 'consents'> {
  if (consents === undefined) return {};
  return { consents: consents.filter(({ purpose, answer }) => purpose === 'MESSAGES' || answer !== 'GIVEN') };
}
