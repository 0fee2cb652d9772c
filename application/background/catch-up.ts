import { knownPrisons } from '../../domain/journey/transfer.ts';
import { mayLackFollowUp } from '../../domain/journey/close-journey.ts';
import { listAgencies } from '../directory.ts';
import { AFTER_ALL } from '../driven-journeys.ts';
import { partitions } from '../keys.ts';
import type { Item, Query } from '../ports/table.ts';
import type { Services } from '../services.ts';
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
  if (from === AFTER_ALL) return from;
  const { services, hasTime, failed } = run;
  let reached = from;
  try {
    // The first part whatever the time, so that runs which are always busy finish too.
    for (const part of await partsAfter(services, from)) {
      if (reached !== from && !hasTime()) return reached;
      await part.look();
      reached = part.name;
    }
    return AFTER_ALL;
  } catch (error) {
    failed(error);
    return reached;
  }
}

interface Part {
  readonly name: string;
  readonly look: () => Promise<void>;
}

async function partsAfter(services: Services, from: string): Promise<readonly Part[]> {
  const agencies = await listAgencies(services);
  const parts: readonly Part[] = [
    ...agencies.map(({ id }) => ({ name: `agency ${id}`, look: () => lookAtReferred(services, id) })),
    ...knownPrisons().map((id) => ({ name: `prison ${id}`, look: () => lookAtPrison(services, id) })),
  ];
  return parts.filter(({ name }) => name > from).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function lookAtPrison(services: Services, prison: string): Promise<void> {
  const query = { partition: partitions.prison(prison), index: 'caseload' } as const;
  for await (const rows of pagesOf(services, query)) {
    const journeys = await journeysBehind(services.table, rows);
    for (const journey of journeys.values()) await putUnderYouthSupervision(services, journey);
  }
}

async function lookAtReferred(services: Services, agencyId: string): Promise<void> {
  const query = { partition: partitions.agency(agencyId), index: 'agency' } as const;
  for await (const rows of pagesOf(services, query)) {
    const journeys = await journeysBehind(services.table, rows);
    for (const journey of journeys.values()) {
      if (mayLackFollowUp(journey)) await offerFollowUpLate(services, journey.id);
    }
  }
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
