import { needsAttention } from '../../domain/journey/attention.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { nextNight, placeForNight } from '../../domain/pathways/accommodation/places.ts';
import { dateInLondon, type IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { earliestReleaseSeen, maySee, admit } from '../access.ts';
import { partitions } from '../keys.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { journeysBehind } from '../whole-rows.ts';
import { collect } from './collect.ts';
import { journeyRow, type JourneyRow } from './journey-views.ts';
import type { Source } from './merged-rows.ts';
import { readPosition, writePosition, type ListAsked } from './positions.ts';

export const PAGE_SIZE = 50;
export const LARGEST_PAGE = 200;

export interface JourneyFilter {
  readonly prison?: string;
  /** An officer's id: journeys they are the prison or the community offender manager of. */
  readonly officer?: string;
  /** Only release dates in force before this day. */
  readonly releasingBefore?: IsoDate;
  /** Only release dates in force on or after this day. */
  readonly releasingFrom?: IsoDate;
  /** Only people whose release is recorded, or only those whose is not. */
  readonly released?: boolean;
  /** Only journeys that need someone to look. */
  readonly attention?: boolean;
  /** Only people with no home or bed for the night that matters now: after release tonight, before it the first outside. */
  readonly noPlace?: boolean;
  readonly cursor?: string;
  readonly limit?: number;
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** Present when there may be more; a page may be short of its size and still have one. */
  readonly cursor?: string;
}

/**
 * Open journeys in order of release (the day it was, or the date in force), only those the user may read; of those that
 * need attention, closed ones too. Without a prison or an officer they are the user's own: their prisons and their
 * caseload.
 *
 * @returns NOT_PERMITTED; VALIDATION_FAILED for a cursor of another list, or when nothing says which journeys.
 */
export async function listJourneys(
  services: Services,
  user: User,
  filter: JourneyFilter,
): Promise<Result<Listed<JourneyRow>>> {
  const { prison } = filter;
  const reader = admit(services, user, 'list-journeys', prison === undefined ? {} : { prison });
  if (!reader.ok) return reader;
  const asked: ListAsked = { list: 'journeys', reader: user, query: queryOf(filter) };
  const position = await readPosition(services, asked, filter.cursor);
  if (!position.ok) return position;
  const today = dateInLondon(services.clock.now()).toString();
  const sources = sourcesOf(user, filter, today);
  if (sources.length === 0) return refuse('VALIDATION_FAILED', 'Choose a prison or an officer.');
  const wanted = (journey: Journey): boolean =>
    (journey.phase !== 'closed' || filter.attention === true) &&
    (filter.attention !== true || needsAttention(journey, today)) &&
    (filter.released === undefined || filter.released === (journey.releasedOn !== undefined)) &&
    (filter.noPlace !== true || hasNoPlace(journey, today)) &&
    (prison === undefined || journey.prison === prison) &&
    maySee(user, journey, today);
  const { found, after } = await collect(
    services.table,
    sources,
    {
      direction: 'forward',
      ...(filter.releasingFrom !== undefined && { from: filter.releasingFrom }),
      // A sort key is the date, `#` and the id: the bare date comes before every key of its day.
      ...(filter.releasingBefore !== undefined && { to: filter.releasingBefore }),
      ...(position.value && { after: position.value.after }),
    },
    Math.min(filter.limit ?? PAGE_SIZE, LARGEST_PAGE),
    async (rows) => {
      const journeys = await journeysBehind(
        services.table,
        rows.map(({ item }) => item),
      );
      return rows.map(({ item }) => {
        const journey = journeys.get(item.pk);
        return journey && wanted(journey) ? [journeyRow(journey, today, services)] : [];
      });
    },
  );
  services.accessLog.consulted({ user, action: 'list-journeys', query: filter, rows: found.length });
  return done({
    items: found,
    ...(after !== undefined && { cursor: await writePosition(services, asked, { part: 0, after }) }),
  });
}

function hasNoPlace(journey: Journey, today: IsoDate): boolean {
  return placeForNight(journey, nextNight(journey, today)).kind === 'nowhere';
}

function queryOf({
  prison,
  officer,
  releasingBefore,
  releasingFrom,
  released,
  attention,
  noPlace,
}: JourneyFilter): ListAsked['query'] {
  return [prison, officer, releasingBefore, releasingFrom, released, attention, noPlace];
}

function sourcesOf(user: User, filter: JourneyFilter, today: IsoDate): readonly Source[] {
  const { prison, officer, attention } = filter;
  if (officer !== undefined) return caseloadOf(officer);
  if (prison !== undefined) return prisonCaseload(user, prison, today);
  const everything = user.roles.includes('admin') && attention === true;
  return everything ? [{ index: 'attention', partition: partitions.attention() }] : ownSources(user, today);
}

/** A user's own: everyone in their prisons, everyone they are an officer of, and whom they are asked about as a deputy. */
export function ownSources(user: User, today: IsoDate): readonly Source[] {
  const prisons = user.prisons.flatMap((prison) => prisonCaseload(user, prison, today));
  if (!user.roles.includes('officer')) return prisons;
  const asDeputy: Source = { index: 'waiting', partition: partitions.deputy(user.id) };
  return [...prisons, ...caseloadOf(user.id), asDeputy];
}

/** Everyone in a prison, and those released from it whom the user may still see. */
function prisonCaseload(user: User, prison: string, today: IsoDate): readonly Source[] {
  const from = earliestReleaseSeen(user, today);
  return [
    { index: 'caseload', partition: partitions.prison(prison) },
    {
      index: 'caseload',
      partition: partitions.releasedFrom(prison),
      ...(from !== undefined && { from }),
    },
  ];
}

function caseloadOf(officer: string): readonly Source[] {
  const partition = partitions.officer(officer);
  return [
    { index: 'prisonOfficer', partition },
    { index: 'communityOfficer', partition },
  ];
}
