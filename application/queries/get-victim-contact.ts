import type { User } from '../../domain/access/user.ts';
import { isoInstant, type IsoDate, type IsoInstant } from '../../domain/law/time.ts';
import { verifyChain } from '../../domain/record/facts.ts';
import type { AskedCondition, ContactCase } from '../../domain/victim-contact/contact.ts';
import type { Entry } from '../../domain/victim-contact/history.ts';
import { isToPassOn, sayStanding, standingKey, standingOf } from '../../domain/victim-contact/standing.ts';
import { keys } from '../keys.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { ofSomeUnit, readersOf, victimContactFor } from '../victim-contact-access.ts';
import { readEntries, readVictimContact } from '../victim-contact-items.ts';

export interface VictimContactView {
  readonly journeyId: string;
  readonly person: { readonly name: string; readonly prisonNumber: string };
  readonly region: string;
  /** The journey has closed: no new case is opened. */
  readonly closed: boolean;
  readonly standing: { readonly key: string; readonly says: string };
  /** Present while something is to be passed on. */
  readonly passOnBy?: IsoInstant;
  readonly overdue: boolean;
  readonly cases: readonly (ContactCase & { readonly toPassOn: boolean })[];
  /** Oldest first. */
  readonly history: readonly Entry[];
  /** A line of the history is not what was recorded. */
  readonly historyChanged: boolean;
  /** Who consulted it lately, newest first. */
  readonly consulted: readonly { readonly at: IsoInstant; readonly user: string; readonly action: string }[];
  /** Who can be named as a liaison officer. */
  readonly unit: readonly { readonly id: string; readonly name: string }[];
}

/**
 * Victim contact about a person, for the victim liaison unit of their region. A person without any has no cases.
 * @returns NOT_PERMITTED, whether there is any or not; NOT_FOUND.
 */
export async function getVictimContact(
  services: Services,
  user: User,
  journeyId: string,
): Promise<Result<VictimContactView>> {
  const found = await victimContactFor(services, user, journeyId, 'read-victim-contact');
  if (!found.ok) return found;
  const { journey } = found.value;
  const contact = await readVictimContact(services.table, journeyId);
  const history = contact === undefined ? [] : await readEntries(services.table, journeyId);
  const standing = standingOf(journey);
  const cases = (contact?.cases ?? []).map((each) => ({ ...each, toPassOn: isToPassOn(each, standing) }));
  const by = contact?.toPassOn?.by ?? isoInstant(services.clock.now());
  const waits = cases.some(({ toPassOn }) => toPassOn);
  const unit = await services.staff.atDesk('VICTIM_LIAISON', journey.region);
  return done({
    journeyId,
    person: { name: `${journey.firstName} ${journey.lastName}`, prisonNumber: journey.prisonNumber },
    region: journey.region,
    closed: journey.phase === 'closed',
    standing: { key: standingKey(standing), says: sayStanding(standing) },
    ...(waits && { passOnBy: by }),
    overdue: waits && by < isoInstant(services.clock.now()),
    cases,
    history,
    historyChanged:
      contact !== undefined &&
      (!verifyChain(history).ok || history.at(-1)?.hash !== contact.history.lastHash),
    consulted: await readersOf(services, journeyId),
    unit: unit.map(({ id, name }) => ({ id, name })),
  });
}

/**
 * A person of the unit's region.
 * @returns NOT_PERMITTED for anybody who is not of a unit; NOT_FOUND, in the same words, for everybody else and for no such
 * number.
 */
export async function findForUnit(
  services: Services,
  user: User,
  prisonNumber: string,
): Promise<Result<{ readonly journeyId: string }>> {
  const unit = ofSomeUnit(services, user);
  if (!unit.ok) return unit;
  const row = await services.table.get(keys.person(prisonNumber));
  const journeyId = row?.['journeyId'];
  const found =
    typeof journeyId === 'string'
      ? await victimContactFor(services, user, journeyId, 'read-victim-contact')
      : undefined;
  if (typeof journeyId === 'string' && found?.ok === true) return done({ journeyId });
  return refuse(
    'NOT_FOUND',
    'There is no person with that prison number and an open journey in your regions.',
  );
}

export interface ConditionView extends Pick<AskedCondition, 'kind' | 'text' | 'answer' | 'answeredOn'> {
  readonly putOn: IsoDate;
}

/**
 * Licence conditions that victims asked for, for those who supervise the person: only what was put to them.
 * @returns NOT_PERMITTED, whether there are any or not; NOT_FOUND.
 */
export async function getVictimConditions(
  services: Services,
  user: User,
  journeyId: string,
): Promise<Result<{ readonly name: string; readonly conditions: readonly ConditionView[] }>> {
  const found = await victimContactFor(services, user, journeyId, 'read-victim-conditions');
  if (!found.ok) return found;
  const { firstName, lastName } = found.value.journey;
  const contact = await readVictimContact(services.table, journeyId);
  const conditions = (contact?.cases ?? [])
    .flatMap((each) => each.conditions)
    .flatMap(({ kind, text, putOn, answer, answeredOn }): readonly ConditionView[] =>
      putOn === undefined
        ? []
        : [
            {
              kind,
              text,
              putOn,
              ...(answer !== undefined && { answer }),
              ...(answeredOn !== undefined && { answeredOn }),
            },
          ],
    );
  return done({ name: `${firstName} ${lastName}`, conditions });
}
