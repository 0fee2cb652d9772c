import type { User } from '../../domain/access/user.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { dateInLondon, isoInstant, type IsoInstant } from '../../domain/law/time.ts';
import { openCases, type VictimContact } from '../../domain/victim-contact/contact.ts';
import { isToPassOn, sayStanding, standingOf } from '../../domain/victim-contact/standing.ts';
import { permit } from '../access.ts';
import { readJourney } from '../items.ts';
import { dueRowOf } from '../due-rows.ts';
import { keys, partitions } from '../keys.ts';
import type { Key } from '../ports/table.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { victimUnitFor } from '../victim-contact-access.ts';
import { readVictimContact } from '../victim-contact-items.ts';

export interface VictimContactRow {
  readonly journeyId: string;
  readonly person: { readonly name: string; readonly prisonNumber: string };
  readonly region: string;
  /** "Release on Tuesday 9 March 2027" */
  readonly says: string;
}

export interface ToPassOnRow extends VictimContactRow {
  readonly since: IsoInstant;
  readonly passOnBy: IsoInstant;
  readonly overdue: boolean;
  /** In how many cases. */
  readonly cases: number;
}

export interface VictimUnitView {
  /** What is to be passed on, by when it should be. */
  readonly toPassOn: readonly ToPassOnRow[];
  /** Everybody with an open case. */
  readonly people: readonly VictimContactRow[];
  /** Something is to be passed on about so many people whom the reader may not see. */
  readonly hidden: number;
  /** There are more than are listed. */
  readonly more: boolean;
}

const MOST_LISTED = 200;

/**
 * The list of a victim liaison unit, over the reader's regions. Whether something is to be passed on is worked out from
 * the journey as it stands: the date in force is not the one that was last passed on.
 * @returns NOT_PERMITTED for anybody who is not of a unit.
 */
export async function listVictimContact(services: Services, user: User): Promise<Result<VictimUnitView>> {
  const views: VictimUnitView[] = [];
  for (const region of user.regions.length === 0 ? [''] : user.regions) {
    const allowed = await victimUnitFor(services, user, region);
    if (!allowed.ok) return allowed;
    views.push(await ofRegion(services, user, region));
  }
  return done({
    toPassOn: views
      .flatMap(({ toPassOn }) => toPassOn)
      .sort((a, b) => (a.passOnBy < b.passOnBy ? -1 : a.passOnBy > b.passOnBy ? 1 : 0)),
    people: views.flatMap(({ people }) => people).sort((a, b) => a.person.name.localeCompare(b.person.name)),
    hidden: views.reduce((sum, { hidden }) => sum + hidden, 0),
    more: views.some(({ more }) => more),
  });
}

async function ofRegion(services: Services, user: User, region: string): Promise<VictimUnitView> {
  const { table, clock } = services;
  const [asked, cases] = await Promise.all([
    table.query({ partition: partitions.toPassOn(region), index: 'waiting', limit: MOST_LISTED }),
    table.query({ partition: partitions.victimCases(region), index: 'attention', limit: MOST_LISTED }),
  ]);
  const now = isoInstant(clock.now());
  const today = dateInLondon(clock.now()).toString();
  const people: VictimContactRow[] = [];
  const toPassOn: ToPassOnRow[] = [];
  let hidden = 0;
  const ids = new Set([...asked.items, ...cases.items].flatMap(idIn));
  for (const id of ids) {
    const contact = await readVictimContact(table, id);
    if (contact === undefined) continue;
    const head = await table.get(keys.journey(contact.journeyId));
    if (head === undefined) continue;
    const journey = readJourney(head);
    const waiting = openCases(contact).filter((each) => isToPassOn(each, standingOf(journey))).length;
    if (!permit(user, 'read-victim-contact', { journey, today }).ok) {
      hidden += waiting > 0 ? 1 : 0;
      continue;
    }
    const row = rowOf(contact, journey);
    people.push(row);
    if (waiting === 0) continue;
    const { since = now, by = now } = contact.toPassOn ?? {};
    toPassOn.push({ ...row, since, passOnBy: by, overdue: by < now, cases: waiting });
  }
  return { toPassOn, people, hidden, more: asked.cursor !== undefined || cases.cursor !== undefined };
}

/** An index holds the keys of its rows only. */
function idIn(row: Key): readonly string[] {
  const known = dueRowOf(row);
  return known?.kind === 'victim-contact' ? [known.journeyId] : [];
}

function rowOf({ journeyId, region }: VictimContact, journey: Journey): VictimContactRow {
  return {
    journeyId,
    region,
    person: { name: `${journey.firstName} ${journey.lastName}`, prisonNumber: journey.prisonNumber },
    says: sayStanding(standingOf(journey)),
  };
}
