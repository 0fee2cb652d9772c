import type { Journey, OpenStep } from '../../domain/journey/journey.ts';
import { explainStuck, type Stuck } from '../../domain/journey/stuck.ts';
import { agencyOf, isLate, stuckGroup, stuckSteps } from '../../domain/journey/stuck-causes.ts';
import { countSettled, shownEssentials } from '../../domain/pathways/release/essentials.ts';
import { addDays, dateInLondon, daysBetween, type IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import type { Names } from '../../domain/journey/words.ts';
import { isExcluded } from '../../domain/record/limited-access.ts';
import { maySee, admit } from '../access.ts';
import { listPauses } from '../agency-pauses.ts';
import { readStep } from '../items.ts';
import { keys, partitions } from '../keys.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { matchesFilter, readStuckSort, type StuckFilter } from '../stuck-sort.ts';
import { journeysBehind } from '../whole-rows.ts';
import { agencyNames } from './agency-names.ts';
import { collect } from './collect.ts';
import { LARGEST_PAGE, ownSources, PAGE_SIZE, type Listed } from './list-journeys.ts';
import type { MergedRow, Source, Stretch } from './merged-rows.ts';
import { pausedWords, type Paused } from './paused-words.ts';
import { readPosition, writePosition, type ListAsked, type Position } from './positions.ts';

/** Why one journey is stuck; a journey stuck for two reasons has two rows. */
export interface StuckRow extends Stuck {
  readonly journeyId: string;
  readonly journeyVersion: number;
  readonly person: { readonly name: string; readonly prisonNumber: string };
  readonly prison: string;
  /** The day of release, or the date in force, if any. */
  readonly releaseDate?: IsoDate;
  readonly daysToRelease?: number;
  /** How many of the essentials are settled; absent where they are not shown. */
  readonly essentials?: { readonly settled: number; readonly of: number };
  readonly stepKey: string;
  readonly kind: string;
  /** The agency that the step is about is paused: a sentence. */
  readonly paused?: string;
  /** The reader may not see the person, so nothing of them is here. */
  readonly limited?: true;
}

/** Days after release for which someone is still as near the gate as those about to leave. */
const NEAR_THE_GATE_DAYS = 7;

export interface StuckAsked {
  readonly cursor?: string;
  readonly limit?: number;
  readonly only?: StuckFilter;
  readonly names?: Names;
}

/**
 * Stuck journeys in order of harm, not of age: first those nearest their release, from a week after it onwards, then
 * those released earlier, latest first. An administrator sees all, an officer their own.
 * @param request `only`: steps that match this; `names`: known names of officers, agencies and places.
 * @returns NOT_PERMITTED; VALIDATION_FAILED for a cursor of another list.
 */
export async function listStuck(
  services: Services,
  user: User,
  request: StuckAsked = {},
): Promise<Result<Listed<StuckRow>>> {
  const reader = admit(services, user, 'list-stuck', undefined);
  if (!reader.ok) return reader;
  const { only = {} } = request;
  const { code, pathway, agencyId, late } = only;
  const asked: ListAsked = { list: 'stuck', reader: user, query: [code, pathway, agencyId, late] };
  const position = await readPosition(services, asked, request.cursor);
  if (!position.ok) return position;
  const today = dateInLondon(services.clock.now()).toString();
  const paused = await listPauses(services.table);
  const sources: readonly Source[] = user.roles.includes('admin')
    ? [{ index: 'attention', partition: partitions.attention() }]
    : ownSources(user, today);
  const found: StuckRow[] = [];
  const listed = async (next?: Position): Promise<Result<Listed<StuckRow>>> => {
    const cursor = next && (await writePosition(services, asked, next));
    const { names: _names, only: _only, ...page } = request;
    services.accessLog.consulted({
      user,
      action: 'list-stuck',
      query: { ...page, ...only },
      rows: found.length,
    });
    return done({ items: found, ...(cursor !== undefined && { cursor }) });
  };
  const limit = Math.min(request.limit ?? PAGE_SIZE, LARGEST_PAGE);
  let { part, after } = position.value ?? { part: 0, after: undefined };
  for (; part < 2; part += 1) {
    const page = await collect(
      services.table,
      sources,
      stretchOf(part, today, after),
      limit - found.length,
      async (rows) => {
        const journeys = await journeysBehind(
          services.table,
          rows.filter((row) => mayMatch(row, only)).map(({ item }) => item),
        );
        return Promise.all(
          rows.map(({ item }) =>
            stuckRows(services, user, journeys.get(item.pk), today, { ...request, paused }),
          ),
        );
      },
    );
    found.push(...page.found);
    if (page.after !== undefined) {
      return listed({ part, after: page.after });
    }
    after = undefined;
    if (found.length >= limit && part === 0) {
      return listed({ part: 1, after: '' });
    }
  }
  return listed();
}

/** The earliest release that is as near the gate as one to come. */
export function nearTheGateFrom(today: IsoDate): IsoDate {
  return addDays(today, -NEAR_THE_GATE_DAYS);
}

/** Part 0 is those nearest their release; part 1 those released earlier. */
export function stretchOf(part: number, today: IsoDate, after?: string): Stretch {
  const edge = nearTheGateFrom(today);
  const seen = after === undefined || after === '' ? {} : { after };
  return part === 0
    ? { direction: 'forward', from: edge, ...seen }
    : { direction: 'backward', to: edge, ...seen };
}

/** Whether any step of it may match: its key says so, or does not say why it is stuck. */
function mayMatch({ sort }: MergedRow, only: StuckFilter): boolean {
  const { causes } = readStuckSort(sort);
  return (
    causes === undefined || Object.keys(only).length === 0 || causes.some((each) => matchesFilter(each, only))
  );
}

function matching(journey: Journey, today: IsoDate, only: StuckFilter): readonly OpenStep[] {
  return stuckSteps(journey, today).filter((step) =>
    matchesFilter({ ...stuckGroup(step, journey, today), late: isLate(step) ? 1 : 0 }, only),
  );
}

async function stuckRows(
  services: Services,
  user: User,
  journey: Journey | undefined,
  today: IsoDate,
  { names: known = {}, only = {}, paused }: StuckAsked & { readonly paused: Paused },
): Promise<readonly StuckRow[]> {
  if (journey === undefined) return [];
  const stuck = matching(journey, today, only);
  if (stuck.length === 0) return [];
  if (!maySee(user, journey, today))
    return mayRepair(user, journey) ? unseenRows(services, journey, stuck, today) : [];
  const rows = await Promise.all(stuck.map(({ key }) => services.table.get(keys.step(journey.id, key))));
  const agencies = await agencyNames(
    services,
    journey.referrals.map(({ agencyId }) => agencyId),
  );
  const names = { ...agencies, ...known };
  return rows.flatMap((row) => {
    if (!row) return [];
    const step = readStep(row);
    return [
      {
        ...explainStuck(step, journey, today, services.law, names),
        ...about(journey, today),
        ...pausedWords(agencyOf(step, journey), paused, names),
        stepKey: step.key,
        kind: step.kind,
      },
    ];
  });
}

/** An administrator keeps every journey going, and opens this one in an emergency if they must. */
function mayRepair(user: User, journey: Journey): boolean {
  return user.roles.includes('admin') && !isExcluded(user.id, journey);
}

/** That something went wrong, for an administrator who may not see whose record it is: nothing of the person. */
async function unseenRows(
  services: Services,
  journey: Journey,
  stuck: readonly OpenStep[],
  today: IsoDate,
): Promise<readonly StuckRow[]> {
  const wrong = stuck.filter(({ kind }) => kind === 'incident');
  const rows = await Promise.all(wrong.map(({ key }) => services.table.get(keys.step(journey.id, key))));
  return rows.flatMap((row) => {
    if (!row) return [];
    const step = readStep(row);
    const { code, owner, firstSeen, ageDays } = explainStuck(step, journey, today, services.law, {});
    return [
      {
        code,
        owner,
        firstSeen,
        ageDays,
        cause: 'Something went wrong in the journey of a person to whom access is limited.',
        nextAction: 'Open the record in an emergency, with the reason, and repair it.',
        journeyId: journey.id,
        journeyVersion: journey.version,
        person: { name: LIMITED_PERSON, prisonNumber: '' },
        prison: '',
        stepKey: step.key,
        kind: step.kind,
        limited: true,
      },
    ];
  });
}

const LIMITED_PERSON = 'A person to whom access is limited';

function about(
  journey: Journey,
  today: IsoDate,
): Omit<StuckRow, keyof Stuck | 'stepKey' | 'kind' | 'paused'> {
  const releaseDate = journey.releasedOn ?? journey.releaseDateInForce;
  const found = shownEssentials(journey, today);
  return {
    journeyId: journey.id,
    journeyVersion: journey.version,
    person: { name: `${journey.firstName} ${journey.lastName}`, prisonNumber: journey.prisonNumber },
    prison: journey.prison,
    ...(releaseDate !== undefined && { releaseDate, daysToRelease: daysBetween(today, releaseDate) }),
    ...(found && { essentials: { settled: countSettled(found), of: found.length } }),
  };
}
