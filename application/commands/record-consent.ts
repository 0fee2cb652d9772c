import type { User } from '../../domain/access/user.ts';
import { consentFormVersion } from '../../domain/journey/form-version.ts';
import { isOpen } from '../../domain/journey/step.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { endBed, setHousing } from '../../domain/pathways/accommodation/address.ts';
import { isInWales } from '../../domain/pathways/accommodation/country.ts';
import { isHoused, isSheltered } from '../../domain/pathways/accommodation/places.ts';
import { consentsOf, consentTo, keepConsent } from '../../domain/pathways/consent.ts';
import {
  isService,
  MOST_CONSENTS,
  type ConsentAnswer,
  type ConsentPurpose,
  type ConsentWay,
} from '../../domain/record/consent.ts';
import type { Referral, Service } from '../../domain/record/referral.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { readReferralSubject } from '../../domain/record/subjects.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { changeFor, type Terms } from '../access.ts';
import { findAgency } from '../agencies.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { askForAgreementAgain, askFromCommunity, endReferrals, liveReferralsTo } from '../end-referrals.ts';
import { keepPersonContact, personContactOf } from '../person-contact.ts';
import { applyAnswer } from './complete-step.ts';
import { decideAgain, decideNoMore } from '../consent-again.ts';
import { done, refuse, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

export interface RecordedAnswer {
  readonly purpose: ConsentPurpose;
  /** Without one, every agency. */
  readonly agency?: string;
  readonly answer: ConsentAnswer;
  readonly how: ConsentWay;
  /** The officer who heard it or received it; the one who records it without one. */
  readonly heardBy?: string;
  /** Today without one. */
  readonly on?: IsoDate;
  /** What the person said. */
  readonly reason?: string;
}

export type ConsentRecorded = {
  readonly purpose: ConsentPurpose;
  readonly answer: ConsentAnswer;
  /** Referrals that ended with it. */
  readonly withdrawn: readonly string[];
};

/**
 * Records what a person agrees to, does not agree to, or no longer agrees to. Whatever relied on a consent ends in the
 * same transaction: its referrals are withdrawn, and their agencies are sent nothing but that.
 * @returns NOT_PERMITTED; CONFLICT for a closed journey, a consent to withdraw that nobody gave, or what the caller saw
 * has changed; VALIDATION_FAILED for an agency that does not give the service, an officer not in the staff register, a
 * day to come; RULE_REFUSED for too many consents.
 */
export async function recordConsent(
  services: Services,
  user: User,
  journeyId: string,
  given: RecordedAnswer,
  terms: Terms = {},
): Promise<Result<ConsentRecorded>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'record-consent' }, terms, async (change) => {
    const { journey, context } = change.draft;
    if (journey.phase === 'closed')
      return refuse('CONFLICT', 'The journey is closed.', { current: { phase: journey.phase } });
    const seen = { consents: consentsOf(journey), referrals: journey.referrals };
    const refused =
      refuseOldForm(terms.formVersion, consentFormVersion(seen), journey) ??
      (await wrongDetail(services, given, context.today)) ??
      notPossible(journey, given);
    if (refused) return refused;
    const contact = given.purpose === 'MESSAGES' ? await personContactOf(services.table, journey) : undefined;
    keep(change, given, user);
    if (contact) keepPersonContact(change, { ...contact, agreed: given.answer === 'GIVEN' });
    const withdrawn = given.answer === 'GIVEN' ? [] : await stop(change, given);
    if (given.answer === 'GIVEN') await askNext(change, given);
    const { purpose, answer } = given;
    return done({ purpose, answer, withdrawn: withdrawn.map(({ id }) => id) });
  });
}

function keep({ draft }: Change, given: RecordedAnswer, user: User): void {
  const { purpose, agency: agencyId, answer, how, heardBy = user.id, on, reason } = given;
  keepConsent(draft, {
    purpose,
    answer,
    how,
    heardBy,
    ...(agencyId !== undefined && { agencyId }),
    ...(on !== undefined && { on }),
    ...(reason !== undefined && { reason }),
  });
}

/** Ends what relied on the consent. @returns the referrals that are withdrawn. */
async function stop(change: Change, { purpose, agency }: RecordedAnswer): Promise<readonly Referral[]> {
  if (!isService(purpose)) return [];
  const live = await liveReferralsTo(change, purpose);
  const ended = live.filter(({ agencyId }) => agency === undefined || agencyId === agency);
  const everyCouncil = purpose === 'DTR' && agency === undefined;
  if (ended.length > 0 || everyCouncil)
    await endReferrals(change, purpose, ended, { reason: 'NO_CONSENT', everyCouncil, asksAnother: true });
  const hadBed = ended.some(({ service, answer }) => service === 'CAS3' && answer?.answer === 'ACCEPTED');
  if (hadBed) await loseBed(change);
  if (purpose !== 'DTR') await decideNoMore(change, purpose);
  return ended;
}

/** The bed is no place to sleep any more: whoever waits to move the person on from it is answered. */
async function loseBed(change: Change): Promise<void> {
  const { draft } = change;
  endBed(draft, 'CAS3');
  const { journey, context } = draft;
  if (journey.releasedOn === undefined || isSheltered(journey, context.today)) return;
  const key = stepKey(journey.cycle, 'moving-on');
  await change.loadSteps([key]);
  const step = draft.step(key);
  if (step !== undefined && isOpen(step)) await applyAnswer(change, step, 'BED_ENDED', {});
}

/** What can be asked again once the person agrees. */
async function askNext(change: Change, { purpose }: RecordedAnswer): Promise<void> {
  const { draft } = change;
  if (purpose === 'DTR') setHousing(draft, { consent: 'GIVEN' });
  if (!isService(purpose)) return;
  const { journey, context } = draft;
  if (journey.releasedOn !== undefined) return askFromCommunity(change);
  const searching = journey.phase === 'pre-release' || journey.phase === 'release-day';
  const answered = journey.housing.contact !== undefined || isOpenOn(journey, 'housing-consent');
  if (!searching) return;
  if (purpose !== 'DTR') return decideAgain(change, purpose);
  if (answered) return;
  if (isInWales(journey) || isHoused(journey, context.today)) return;
  await askForAgreementAgain(change);
  await change.open({ kind: 'contact-agreement' });
}

function isOpenOn({ open }: Journey, kind: Journey['open'][number]['kind']): boolean {
  return open.some((step) => step.kind === kind);
}

async function wrongDetail(
  services: Pick<Services, 'table' | 'staff'>,
  { purpose, agency, heardBy, on }: RecordedAnswer,
  today: IsoDate,
): Promise<Refusal | undefined> {
  if (on !== undefined && on > today) return wrong('on', 'The day must be today or in the past.');
  if (heardBy !== undefined && (await services.staff.find(heardBy)) === undefined)
    return wrong('heardBy', 'Name an officer who is in the staff register.');
  if (agency === undefined) return undefined;
  if (purpose === 'MESSAGES') return wrong('agency', 'Messages to the person are sent by no agency.');
  const known = await findAgency(services, agency);
  const gives =
    known !== undefined &&
    (purpose === 'WHAT_HELPS' || known.services.some((service) => service === purpose));
  return gives ? undefined : wrong('agency', 'Name an agency that gives this service.');
}

function notPossible(journey: Journey, { purpose, agency, answer }: RecordedAnswer): Refusal | undefined {
  const now = consentTo(journey, purpose, agency);
  if (answer === 'WITHDRAWN' && now !== 'GIVEN' && !reliedOn(journey, purpose, agency)) {
    const why =
      now === 'WITHDRAWN'
        ? 'This consent is withdrawn already.'
        : 'No consent to this is recorded, so there is none to withdraw. If the person does not agree, record that.';
    return refuse('CONFLICT', why, { current: { phase: journey.phase } });
  }
  const known = consentsOf(journey);
  const replaces = known.some((each) => each.purpose === purpose && each.agencyId === agency);
  if (replaces || answer === 'WITHDRAWN' || known.length < MOST_CONSENTS) return undefined;
  return refuse(
    'RULE_REFUSED',
    `${MOST_CONSENTS} answers are recorded, and no more can be kept. Record one answer for every agency.`,
    { rule: 'too-many-consents' },
  );
}

/** A referral to the service stands, so the person may withdraw from it whatever is recorded. */
function reliedOn({ referrals }: Journey, purpose: ConsentPurpose, agency: string | undefined): boolean {
  return referrals.some(
    ({ live, subject, agencyId }) =>
      live && isServiceOf(subject, purpose) && (agency === undefined || agency === agencyId),
  );
}

function isServiceOf(subject: string, purpose: ConsentPurpose): boolean {
  const service: Service | undefined = readReferralSubject(subject)?.service;
  return service === purpose;
}

function wrong(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
