import { daysServed } from '../law/days-served.ts';
import { addDays, later, type IsoDate } from '../law/time.ts';
import { pathwayStatuses, stepEntry } from '../pathways/catalogue.ts';
import { benefitsAfterReturn } from '../pathways/finance-benefits-id/benefits.ts';
import { healthAfterReturn } from '../pathways/health/health.ts';
import { consentsAfterReturn } from '../pathways/consent.ts';
import { NOTHING_KEPT_YET } from '../pathways/person-record.ts';
import { mentorsAfterReturn } from '../pathways/mentors/data.ts';
import { supportAfterReturn } from '../pathways/support/data.ts';
import { withdraw } from '../pathways/referrals/moves.ts';
import type { CycleEnd, EarlierCycle } from '../record/recall.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { endHold } from './hold.ts';
import type { Journey } from './journey.ts';
import { openStep, type Opening } from './open-step.ts';
import { stopExecutions } from './stop-executions.ts';

/** What an agency is sent about a referral that ends with a cycle. It says nothing of a recall. */
export const REFERRAL_ENDS = 'The arrangements for this person have changed.';

/**
 * Ends the current cycle and begins the next one of the same journey. Nothing of the old one is asked any more, its
 * executions stop and its referrals are withdrawn; a row keeps what it was. The record keeps what is still true, and
 * the rest is asked again. Open steps and live referrals must have been loaded.
 */
export function endCycle(draft: JourneyDraft, because: CycleEnd, endedOn: IsoDate): void {
  const before = draft.journey;
  const { releasedOn, hold } = before;
  // Where a recalled person is does not change with the recall. A new sentence says where they are.
  if (hold !== undefined && because === 'NEW_SENTENCE') endHold(draft, hold, later(hold.since, endedOn));
  const { unanswered, carried } = closeSteps(draft);
  stopExecutions(draft, 'the cycle has ended');
  for (const referral of draft.liveReferrals()) withdraw(draft, referral, 'OTHER', REFERRAL_ENDS);
  const earlier: EarlierCycle = {
    cycle: before.cycle,
    ...(releasedOn !== undefined && { releasedOn }),
    endedOn,
    because,
  };
  draft.keepCycle({ ...earlier, ...partsKept(draft.journey), unanswered });
  draft.record('cycle-ended', { cycle: before.cycle, because, unanswered });
  beginNext(draft, earlier);
  const kept = ['identity', 'bankAccount'].filter((name) => name in draft.journey.benefits);
  draft.record('cycle-began', { cycle: draft.journey.cycle, kept });
  for (const opening of carried) openStep(draft, opening);
}

function closeSteps(draft: JourneyDraft): {
  readonly unanswered: readonly string[];
  readonly carried: readonly Opening[];
} {
  const { now: completedAt, by: completedBy } = draft.context;
  const unanswered: string[] = [];
  const carried: Opening[] = [];
  for (const step of draft.openSteps()) {
    const { wakeAt: _asleep, token: _token, execution: _stopped, ...rest } = step;
    const { acrossCycles, asked } = stepEntry(step.kind);
    if (acrossCycles === true) {
      const { kind, subject, details } = step;
      carried.push({ kind, ...(subject !== undefined && { subject }), ...(details && { details }) });
    } else if (step.state === 'OPEN' && asked !== 'event') unanswered.push(step.key);
    draft.putStep({ ...rest, state: 'CLOSED', outcome: 'CYCLE_ENDED', completedAt, completedBy });
  }
  return { unanswered, carried };
}

function partsKept(journey: Journey) {
  const { prison, officers, sentence, dates, release, releaseDateInForce, recordedRelease } = journey;
  const { recall, pathways, housing, benefits, licence, ready, supervision, referrals, consents } = journey;
  return {
    prison,
    officers,
    sentence,
    dates,
    pathways,
    housing,
    benefits,
    referrals,
    ...(release && { release }),
    ...(releaseDateInForce !== undefined && { releaseDateInForce }),
    ...(recordedRelease && { recordedRelease }),
    ...(recall && { recall }),
    ...(licence && { licence }),
    ...(ready && { ready }),
    ...(supervision && { supervision }),
    ...(consents && { consents }),
  };
}

function beginNext(draft: JourneyDraft, ended: EarlierCycle): void {
  const { journey } = draft;
  const { benefits, cycle, earlierCycles = [], sentence } = journey;
  draft.forget('release', 'releaseDay', 'releaseDateInForce', 'releasedOn', 'recordedRelease');
  draft.forget('decision', 'secondDayRequest', 'recall', 'licence', 'ready', 'supervision', 'custody');
  draft.update({
    cycle: Math.max(cycle, journey.latestCycle ?? 0) + 1,
    earlierCycles: [...earlierCycles, ended],
    sentence: { ...sentence, earlierDaysServed: daysServedIn(journey) + (sentence.earlierDaysServed ?? 0) },
    dates: journey.dates.filter(({ dateType }) => !SPENT.some((type) => type === dateType)),
    releaseRevision: journey.releaseRevision + 1,
    pathways: pathwayStatuses({}),
    ...consentsAfterReturn(journey),
    ...NOTHING_KEPT_YET,
    benefits: benefitsAfterReturn(benefits),
    ...supportAfterReturn(journey),
    ...(journey.health && { health: healthAfterReturn(journey.health) }),
    ...mentorsAfterReturn(journey),
    // How far the person had come is still true, and theirs.
    ...(journey.supervision?.distance && { supervision: { distance: journey.supervision.distance } }),
    referrals: [],
    proposals: [],
    reconciled: [],
  });
}

/** Dates by which the person was released, and which nobody is released by again. */
export const SPENT = ['CONFIRMED', 'APD', 'HDCAD', 'PRRD'] as const;

/** Days in prison in the cycle that ends, the day of release included. */
function daysServedIn({ recall, sentence, releasedOn }: Journey): number {
  const from = recall === undefined ? sentence.startDate : recall.returnedOn;
  return from === undefined ? 0 : daysServed(from, releasedOn ?? addDays(from, -1));
}
