import { readFact, readJourney, readReferral, readStep } from '../../application/items.ts';
import { keys, ROW_PREFIXES } from '../../application/keys.ts';
import type { Table } from '../../application/ports/table.ts';
import { listStuck } from '../../application/queries/list-stuck.ts';
import type { Services } from '../../application/services.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import type { StuckCode } from '../../domain/journey/stuck-causes.ts';
import { dateInLondon, dayInLondon, type IsoDate } from '../../domain/law/time.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import {
  essentialsOf,
  type Essential,
  type EssentialState,
} from '../../domain/pathways/release/essentials.ts';
import type { Fact, FactType } from '../../domain/record/facts.ts';
import { isLive, type Referral } from '../../domain/record/referral.ts';
import { staffMember } from '../sample/staff.ts';

/** Everything recorded about one journey, at one moment. */
export interface Scene {
  readonly today: IsoDate;
  readonly journey: Journey;
  readonly steps: readonly Step[];
  readonly referrals: readonly Referral[];
  readonly facts: readonly Fact[];
  /** Why the journey is on the list of stuck ones. */
  readonly stuck: readonly StuckCode[];
}

export async function readScene(services: Services, journeyId: string): Promise<Scene> {
  const { table, clock } = services;
  const head = await table.get(keys.journey(journeyId));
  if (head === undefined) throw new Error('The journey is not in the table');
  const stuck = await listStuck(services, staffMember('alex.admin'));
  if (!stuck.ok) throw new Error(stuck.detail);
  return {
    today: dateInLondon(clock.now()).toString(),
    journey: readJourney(head),
    steps: (await rows(table, journeyId, ROW_PREFIXES.step)).map(readStep),
    referrals: (await rows(table, journeyId, ROW_PREFIXES.referral)).map(readReferral),
    facts: (await rows(table, journeyId, ROW_PREFIXES.fact)).map(readFact),
    stuck: stuck.value.items.map(({ code }) => code),
  };
}

async function rows(table: Table, journeyId: string, startsWith: string) {
  const { items } = await table.query({ partition: keys.journey(journeyId).pk, startsWith, limit: 1_000 });
  return items;
}

/** The facts of a type whose data is, in these parts, what is given. */
export function factsOf({ facts }: Scene, type: FactType, data: Fact['data'] = {}): readonly Fact[] {
  const wanted = Object.entries(data);
  return facts.filter(
    (fact) => fact.type === type && wanted.every(([name, value]) => fact.data[name] === value),
  );
}

export function hasFact(scene: Scene, type: FactType, data: Fact['data'] = {}): boolean {
  return factsOf(scene, type, data).length > 0;
}

/** The facts of the referral with a subject such as `DTR-2`. */
export function referralFacts(
  scene: Scene,
  subject: string,
  type: FactType,
  data: Fact['data'] = {},
): readonly Fact[] {
  return scene.referrals
    .filter((referral) => referral.subject === subject)
    .flatMap(({ id }) => factsOf(scene, type, { referral: id, ...data }));
}

/** The days on which a kind of step was answered with an outcome. */
export function daysAnswered(scene: Scene, step: StepKind, outcome: string): readonly IsoDate[] {
  return factsOf(scene, 'step-completed', { step, outcome }).map(({ at }) => dayInLondon(at));
}

export function wasAsked({ steps }: Scene, kind: StepKind): boolean {
  return steps.some((step) => step.kind === kind);
}

/** The step of a kind that waits for an answer, or for its day. */
export function waitingStep({ steps }: Scene, kind: StepKind): Step | undefined {
  return steps.find((step) => step.kind === kind && isOpen(step));
}

/** The subjects of the referrals that stand: neither declined nor withdrawn. */
export function liveReferrals({ referrals }: Scene): readonly string[] {
  return referrals.filter(isLive).map(({ subject }) => subject);
}

/** The journey ended with supervision, the person has a home with an address, and no step but a follow-up is open. */
export function endedInAHome({ journey }: Scene): boolean {
  const { phase, closed, open } = journey;
  return (
    phase === 'closed' && closed?.housed === true && open.every(({ kind }) => kind === 'voluntary-follow-up')
  );
}

/** The last place recorded is a home: it has an address and a postcode, and no last night. */
export function hasHomeAddress({ journey }: Scene): boolean {
  const place = journey.housing.places?.at(-1);
  return (
    place?.kind === 'SETTLED' &&
    place.until === undefined &&
    (place.lines ?? []).length > 0 &&
    place.postcode !== undefined
  );
}

/** What is known of each essential of the day of release. */
export function essentials({ journey, today }: Scene): Readonly<Partial<Record<Essential, EssentialState>>> {
  return Object.fromEntries(essentialsOf(journey, today).map(({ essential, state }) => [essential, state]));
}
