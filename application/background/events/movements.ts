import { textIn, type IncomingEvent } from '../../../domain/events/incoming-event.ts';
import {
  whereaboutsOf,
  type Contradiction,
  type Movement,
  type Whereabouts,
} from '../../../domain/events/movements.ts';
import { holdForLeaving } from '../../../domain/journey/hold-policy.ts';
import type { Journey } from '../../../domain/journey/journey.ts';
import { isKnownPrison } from '../../../domain/journey/transfer.ts';
import { startOfDay } from '../../../domain/law/time.ts';
import { stepKey } from '../../../domain/record/step-key.ts';
import { awaitsReturn } from '../../../domain/record/recall.ts';
import { eventSubject } from '../../../domain/record/subjects.ts';
import type { Change } from '../../change.ts';
import { applyCorrection } from '../../commands/correct-release.ts';
import { carryOutReturn } from '../../commands/record-return.ts';
import { carryOutTransfer } from '../../commands/transfer-person.ts';
import type { EventRecord } from '../../event-items.ts';
import { done, type Result } from '../../refusal.ts';
import { recordReleaseEvent } from '../record-release-event.ts';
import { countingAbsences, dayOf, endingHolds, followAbsence, reasonOf } from './absences.ts';
import { askAbout, explain } from './ask-about.ts';
import type { Acted, EventOutcome, EventType, Follow, PutRecord } from './event-type.ts';
import { OUT_FOR_GOOD, RECEIVED, RELEASED } from './movement-names.ts';

/** Other reasons to come in are a return from court or temporary absence. */
const TRANSFERRED = 'TRANSFERRED';
const INTO_CUSTODY = ['ADMISSION', 'READMISSION', 'READMISSION_SWITCH_BOOKING'];

/** A person was released, or left for a while. The source has waited 45 minutes already, and drops what was reversed by then. */
export const released: EventType = {
  eventType: RELEASED,
  versions: [1],
  prepare: async (event) => {
    const away = holdForLeaving(reasonOf(event), dayOf(event)) !== undefined;
    const follow = away ? followAbsence(event) : followMovement(event.id, 'not-a-release');
    return { ok: true, value: countingAbsences(event, follow) };
  },
};

/** A person came into a prison: where a release came just before, it did not happen. A hold may be over. */
export const received: EventType = {
  eventType: RECEIVED,
  versions: [1],
  prepare: async (event) => ({
    ok: true,
    value: countingAbsences(
      event,
      endingHolds(
        event,
        reasonOf(event) === TRANSFERRED ? followTransfer(event) : followMovement(event.id, 'not-a-reception'),
      ),
    ),
  }),
};

/** The latest transfer stands, in whatever order they arrive. */
function followTransfer({ occurredAt, additionalInformation }: IncomingEvent): Follow {
  return async (change) => {
    const { journey } = change.draft;
    const prison = textIn(additionalInformation, 'prisonId');
    const outcome = whyNoTransfer(journey, occurredAt, prison);
    if (outcome !== undefined || prison === undefined)
      return done({ state: 'done', outcome: outcome ?? 'prison-unknown' });
    const transferred = await carryOutTransfer(change, { prison, at: occurredAt });
    return transferred.ok ? done({ state: 'done', outcome: 'transferred' }) : transferred;
  };
}

function whyNoTransfer(
  journey: Journey,
  occurredAt: string,
  prison: string | undefined,
): EventOutcome | undefined {
  if (journey.phase === 'closed') return 'journey-closed';
  if (journey.releasedOn !== undefined) return 'not-a-reception';
  if (awaitsReturn(journey)) return 'awaits-return';
  if (occurredAt < startOfDay(journey.sentence.startDate)) return 'before-this-sentence';
  if (journey.transferredAt !== undefined && occurredAt <= journey.transferredAt) return 'superseded';
  if (prison === undefined || !isKnownPrison(prison)) return 'prison-unknown';
  return prison === journey.prison ? 'already-so' : undefined;
}

/**
 * Brings the journey to what all of the person's movements say together, so that their order of arrival makes no
 * difference.
 */
function followMovement(id: string, otherwise: EventOutcome): Follow {
  return async (change, { events, put }) => {
    const { journey } = change.draft;
    const movement = events.flatMap(movementOf).find((each) => each.id === id);
    if (movement === undefined) return done({ state: 'done', outcome: otherwise });
    if (journey.phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' });
    if (awaitsReturn(journey)) return followReturn(change, movement, events);
    const since = journey.recall?.returnedOn ?? journey.sentence.startDate;
    if (movement.on < since) return done({ state: 'done', outcome: 'before-this-sentence' });
    if (isCorrectedSince(journey, movement)) return done({ state: 'done', outcome: 'corrected-since' });
    const movements = events
      .flatMap(movementOf)
      .filter((each) => each.on >= since && !isCorrectedSince(journey, each));
    const where = whereaboutsOf(movements, change.draft.context.law, recordedByOfficers(journey));
    const outcome = await bring(change, where);
    await settle(
      change,
      where,
      events.filter(({ event }) => event.id !== id),
      put,
    );
    const against = where.contradictions.find(({ later }) => later.id === id);
    return done(against === undefined ? { state: 'done', outcome } : contradicts(journey, against));
  };
}

/** A recalled person who comes in has returned; nobody is released from where they are not. */
async function followReturn(
  change: Change,
  { id, on, kind }: Movement,
  events: readonly EventRecord[],
): Promise<Result<Acted>> {
  const { recall } = change.draft.journey;
  if (recall === undefined || on < recall.revokedOn || kind === 'OUT') {
    return done({ state: 'done', outcome: 'awaits-return' });
  }
  const event = events.find((each) => each.event.id === id)?.event;
  const prison = event && textIn(event.additionalInformation, 'prisonId');
  const returned = await carryOutReturn(change, { on, prison: prison ?? change.draft.journey.prison });
  return returned.ok ? done({ state: 'done', outcome: 'returned' }) : returned;
}

function movementOf({ event, state }: EventRecord): readonly Movement[] {
  if (state === 'kept') return [];
  const reason = reasonOf(event);
  const moved = { id: event.id, at: event.occurredAt, on: dayOf(event) };
  if (event.eventType === RELEASED && reason === OUT_FOR_GOOD) return [{ ...moved, kind: 'OUT' }];
  if (event.eventType === RECEIVED && INTO_CUSTODY.includes(reason)) return [{ ...moved, kind: 'IN' }];
  return [];
}

/** Two officers have corrected the release since: what the prison's system reported before that no longer counts. */
function isCorrectedSince({ releaseCorrectedAt }: Journey, { at }: Movement): boolean {
  return releaseCorrectedAt !== undefined && at <= releaseCorrectedAt;
}

function recordedByOfficers({
  releasedOn,
  recordedRelease,
  releaseCorrectedAt,
}: Journey): Movement | undefined {
  if (releasedOn === undefined) return undefined;
  const byEvent = recordedRelease?.recordedBy.kind === 'system' && releaseCorrectedAt === undefined;
  return byEvent ? undefined : { id: 'record', at: startOfDay(releasedOn), on: releasedOn, kind: 'OUT' };
}

function contradicts(journey: Journey, { earlier, later }: Contradiction): Acted {
  const step = stepAbout(journey, later.id);
  return { state: 'contradictory', outcome: 'contradicts', other: earlier.id, step };
}

function stepAbout({ cycle }: Journey, eventId: string): string {
  return stepKey(cycle, 'contradictory-events', eventSubject(eventId));
}

async function bring(change: Change, { out }: Whereabouts): Promise<EventOutcome> {
  const { releasedOn } = change.draft.journey;
  if (out === undefined) {
    if (releasedOn === undefined) return 'already-so';
    await applyCorrection(change, {
      correction: 'NOT_RELEASED',
      reason: 'The prison’s system reports that the person is in custody.',
    });
    return 'release-undone';
  }
  if (releasedOn === undefined) {
    await recordReleaseEvent(change, { on: out.on });
    return 'released';
  }
  if (releasedOn === out.on) return 'already-so';
  await applyCorrection(change, {
    correction: 'ANOTHER_DAY',
    on: out.on,
    reason: 'The prison’s system reports another day.',
  });
  return 'release-day-corrected';
}

/** Asks somebody about each contradiction that is new, and withdraws the question about one that is explained now. */
async function settle(
  change: Change,
  { contradictions, settled }: Whereabouts,
  others: readonly EventRecord[],
  put: PutRecord,
): Promise<void> {
  for (const contradiction of contradictions) await ask(change, contradiction);
  for (const record of others) {
    const { id } = record.event;
    const against = contradictions.find(({ later }) => later.id === id);
    if (against !== undefined && record.state === 'done') {
      put(record, contradicts(change.draft.journey, against));
    } else if (record.state === 'contradictory' && settled.some((each) => each.id === id)) {
      await explain(change, id, record.step ?? stepAbout(change.draft.journey, id));
      put(record, { state: 'done', outcome: 'explained', nextAt: undefined });
    }
  }
}

function ask(change: Change, { earlier, later }: Contradiction): Promise<string> {
  return askAbout(change, later.id, {
    says: later.kind,
    on: later.on,
    otherSays: earlier.kind,
    otherOn: earlier.on,
    ...(earlier.id === 'record' ? { recorded: true } : { otherEvent: earlier.id }),
  });
}
