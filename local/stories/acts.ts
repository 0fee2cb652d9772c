import { completeStep } from '../../application/commands/complete-step.ts';
import { holdJourney, resumeJourney } from '../../application/commands/hold-journey.ts';
import { transferPerson } from '../../application/commands/transfer-person.ts';
import { recordDeath } from '../../application/commands/record-death.ts';
import { recordConsent, type RecordedAnswer } from '../../application/commands/record-consent.ts';
import { mergeRecords } from '../../application/commands/merge-records.ts';
import { startJourney } from '../../application/commands/start-journey.ts';
import { changeReleaseDate } from '../../application/commands/set-release-date.ts';
import { keys, ROW_PREFIXES } from '../../application/keys.ts';
import { readJourney, readStep } from '../../application/items.ts';
import type { Result } from '../../application/refusal.ts';
import { isOpen, type Step } from '../../domain/journey/step.ts';
import type { StepKind } from '../../domain/pathways/catalogue.ts';
import type { StepDetails } from '../../domain/pathways/step-entry.ts';
import { dateInLondon } from '../../domain/law/time.ts';
import type { HoldReason } from '../../domain/record/hold.ts';
import type { GivenDate } from '../../domain/record/sentence-dates.ts';
import { officerAsked, type Part } from '../play.ts';
import type { Runtime } from '../runtime.ts';
import {
  GOVERNOR_OF,
  OFFICERS_OF,
  SECOND_OFFICER_OF,
  staffMember,
  type SamplePrison,
} from '../sample/staff.ts';

/** The journey that an act changes, and who plays its officers. */
export interface Stage {
  readonly runtime: Runtime;
  readonly journeyId: string;
  readonly part: Part;
  /** Others play officers from now on. */
  readonly recast: (change: Partial<Part>) => void;
}

/** The product refuses what somebody does in a story, or nobody is asked for it. The message says why. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

/** One thing that somebody does in a story. @throws StoryError */
export type Act = (stage: Stage) => Promise<void>;

/** An officer answers the open step of a kind. */
export function answers(kind: StepKind, outcome: string, details: StepDetails = {}): Act {
  return async ({ runtime, journeyId, part }) => {
    const step = await openStep(runtime, journeyId, kind);
    const officer = staffMember(officerAsked(step, part));
    expectDone(await completeStep(runtime.services, officer, { journeyId, key: step.key, outcome, details }));
  };
}

/** The offender management unit records a date of the sentence. */
export function recordsDate(given: GivenDate): Act {
  return async ({ runtime, journeyId, part }) => {
    expectDone(await changeReleaseDate(runtime.services, staffMember(part.omu), journeyId, given));
  };
}

/** The person goes to another prison, whose officers do its work from now on. */
export function transfers(prison: SamplePrison, region: string): Act {
  return async ({ runtime: { services }, journeyId, part, recast }) => {
    const officer = staffMember(part.omu);
    expectDone(await transferPerson(services, officer, journeyId, { prison, region }));
    const { pom } = OFFICERS_OF[prison];
    recast({ pom, omu: pom, governor: GOVERNOR_OF[prison], secondOfficer: SECOND_OFFICER_OF[prison] });
  };
}

/** The offender management unit puts the journey on hold, from today. */
export function holds(reason: HoldReason): Act {
  return async ({ runtime: { services }, journeyId, part }) => {
    const since = dateInLondon(services.clock.now()).toString();
    expectDone(await holdJourney(services, staffMember(part.omu), journeyId, { reason, since }));
  };
}

/** They resume it today. */
export function resumes(): Act {
  return async ({ runtime: { services }, journeyId, part }) => {
    const on = dateInLondon(services.clock.now()).toString();
    expectDone(await resumeJourney(services, staffMember(part.omu), journeyId, { on }));
  };
}

/** An officer of the part records the death of the person, today. */
export function recordsDeath(by: 'pom' | 'com'): Act {
  return async ({ runtime: { services }, journeyId, part }) => {
    const on = dateInLondon(services.clock.now()).toString();
    expectDone(await recordDeath(services, staffMember(part[by]), journeyId, { on }));
  };
}

/** The prison offender manager records what the person agrees to. */
export function recordsConsent(given: RecordedAnswer): Act {
  return async ({ runtime, journeyId, part }) => {
    expectDone(await recordConsent(runtime.services, staffMember(part.pom), journeyId, given));
  };
}

/** A second record of the person is begun under another prison number. */
export function beginsAgainUnder(prisonNumber: string): Act {
  return async ({ runtime: { services }, journeyId, part }) => {
    const head = await services.table.get(keys.journey(journeyId));
    if (head === undefined) throw new StoryError('The first record is not in the table.');
    const { firstName, lastName, dateOfBirth, prison, region, sentence, release } = readJourney(head);
    const person = { prisonNumber, firstName, lastName, dateOfBirth, prison, region, sentence };
    const dates = release && { release: { date: release.date, dateType: release.dateType } };
    expectDone(await startJourney(services, staffMember(part.omu), { ...person, ...dates }));
  };
}

/** An administrator merges the record under another number into this one. */
export function mergesRecord(otherNumber: string, reason: string): Act {
  return async ({ runtime: { services }, journeyId }) => {
    const given = { otherNumber, survives: 'THIS', reason } as const;
    expectDone(await mergeRecords(services, staffMember('alex.admin'), journeyId, given));
  };
}

async function openStep({ services }: Runtime, journeyId: string, kind: StepKind): Promise<Step> {
  const { pk } = keys.journey(journeyId);
  const { items } = await services.table.query({
    partition: pk,
    startsWith: ROW_PREFIXES.step,
    limit: 1_000,
  });
  const found = items.map(readStep).find((step) => step.kind === kind && isOpen(step));
  if (found === undefined) throw new StoryError(`Nobody is asked for an answer to ${kind}.`);
  return found;
}

/** @throws StoryError when the product refuses. */
export function expectDone(result: Result<unknown>): void {
  if (!result.ok) throw new StoryError(result.detail);
}
