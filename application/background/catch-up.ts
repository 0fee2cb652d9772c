import { mayLackCustodyRows } from '../../domain/journey/open-in-custody.ts';
import { knownPrisons } from '../../domain/journey/transfer.ts';
import { mayLackFollowUp } from '../../domain/journey/close-journey.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { changeJourney, contextOf } from '../change-journey.ts';
import { listAgencies } from '../directory.ts';
import { AFTER_ALL } from '../driven-journeys.ts';
import { partitions } from '../keys.ts';
import type { Item, Query } from '../ports/table.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';
import { openWhatCustodyAsks } from '../start-again.ts';
import { journeysBehind } from '../whole-rows.ts';
import { offerFollowUpLate } from './follow-up.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import { putUnderYouthSupervision } from './youth-supervision.ts';

const PAGE = 200;

/**
 * Looks once at journeys from before that nothing else changes: those that sleep in a prison, for a child's supervision,
 * and closed ones that an agency had a referral of, for follow-up that nobody was asked to offer.
 * @param from the part up to which it has been done.
 * @returns the part that it reached; {@link AFTER_ALL} when everything is done.
 */
export async function catchUp(run: ReconcileRun, from: string): Promise<string> {
  const { services } = run;
  return lookAtParts(run, from, async () => [
    ...(await listAgencies(services)).map(({ id }) => ({
      name: `agency ${id}`,
      look: () => lookAtReferred(services, id),
    })),
    ...knownPrisons().map((id) => ({ name: `prison ${id}`, look: () => lookAtPrison(services, id) })),
  ]);
}

/**
 * Opens what custody asks on journeys that sleep in prison since before it was asked, prison by prison. A journey that
 * has it already is left as it is.
 * @param from the prison up to which it has been done.
 * @returns the prison that it reached; {@link AFTER_ALL} when everything is done.
 */
export async function catchUpInCustody(run: ReconcileRun, from: string): Promise<string> {
  const parts = knownPrisons().map((id) => ({ name: `prison ${id}`, look: () => openInPrison(run, id) }));
  return lookAtParts(run, from, () => Promise.resolve(parts));
}

interface Part {
  readonly name: string;
  /** Answers false where time ran out, and the next run must look at it again. */
  readonly look: () => Promise<boolean>;
}

async function lookAtParts(
  { hasTime, failed }: ReconcileRun,
  from: string,
  partsOf: () => Promise<readonly Part[]>,
): Promise<string> {
  if (from === AFTER_ALL) return from;
  let reached = from;
  try {
    const parts = (await partsOf()).filter(({ name }) => name > from);
    // The first part whatever the time, so that runs which are always busy finish too.
    for (const part of parts.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (reached !== from && !hasTime()) return reached;
      if (!(await part.look())) return reached;
      reached = part.name;
    }
    return AFTER_ALL;
  } catch (error) {
    failed(error);
    return reached;
  }
}

/** One that fails holds up no other; the prison is looked at again by the next run. */
async function openInPrison({ services, failed, hasTime }: ReconcileRun, prison: string): Promise<boolean> {
  const context = contextOf(services, SYSTEM);
  let failures = 0;
  for await (const rows of pagesOf(services, { partition: partitions.prison(prison), index: 'caseload' })) {
    const journeys = await journeysBehind(services.table, rows);
    const lacking = [...journeys.values()].filter((journey) => mayLackCustodyRows(journey, context));
    for (const { id } of lacking) {
      try {
        await changeJourney(services, id, { by: SYSTEM }, async (change) =>
          done(await openWhatCustodyAsks(change)),
        );
      } catch (error) {
        failures += 1;
        failed(error);
      }
    }
    if (lacking.length > 0 && !hasTime()) return false;
  }
  if (failures > 0)
    throw new Error(`${failures} journeys of the prison ${prison} have no steps of custody yet`);
  return true;
}

async function lookAtPrison(services: Services, prison: string): Promise<boolean> {
  const query = { partition: partitions.prison(prison), index: 'caseload' } as const;
  for await (const rows of pagesOf(services, query)) {
    const journeys = await journeysBehind(services.table, rows);
    for (const journey of journeys.values()) await putUnderYouthSupervision(services, journey);
  }
  return true;
}

async function lookAtReferred(services: Services, agencyId: string): Promise<boolean> {
  const query = { partition: partitions.agency(agencyId), index: 'agency' } as const;
  for await (const rows of pagesOf(services, query)) {
    const journeys = await journeysBehind(services.table, rows);
    for (const journey of journeys.values()) {
      if (mayLackFollowUp(journey)) await offerFollowUpLate(services, journey.id);
    }
  }
  return true;
}

async function* pagesOf(
  { table }: Services,
  query: Pick<Query, 'partition' | 'index'>,
): AsyncGenerator<readonly Item[]> {
  let cursor: string | undefined;
  do {
    const page = await table.query({ ...query, limit: PAGE, ...(cursor !== undefined && { cursor }) });
    yield page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
