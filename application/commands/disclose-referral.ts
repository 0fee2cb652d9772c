import { serviceEntry } from '../../domain/pathways/services.ts';
import { stateOf, type Referral } from '../../domain/record/referral.ts';
import { dateInLondon } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { noSuchReferral, ownReferral } from '../access.ts';
import { findAgency } from '../agencies.ts';
import { changeJourney } from '../change-journey.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** A referral as its agency sees it: the request and its dates. Nothing about the person. */
export type DisclosedReferral = {
  readonly id: string;
  readonly service: Referral['service'];
  readonly serviceName: string;
  readonly state: ReturnType<typeof stateOf>;
  /** Counts its messages; an answer may name the one it replies to. */
  readonly sequence: number;
  /** Only while the referral still stands. */
  readonly releaseDate?: string;
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
    return refuse('NOT_PERMITTED', 'The information-sharing agreement with your agency has expired.');
  }
  return changeJourney(services, journeyId, { by }, async (change) => {
    await change.loadReferrals([referralId]);
    if (!change.draft.hasReferral(referralId)) return noSuchReferral();
    const referral = change.draft.referral(referralId);
    const shown = disclose(referral);
    change.draft.record('referral-disclosed', {
      referral: referral.id,
      service: referral.service,
      agency: agencyId,
      fields: Object.keys(shown).filter((field) => field !== 'id' && field !== 'serviceName'),
    });
    return done(shown);
  });
}

function disclose(referral: Referral): DisclosedReferral {
  const state = stateOf(referral);
  const stands = state !== 'withdrawn' && state !== 'declined' && state !== 'expired';
  return {
    id: referral.id,
    service: referral.service,
    serviceName: serviceEntry(referral.service).name,
    state,
    sequence: referral.sequence,
    ...(stands && { releaseDate: referral.releaseDate }),
  };
}
