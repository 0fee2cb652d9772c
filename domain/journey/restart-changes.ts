import { stepEntry } from '../pathways/catalogue.ts';
import type { RunningExecution } from '../record/machines.ts';
import type { Referral } from '../record/referral.ts';
import type { Journey } from './journey.ts';
import { movedDay, type MovedDay } from './moved-by-date.ts';
import { isOpen, type Step } from './step.ts';

/** The rows of a journey at one moment. */
export interface Standing {
  readonly journey: Journey;
  readonly steps: readonly Step[];
  readonly referrals: readonly Referral[];
}

/** What is different after a restart, and what is not. Steps and referrals are those of the current cycle. */
export interface RestartChanges {
  readonly ends: readonly RunningExecution[];
  readonly starts: readonly RunningExecution[];
  /** Answered before, and not asked again. */
  readonly answered: readonly Step[];
  /** Open before and after. */
  readonly stays: readonly Step[];
  /** Open only afterwards, and not answered before: by nobody, by the product itself, or to be asked again. */
  readonly opens: readonly Step[];
  /** Answered before by a person or an agency, and asked again. */
  readonly repeats: readonly Step[];
  /** Open before, and answered by the record. */
  readonly closes: readonly Step[];
  /** What failed, and is tried again. */
  readonly triedAgain: readonly Step[];
  /** The release date in force, where the record as it stands gives another. */
  readonly releaseDate?: MovedDay;
  readonly referralsKept: readonly Referral[];
  readonly referralsMade: readonly Referral[];
}

/** Compares the rows of a journey before and after a restart. Open steps are as they are afterwards, others as they were. */
export function restartChanges(before: Standing, after: Standing): RestartChanges {
  const { cycle } = before.journey;
  const ofCycle = <T extends { readonly cycle: number }>(rows: readonly T[]): readonly T[] =>
    rows.filter((row) => row.cycle === cycle);
  const [was, now] = [ofCycle(before.steps), ofCycle(after.steps)];
  const known = new Map(was.map((step) => [step.key, step]));
  const current = new Map(now.map((step) => [step.key, step]));
  const openNow = (key: string): boolean => isStillOpen(current.get(key));
  const openBefore = was.filter(isOpen);
  const answeredBefore = was.filter((step) => step.state === 'DONE');
  const ended = openBefore.filter(({ key }) => !openNow(key));
  const referrals = new Set(before.referrals.map(({ id }) => id));
  return {
    ends: onlyIn(before.journey.executions, after.journey.executions),
    starts: onlyIn(after.journey.executions, before.journey.executions),
    answered: answeredBefore.filter((step) => asksSomebody(step) && !openNow(step.key)),
    stays: now.filter((step) => isOpen(step) && isStillOpen(known.get(step.key))),
    opens: now.filter((step) => {
      const earlier = known.get(step.key);
      return isOpen(step) && (earlier === undefined || !(isOpen(earlier) || isAnswer(earlier)));
    }),
    repeats: was.filter((step) => isAnswer(step) && openNow(step.key)),
    closes: ended.filter(({ kind }) => kind !== 'incident'),
    triedAgain: ended.filter(({ kind }) => kind === 'incident'),
    ...movedDate(before.journey, after.journey),
    referralsKept: ofCycle(before.referrals),
    referralsMade: ofCycle(after.referrals).filter(({ id }) => !referrals.has(id)),
  };
}

function movedDate(
  { releaseDateInForce: was }: Journey,
  { releaseDateInForce: now }: Journey,
): Pick<RestartChanges, 'releaseDate'> {
  const releaseDate = movedDay(was, now);
  return releaseDate === undefined ? {} : { releaseDate };
}

/** Answered, and not by the product itself, whose answers hold only while their reason does. */
function isAnswer({ kind, state, outcome }: Step): boolean {
  return state === 'DONE' && stepEntry(kind).outcomes[outcome ?? '']?.system !== true;
}

/** A person or an agency is asked, not a day or an event. */
export function asksSomebody({ kind }: Pick<Step, 'kind'>): boolean {
  const { asked } = stepEntry(kind);
  return asked !== 'date' && asked !== 'event' && kind !== 'incident';
}

function isStillOpen(step: Step | undefined): boolean {
  return step !== undefined && isOpen(step);
}

function onlyIn(
  these: readonly RunningExecution[],
  others: readonly RunningExecution[],
): readonly RunningExecution[] {
  return these.filter(({ name }) => !others.some((other) => other.name === name));
}
