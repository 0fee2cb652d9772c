import { isReconcileIncident } from '../record/incidents.ts';
import type { JourneyDraft } from './journey-draft.ts';
import type { Journey } from '../record/journey.ts';
import { setPathway } from '../pathways/statuses.ts';
import { recountStep } from './recount.ts';
import { expire, recordAnswer, tell, withdraw } from './referral-moves.ts';
import { isLive, readSubject } from '../record/referral.ts';
import type { Step, StepDetails } from './step.ts';

/** What an answer changes in the record, besides the step itself. Nothing here decides what is asked next. */
export function applyOutcome(draft: JourneyDraft, step: Step, outcome: string, details: StepDetails): void {
  switch (step.kind) {
    case 'allocate-officers':
      if (outcome === 'ALLOCATED') allocateOfficers(draft, details);
      return;
    case 'pre-release-opens':
      if (outcome === 'OPENED') enterPhase(draft, 'pre-release');
      return;
    case 'release-day-opens':
      if (outcome === 'OPENED') enterPhase(draft, 'release-day');
      return;
    case 'housing-need':
      housingNeed(draft, outcome, details);
      return;
    case 'next-address':
      if (outcome === 'ADDRESS_RECORDED') recordAddress(draft, settledType(details));
      return;
    case 'urgent-housing':
      if (outcome === 'ADDRESS_FOUND') recordAddress(draft, settledType(details));
      return;
    case 'housed-at-4-weeks':
    case 'housed-at-12-weeks':
      if (outcome === 'NOT_HOUSED') loseAddress(draft);
      return;
    case 'housing-consent':
      housingConsent(draft, outcome, details);
      return;
    case 'authorities-exhausted':
      addAuthority(draft, outcome, details);
      return;
    case 'referral-answer':
      referralAnswered(draft, step, outcome, details);
      return;
    case 'referral-more-information':
      if (outcome === 'PROVIDED') informationProvided(draft, step);
      return;
    case 'release-confirmed':
      if (outcome === 'RELEASED') release(draft);
      return;
    case 'delivery-parked':
      if (outcome === 'RESENT') resend(draft, step);
      return;
    case 'supervision-ends':
      closeJourney(draft);
      return;
    case 'incident':
      draft.record('incident-resolved', { incident: step.subject, resolution: outcome });
      if (outcome === 'SKIP') goOnWithout(draft, step.subject ?? '');
      if (isReconcileIncident(step.subject)) draft.update({ reconciled: [] });
      return;
    default:
      benefitsOutcome(draft, step.kind, outcome);
  }
}

function allocateOfficers(draft: JourneyDraft, details: StepDetails): void {
  const officers = { ...draft.journey.officers };
  const named = Object.fromEntries(
    ['pom', 'com', 'deputy'].flatMap((post) =>
      typeof details[post] === 'string' ? [[post, details[post]]] : [],
    ),
  );
  draft.update({ officers: { ...officers, ...named } });
  draft.record('officers-allocated', { ...draft.journey.officers });
  for (const open of draft.openSteps()) recountStep(draft, open);
}

function enterPhase(draft: JourneyDraft, phase: 'pre-release' | 'release-day' | 'community'): void {
  draft.update({ phase });
  draft.record('phase-entered', { phase });
  draft.start(phase);
}

function housingNeed(draft: JourneyDraft, outcome: string, details: StepDetails): void {
  if (outcome === 'HAS_ADDRESS') {
    setHousing(draft, { need: 'HAS_ADDRESS' });
    recordAddress(draft, settledType(details));
    setPathway(draft, 'accommodation', 'SUPPORT_NOT_REQUIRED');
  } else if (outcome === 'NEEDS_HELP') {
    setHousing(draft, { need: 'NEEDS_HELP' });
    setPathway(draft, 'accommodation', 'IN_PROGRESS');
  }
}

function housingConsent(draft: JourneyDraft, outcome: string, details: StepDetails): void {
  if (outcome === 'GIVEN') {
    const authorities = Array.isArray(details['authorities'])
      ? (details['authorities'] as readonly string[])
      : [];
    setHousing(draft, { consent: 'GIVEN', authorities });
  } else if (outcome === 'REFUSED') {
    setHousing(draft, { consent: 'REFUSED' });
    setPathway(draft, 'accommodation', 'SUPPORT_DECLINED');
  }
}

function addAuthority(draft: JourneyDraft, outcome: string, details: StepDetails): void {
  if (outcome !== 'AUTHORITY_ADDED' || typeof details['authority'] !== 'string') return;
  setHousing(draft, { authorities: [...draft.journey.housing.authorities, details['authority']] });
}

function referralAnswered(draft: JourneyDraft, step: Step, outcome: string, details: StepDetails): void {
  const summary = draft.journey.referrals.findLast(({ subject }) => subject === step.subject);
  const referral = summary && draft.referral(summary.id);
  if (referral === undefined || !isLive(referral)) return;
  switch (outcome) {
    case 'ACCEPTED':
      recordAnswer(draft, referral, outcome, details);
      if (referral.service === 'CAS3') recordAddress(draft, 'CAS3');
      return;
    case 'DECLINED':
    case 'MORE_INFORMATION':
      recordAnswer(draft, referral, outcome, details);
      return;
    case 'SILENT':
      expire(draft, referral);
      return;
    // Overtaken, or no longer needed: the referral stands as it is.
    default:
      return;
  }
}

function informationProvided(draft: JourneyDraft, step: Step): void {
  const summary = draft.journey.referrals.findLast(({ subject }) => subject === step.subject);
  const referral = summary && draft.referral(summary.id);
  if (referral === undefined || !isLive(referral)) return;
  tell(draft, referral, 'through-the-gate.referral.updated', ['information']);
}

/**
 * An administrator goes on without what failed. A check of the date counts as made, and an authority whose referral
 * failed is not tried again: or the journey would only come back to the same failure.
 */
function goOnWithout(draft: JourneyDraft, incident: string): void {
  const { journey } = draft;
  if (incident === 'release-day-check.Assess') draft.update({ assessedRevision: journey.release.revision });
  const subject = incident.split('.').at(-1) ?? '';
  if (readSubject(subject) === undefined) return;
  setHousing(draft, { unanswered: [...(journey.housing.unanswered ?? []), subject] });
}

/** Somewhere to live is recorded: what was still being asked for on the person's behalf is no longer needed. */
function recordAddress(draft: JourneyDraft, kind: 'SETTLED' | 'TRANSIENT' | 'CAS3'): void {
  setHousing(draft, { address: { kind, recordedAt: draft.context.now } });
  setPathway(draft, 'accommodation', 'DONE');
  draft.record('address-recorded', { kind });
  for (const referral of draft.liveReferrals()) withdraw(draft, referral, 'HOUSING_NEED_RESOLVED');
}

function loseAddress(draft: JourneyDraft): void {
  const { address: _lost, ...housing } = draft.journey.housing;
  draft.update({ housing });
  setPathway(draft, 'accommodation', 'SUPPORT_REQUIRED');
}

/** Release is by law on its day, ready or not: what is missing is said, and the community takes it up at once. */
function release(draft: JourneyDraft): void {
  draft.update({ releasedOn: draft.context.today });
  draft.record('released', { releaseDateInForce: draft.journey.releaseDateInForce });
  if (draft.journey.housing.address === undefined) draft.record('released-without-address');
  enterPhase(draft, 'community');
  for (const open of draft.openSteps()) recountStep(draft, open);
}

function resend(draft: JourneyDraft, step: Step): void {
  const agency = step.details?.['agency'];
  if (typeof agency !== 'string' || step.subject === undefined) return;
  draft.cause({ kind: 'deliver', agencyId: agency, deliveryId: step.subject, again: true });
}

/** Supervision is over. Whatever is still open is closed with it: a closed journey waits for nothing. */
function closeJourney(draft: JourneyDraft): void {
  const { today, now, by } = draft.context;
  for (const step of draft.openSteps()) {
    const { wakeAt: _asleep, token: _token, ...rest } = step;
    draft.putStep({ ...rest, state: 'CLOSED', outcome: 'JOURNEY_CLOSED', completedAt: now, completedBy: by });
    draft.record('step-closed', { step: step.kind, subject: step.subject, outcome: 'JOURNEY_CLOSED' });
  }
  for (const { machine, name } of draft.journey.executions) {
    draft.cause({ kind: 'stop-execution', machine, name, cause: 'the journey is closed' });
    draft.finish(machine, name);
  }
  const housed = draft.journey.housing.address !== undefined;
  const benefits = draft.journey.pathways['finance-benefits-id'] === 'DONE';
  draft.update({ phase: 'closed', closed: { on: today, housed, benefits } });
  draft.record('journey-closed', { housed, benefits });
}

function benefitsOutcome(draft: JourneyDraft, kind: string, outcome: string): void {
  const change = benefitsChange(draft, kind, outcome);
  if (change) draft.update({ benefits: { ...draft.journey.benefits, ...change } });
  if (kind === 'work-coach-meeting' && outcome === 'MET')
    setPathway(draft, 'finance-benefits-id', 'IN_PROGRESS');
  if (outcome === 'NOT_CLAIMING') setPathway(draft, 'finance-benefits-id', 'SUPPORT_DECLINED');
}

function benefitsChange(draft: JourneyDraft, kind: string, outcome: string): Journey['benefits'] | undefined {
  const { today } = draft.context;
  switch (`${kind} ${outcome}`) {
    case 'identity-documents IN_HAND':
    case 'identity-documents REFUSED':
      return { identity: outcome };
    case 'bank-account OPENED':
    case 'bank-account HAS_ONE':
    case 'bank-account REFUSED':
      return { bankAccount: outcome };
    case 'jobcentre-interview BOOKED':
      return { interviewOn: draft.journey.releaseDateInForce };
    case 'claim-made MADE':
      return { claimMadeOn: today };
    case 'identity-verified VERIFIED':
      return { identityVerifiedOn: today };
    case 'advance-paid PAID':
      return { advance: 'PAID' };
    case 'advance-paid NOT_WANTED':
      return { advance: 'NOT_WANTED' };
    case 'advance-paid REFUSED':
      return { advance: 'REFUSED' };
    default:
      return undefined;
  }
}

function setHousing(draft: JourneyDraft, patch: Partial<Journey['housing']>): void {
  draft.update({ housing: { ...draft.journey.housing, ...patch } });
}

function settledType(details: StepDetails): 'SETTLED' | 'TRANSIENT' {
  return details['settledType'] === 'TRANSIENT' ? 'TRANSIENT' : 'SETTLED';
}
