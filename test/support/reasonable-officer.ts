import { APPROVED_BY } from '../../domain/journey/proposals.ts';
import { authorisedFrom } from '../../domain/journey/release.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import type { Step } from '../../domain/journey/step.ts';
import { placeForNight } from '../../domain/pathways/accommodation/places.ts';
import { HOME } from './places.ts';
import { EASTMOOR, WESTHAVEN } from './agencies.ts';
import { ok, type JourneyWorld } from './journey-world.ts';
import { OFFICERS } from './stages.ts';
import type { Cast } from '../../domain/pathways/cast.ts';
import { usualAnswer } from '../../local/officer-script.ts';

type Answer = readonly [outcome: string, details?: Readonly<Record<string, unknown>>];

const CAST: Cast = { ...OFFICERS, authorities: [EASTMOOR.id, WESTHAVEN.id] };

export interface Temper {
  /** Instead of the answer above, or `undefined` to leave the step open. */
  readonly instead?: (step: Step, journey: Journey) => Answer | undefined | 'as usual';
  /** What agencies answer, by subject; `SILENT` says nothing. */
  readonly agencies?: (subject: string) => 'ACCEPTED' | 'DECLINED' | 'SILENT';
  /** Stops here, and not only when the journey is closed. */
  readonly until?: (journey: Journey, today: string) => boolean;
  /** Called before each answer, with how many have been given. */
  readonly between?: (answers: number) => Promise<void> | void;
}

/** Answers everything that is asked until the journey is closed, moving the clock when nothing is. */
export async function playToTheEnd(world: JourneyWorld, temper: Temper = {}): Promise<number> {
  let answers = 0;
  for (let round = 0; round < 500; round += 1) {
    const journey = await world.journey();
    if (journey.phase === 'closed' || temper.until?.(journey, world.today()) === true) return answers;
    const next = await nextToAnswer(world, journey, temper);
    if (next !== undefined) {
      await temper.between?.(answers);
      answers += 1;
      await surviving(world, next);
    } else {
      const moved: unknown[] = [];
      await surviving(world, async () => moved.push(await world.runtime.advanceToNext()));
      if (moved[0] === undefined && !world.diedLately)
        throw new Error(`Nothing is due, and ${JSON.stringify(journey.open)} is open`);
    }
  }
  throw new Error('The journey does not end');
}

/** Answers up to so many things that are asked now; the clock stands still. */
export async function answerSome(world: JourneyWorld, most: number, temper: Temper = {}): Promise<void> {
  for (let answers = 0; answers < most; answers += 1) {
    const next = await nextToAnswer(world, await world.journey(), temper);
    if (next === undefined) return;
    await next();
  }
}

/** Does it; where the process was to die over it, begins another that carries on. */
async function surviving(world: JourneyWorld, work: () => Promise<unknown>): Promise<void> {
  world.diedLately = false;
  try {
    await work();
  } catch (error) {
    if (!world.dead) throw error;
  }
  if (!world.dead) return;
  await world.comesBack();
  world.diedLately = true;
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

async function nextToAnswer(
  world: JourneyWorld,
  journey: Journey,
  temper: Temper,
): Promise<(() => Promise<unknown>) | undefined> {
  for (const { key } of journey.open.toSorted(byKey)) {
    const step = await world.stepAt(key);
    if (step.state !== 'OPEN') continue;
    const name = step.key.slice(2);
    const instead = temper.instead?.(step, journey) ?? (temper.instead ? undefined : 'as usual');
    if (instead === undefined) continue;
    if (instead !== 'as usual') return () => world.complete(name, ...instead);
    if (step.kind === 'release-day-decision') {
      if ((journey.releaseDateInForce ?? '') < world.today()) continue;
      return () => world.decide('PRESUMPTIVE');
    }
    if (step.kind === 'release-confirmed') {
      if (
        world.today() < (authorisedFrom(journey) ?? '') ||
        journey.proposals?.some(({ kind }) => kind === 'release') === true
      )
        continue;
      return async () => {
        ok(await world.tryRelease());
        await world.settle();
      };
    }
    const approves = (journey.proposals ?? []).find(({ kind }) => APPROVED_BY[kind] === step.kind);
    if (approves !== undefined) {
      return async () => {
        ok(await world.answerProposal(approves.id));
        await world.settle();
      };
    }
    if (step.kind === 'referral-answer') {
      const subject = step.subject ?? '';
      const said = temper.agencies?.(subject) ?? 'ACCEPTED';
      if (said === 'SILENT') continue;
      return () => world.agencyAnswers(subject, said);
    }
    // Someone who is housed with no place in the record says where.
    const unrecorded =
      step.kind.startsWith('housed-at') && placeForNight(journey, world.today()).kind === 'nowhere';
    if (unrecorded) return () => world.complete(name, 'HOUSED', HOME);
    const usual = usualAnswer(step.kind, CAST, world.today());
    if (usual !== undefined) return () => world.complete(name, usual.outcome, usual.details);
  }
  return undefined;
}
