import { MOST_AUTHORITIES } from '../pathways/accommodation/data.ts';
import { setHousing } from '../pathways/accommodation/address.ts';
import { consentsOf, isRefused } from '../pathways/consent.ts';
import { tell, withdraw } from '../pathways/referrals/moves.ts';
import type { MergedInto } from '../record/merge.ts';
import type { Referral } from '../record/referral.ts';
import { referralSubject, type ReferralSubject } from '../record/subjects.ts';
import { closeAllSteps } from './close-journey.ts';
import { rowsTouchedByHold } from './hold.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { stopExecutions } from './stop-executions.ts';
import type { TouchedRows } from './touched-rows.ts';

/** What merging may read or write of either journey. */
export function rowsTouchedByMerge(journey: Journey): TouchedRows {
  const { referrals } = journey;
  return {
    steps: rowsTouchedByHold(journey).steps,
    referrals: referrals.filter(({ live }) => live).map(({ id }) => id),
  };
}

/** A referral that belongs to the surviving record from now on, and what it is called there. */
export interface MovedReferral {
  readonly was: string;
  readonly subject: ReferralSubject;
}

export interface ReferralsMoved {
  readonly moved: readonly MovedReferral[];
  /** How many ended: the surviving record has the same one, or the person does not agree to it there. */
  readonly ended: number;
}

/** Moves the live referrals of one record to another of the same person; the agencies keep their reference. */
export function moveReferrals(from: JourneyDraft, to: JourneyDraft): ReferralsMoved {
  takeAgreement(from.journey, to);
  const moved: MovedReferral[] = [];
  let ended = 0;
  for (const referral of from.liveReferrals()) {
    const { service, agencyId } = referral;
    const same = to.liveReferrals().some((each) => each.service === service && each.agencyId === agencyId);
    const noConsent = isRefused(to.journey, service, agencyId);
    const noRoom = service === 'DTR' && to.journey.housing.authorities.length >= MOST_AUTHORITIES;
    if (same || noConsent || noRoom) {
      if (noConsent) withdraw(from, referral, 'NO_CONSENT');
      else withdraw(from, referral, 'OTHER', 'Two records of the person were merged.');
      ended += 1;
    } else moved.push({ was: referral.subject, subject: move(from, to, referral) });
  }
  return { moved, ended };
}

/** Where the surviving record has no answer about the duty to refer, the one of the other record counts. */
function takeAgreement({ housing, consents }: Journey, to: JourneyDraft): void {
  const { consent, contact } = housing;
  if (to.journey.housing.consent !== undefined || consent === undefined) return;
  const others = consentsOf(to.journey);
  const known = consentsOf({ housing, ...(consents && { consents }) }).filter(
    ({ purpose, agencyId }) =>
      purpose === 'DTR' && !others.some((each) => each.purpose === purpose && each.agencyId === agencyId),
  );
  to.update({ consents: [...others, ...known] });
  setHousing(to, { consent, ...(contact !== undefined && { contact }) });
}

function move(from: JourneyDraft, to: JourneyDraft, referral: Referral): ReferralSubject {
  const subject = nextSubject(to.journey, referral);
  from.putReferral({ ...referral, movedTo: to.journey.id });
  const { id: journeyId, cycle, releaseDateInForce } = to.journey;
  const { releaseDate: _before, ...rest } = referral;
  const here: Referral = {
    ...rest,
    journeyId,
    cycle,
    subject,
    ...(releaseDateInForce !== undefined && { releaseDate: releaseDateInForce }),
  };
  to.addReferral(here);
  keepWhatItMeans(from.journey, to, referral);
  tell(to, here, 'through-the-gate.referral.updated', ['releaseDate']);
  return subject;
}

function nextSubject({ housing, referrals }: Journey, { service }: Referral): ReferralSubject {
  if (service === 'DTR') return referralSubject('DTR', housing.authorities.length + 1);
  const used = referrals.map(({ subject }) => subject);
  for (let choice = 1; ; choice += 1) {
    const subject = referralSubject(service, choice);
    if (!used.includes(subject)) return subject;
  }
}

function keepWhatItMeans(
  { housing: was }: Journey,
  to: JourneyDraft,
  { service, agencyId, answer }: Referral,
): void {
  const { housing } = to.journey;
  const { today } = to.context;
  if (service === 'CRS')
    setHousing(to, { crsReferredOn: housing.crsReferredOn ?? was.crsReferredOn ?? today });
  if (service !== 'DTR') return;
  const outcome = answer?.answer === 'ACCEPTED' ? (answer.code ?? 'ACCEPTED') : undefined;
  setHousing(to, {
    authorities: [...housing.authorities, agencyId],
    dutyToReferOn: housing.dutyToReferOn ?? was.dutyToReferOn ?? today,
    ...(outcome !== undefined && { dutyToReferOutcome: outcome }),
  });
}

/** The journey of a record that is merged into another: nothing of it is asked any more, and its timeline stays. */
export function closeMerged(draft: JourneyDraft, mergedInto: MergedInto, reason: string | undefined): void {
  draft.record('merged-into', { number: mergedInto.prisonNumber, journey: mergedInto.journeyId, reason });
  const unanswered = closeAllSteps(draft, 'RECORDS_MERGED');
  stopExecutions(draft, 'the record is merged into another');
  draft.forget('hold');
  const closed = { on: mergedInto.on, housed: false, benefits: false, unanswered, because: 'MERGE' } as const;
  draft.update({ proposals: [], mergedInto, phase: 'closed', closed });
  draft.record('journey-closed', { because: 'MERGE', unanswered });
}
