import {
  absencesOf,
  temporaryAbsences,
  type Absence,
  type Passage,
} from '../../../domain/events/absences.ts';
import { textIn, type IncomingEvent } from '../../../domain/events/incoming-event.ts';
import { holdForLeaving, isReturnFrom } from '../../../domain/journey/hold-policy.ts';
import { notHeldFor, recordPastHold, rowsTouchedByHold } from '../../../domain/journey/hold.ts';
import type { Journey } from '../../../domain/journey/journey.ts';
import { setCustody } from '../../../domain/pathways/custody/handover.ts';
import { dayInLondon, type IsoDate } from '../../../domain/law/time.ts';
import type { AbsencesReported } from '../../../domain/record/absences-reported.ts';
import type { GivenHold } from '../../../domain/record/hold.ts';
import { awaitsReturn } from '../../../domain/record/recall.ts';
import type { Change } from '../../change.ts';
import { carryOutHold, carryOutResumption } from '../../commands/hold-journey.ts';
import type { EventRecord } from '../../event-items.ts';
import { done, type Result } from '../../refusal.ts';
import type { Acted, EventOutcome, Follow } from './event-type.ts';
import { OUT_FOR_GOOD, RECEIVED, RELEASED } from './movement-names.ts';

/** A person left prison for a while: to a court, a hospital, or on temporary absence. The journey is on hold meanwhile. */
export function followAbsence(event: IncomingEvent): Follow {
  return async (change, { events }) => {
    const outcome = (what: EventOutcome): Result<Acted> => done({ state: 'done', outcome: what });
    const { journey, context } = change.draft;
    const absence = known(events, event).find(({ id }) => id === event.id);
    if (absence === undefined) return outcome('not-a-release');
    if (journey.phase === 'closed') return outcome('journey-closed');
    if (awaitsReturn(journey)) return outcome('awaits-return');
    if (absence.since < (journey.recall?.returnedOn ?? journey.sentence.startDate))
      return outcome('before-this-sentence');
    const { reason, since, until } = absence;
    const given: GivenHold = { reason, since, event: event.id };
    if (notHeldFor(journey, given, context.today) !== undefined) return outcome('not-held');
    await correct(change, event, events);
    if (until !== undefined) {
      await change.load(rowsTouchedByHold(change.draft.journey));
      recordPastHold(change.draft, given, until);
      return outcome('resumed');
    }
    return change.draft.journey.hold === undefined && (await carryOutHold(change, given)).ok
      ? outcome('held')
      : outcome('on-hold-already');
  };
}

/** After a report that a person came into a prison, also does what ends a hold from which they are back. */
export function endingHolds(event: IncomingEvent, follow: Follow): Follow {
  return async (change, about) => {
    const acted = await follow(change, about);
    if (!acted.ok || acted.value.state !== 'done' || change.draft.journey.phase === 'closed') return acted;
    const changed =
      (await correct(change, event, about.events)) || (await endEntered(change, change.draft.journey, event));
    return changed && CHANGES_NOTHING.includes(acted.value.outcome)
      ? done({ state: 'done', outcome: 'resumed' })
      : acted;
  };
}

const CHANGES_NOTHING: readonly EventOutcome[] = ['not-a-reception', 'already-so', 'superseded'];

/**
 * Ends the hold by an event, and corrects the last day of one that is over, where this report says that the person was
 * somewhere else by then.
 */
async function correct(
  change: Change,
  event: IncomingEvent,
  events: readonly EventRecord[],
): Promise<boolean> {
  const before = known(events);
  let changed = false;
  for (const absence of known(events, event)) {
    const { id, until } = absence;
    const was = before.find((each) => each.id === id);
    const counted = events.some(({ event: each, outcome }) => each.id === id && isCounted(outcome));
    if (until === undefined || !counted || was?.until === until) continue;
    if (change.draft.journey.hold?.event === id) {
      changed = (await carryOutResumption(change, { on: until })).ok || changed;
    } else if (was?.until !== undefined) {
      await change.load(rowsTouchedByHold(change.draft.journey));
      recordPastHold(change.draft, absence, until, was.until);
      changed = true;
    }
  }
  return changed;
}

function isCounted(outcome: string | undefined): boolean {
  return outcome === 'held' || outcome === 'resumed';
}

/**
 * After a report of a movement, also keeps what all reports together say of temporary absences, for the officer who counts
 * days on temporary licence. They are counted again each time, so that order and repetition make no difference.
 */
export function countingAbsences(event: IncomingEvent, follow: Follow): Follow {
  return async (change, about) => {
    const acted = await follow(change, about);
    const { journey } = change.draft;
    if (!acted.ok || acted.value.state !== 'done') return acted;
    if (journey.phase === 'closed' || journey.releasedOn !== undefined || awaitsReturn(journey)) return acted;
    const began = journey.recall?.returnedOn ?? journey.sentence.startDate;
    const reported = temporaryAbsences(known(about.events, event), began);
    if (reported === undefined || isSame(reported, journey.custody?.absencesReported)) return acted;
    setCustody(change.draft, { absencesReported: reported });
    return acted;
  };
}

function isSame({ times, days, latestOn }: AbsencesReported, kept: AbsencesReported | undefined): boolean {
  return kept?.times === times && kept.days === days && kept.latestOn === latestOn;
}

/** A hold that an officer entered ends with a return for the same reason only. */
async function endEntered(change: Change, { hold: now }: Journey, event: IncomingEvent): Promise<boolean> {
  if (now === undefined || now.event !== undefined) return false;
  const on = dayOf(event);
  const after = on > now.since || (on === now.since && event.occurredAt > now.recordedAt);
  if (!after || !isReturnFrom(now.reason, reasonOf(event), on)) return false;
  return (await carryOutResumption(change, { on })).ok;
}

/** The absences by what has been followed, and by one report more. */
function known(events: readonly EventRecord[], more?: IncomingEvent): readonly Absence[] {
  return absencesOf(
    events.filter(({ state, event: { id } }) => state === 'done' || id === more?.id).flatMap(passageOf),
  );
}

function passageOf({ event }: EventRecord): readonly Passage[] {
  const { id, occurredAt: at, eventType } = event;
  const on = dayOf(event);
  if (eventType === RECEIVED) return [{ kind: 'ENDS', id, at, on }];
  if (eventType !== RELEASED) return [];
  const reason = holdForLeaving(reasonOf(event), on);
  if (reason !== undefined) return [{ kind: 'AWAY', id, at, on, reason }];
  return reasonOf(event) === OUT_FOR_GOOD ? [{ kind: 'ENDS', id, at, on }] : [];
}

export function reasonOf({ additionalInformation }: IncomingEvent): string {
  return textIn(additionalInformation, 'reason') ?? '';
}

export function dayOf({ occurredAt }: IncomingEvent): IsoDate {
  return dayInLondon(occurredAt);
}
