import * as z from 'zod';
import { checkTimeline } from '../../domain/record/timeline-check.ts';
import type { ChainCheck } from '../../domain/record/facts.ts';
import { isoInstant } from '../../domain/law/time.ts';
import { findFact, readJourney } from '../items.ts';
import { askAboutTimeline, keepChanged } from '../changed-timeline.ts';
import { keepRegister, registerPage, type RegisteredJourney } from '../journey-register.ts';
import { keys, SHARDS } from '../keys.ts';
import { completedAtOf, keepRun, lastRun } from '../last-runs.ts';
import type { Services } from '../services.ts';

/** A timeline that is not what was recorded. */
export interface ChangedTimeline {
  readonly journeyId: string;
  /** The first fact that is wrong; 0 where the head of the journey is gone. */
  readonly sequence: number;
  readonly why: string;
}

export interface TimelinesVerified {
  /** Every journey has been verified since the walk began. */
  readonly complete: boolean;
  readonly journeys: number;
  /** Found now, those known from earlier nights among them. */
  readonly changed: readonly ChangedTimeline[];
  /** Journeys that could not be verified; the next walk tries again. */
  readonly failures: readonly unknown[];
}

export interface VerifyOptions {
  /** False when a run must stop; the next one continues. */
  readonly hasTime?: () => boolean;
  /** Called after so many journeys, to keep to a rate. */
  readonly pace?: (journeys: number) => Promise<void>;
}

/** How far a walk through the register is. */
const position = z.object({ shard: z.int().min(0), after: z.string() });
type Position = z.infer<typeof position>;
const FROM_THE_START: Position = { shard: 0, after: '' };

const PAGE = 100;
const AT_ONCE = 4;
const FACTS_A_READ = 1_000;

/**
 * Verifies the timelines of all journeys, one after another, and asks the administrators about each that was changed. A
 * run that must stop leaves its place, and so does one that is killed: the next continues from the last page.
 * @throws when the register cannot be read or the place cannot be kept.
 */
export async function verifyTimelines(
  services: Services,
  { hasTime = () => true, pace = () => Promise.resolve() }: VerifyOptions = {},
): Promise<TimelinesVerified> {
  const { table, clock } = services;
  const last = await lastRun(table, 'verify');
  const startedAt = isoInstant(clock.now());
  const changed: ChangedTimeline[] = [];
  const failures: unknown[] = [];
  let journeys = 0;
  let place = placeIn(last?.['position']);

  const keep = (complete: boolean): Promise<void> => {
    const now = isoInstant(clock.now());
    return keepRun(table, 'verify', complete ? now : completedAtOf(last), {
      startedAt,
      endedAt: now,
      journeys,
      changed: changed.length,
      position: place,
    });
  };

  // The first page whatever the time, so that runs which are always short finish too.
  do {
    const page = await registerPage(table, place.shard, place.after, PAGE);
    const waiting = [...page.journeys];
    const verifySome = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        try {
          const found = await verifyJourney(services, next);
          if (found !== undefined) changed.push(found);
        } catch (error) {
          failures.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, verifySome));
    journeys += page.journeys.length;
    const { through } = page;
    place = through === undefined ? { shard: place.shard + 1, after: '' } : { ...place, after: through };
    if (place.shard >= SHARDS) {
      place = FROM_THE_START;
      await keep(failures.length === 0);
      return { complete: failures.length === 0, journeys, changed, failures };
    }
    await keep(false);
    await pace(page.journeys.length);
  } while (hasTime());
  return { complete: false, journeys, changed, failures };
}

function placeIn(kept: unknown): Position {
  const read = position.safeParse(kept);
  return read.success && read.data.shard < SHARDS ? read.data : FROM_THE_START;
}

async function verifyJourney(
  services: Services,
  registered: RegisteredJourney,
): Promise<ChangedTimeline | undefined> {
  const { journeyId, changed: known } = registered;
  const head = await services.table.get(keys.journey(journeyId));
  if (head === undefined) {
    await keepChanged(services.table, registered, HEAD_IS_GONE);
    return { journeyId, ...HEAD_IS_GONE };
  }
  const { facts } = readJourney(head);
  const end = { count: facts.count, hash: facts.lastHash };
  const check = await checkFacts(services, journeyId, end, registered);
  if (check.ok) {
    if (known !== undefined || registered.verified?.count !== end.count) {
      await keepRegister(services.table, { journeyId, verified: end });
    }
    return undefined;
  }
  const { sequence, why } = check;
  if (known?.sequence !== sequence || known.why !== why) {
    await askAboutTimeline(services, registered, { sequence, why });
  }
  return { journeyId, sequence, why };
}

const HEAD_IS_GONE = { sequence: 0, why: 'the head of the journey is gone' };

async function checkFacts(
  { table }: Services,
  journeyId: string,
  end: { readonly count: number; readonly hash: string },
  { verified }: RegisteredJourney,
): Promise<ChainCheck> {
  const facts: ReturnType<typeof findFact>[] = [];
  const { pk: partition, sk: to } = keys.fact(journeyId, end.count);
  let cursor: string | undefined;
  do {
    const page = await table.query({
      partition,
      from: keys.fact(journeyId, 0).sk,
      to,
      limit: FACTS_A_READ,
      ...(cursor !== undefined && { cursor }),
    });
    facts.push(...page.items.map(findFact));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return checkTimeline(facts, end, verified);
}
