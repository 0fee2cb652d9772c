import { addDays, type IsoDate } from '../law/time.ts';
import type { Law } from '../law/law.ts';
import { withdraw } from '../pathways/referrals/moves.ts';
import type { Death, GivenDeath, NotifiedOfDeath } from '../record/death.ts';
import { awaitsReturn } from '../record/recall.ts';
import { stepKey } from '../record/step-key.ts';
import { agencyWaitedFor, deskWaitedFor, officerWaitedFor, type WaitsFor } from '../record/waits-for.ts';
import { holdPolicy } from './hold-policy.ts';
import { closeAllSteps } from './close-journey.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openStep } from './open-step.ts';
import { stopExecutions } from './stop-executions.ts';
import type { TouchedRows } from './touched-rows.ts';

/** What an agency is sent about a referral of someone who has died. It says nothing of the death. */
const REFERRAL_ENDS = 'The referral is no longer needed.';

/** What recording a death may read or write. */
export function rowsTouchedByDeath({ cycle, open, referrals }: Journey): TouchedRows {
  return {
    steps: [...open.map(({ key }) => key), stepKey(cycle, 'notify-of-death')],
    referrals: referrals.filter(({ live }) => live).map(({ id }) => id),
  };
}

/**
 * The person has died: every step, execution and referral ends, the journey closes, and an officer is asked to see that
 * everyone on the list has been notified. What it touches (`rowsTouchedByDeath`) must have been loaded.
 */
export function recordDeath(draft: JourneyDraft, given: GivenDeath): Death {
  const { journey, context } = draft;
  const death: Death = {
    ...given,
    inCustody: isInCustody(journey, given.on),
    outside: notifiedOutside(journey, given.on, context.law),
    inside: notifiedInside(journey, given.on),
    recordedAt: context.now,
    recordedBy: context.by,
  };
  draft.record('died', {
    on: given.on,
    inCustody: death.inCustody,
    outside: death.outside,
    inside: death.inside,
  });
  const unanswered = closeAllSteps(draft, 'PERSON_DIED');
  stopExecutions(draft, 'the person has died');
  for (const referral of draft.liveReferrals()) withdraw(draft, referral, 'OTHER', REFERRAL_ENDS);
  draft.forget('hold');
  draft.update({ death, proposals: [] });
  // Asked while the phase still says who answers for the person.
  openStep(draft, { kind: 'notify-of-death' });
  const closed = { on: context.today, housed: false, benefits: false, unanswered, because: 'DEATH' } as const;
  draft.update({ phase: 'closed', closed });
  draft.record('journey-closed', { because: 'DEATH', unanswered });
  return death;
}

function isInCustody(journey: Journey, today: IsoDate): boolean {
  const { hold, releasedOn } = journey;
  const custody = hold === undefined ? 'AS_BEFORE' : holdPolicy(hold.reason, today).custody;
  if (custody !== 'AS_BEFORE') return custody === 'IN';
  return releasedOn === undefined && !awaitsReturn(journey);
}

/** The Prisons and Probation Ombudsman investigates a death in these days after release, as one in prison. */
export function isSoonAfterRelease(on: IsoDate, releasedOn: IsoDate, law: Law): boolean {
  return on <= addDays(releasedOn, law.on(on).ombudsmanDeathDays);
}

/** PSI 64/2011 for a death in prison. */
function notifiedOutside(journey: Journey, on: IsoDate, law: Law): readonly NotifiedOfDeath[] {
  const { releasedOn, benefits } = journey;
  const inCustody = isInCustody(journey, on);
  const soonAfterRelease = releasedOn !== undefined && isSoonAfterRelease(on, releasedOn, law);
  return [
    'FAMILY',
    ...(inCustody ? (['POLICE_AND_CORONER'] as const) : []),
    ...(inCustody || soonAfterRelease ? (['OMBUDSMAN'] as const) : []),
    'HEALTHCARE',
    ...(benefits.notClaiming === true ? [] : (['DWP'] as const)),
    'VICTIM_LIAISON',
  ];
}

function notifiedInside(journey: Journey, on: IsoDate): readonly WaitsFor[] {
  const { prison, region, officers, referrals } = journey;
  const named = [officers.pom, officers.com, officers.yot, officers.deputy];
  return [
    ...(isInCustody(journey, on) ? [deskWaitedFor('GOVERNOR', prison), deskWaitedFor('OMU', prison)] : []),
    deskWaitedFor('HEAD_OF_PDU', region),
    ...named.flatMap((id) => (id === undefined ? [] : [officerWaitedFor(id)])),
    ...[...new Set(referrals.filter(({ live }) => live).map(({ agencyId }) => agencyId))].map(
      agencyWaitedFor,
    ),
  ];
}
