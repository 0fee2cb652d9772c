import * as z from 'zod';
import { supervisorOf } from '../domain/record/head.ts';
import { dayInLondon, type IsoDate } from '../domain/law/time.ts';
import { isStepKind } from '../domain/pathways/catalogue.ts';
import { deputyIsAsked } from '../domain/record/stand-in.ts';
import { needsAttention } from '../domain/journey/attention.ts';
import { isOutInError } from '../domain/record/recorded-release.ts';
import { partsOf, type Fact, type FactData } from '../domain/record/facts.ts';
import type { ReferralSummary } from '../domain/record/head.ts';
import type { Journey } from '../domain/journey/journey.ts';
import type { PastCycle } from '../domain/journey/past-cycle.ts';
import { stateOf, type Referral } from '../domain/record/referral.ts';
import type { Step } from '../domain/journey/step.ts';
import { isOpen } from '../domain/journey/step.ts';
import { keys, partitions, shardOf, sorts } from './keys.ts';
import type { Item, Json } from './ports/table.ts';
import { stuckSort } from './stuck-sort.ts';
import { withDates, type StoredJourney } from './stored-journey.ts';

/** Records as rows: the whole record, and the attributes that put it into indexes. */

type Body = { readonly [name: string]: Json | undefined };

const body = (record: object): Body => record as Body;

export function journeyItem(journey: Journey): Item {
  const open = journey.phase !== 'closed';
  const supervisor = supervisorOf(journey);
  const sort = sorts.byDate(journey.releasedOn ?? journey.releaseDateInForce, journey.id);
  const inPrison = journey.releasedOn === undefined || isOutInError(journey.recordedRelease);
  const attention = needsAttention(journey, writtenOn(journey));
  const { deputy } = journey.officers;
  // A follow-up of a closed journey is handed back too.
  const handsBack = journey.open.length > 0 && journey.away !== undefined;
  const caseload = inPrison ? partitions.prison : partitions.releasedFrom;
  return {
    ...keys.journey(journey.id),
    version: journey.version,
    journey: body(journey),
    ...(open && { caseloadPk: caseload(journey.prison), caseloadSk: sort }),
    ...(open &&
      journey.officers.pom !== undefined && {
        prisonOfficerPk: partitions.officer(journey.officers.pom),
        prisonOfficerSk: sort,
      }),
    ...((open || attention || handsBack) &&
      supervisor !== undefined && {
        communityOfficerPk: partitions.officer(supervisor),
        communityOfficerSk: sort,
      }),
    ...(deputy !== undefined &&
      (open || handsBack) &&
      deputyIsAsked(journey) && { waitingPk: partitions.deputy(deputy), waitingSk: sort }),
    ...(open &&
      journey.executions.length > 0 && {
        // The reconciler reads these of every journey each hour, from the index alone.
        executions: journey.executions.map((running) => ({ ...running })),
        drivenPk: partitions.driven(shardOf(journey.id)),
        drivenSk: journey.id,
      }),
    ...(attention && {
      attentionPk: partitions.attention(),
      attentionSk: stuckSort(sort, journey, writtenOn(journey)),
    }),
  };
}

/** A row's indexes are as of the day it is written; a due row writes it again on the day they change. */
function writtenOn({ updatedAt }: Journey): IsoDate {
  return dayInLondon(updatedAt);
}

export function stepItem(journeyId: string, step: Step): Item {
  const open = isOpen(step);
  const asked = open && step.state === 'OPEN' && step.waitsFor !== 'date' && step.waitsFor !== 'event';
  return {
    ...keys.step(journeyId, step.key),
    step: body(step),
    ...(open &&
      step.wakeAt !== undefined && {
        duePk: partitions.due(shardOf(journeyId)),
        dueSk: sorts.byInstant(step.wakeAt, journeyId, step.key),
      }),
    ...(asked && {
      waitingPk: partitions.waiting(step.waitsFor),
      waitingSk: sorts.byDeadline(step.dueOn, journeyId, step.key),
    }),
    ...(asked &&
      step.escalatedTo !== undefined && {
        attentionPk: partitions.escalated(step.escalatedTo),
        attentionSk: sorts.byDeadline(step.dueOn, journeyId, step.key),
      }),
  };
}

/**
 * The journey's id is also an attribute of its own, for readers of the stream that do not read the fact, and so is the
 * private part, which is no part of what is chained.
 */
export function factItem(journeyId: string, fact: Fact): Item {
  const { private: kept, ...rest } = fact;
  const { chained, beside } = partsOf(fact);
  return {
    ...keys.fact(journeyId, fact.sequence),
    journeyId,
    fact: body({ ...rest, data: chained }),
    ...(kept && { private: { salt: kept.salt, data: body(beside) } }),
  };
}

export function referralItem(referral: Referral): Item {
  return {
    ...keys.referral(referral.journeyId, referral.id),
    referral: body(referral),
    agencyPk: partitions.agency(referral.agencyId),
    agencySk: sorts.byState(stateOf(referral), referral.createdAt, referral.id),
  };
}

/** A stored row is not of a shape that this version of the product knows. */
export class UnknownRowError extends Error {
  constructor({ pk, sk }: Item, why: string) {
    super(`The row ${pk} ${sk} cannot be read: ${why}.`);
    this.name = 'UnknownRowError';
  }
}

/** The record a row carries. Rows are only written above, so only the kinds of its steps need to be checked. */
export function readJourney(item: Item): Journey {
  const journey = item['journey'] as unknown as StoredJourney | undefined;
  if (journey === undefined) throw new UnknownRowError(item, 'it has no journey');
  for (const { kind } of journey.open) requireKind(item, kind);
  const referrals = journey.referrals.map(readSummary);
  return { ...withDates({ ...journey, referrals }), version: Number(item['version']) };
}

/** Before acceptance kept a referral live, the head said that an accepted one was not. */
function readSummary(summary: ReferralSummary): ReferralSummary {
  const accepted = summary.answer === 'ACCEPTED' && summary.withdrawn !== true;
  return accepted && !summary.live ? { ...summary, live: true } : summary;
}

/** @throws UnknownRowError for a step of a kind that the catalogue does not have. */
export function readStep(item: Item): Step {
  const step = item['step'] as unknown as Step | undefined;
  if (step === undefined) throw new UnknownRowError(item, 'it has no step');
  requireKind(item, step.kind);
  return step;
}

function requireKind(item: Item, kind: string): void {
  if (!isStepKind(kind)) throw new UnknownRowError(item, `there is no kind of step called ${kind}`);
}

/** What there was of a cycle that has ended. */
export function cycleItem(journeyId: string, ended: PastCycle): Item {
  return { ...keys.cycle(journeyId, ended.cycle), cycle: body(ended) };
}

export function readCycle(item: Item): PastCycle {
  return item['cycle'] as unknown as PastCycle;
}

/** A fact with its private part, as it was recorded. @throws UnknownRowError for a row that has no fact. */
export function readFact(item: Item): Fact {
  const fact = findFact(item);
  if (fact === undefined) throw new UnknownRowError(item, 'it has no fact');
  return fact;
}

/** @returns undefined for a row that has no fact, for those who go on without it. */
export function findFact(item: Item): Fact | undefined {
  const fact = item['fact'] as unknown;
  if (!isFact(fact)) return undefined;
  const kept = item['private'] as unknown as { salt: string; data: FactData } | undefined;
  if (kept === undefined) return fact;
  const { salt, data } = kept;
  return { ...fact, data: { ...fact.data, ...data }, private: { salt, names: Object.keys(data) } };
}

/** Whether everything is there that a reader goes by. What it says is verified by its hash. */
function isFact(fact: unknown): fact is Fact {
  return factShape.safeParse(fact).success;
}

const factShape = z.looseObject({
  sequence: z.int(),
  at: z.iso.datetime(),
  by: z.looseObject({ kind: z.string(), id: z.string() }),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});

export function readReferral(item: Item): Referral {
  return item['referral'] as unknown as Referral;
}
