import { HMPPS_PATHS } from '../../adapters/hmpps/hmpps-data.ts';
import { hmppsStandIn } from '../../adapters/hmpps/stand-in.ts';
import { recordReleaseEvent } from '../../application/background/record-release-event.ts';
import { changeJourney } from '../../application/change-journey.ts';
import { done, type Result } from '../../application/refusal.ts';
import { HMPPS } from '../../domain/record/actor.ts';
import { readEventItem, type EventRecord } from '../../application/event-items.ts';
import { partitions, ROW_PREFIXES } from '../../application/keys.ts';
import type { Json } from '../../application/ports/table.ts';
import { ok, PERSON, type JourneyWorld } from './journey-world.ts';

const PRISON_EVENTS = 'prison-offender-events.prisoner';

export type GivenEvent = Readonly<Record<string, unknown>>;

/** An event in the form of HMPPS, about the usual person. */
export function event(
  eventType: string,
  occurredAt: string,
  additionalInformation: Readonly<Record<string, unknown>> = {},
  identifiers: readonly { readonly type: string; readonly value: string }[] = [
    { type: 'NOMS', value: PERSON },
  ],
): GivenEvent {
  return { eventType, version: 1, occurredAt, additionalInformation, personReference: { identifiers } };
}

export function releasedEvent(occurredAt: string, reason = 'RELEASED'): GivenEvent {
  return event(`${PRISON_EVENTS}.released`, occurredAt, { nomsNumber: PERSON, reason });
}

export function receivedEvent(occurredAt: string, reason = 'READMISSION', prisonId = 'MDI'): GivenEvent {
  return event(`${PRISON_EVENTS}.received`, occurredAt, { nomsNumber: PERSON, reason, prisonId });
}

export async function receive(world: JourneyWorld, ...given: readonly GivenEvent[]): Promise<void> {
  for (const each of given) ok(await world.runtime.receiveEvent(each));
  await world.settle();
}

export async function eventsOf(world: JourneyWorld, person = PERSON): Promise<readonly EventRecord[]> {
  const { items } = await world.table.query({
    partition: partitions.events(person),
    startsWith: ROW_PREFIXES.event,
    limit: 1_000,
  });
  return items.map(readEventItem);
}

/** State and outcome of each event, in the order in which they occurred. */
export async function outcomes(world: JourneyWorld, person = PERSON): Promise<readonly string[]> {
  return (await eventsOf(world, person)).map(({ state, outcome }) =>
    outcome === undefined ? state : `${state} ${outcome}`,
  );
}

/** What HMPPS's services answer from now on; undefined for nothing. */
export async function hmppsAnswers(
  world: JourneyWorld,
  about: keyof typeof HMPPS_PATHS,
  id: string,
  answer: Json | undefined,
): Promise<void> {
  await hmppsStandIn(world.table).put(HMPPS_PATHS[about](id), answer);
}

/** A release as the prison's system reports it, without the event. */
export async function reportRelease(
  world: JourneyWorld,
  given: Parameters<typeof recordReleaseEvent>[1],
): Promise<Result<string>> {
  return changeJourney(world.services, world.id, { by: HMPPS }, async (change) =>
    done(await recordReleaseEvent(change, given)),
  );
}
