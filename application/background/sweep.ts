import type { Temporal } from 'temporal-polyfill';
import { proposalHasLapsed } from '../../domain/record/head.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import { lapseProposal } from '../../domain/journey/release-date.ts';
import { rowsTouchedBy, rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import { settledMeanwhile, wakeStep } from '../../domain/journey/wake-step.ts';
import { stepEntry } from '../../domain/pathways/catalogue.ts';
import { isOpen } from '../../domain/journey/step.ts';
import { isoInstant } from '../../domain/law/time.ts';
import { changeJourney } from '../change-journey.ts';
import { dueRowOf, type DueRow } from '../due-rows.ts';
import type { Item } from '../ports/table.ts';
import { done } from '../refusal.ts';
import { UnknownRowError } from '../items.ts';
import { ownerOf } from '../mailbox-items.ts';
import { followAbsences } from './follow-absences.ts';
import { DUE_PARTITIONS } from './next-due.ts';
import type { Queues } from './relay.ts';
import { remindVictimUnit } from './remind-victim-unit.ts';
import type { Services } from '../services.ts';

/** Looks at a person's events: through a queue on AWS, directly in one process. */
export type LookAtEvents = (person: string) => Promise<void>;

/** Where the sweep sends what is due. */
export interface SweepQueues extends Queues {
  readonly lookAtEvents: LookAtEvents;
}

export interface SweepCount {
  readonly steps: number;
  readonly deliveries: number;
  readonly mailboxes: number;
  /** Rows for which a person's events were looked at. */
  readonly events: number;
  /** Members of staff whose absences were followed in their journeys. */
  readonly absences: number;
  /** Errors by row. Those rows stay due, and the next sweep tries them again. */
  readonly failures: readonly unknown[];
}

const PAGE = 100;

type DueStep = Extract<DueRow, { readonly kind: 'step' }>;

/** Per shard: many rows fall due at midnight, and journeys need not wait for each other. */
const AT_ONCE = 4;

/**
 * Fires every due row, those of one journey or agency in order. Each goes through a command that reads the row again,
 * so firing twice, late or beside another sweep is harmless.
 * @param partitions those of the index of due rows in which anything may be due.
 * @throws only when due rows cannot be listed.
 */
export async function sweep(
  services: Services,
  queues: SweepQueues,
  partitions = DUE_PARTITIONS,
): Promise<SweepCount> {
  const dueBy = dueUpTo(services.clock.now());
  const counts = await Promise.all(
    partitions.map((partition) => sweepPartition(services, partition, dueBy, queues)),
  );
  return counts.reduce(
    (sum, one) => ({
      steps: sum.steps + one.steps,
      deliveries: sum.deliveries + one.deliveries,
      mailboxes: sum.mailboxes + one.mailboxes,
      events: sum.events + one.events,
      absences: sum.absences + one.absences,
      failures: [...sum.failures, ...one.failures],
    }),
    NOTHING,
  );
}

const NOTHING: SweepCount = { steps: 0, deliveries: 0, mailboxes: 0, events: 0, absences: 0, failures: [] };

/**
 * The last sort key that is due. One for all pages of a sweep: a cursor belongs to one query, and the clock moves
 * between pages.
 */
export function dueUpTo(now: Temporal.Instant): string {
  return `${isoInstant(now)}~`;
}

async function sweepPartition(
  services: Services,
  partition: string,
  dueBy: string,
  queues: SweepQueues,
): Promise<SweepCount> {
  let steps = 0;
  let deliveries = 0;
  let mailboxes = 0;
  let events = 0;
  let absences = 0;
  const failures: unknown[] = [];
  let cursor: string | undefined;

  async function fire(row: Item): Promise<void> {
    // A row that cannot be fired must not delay the rows behind it.
    try {
      const due = dueRowOf(row);
      switch (due?.kind) {
        case 'events':
          await queues.lookAtEvents(due.person);
          events += 1;
          return;
        case 'absences':
          await followAbsences(services, due.officer);
          absences += 1;
          return;
        case 'victim-contact':
          // Not counted: a count is logged.
          await remindVictimUnit(services, due.journeyId);
          return;
        case 'mailbox':
          await queues.tell({ mailbox: ownerOf(due.owner) });
          mailboxes += 1;
          return;
        case 'step':
          await wake(services, due);
          steps += 1;
          return;
        case 'delivery':
          await queues.deliver({ agencyId: due.agencyId, deliveryId: due.deliveryId });
          deliveries += 1;
          return;
        case undefined:
          throw new UnknownRowError(row, 'nothing is known that falls due under such a key');
      }
    } catch (error) {
      failures.push(error);
    }
  }

  do {
    const page = await services.table.query({
      partition,
      index: 'due',
      to: dueBy,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    const waiting = [...Map.groupBy(page.items, ({ pk }) => pk).values()];
    const fireSome = async (): Promise<void> => {
      for (let rows = waiting.shift(); rows !== undefined; rows = waiting.shift()) {
        for (const row of rows) await fire(row);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fireSome));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { steps, deliveries, mailboxes, events, absences, failures };
}

async function wake(services: Services, { journeyId, key }: DueStep): Promise<void> {
  await changeJourney(services, journeyId, { by: SYSTEM }, async (change) => {
    await change.loadSteps([key]);
    const step = change.draft.step(key);
    if (!step || !isOpen(step)) return done('gone');
    const answersItself = stepEntry(step.kind).answersItself ?? settledMeanwhile(change.draft, step);
    if (answersItself !== undefined) {
      const { journey, context } = change.draft;
      const answer = { details: {}, today: context.today };
      await change.load(rowsTouchedBy(journey, step, answersItself, answer));
    }
    if (proposalHasLapsed(change.draft.journey, change.draft.context.today)) {
      await change.load(rowsTouchedByDate(change.draft.journey));
      lapseProposal(change.draft);
    }
    wakeStep(change.draft, change.draft.step(key) ?? step);
    return done('woken');
  });
}
