import { dateInLondon, type IsoDate } from '../../domain/law/time.ts';
import type { User } from '../../domain/access/user.ts';
import { DUTIES_OF } from '../../domain/record/duties.ts';
import { comesAfterRelease } from '../../domain/journey/after-release.ts';
import { desksSeenBy } from '../../domain/journey/escalation.ts';
import { agencyOf } from '../../domain/journey/stuck-causes.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { maySee, admit } from '../access.ts';
import { listPauses } from '../agency-pauses.ts';
import type { Step } from '../../domain/journey/step.ts';
import { readStep } from '../items.ts';
import { partitions } from '../keys.ts';
import {
  ADMINISTRATORS,
  agencyIn,
  deskWaitedFor,
  officerWaitedFor,
  type WaitsFor,
} from '../../domain/record/waits-for.ts';
import type { Item } from '../ports/table.ts';
import { done, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { journeysBehind } from '../whole-rows.ts';
import { agencyNames } from './agency-names.ts';
import { collect } from './collect.ts';
import { pausedWords } from './paused-words.ts';
import { openStepView, releaseOf, type OpenStepView } from './journey-views.ts';
import { LARGEST_PAGE, PAGE_SIZE, type Listed } from './list-journeys.ts';
import type { Source } from './merged-rows.ts';
import { readPosition, writePosition, type ListAsked } from './positions.ts';

/** An open step in a work list, with its journey. */
export interface StepRow extends OpenStepView {
  readonly journeyId: string;
  readonly journeyVersion: number;
  readonly person: { readonly name: string; readonly prisonNumber: string };
  /** The day of release, or the date in force, if any. */
  readonly releaseDate?: IsoDate;
}

export interface StepFilter {
  /** `officer:<id>`, `role:<duty>@<place>` or `agency:<id>`; the user's own desks when left out. */
  readonly waitingFor?: string;
  /** true: only past their deadline; false: only those that are not. */
  readonly overdue?: boolean;
  /** Only steps that wait for others, and have gone on the list of this desk too. */
  readonly escalated?: boolean;
  readonly cursor?: string;
  readonly limit?: number;
}

/**
 * Open steps by owner, and those escalated to the owner's desk, soonest deadline first, only of journeys the user may
 * read.
 * @returns NOT_PERMITTED; VALIDATION_FAILED for a cursor of another list.
 */
export async function listSteps(
  services: Services,
  user: User,
  filter: StepFilter,
): Promise<Result<Listed<StepRow>>> {
  const { waitingFor, overdue } = filter;
  const reader = admit(services, user, 'list-steps', waitingFor === undefined ? {} : { waitingFor });
  if (!reader.ok) return reader;
  const asked: ListAsked = { list: 'steps', reader: user, query: [waitingFor, overdue, filter.escalated] };
  const position = await readPosition(services, asked, filter.cursor);
  if (!position.ok) return position;
  const today = dateInLondon(services.clock.now()).toString();
  const desks = waitingFor === undefined ? ownDesks(user) : [waitingFor];
  const escalated = [...new Set(desks.flatMap(desksSeenBy))];
  const sources: readonly Source[] = [
    ...(filter.escalated === true ? [] : desks).map((desk): Source => ({
      index: 'waiting',
      partition: partitions.waiting(desk),
    })),
    ...escalated.map((desk): Source => ({ index: 'attention', partition: partitions.escalated(desk) })),
  ];
  const paused = await listPauses(services.table);
  const { found, after } = await collect(
    services.table,
    sources,
    {
      direction: 'forward',
      // A deadline lasts to the end of its day, and a bare date comes before every key of its day.
      ...(overdue === true && { to: today }),
      ...(overdue === false && { from: today }),
      ...(position.value && { after: position.value.after }),
    },
    Math.min(filter.limit ?? PAGE_SIZE, LARGEST_PAGE),
    async (rows) => {
      const listed = rows.map(({ item }) => item);
      const [journeys, steps] = await Promise.all([
        journeysBehind(services.table, listed),
        Promise.all(listed.map((item) => stepListed(services, item))),
      ]);
      const names = await agencyNames(services, [
        ...steps.flatMap((step) => (step && agencyIn(step.waitsFor)) ?? []),
        ...paused.keys(),
      ]);
      return rows.map(({ item }, index) => {
        const journey = journeys.get(item.pk);
        const step = steps[index];
        if (step === undefined || journey === undefined || !maySee(user, journey, today)) return [];
        if (step.state === 'SCHEDULED' && comesAfterRelease(step.kind, step.opensOn, releaseOf(journey)))
          return [];
        const view = openStepView(step, journey, user, today, services, names);
        return view
          ? [{ ...rowOf(view, journey), ...pausedWords(agencyOf(step, journey), paused, names) }]
          : [];
      });
    },
  );
  services.accessLog.consulted({ user, action: 'list-steps', query: filter, rows: found.length });
  return done({
    items: found,
    ...(after !== undefined && { cursor: await writePosition(services, asked, { part: 0, after }) }),
  });
}

/** The owners that a user works for: themselves, and each of their duties' desks. */
export function ownDesks(user: User): readonly WaitsFor[] {
  const desks = user.duties.flatMap((duty) => {
    const places = DUTIES_OF[duty].worksIn === 'region' ? user.regions : user.prisons;
    return places.map((place) => deskWaitedFor(duty, place));
  });
  const admin = user.roles.includes('admin') ? [ADMINISTRATORS] : [];
  return [officerWaitedFor(user.id), ...desks, ...admin];
}

function rowOf(view: OpenStepView, journey: Journey): StepRow {
  const releaseDate = journey.releasedOn ?? journey.releaseDateInForce;
  return {
    ...view,
    journeyId: journey.id,
    journeyVersion: journey.version,
    person: { name: `${journey.firstName} ${journey.lastName}`, prisonNumber: journey.prisonNumber },
    ...(releaseDate !== undefined && { releaseDate }),
  };
}

/** The index of steps by owner holds them; that of escalated ones has their keys. */
async function stepListed({ table }: Services, item: Item): Promise<Step | undefined> {
  const row = item['step'] === undefined ? await table.get(item, 'eventual') : item;
  return row && readStep(row);
}
