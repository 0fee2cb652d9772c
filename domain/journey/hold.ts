import type { IsoDate } from '../law/time.ts';
import { withoutHold } from './days-on-hold.ts';
import { holdPolicy } from './hold-policy.ts';
import { sayDate } from '../law/say-date.ts';
import type { BrokenRule } from '../pathways/step-entry.ts';
import type { GivenHold, Hold } from '../record/hold.ts';
import { toCome } from '../record/appointments.ts';
import { awaitsReturn } from '../record/recall.ts';
import { stepKey } from '../record/step-key.ts';
import { answerStep } from './answer-step.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { openStep } from './open-step.ts';
import { recountStep } from './recount.ts';
import { isOpen } from './step.ts';
import type { TouchedRows } from './touched-rows.ts';

/** What beginning or ending a hold may read or write. */
export function rowsTouchedByHold({ cycle, open }: Journey): TouchedRows {
  const asked = ['hold-review', 'dates-after-hold'].map((kind) => stepKey(cycle, kind));
  return { steps: [...open.map(({ key }) => key), ...asked], referrals: [] };
}

/** The rule by which a person cannot be held for this reason, as things stand. */
export function notHeldFor(
  journey: Journey,
  { reason, since }: GivenHold,
  today: IsoDate,
): BrokenRule | undefined {
  const inPrison = journey.releasedOn === undefined && !awaitsReturn(journey);
  if (holdPolicy(reason, today).where === 'PRISON' && !inPrison) {
    return { rule: 'not-in-prison', explanation: 'This reason is for a person who is in prison.' };
  }
  const { releaseDateInForce } = journey;
  const beforeRelease = releaseDateInForce === undefined || since < releaseDateInForce;
  if (reason === 'IMMIGRATION_DETENTION' && beforeRelease) {
    const explanation =
      releaseDateInForce === undefined
        ? 'Immigration detention begins after the release date, and none is known.'
        : `Immigration detention begins on or after ${sayDate(releaseDateInForce)}, the release date.`;
    return { rule: 'not-after-the-release-date', explanation };
  }
  return undefined;
}

/**
 * Puts the journey on hold. Where the reason stops the clocks, no open step has a deadline until it is resumed. An
 * officer is asked regularly whether the hold still stands. What it touches must have been loaded.
 */
export function holdJourney(draft: JourneyDraft, given: GivenHold): void {
  const { now, by, today } = draft.context;
  const stopsClocks = holdPolicy(given.reason, today).clocks === 'STOP';
  draft.update({ hold: { ...given, stopsClocks, recordedAt: now, recordedBy: by } });
  const { reason, since } = given;
  draft.record('held', { reason, since, stopsClocks });
  for (const step of draft.openSteps()) recountStep(draft, step);
  openStep(draft, { kind: 'hold-review' });
}

/**
 * Ends the hold from a day. Deadlines count again: those from the opening of a step without the days on hold; any other
 * leaves the shortest notice from today at least, because nobody could keep it in the meantime. Where the time does not
 * count towards the sentence, the offender management unit is asked for the dates. What it touches must have been loaded.
 */
export function resumeJourney(draft: JourneyDraft, hold: Hold, on: IsoDate): void {
  endHold(draft, hold, on);
  for (const step of draft.openSteps()) {
    recountStep(draft, hold.stopsClocks ? withoutHold(draft, step, { since: hold.since, on }) : step);
  }
  remindPerson(draft, hold);
  const { releasedOn, phase } = draft.journey;
  const changesDates = !holdPolicy(hold.reason, on).countsTowardsSentence;
  if (changesDates && releasedOn === undefined && phase !== 'closed')
    openStep(draft, { kind: 'dates-after-hold' });
}

/** Messages to the person stopped, so they are reminded of every appointment that is still to come. */
function remindPerson(draft: JourneyDraft, hold: Hold): void {
  const { now, today } = draft.context;
  if (holdPolicy(hold.reason, today).messagesToPerson === 'CONTINUE') return;
  for (const { id, revision } of toCome(draft.journey, now))
    draft.tell({ kind: 'appointment-soon', to: 'person', appointment: { id, revision } });
}

/** The hold is over, and its review with it. No deadline is counted again. */
export function endHold(draft: JourneyDraft, { reason, since }: Hold, on: IsoDate): void {
  draft.forget('hold');
  draft.record('resumed', { reason, since, on });
  for (const step of draft.openSteps(({ kind }) => kind === 'hold-review')) {
    if (isOpen(step)) answerStep(draft, step, 'RESUMED');
  }
}

/**
 * A hold that is known only now that it is over, or of which another last day is known now. Deadlines are the same as if
 * it had been recorded in time. What it touches must have been loaded.
 * @param counted the last day that was recorded before.
 */
export function recordPastHold(
  draft: JourneyDraft,
  { reason, since }: GivenHold,
  on: IsoDate,
  counted?: IsoDate,
): void {
  const stopsClocks = holdPolicy(reason, draft.context.today).clocks === 'STOP';
  if (counted === undefined) draft.record('held', { reason, since, stopsClocks });
  draft.record('resumed', { reason, since, on });
  if (!stopsClocks) return;
  for (const step of draft.openSteps()) recountStep(draft, withoutHold(draft, step, { since, on }, counted));
}
