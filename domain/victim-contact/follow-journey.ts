import type { Calendar } from '../law/calendar.ts';
import type { Law } from '../law/law.ts';
import { dayInLondon, type IsoInstant } from '../law/time.ts';
import { nextWorkingMorning, workingHoursAfter } from '../law/working-hours.ts';
import { SYSTEM } from '../record/actor.ts';
import type { Head } from '../record/head.ts';
import { openCases, type AgenciesWait, type VictimContact } from './contact.ts';
import { noted, type WithEntries } from './history.ts';
import { agencyDates, isToPassOn, sameDates, standingKey, standingOf, type Standing } from './standing.ts';

export interface ContactContext {
  readonly now: IsoInstant;
  readonly calendar: Calendar;
  readonly law: Law;
}

type FollowedHead = Pick<Head, 'phase' | 'releasedOn' | 'releaseDateInForce' | 'death' | 'region'>;

/** Whether a change of a journey is none for the victim liaison unit, so that nothing of it has to be read. */
export function isSameForUnit(before: FollowedHead, after: FollowedHead): boolean {
  return (
    before.region === after.region &&
    standingKey(standingOf(before)) === standingKey(standingOf(after)) &&
    sameDates(agencyDates(before), agencyDates(after))
  );
}

/**
 * What a change of the journey means for victim contact: another unit, something to pass on, and agencies that wait until
 * the unit has it.
 * @param deliveries messages to agencies that the same change caused.
 */
export function followJourney(
  contact: VictimContact,
  before: FollowedHead,
  after: FollowedHead,
  deliveries: AgenciesWait['deliveries'],
  context: ContactContext,
): WithEntries {
  const moved = toRegion({ contact, entries: [] }, after.region, context.now);
  const asked = ask(moved, standingOf(after), context);
  const { wait, toPassOn } = asked.contact;
  const waiting = wait !== undefined && wait.until > context.now ? wait : undefined;
  const shown = waiting?.shown ?? agencyDates(before);
  if (toPassOn === undefined || toPassOn.by <= context.now || sameDates(shown, agencyDates(after)))
    return { ...asked, contact: withoutWait(asked.contact) };
  const waits = { until: toPassOn.by, shown, deliveries: [...(waiting?.deliveries ?? []), ...deliveries] };
  return { ...asked, contact: { ...asked.contact, wait: waits } };
}

function toRegion(known: WithEntries, region: string, now: IsoInstant): WithEntries {
  const { contact } = known;
  if (contact.region === region) return known;
  const moved = { ...known, contact: { ...contact, region } };
  return noted(moved, now, SYSTEM, 'region-changed', { from: contact.region, to: region });
}

/**
 * Asks the unit to pass on how things stand, where a case has not had it: from now on, within the working hours that
 * agencies wait at most. What is asked already goes on; what need not be passed on any more is not asked.
 */
export function ask(known: WithEntries, standing: Standing, context: ContactContext): WithEntries {
  const { contact } = known;
  const { toPassOn: before, wakeAt: _before, ...rest } = contact;
  if (!openCases(contact).some((each) => isToPassOn(each, standing))) return { ...known, contact: rest };
  if (before?.standing === standingKey(standing)) return known;
  const { now, law } = context;
  const { victimNoticeWorkingHours } = law.on(dayInLondon(now));
  const by = workingHoursAfter(now, victimNoticeWorkingHours, context);
  const toPassOn = { standing: standingKey(standing), since: now, by, reminded: 0 };
  const asked = { ...known, contact: { ...rest, toPassOn, wakeAt: now } };
  return noted(asked, now, SYSTEM, 'to-pass-on', { standing: toPassOn.standing, by });
}

/** The unit is reminded when something is to be passed on, when its time is up, and each working morning after that. */
export function remind(contact: VictimContact, context: ContactContext): WithEntries {
  const { wakeAt: _now, ...rest } = contact;
  const { toPassOn } = contact;
  if (toPassOn === undefined) return { contact: rest, entries: [] };
  const { now } = context;
  const wakeAt = toPassOn.by > now ? toPassOn.by : nextWorkingMorning(now, context);
  const reminded = toPassOn.reminded + 1;
  const told = { ...rest, toPassOn: { ...toPassOn, reminded }, wakeAt };
  return noted({ contact: told, entries: [] }, now, SYSTEM, 'unit-reminded', {
    standing: toPassOn.standing,
    reminded,
  });
}

export function withoutWait({ wait: _over, ...contact }: VictimContact): VictimContact {
  return contact;
}
