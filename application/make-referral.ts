import { makeReferral, rowsTouchedByReferral } from '../domain/journey/referrals.ts';
import type { Journey } from '../domain/journey/journey.ts';
import { isWhereCas3Takes } from '../domain/pathways/accommodation/community-accommodation.ts';
import { isInWales } from '../domain/pathways/accommodation/country.ts';
import { isRefused } from '../domain/pathways/consent.ts';
import { isHoused } from '../domain/pathways/accommodation/places.ts';
import { isWelshCouncil } from '../domain/pathways/accommodation/welsh-council.ts';
import type { IsoDate } from '../domain/law/time.ts';
import { serviceEntry } from '../domain/pathways/services.ts';
import type { Service } from '../domain/record/referral.ts';
import { readReferralSubject, referralSubject } from '../domain/record/subjects.ts';
import { agencyFor, findAgency } from './agencies.ts';
import type { Change } from './change.ts';
import type { Agency } from './ports/agencies.ts';
import type { Services } from './services.ts';

export type ReferralMade =
  | { readonly outcome: 'MADE' }
  | { readonly outcome: 'NOT_NEEDED' }
  | { readonly outcome: 'NOT_MADE'; readonly why: WhyNotMade };

type WhyNotMade = 'agreement-expired' | 'no-agency' | 'council-in-wales' | 'no-consent';

/**
 * Makes a referral, once: a second call finds it made. One that cannot be made is a fact, and is not tried again.
 * @throws Error when the subject is not one of a referral.
 */
export async function makeReferralOnce(
  change: Change,
  services: Pick<Services, 'table'>,
  subject: string,
): Promise<ReferralMade> {
  const { draft, loadSteps } = change;
  const { journey, context } = draft;
  const wanted = readReferralSubject(subject);
  if (wanted === undefined) throw new Error(`A referral has no subject ${subject}`);
  if (journey.referrals.some((known) => known.subject === subject)) return { outcome: 'MADE' };
  if (isHoused(journey, context.today) || !mayAsk(journey, wanted.service, context.today))
    return { outcome: 'NOT_NEEDED' };
  const agency = await chooseAgency(journey, services, wanted, context.today);
  if (typeof agency === 'string') {
    const unanswered = journey.housing.unanswered ?? [];
    draft.update({ housing: { ...journey.housing, unanswered: [...unanswered, subject] } });
    draft.record('referral-not-made', { service: wanted.service, why: agency });
    return { outcome: 'NOT_MADE', why: agency };
  }
  await loadSteps(rowsTouchedByReferral(journey, subject));
  makeReferral(draft, referralSubject(wanted.service, wanted.choice), agency.id);
  return { outcome: 'MADE' };
}

/** A council is asked in England only, and with the person's agreement; community accommodation only where it takes people from. */
function mayAsk(journey: Journey, service: Service, today: IsoDate): boolean {
  switch (service) {
    case 'CRS':
      return true;
    case 'DTR':
      return !isInWales(journey) && journey.housing.contact !== undefined;
    case 'CAS3':
      return isWhereCas3Takes(journey, today);
  }
}

async function chooseAgency(
  journey: Journey,
  services: Pick<Services, 'table'>,
  { service, choice }: { readonly service: Service; readonly choice: number },
  today: IsoDate,
): Promise<Agency | WhyNotMade> {
  const given = serviceEntry(service).givenBy(journey, choice);
  const agency =
    given === 'agency-of-region'
      ? await agencyFor(services, service, journey.region)
      : given.agencyId === undefined
        ? undefined
        : await findAgency(services, given.agencyId);
  if (agency === undefined) return 'no-agency';
  // Stored before registration refused it.
  if (service === 'DTR' && isWelshCouncil(agency)) return 'council-in-wales';
  if (isRefused(journey, service, agency.id)) return 'no-consent';
  return agency.agreementExpiresOn < today ? 'agreement-expired' : agency;
}
