import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { HMPPS_PATHS } from '../../adapters/hmpps/hmpps-data.ts';
import { hmppsStandIn } from '../../adapters/hmpps/stand-in.ts';
import { readEventItem } from '../../application/event-items.ts';
import { readJourney } from '../../application/items.ts';
import { keys, partitions, ROW_PREFIXES } from '../../application/keys.ts';
import type { Json, Table } from '../../application/ports/table.ts';
import { addDays } from '../../domain/law/time.ts';
import type { GivenEvent } from './events.ts';
import { journeyWorld, type JourneyWorld, type Starting } from './journey-world.ts';
import { OFFICERS, PLAIN_RELEASE } from './stages.ts';

/** The day on which everything in the file has happened. */
export const LAST_DAY = addDays(PLAIN_RELEASE, 3);

/**
 * 300 events as they arrived: some late, some twice, a few reversed, contradictory, or about nobody who is known.
 * @param later days by which all of them are moved, as for everything else here.
 */
export function eventFile(later = 0): readonly GivenEvent[] {
  const text = readFileSync(new URL('../fixtures/hmpps/events.jsonl', import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => moved(JSON.parse(line) as GivenEvent, later));
}

function moved(event: GivenEvent, days: number): GivenEvent {
  if (days === 0) return event;
  const at = Temporal.Instant.from(String(event['occurredAt'])).add({ hours: 24 * days });
  return { ...event, occurredAt: at.toString() };
}

const KNOWN = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `A100${number}AA`);
/** In the file from the beginning; their journey begins after it. */
export const FOUND_LATER = 'B2001BB';
/** Released, and back the next day. */
export const REVERSED = 'A1002AA';

export interface PeopleOfFile {
  readonly world: JourneyWorld;
  /** By prison number. */
  readonly journeys: Map<string, string>;
}

/** Eight people on the last day of the file, whose prison and probation records have changed elsewhere. */
export async function peopleOfFile(later = 0, ids?: string): Promise<PeopleOfFile> {
  const today = addDays('2027-01-04', later);
  const world = await journeyWorld({ today, ...(ids !== undefined && { ids }) });
  const journeys = new Map<string, string>();
  for (const prisonNumber of KNOWN) {
    await world.startJourney(starting(prisonNumber, later));
    journeys.set(prisonNumber, world.id);
  }
  await keepAnswers(world.table, later);
  await world.advanceTo(addDays(LAST_DAY, later));
  return { world, journeys };
}

export function starting(prisonNumber: string, later = 0): Starting {
  return {
    prisonNumber,
    releaseDate: addDays(PLAIN_RELEASE, later),
    sentence: { startDate: addDays('2026-12-21', later) },
    officers: { pom: OFFICERS.pom },
  };
}

/** What HMPPS's services know of the people in the file. */
export async function keepAnswers(table: Table, later = 0): Promise<void> {
  const standIn = hmppsStandIn(table);
  const answer = (about: keyof typeof HMPPS_PATHS, id: string, known: Json): Promise<void> =>
    standIn.put(HMPPS_PATHS[about](id), known);
  for (const prisonNumber of KNOWN) {
    await answer('tier', crnOf(prisonNumber), { tierScore: 'B2' });
    await answer('personRecord', crnOf(prisonNumber), { identifiers: { prisonNumbers: [prisonNumber] } });
  }
  await answer('prisoner', 'A1005AA', {
    prisonerNumber: 'A1005AA',
    conditionalReleaseDate: addDays(PLAIN_RELEASE, 35 + later),
    sentenceExpiryDate: addDays(PLAIN_RELEASE, 235 + later),
  });
  await answer('prisoner', 'A1008AA', {
    prisonerNumber: 'A1008AA',
    conditionalReleaseDate: addDays(PLAIN_RELEASE, later),
    licenceExpiryDate: addDays(PLAIN_RELEASE, 300 + later),
  });
  await answer('communityManager', crnOf('A1006AA'), { username: 'c.ahmed' });
  await answer('communityManager', crnOf('A1007AA'), { username: 'n.obody' });
}

/** The CRN that the file has for a prison number. */
function crnOf(prisonNumber: string): string {
  return `X${prisonNumber.slice(1, 5)}00`;
}

/** What a journey is, and what became of each event; not when each thing was recorded. */
export async function stateOf(table: Table, person: string, journeyId: string) {
  const head = await table.get(keys.journey(journeyId));
  if (head === undefined) throw new Error('There is no journey');
  const { phase, releasedOn, releaseDateInForce, dates, officers, sentence, tier, crn, hold, open } =
    readJourney(head);
  const { items } = await table.query({
    partition: partitions.events(person),
    startsWith: ROW_PREFIXES.event,
    limit: 1_000,
  });
  return {
    person,
    phase,
    releasedOn,
    releaseDateInForce,
    tier,
    crn,
    hold: hold && `${hold.reason} ${hold.since}`,
    dates: dates.map(({ dateType, date }) => `${dateType} ${date}`).sort(),
    officers,
    supervisionEndsOn: sentence.supervisionEndsOn,
    // What a release closed that is undone is asked again, and is then due no earlier than that day.
    open: open.map(({ key, dueOn = '' }) => (person === REVERSED ? key : `${key} ${dueOn}`)).sort(),
    events: items.map(readEventItem).map(({ state, event: { id } }) => `${id} ${state}`),
  };
}
