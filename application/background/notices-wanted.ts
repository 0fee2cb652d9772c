import { sayNotReady, shownEssentials } from '../../domain/pathways/release/essentials.ts';
import { isForUnit, NOTICE_KINDS, type WaitingNotice } from '../../domain/record/notice.ts';
import type { MailboxOwner } from '../../domain/messages/mailbox.ts';
import type { AboutPerson } from '../../domain/messages/officer-message.ts';
import { standIns } from '../../domain/journey/absence.ts';
import { desksSeenBy } from '../../domain/journey/escalation.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Step } from '../../domain/journey/step.ts';
import { dateInLondon, isoInstant } from '../../domain/law/time.ts';
import { beginsAt } from '../../domain/record/appointments.ts';
import { holdPolicy } from '../../domain/journey/hold-policy.ts';
import { isToPassOn, standingOf } from '../../domain/victim-contact/standing.ts';
import { maySee } from '../access.ts';
import { readJourney, readStep } from '../items.ts';
import { keys } from '../keys.ts';
import type { Services } from '../services.ts';
import { readVictimContact } from '../victim-contact-items.ts';
import { officerOf } from './take-notices.ts';

/**
 * The notices that are still true: the step waits, for the same owner, and the officer may still read the journey. Of
 * several about one step, the strongest.
 */
export async function stillWanted(
  services: Services,
  owner: MailboxOwner,
  notices: readonly WaitingNotice[],
): Promise<readonly WaitingNotice[]> {
  const journeys = await headsOf(services, notices);
  const steps = await stepsOf(services, notices);
  const readable = await readableBy(services, owner, journeys);
  const strongest = new Map<string, WaitingNotice>();
  for (const notice of notices) {
    const journey = journeys.get(notice.journeyId);
    if (journey === undefined) continue;
    if (isForUnit(notice)) {
      if (await isStillToPassOn(services, journey))
        strongest.set(`${notice.journeyId} ${notice.kind}`, notice);
      continue;
    }
    if (!readable.has(notice.journeyId)) continue;
    if (journey.phase === 'closed' && notice.step === undefined) continue;
    if (notice.kind === 'standing-in' && !stillStandsIn(services, notice, journey)) continue;
    if (notice.to === 'person' && !mayReachPerson(services, notice, journey)) continue;
    const about = `${notice.journeyId} ${notice.step ?? notice.appointment?.id ?? notice.kind}`;
    if (notice.appointment !== undefined && !stillStands(notice, journey)) continue;
    if (notice.step !== undefined && !stillWaits(notice, steps.get(about))) continue;
    const known = strongest.get(about);
    if (known === undefined || strength(notice) < strength(known)) strongest.set(about, notice);
  }
  return [...strongest.values()];
}

/** It says nothing of the person, so that it is sent also to those of the unit who may not see them. */
async function isStillToPassOn({ table }: Services, journey: Journey): Promise<boolean> {
  const contact = await readVictimContact(table, journey.id);
  return (contact?.cases ?? []).some((each) => isToPassOn(each, standingOf(journey)));
}

function strength({ kind }: WaitingNotice): number {
  return NOTICE_KINDS.indexOf(kind);
}

function stillWaits({ kind, to }: WaitingNotice, step: Step | undefined): boolean {
  if (step?.state !== 'OPEN') return false;
  if (step.waitsFor === to) return true;
  if (kind !== 'step-escalated' || step.escalatedTo === undefined) return false;
  return step.escalatedTo === to || desksSeenBy(to).includes(step.escalatedTo);
}

/** The officer is still away, and the same officer or desk is asked. */
function stillStandsIn(
  { clock, law }: Pick<Services, 'clock' | 'law'>,
  { to }: WaitingNotice,
  journey: Journey,
): boolean {
  const today = dateInLondon(clock.now()).toString();
  return standIns(journey, today, law).some(({ asked }) => asked === to);
}

/** Not one that has changed since, for which there is a later notice, nor a reminder of one that is over. */
function stillStands({ kind, appointment: about }: WaitingNotice, { appointments = [] }: Journey): boolean {
  const appointment = appointments.find(({ id }) => id === about?.id);
  if (appointment?.revision !== about?.revision) return false;
  return kind !== 'appointment-soon' || appointment?.came === undefined;
}

/**
 * Nothing is said to the person of a time that has passed, except that they were missed; and nothing at all while a hold
 * stops messages to them. What is still to come is said again when the journey is resumed.
 */
function mayReachPerson(
  { clock }: Pick<Services, 'clock'>,
  { kind, appointment: about }: WaitingNotice,
  { hold, appointments = [] }: Journey,
): boolean {
  const now = clock.now();
  const today = dateInLondon(now).toString();
  if (hold && holdPolicy(hold.reason, today).messagesToPerson === 'STOP') return false;
  const appointment = appointments.find(({ id }) => id === about?.id);
  if (appointment === undefined || kind === 'appointment-missed') return true;
  return beginsAt(appointment) > isoInstant(now);
}

/** What a message says of each person, in the order of their first notice. */
export async function peopleIn(
  services: Services,
  notices: readonly WaitingNotice[],
): Promise<readonly AboutPerson[]> {
  const journeys = await headsOf(services, notices);
  const today = dateInLondon(services.clock.now()).toString();
  return [...journeys].map(([journeyId, journey]) => {
    const kinds = notices.filter((notice) => notice.journeyId === journeyId).map(({ kind }) => kind);
    const late = kinds.some((kind) => kind === 'step-overdue' || kind === 'step-escalated');
    const notReady = late ? sayNotReady(shownEssentials(journey, today)) : undefined;
    return { journeyId, firstName: journey.firstName, kinds, ...(notReady !== undefined && { notReady }) };
  });
}

async function headsOf(
  { table }: Services,
  notices: readonly WaitingNotice[],
): Promise<ReadonlyMap<string, Journey>> {
  const ids = [...new Set(notices.map(({ journeyId }) => journeyId))];
  const rows = await Promise.all(ids.map((id) => table.get(keys.journey(id))));
  return new Map(
    ids.flatMap((id, index) => {
      const row = rows[index];
      return row === undefined ? [] : [[id, readJourney(row)] as const];
    }),
  );
}

async function stepsOf(
  { table }: Services,
  notices: readonly WaitingNotice[],
): Promise<ReadonlyMap<string, Step>> {
  const asked = [
    ...new Map(
      notices.flatMap(({ journeyId, step }) =>
        step === undefined ? [] : [[`${journeyId} ${step}`, keys.step(journeyId, step)] as const],
      ),
    ),
  ];
  const rows = await Promise.all(asked.map(([, key]) => table.get(key)));
  return new Map(
    asked.flatMap(([about], index) => {
      const row = rows[index];
      return row === undefined ? [] : [[about, readStep(row)] as const];
    }),
  );
}

/** The access rules, as they are now: an officer is sent nothing about a person whom they may not see any more. */
async function readableBy(
  services: Services,
  owner: MailboxOwner,
  journeys: ReadonlyMap<string, Journey>,
): Promise<ReadonlySet<string>> {
  const known = owner.startsWith('officer:') ? await services.staff.find(officerOf(owner)) : undefined;
  // Nobody is sent anything from here: only the outcome is recorded.
  if (known === undefined) return new Set(journeys.keys());
  const today = dateInLondon(services.clock.now()).toString();
  const user = { ...known, roles: known.roles ?? ['officer' as const] };
  return new Set([...journeys].flatMap(([id, journey]) => (maySee(user, journey, today) ? [id] : [])));
}
