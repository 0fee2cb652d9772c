import { serviceEntry } from '../../domain/pathways/services.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isLive, isStale, stateOf, type Referral } from '../../domain/record/referral.ts';
import { dateInLondon } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { noSuchReferral, ownReferral } from '../access.ts';
import { consentTo } from '../../domain/pathways/consent.ts';
import { findAgency } from '../agencies.ts';
import { agenciesWait, withDatesShown } from '../agencies-wait.ts';
import { changeJourney } from '../change-journey.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** A referral as its agency sees it: the request, its dates, and what its service needs of the person. */
export type DisclosedReferral = {
  readonly id: string;
  readonly service: Referral['service'];
  readonly serviceName: string;
  readonly state: ReturnType<typeof stateOf>;
  /** Counts its messages; an answer may name the one it replies to. */
  readonly sequence: number;
  /** These only while the referral stands. */
  readonly releaseDate?: string;
  readonly releasedOn?: string;
  readonly name?: string;
  readonly contact?: { readonly by: 'PHONE' | 'EMAIL' | 'OFFICER'; readonly at: string };
  readonly opinion?: string;
  /** What helps the person, where they agree that this agency is shown it. */
  readonly whatHelps?: string;
  /** What the agency asked, and what it was told. */
  readonly questions?: readonly AskedQuestion[];
};

type AskedQuestion = {
  readonly askedAt: string;
  readonly question?: string;
  readonly answeredAt?: string;
  readonly answer?: string;
};

/**
 * Discloses a referral to the agency it was made to. The disclosure is a fact of the journey, written in the same
 * transaction: what cannot be logged is not disclosed (Data Protection Act 2018, section 62).
 *
 * @returns NOT_FOUND for one that is not this agency's, whether or not it exists; NOT_PERMITTED for a
 * user of no agency and after the information-sharing agreement has expired; UNAVAILABLE when it could not be logged.
 */
export async function discloseReferral(
  services: Services,
  user: User,
  referralId: string,
): Promise<Result<DisclosedReferral>> {
  const own = await ownReferral(services, user, referralId, 'read-referral');
  if (!own.ok) return own;
  const { journeyId, agencyId, by } = own.value;
  const agency = await findAgency(services, agencyId);
  const today = dateInLondon(services.clock.now()).toString();
  if (!agency || agency.agreementExpiresOn < today) {
    const reason = 'The information-sharing agreement with your agency has expired.';
    services.accessLog.denied({ user, action: 'read-referral', journeyId, relation: 'AGENCY', reason });
    return refuse('NOT_PERMITTED', reason);
  }
  return changeJourney(services, journeyId, { by }, async (change) => {
    await change.loadReferrals([referralId]);
    if (!change.draft.hasReferral(referralId)) return noSuchReferral();
    const referral = change.draft.referral(referralId);
    const { journey, context } = change.draft;
    const stands = isLive(referral) && !isStale(referral, context.today, context.law);
    const wait = await agenciesWait(services, journeyId);
    const known = wait === undefined ? journey : withDatesShown(journey, wait.shown);
    const shown = disclose(referral, stands ? known : undefined);
    change.draft.record('referral-disclosed', {
      referral: referral.id,
      service: referral.service,
      agency: agencyId,
      fields: Object.keys(shown).filter((field) => field !== 'id' && field !== 'serviceName'),
    });
    return done(shown);
  });
}

/** @param journey absent when the referral no longer stands: then nothing about the person is shown. */
function disclose(referral: Referral, journey: Journey | undefined): DisclosedReferral {
  const entry = serviceEntry(referral.service);
  return {
    id: referral.id,
    service: referral.service,
    serviceName: entry.name,
    state: stateOf(referral),
    sequence: referral.sequence,
    ...(journey && {
      releaseDate: journey.releaseDateInForce,
      ...(journey.releasedOn !== undefined && { releasedOn: journey.releasedOn }),
      ...entry.shows?.(journey),
      ...whatHelps(referral, journey),
      ...(referral.questions && { questions: referral.questions.map((each) => ({ ...each })) }),
    }),
  };
}

function whatHelps({ agencyId }: Referral, journey: Journey): Pick<DisclosedReferral, 'whatHelps'> {
  const text = journey.health?.whatHelps?.text;
  const agreed = consentTo(journey, 'WHAT_HELPS', agencyId) === 'GIVEN';
  return agreed && text !== undefined ? { whatHelps: text } : {};
}
