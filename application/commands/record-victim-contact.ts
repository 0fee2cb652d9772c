import type { User } from '../../domain/access/user.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isoInstant } from '../../domain/law/time.ts';
import type { Actor } from '../../domain/record/actor.ts';
import { changeContact } from '../../domain/victim-contact/change-contact.ts';
import type { ContactChange } from '../../domain/victim-contact/contact-change.ts';
import { noContact } from '../../domain/victim-contact/join.ts';
import { endWait } from '../agencies-wait.ts';
import { lookUpKey, type Idempotency } from '../idempotency.ts';
import { keys } from '../keys.ts';
import { done, refuse, refuseHiddenLine, refuseHiddenText, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { victimContactFor } from '../victim-contact-access.ts';
import { readVictimContact, victimContactWrites } from '../victim-contact-items.ts';

/** The case that was opened or changed. */
export type VictimContactRecorded = { readonly case: string };

const MOST_TRIES = 12;

/**
 * Records victim contact about a person: opens, changes or closes a case, that something was passed on, and licence
 * conditions that the victim asked for. Nothing of it is written to the journey. Agencies stop waiting once every open
 * case has been dealt with.
 * @returns NOT_PERMITTED, whether there is a case or not; NOT_FOUND; VALIDATION_FAILED for a liaison officer who is not of
 * the unit, an impossible day and hidden characters; CONFLICT for a closed case or journey, and for a date that is no
 * longer the one in force; RULE_REFUSED.
 */
export async function recordVictimContact(
  services: Services,
  user: User,
  journeyId: string,
  change: ContactChange,
  idempotency?: Idempotency,
): Promise<Result<VictimContactRecorded>> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const found = await victimContactFor(services, user, journeyId, 'record-victim-contact');
    if (!found.ok) return found;
    const { journey, by } = found.value;
    const known = idempotency && (await lookUpKey<VictimContactRecorded>(services, idempotency));
    if (known?.answered) return known.answered;
    const wrong = hiddenIn(change) ?? (await unknownOfficer(services, change, journey));
    if (wrong) return wrong;
    const before =
      (await readVictimContact(services.table, journeyId)) ?? noContact(journeyId, journey.region);
    const changed = changeContact(before, change, contextOf(services, journey, by));
    if (!changed.ok) {
      const { code, detail, field } = changed;
      return refuse(code, detail, field === undefined ? {} : { fields: [{ field, problem: detail }] });
    }
    const recorded = { case: changed.id };
    const { ok } = await services.table.transact([
      ...victimContactWrites(changed),
      // What was shown of the journey is still so.
      { kind: 'check', key: keys.journey(journeyId), when: { kind: 'version', equals: journey.version } },
      ...(known ? [known.remember(recorded)] : []),
    ]);
    if (!ok) continue;
    if (before.wait !== undefined && changed.contact.wait === undefined) await endWait(services, before.wait);
    return done(recorded);
  }
  return refuse('UNAVAILABLE', 'Too many people are changing this at the same time. Try again.');
}

function contextOf({ clock, calendar, law, ids }: Services, journey: Journey, by: Actor) {
  return { now: isoInstant(clock.now()), calendar, law, newId: () => ids.next(), by, journey };
}

function hiddenIn(change: ContactChange): Refusal | undefined {
  if (change.do === 'ask-condition') return refuseHiddenText('text', change.text);
  if (change.do === 'open-case')
    return refuseHiddenLine('reference', change.reference) ?? refuseHiddenText('note', change.note);
  return change.do === 'change-case' ? refuseHiddenText('note', change.note) : undefined;
}

async function unknownOfficer(
  { staff }: Services,
  change: ContactChange,
  { region }: Journey,
): Promise<Refusal | undefined> {
  if (!('officer' in change)) return undefined;
  const unit = await staff.atDesk('VICTIM_LIAISON', region);
  if (unit.some(({ id }) => id === change.officer)) return undefined;
  const problem = 'Choose a liaison officer of the victim liaison unit of the person’s region.';
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field: 'officer', problem }] });
}
