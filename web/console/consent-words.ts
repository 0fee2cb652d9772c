import { capitalised } from '../../domain/law/capitalised.ts';
import type { RecordedAnswer } from '../../application/commands/record-consent.ts';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import type { ConsentView } from '../../application/queries/consent-view.ts';
import { CONSENT_PURPOSE_WORDS, CONSENT_WAY_WORDS } from '../../domain/journey/describe-consent-fact.ts';
import { describeActor, officerName, type Names } from '../../domain/journey/words.ts';
import { ENDED_BY_WITHDRAWAL } from '../../domain/pathways/referrals/withdrawal.ts';
import type { ConsentAnswer, ConsentPurpose } from '../../domain/record/consent.ts';
import { isLiveState } from '../../domain/record/referral.ts';
import { formatInstant, formatShortDate } from './formats.ts';

export const CONSENT_TITLES: Readonly<Record<ConsentAnswer, string>> = {
  GIVEN: 'They agree',
  REFUSED: 'They do not agree',
  WITHDRAWN: 'They no longer agree',
};

const TAGS: Readonly<Record<ConsentAnswer, { readonly text: string; readonly classes: string }>> = {
  GIVEN: { text: 'Given', classes: 'govuk-tag--green' },
  REFUSED: { text: 'Refused', classes: 'govuk-tag--red' },
  WITHDRAWN: { text: 'Withdrawn', classes: 'govuk-tag--red' },
};

export function purposeTitle(purpose: ConsentPurpose): string {
  return capitalised(CONSENT_PURPOSE_WORDS[purpose]);
}

/** What the person agrees to, a row for each purpose and agency. */
export function consentRows({ consents }: Pick<JourneyView, 'consents'>, names: Names) {
  return consents.map(({ purpose, agencyId, agency, answer, reason, ...kept }) => ({
    purpose: purposeTitle(purpose),
    agency: agency ?? (purpose === 'MESSAGES' ? '' : 'Every agency'),
    tag: TAGS[answer],
    reason,
    how: howWords(kept, names),
    recorded: kept.recordedBy
      ? `${describeActor(kept.recordedBy, names)}${kept.recordedAt === undefined ? '' : `, ${formatInstant(kept.recordedAt)}`}`
      : 'Not kept',
    given: answer === 'GIVEN',
    query: new URLSearchParams({ purpose, ...(agencyId !== undefined && { agency: agencyId }) }).toString(),
  }));
}

function howWords({ how, heardBy, on }: Pick<ConsentView, 'how' | 'heardBy' | 'on'>, names: Names): string {
  const officer = heardBy === undefined ? undefined : officerName(heardBy, names);
  const way = how === undefined ? undefined : CONSENT_WAY_WORDS[how];
  const words = [
    ...(way === undefined ? [] : [way]),
    ...(officer === undefined ? [] : [`${how === 'WRITTEN' ? 'received by' : 'heard by'} ${officer}`]),
    ...(on === undefined ? [] : [formatShortDate(on)]),
  ].join(', ');
  return words === '' ? 'Not recorded' : capitalised(words);
}

/** What recording an answer would do, before it is done. */
export function consentMeans(journey: JourneyView, given: RecordedAnswer): readonly string[] {
  const { purpose, agency, answer } = given;
  if (answer === 'GIVEN') return agreed(journey, purpose);
  if (purpose === 'MESSAGES')
    return ['No message is sent to the person, and their address and number are removed.'];
  if (purpose === 'WHAT_HELPS') return ['No agency is shown what helps the person.'];
  const ended = journey.referrals.filter(
    ({ service, agencyId, state }) =>
      service === purpose && isLiveState(state) && (agency === undefined || agency === agencyId),
  );
  const closed = journey.steps.filter(
    ({ kind, subject }) =>
      Object.hasOwn(ENDED_BY_WITHDRAWAL, kind) && ended.some((each) => each.subject === subject),
  );
  const everyCouncil = purpose === 'DTR' && agency === undefined;
  const hadBed = purpose === 'CAS3' && ended.some(({ state }) => state === 'accepted');
  return [
    ...(ended.length === 0 ? ['No referral relies on it now.'] : []),
    ...ended.map(
      (each) =>
        `A message goes to ${each.agency}: the referral is withdrawn. It is given no reason, and is shown nothing about the person any more.`,
    ),
    ...closed.map(({ title }) => `The step “${title}” closes.`),
    ...(hadBed
      ? [
          'The bed no longer counts as a place to sleep. Find another, or the person is listed as having nowhere to live.',
        ]
      : []),
    everyCouncil
      ? 'No council is asked, or shown how to contact the person, before they agree again.'
      : 'No new referral is made to it before the person agrees.',
  ];
}

function agreed(journey: JourneyView, purpose: ConsentPurpose): readonly string[] {
  switch (purpose) {
    case 'DTR':
      return journey.housing.contact === undefined && journey.releasedOn === undefined
        ? ['An officer is asked how a council may contact the person. No council is asked before that.']
        : ['A council may be asked. Nothing is sent by this alone.'];
    case 'MESSAGES':
      return [
        'Messages may be sent to the person, once it is recorded with their appointments where they go.',
      ];
    case 'WHAT_HELPS':
      return ['An agency that reads a referral is shown what helps the person, if that is recorded.'];
    default:
      return [
        'A referral may be made. Nothing is sent by this alone.',
        ...(journey.releasedOn === undefined
          ? ['Where one had ended or was not made without consent, an officer is asked to decide again.']
          : []),
      ];
  }
}
