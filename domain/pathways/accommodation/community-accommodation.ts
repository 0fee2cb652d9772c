import * as z from 'zod';
import { isAdultOn } from '../../law/age.ts';
import type { Law } from '../../law/law.ts';
import { spanOf, upToNights } from '../../law/number-words.ts';
import { daysBetween, type IsoDate } from '../../law/time.ts';
import { none, NOT_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { REASON_FIELD } from '../form-field.ts';
import type { PersonRecord } from '../person-record.ts';
import { isRefused, noConsent } from '../consent.ts';
import { referralSubject, type ReferralSubject } from '../../record/subjects.ts';
import { placeForNight } from './places.ts';
import { step, type BrokenRule } from '../step-entry.ts';

/**
 * Community accommodation (CAS3) asks for a duty-to-refer and a commissioned-services referral to have been made. In
 * Wales an application to a local authority stands in place of the first.
 */
export function cas3Possible({ housing }: Pick<PersonRecord, 'housing'>): boolean {
  const council = housing.dutyToReferOn ?? housing.welshApplication?.on;
  return housing.crsReferredOn !== undefined && council !== undefined;
}

/** Why a referral cannot be made: the person does not agree, or one of the two before it was not made or no longer counts. */
function notReadyForCas3(record: PersonRecord, today: IsoDate, law: Law): BrokenRule | undefined {
  const refused = noConsent(record, 'CAS3');
  if (refused !== undefined) return refused;
  if (!cas3Possible(record)) return BOTH_FIRST;
  const { dutyToReferOn } = record.housing;
  const { dutyToReferStaleDays } = law.on(today);
  return dutyToReferOn !== undefined && daysBetween(dutyToReferOn, today) > dutyToReferStaleDays
    ? tooOld(dutyToReferStaleDays)
    : undefined;
}

/** Community accommodation is for people who are of full age when they are released. */
function isChildAtRelease(
  { dateOfBirth, releaseDateInForce }: Pick<PersonRecord, 'dateOfBirth' | 'releaseDateInForce'>,
  law: Law,
): boolean {
  return releaseDateInForce !== undefined && !isAdultOn(dateOfBirth, releaseDateInForce, law);
}

/** It takes people from prison, and from approved premises (CAS1) once they are out. */
export function isWhereCas3Takes(
  record: Pick<PersonRecord, 'housing' | 'releasedOn' | 'releaseDateInForce'>,
  today: IsoDate,
): boolean {
  if (record.releasedOn === undefined) return true;
  const tonight = placeForNight(record, today);
  return tonight.kind === 'bed' && tonight.place.kind === 'CAS1';
}

/** The rule that forbids a referral of a person who is out. */
export function cas3FromOutside(record: PersonRecord, today: IsoDate, law: Law): BrokenRule | undefined {
  if (!isWhereCas3Takes(record, today)) return ONLY_FROM_PREMISES;
  if (!isAdultOn(record.dateOfBirth, today, law)) return ADULTS_ONLY;
  if (record.referrals.some(({ subject, live }) => live && subject.startsWith('CAS3-'))) return ASKED_ALREADY;
  return notReadyForCas3(record, today, law);
}

/** How the next referral is called. */
export function nextCas3Referral({ referrals }: PersonRecord): ReferralSubject {
  return referralSubject('CAS3', referrals.filter(({ subject }) => subject.startsWith('CAS3-')).length + 1);
}

const ONLY_FROM_PREMISES: BrokenRule = {
  rule: 'not-in-approved-premises',
  explanation:
    'Community accommodation (CAS3) takes people from prison or from approved premises (CAS1), and this person is in neither.',
};

const ASKED_ALREADY: BrokenRule = {
  rule: 'cas3-asked-already',
  explanation: 'A referral to community accommodation (CAS3) stands already.',
};

const ADULTS_ONLY: BrokenRule = {
  rule: 'adults-only',
  explanation:
    'Community accommodation (CAS3) is for adults, and this person is a child on the day of release.',
};

const BOTH_FIRST: BrokenRule = {
  rule: 'both-referrals-first',
  explanation:
    'Community accommodation (CAS3) asks for a duty-to-refer and a commissioned-services referral first.',
};

function tooOld(days: number): BrokenRule {
  return {
    rule: 'duty-to-refer-too-old',
    explanation: `The duty-to-refer referral was made more than ${spanOf(days)} ago, so it no longer counts. Community accommodation (CAS3) asks for a current one.`,
  };
}

export const COMMUNITY_ACCOMMODATION_STEPS = {
  'cas3-prerequisites': step({
    title: 'Community accommodation (CAS3) becomes possible',
    awaits: 'for both a duty-to-refer and a commissioned-services referral to have been made',
    asked: 'event',
    pathway: 'accommodation',
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    settledBy(record, _subject, law) {
      if (isChildAtRelease(record, law)) return 'NOT_NEEDED';
      return cas3Possible(record) ? 'MET' : undefined;
    },
    details: none,
    form: [],
    outcomes: { MET: { label: 'Both referrals are made', system: true }, NOT_NEEDED, OVERTAKEN },
  }),
  'cas3-decision': step({
    title: 'Refer to community accommodation (CAS3)?',
    awaits: ({ cas3Nights }) =>
      `to decide whether to refer for ${upToNights(cas3Nights)} of temporary accommodation`,
    asked: 'responsible',
    pathway: 'accommodation',
    opens: { from: 'release', before: 'cas3ReferralDays' },
    due: { from: 'release', before: 'cas3DecisionDays' },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    settledBy: (record, _subject, law) => (isChildAtRelease(record, law) ? 'NOT_NEEDED' : undefined),
    details: z.strictObject({ reason: note.optional() }),
    form: [{ ...REASON_FIELD, hint: 'Only if it is not suitable' }],
    shows: ['reason'],
    usually: { outcome: 'REFER' },
    outcomes: {
      REFER: {
        label: 'Refer',
        // What was made when this was asked may have been withdrawn since.
        forbiddenBy: (record, today, _subject, _details, { law }) =>
          isChildAtRelease(record, law) ? ADULTS_ONLY : notReadyForCas3(record, today, law),
      },
      NOT_SUITABLE: {
        label: 'Not suitable',
        needs: { field: 'reason', problem: 'Say why it is not suitable.' },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'cas3-again': step({
    title: 'Refer to community accommodation (CAS3), now that the person agrees?',
    awaits: 'to decide on community accommodation again, because the person agrees to it again',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 2 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    settledBy: (record, _subject, law) =>
      isChildAtRelease(record, law) || isRefused(record, 'CAS3') ? 'NOT_NEEDED' : undefined,
    details: z.strictObject({ reason: note.optional() }),
    form: [{ ...REASON_FIELD, hint: 'Only if it is not suitable' }],
    shows: ['reason'],
    usually: { outcome: 'REFER' },
    outcomes: {
      REFER: {
        label: 'Refer',
        passing: true,
        forbiddenBy: (record, today, _subject, _details, { law }) => notReadyForCas3(record, today, law),
        refers: nextCas3Referral,
      },
      NOT_SUITABLE: {
        label: 'Not suitable',
        passing: true,
        needs: { field: 'reason', problem: 'Say why it is not suitable.' },
      },
      NOT_NEEDED: { ...NOT_NEEDED, passing: true },
      OVERTAKEN,
    },
  }),
};
