import type { Actor } from '../../domain/record/actor.ts';
import type { Delivery } from '../../domain/record/webhook-event.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { restartChanges, type RestartChanges, type Standing } from '../../domain/journey/restart-changes.ts';
import { relayRow, type Queues } from '../background/relay.ts';
import type { Change } from '../change.ts';
import { changeJourney } from '../change-journey.ts';
import { readJourney, readReferral, readStep } from '../items.ts';
import { isRowOf, keys, ROW_PREFIXES } from '../keys.ts';
import { readDelivery } from '../message-items.ts';
import type { Key, Table } from '../ports/table.ts';
import { readAll } from '../read-all.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { openWhatCustodyAsks, startAgain } from '../start-again.ts';
import { rehearsalEngine, type FailedState } from './rehearsal-engine.ts';
import { copyOf, type Frozen } from './table-copy.ts';

/** What a restart would do. */
export interface RehearsedRestart extends RestartChanges {
  /** The journey as it stands. */
  readonly journey: Journey;
  /** Messages that agencies would be sent. */
  readonly deliveries: readonly Delivery[];
  readonly failed: readonly FailedState[];
}

/** The rehearsal sends nothing. */
const NOWHERE: Queues = { deliver: () => Promise.resolve(), tell: () => Promise.resolve() };

/**
 * The restart itself, within a change: of the rehearsal and of the command alike.
 * @returns the machines that start; CONFLICT for a closed journey, and where nothing runs and nothing is to be opened.
 */
export async function restartWithin(
  change: Change,
  reason: string,
): Promise<Result<{ readonly machines: readonly string[] }>> {
  const { phase } = change.draft.journey;
  const current = { phase };
  if (phase === 'closed')
    return refuse('CONFLICT', 'This journey is closed, so there is nothing to restart.', { current });
  const machines = await startAgain(change, reason);
  const opened = await openWhatCustodyAsks(change);
  if (machines.length > 0) return done({ machines: [...machines] });
  if (!opened)
    return refuse('CONFLICT', 'This journey only waits for a date, so there is nothing to restart.', {
      current,
    });
  change.draft.record('restarted', { machines, reason });
  return done({ machines: [] });
}

/**
 * Restarts a journey on a copy of its rows, runs the machines to where they wait with the commands that their states call,
 * and compares the rows. Nothing is stored, started or sent.
 * @returns NOT_FOUND; CONFLICT as {@link restartWithin}; UNAVAILABLE when the journey keeps changing meanwhile.
 */
export async function rehearseRestart(
  services: Services,
  journeyId: string,
  by: Actor,
): Promise<Result<RehearsedRestart>> {
  const frozen = await freeze(services.table, journeyId);
  if (!frozen.ok) return frozen;
  const copy = copyOf(services.table, frozen.value);
  const engine = rehearsalEngine(services.machines);
  const rehearsing: Services = { ...services, table: copy.table, engine: engine.engine };
  const before = await standingOf(copy.table, journeyId);
  const began = await changeJourney(rehearsing, journeyId, { by }, (change) =>
    restartWithin(change, 'A rehearsal'),
  );
  if (!began.ok) return began;
  await engine.settle(rehearsing, async () => {
    for (const row of copy.written()) if (isRowOf('outbox', row)) await relayRow(rehearsing, row, NOWHERE);
  });
  const after = await standingOf(copy.table, journeyId);
  const deliveries = copy.written().filter((row) => 'delivery' in row);
  return done({
    ...restartChanges(before, after),
    journey: before.journey,
    deliveries: deliveries.map(readDelivery),
    failed: engine.failed,
  });
}

const MOST_READS = 5;

/** The head, steps and referrals of a journey as they were at one moment. */
async function freeze(table: Table, journeyId: string): Promise<Result<Frozen>> {
  const head = keys.journey(journeyId);
  let before = await table.get(head);
  if (before === undefined) return refuse('NOT_FOUND', 'There is no such journey.');
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const lists = await Promise.all(FROZEN.map((kind) => readAll(table, head.pk, ROW_PREFIXES[kind])));
    const after = await table.get(head);
    if (after !== undefined && readJourney(after).version === readJourney(before).version) {
      const has = (key: Key): boolean =>
        key.pk === head.pk && (key.sk === head.sk || FROZEN.some((kind) => isRowOf(kind, key)));
      return done({ rows: [after, ...lists.flat()], has });
    }
    before = after ?? before;
  }
  return refuse('UNAVAILABLE', 'This journey is changing now. Try again in a moment.');
}

const FROZEN = ['step', 'referral'] as const;

async function standingOf(table: Table, journeyId: string): Promise<Standing> {
  const head = keys.journey(journeyId);
  const [row, steps, referrals] = await Promise.all([
    table.get(head),
    readAll(table, head.pk, ROW_PREFIXES.step),
    readAll(table, head.pk, ROW_PREFIXES.referral),
  ]);
  if (row === undefined) throw new Error(`The journey ${journeyId} is gone from its own copy`);
  return { journey: readJourney(row), steps: steps.map(readStep), referrals: referrals.map(readReferral) };
}
