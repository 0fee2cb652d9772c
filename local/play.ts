import { Temporal } from 'temporal-polyfill';
import { completeStep } from '../application/commands/complete-step.ts';
import { decideProposal } from '../application/commands/decide-proposal.ts';
import { decideJourneyReleaseDay } from '../application/commands/decide-release-day.ts';
import { recordRelease } from '../application/commands/record-release.ts';
import { getJourney } from '../application/queries/get-journey.ts';
import type { Result } from '../application/refusal.ts';
import type { AskedStep, AskedSteps } from './asked-steps.ts';
import type { User } from '../domain/access/user.ts';
import { APPROVED_BY } from '../domain/journey/proposals.ts';
import { dateInLondon, timeOnDay, type IsoDate } from '../domain/law/time.ts';
import { USUAL_HOME } from '../domain/pathways/accommodation/found-place.ts';
import type { StepKind } from '../domain/pathways/catalogue.ts';
import type { Cast } from '../domain/pathways/cast.ts';
import type { UsualAnswer } from '../domain/pathways/step-entry.ts';
import { readWaitsFor } from '../domain/record/waits-for.ts';
import { scriptedAnswer, usualRelease } from './officer-script.ts';
import type { Runtime } from './runtime.ts';
import { SAMPLE_STAFF, staffMember } from './sample/staff.ts';

/** Who plays the officers of one journey, and what they leave undone. */
export interface Part extends Cast {
  readonly governor: string;
  readonly omu: string;
  readonly secondOfficer: string;
  readonly neglected: readonly string[];
  readonly hasAddress: boolean;
  readonly consents: boolean;
  /** Answers given in place of the usual ones. */
  readonly answers?: Partial<Readonly<Record<StepKind, UsualAnswer>>>;
}

/** Finds the part for a journey; undefined leaves the journey to itself. */
export type PartOf = (journeyId: string) => Part | undefined;

/** What is asked in the night is answered at seven, before the morning's messages, which would then be about it. */
const MORNING = 7;

/**
 * Lets time pass until an instant, or until nothing more is due, with every officer answering what they are asked on
 * the day they are asked, as their part says. The time between is skipped.
 */
export async function playUntil(
  runtime: Runtime,
  asked: AskedSteps,
  partOf: PartOf,
  until?: Temporal.Instant,
): Promise<void> {
  do {
    await runtime.settle();
    if (asked.waiting()) await untilMorning(runtime, until);
    for (const step of asked.take()) {
      const part = partOf(step.journeyId);
      if (part && !part.neglected.includes(step.kind)) await act(runtime, step, part);
    }
    await runtime.settle();
  } while (asked.waiting() || (await runtime.advanceToNext(until)) !== undefined);
}

async function untilMorning(runtime: Runtime, until: Temporal.Instant | undefined): Promise<void> {
  const now = runtime.services.clock.now();
  const morning = Temporal.Instant.from(timeOnDay(dateInLondon(now).toString(), MORNING));
  const isNight = Temporal.Instant.compare(now, morning) < 0;
  if (isNight && (until === undefined || Temporal.Instant.compare(morning, until) <= 0))
    await runtime.advanceTo(morning);
}

async function act(runtime: Runtime, step: AskedStep, part: Part): Promise<void> {
  const { services } = runtime;
  const { journeyId, key } = step;
  const today = dateInLondon(services.clock.now()).toString();
  if (step.kind === 'release-day-decision') {
    const choice = { outcome: 'PRESUMPTIVE' } as const;
    expectPermitted(await decideJourneyReleaseDay(services, staffMember(part.governor), journeyId, choice));
    return;
  }
  if (step.kind === 'release-confirmed') {
    expectPermitted(await recordRelease(services, staffMember(part.omu), journeyId, usualRelease(today)));
    return;
  }
  if (step.kind === 'release-approval') {
    expectPermitted(await approve(runtime, step, staffMember(part.secondOfficer)));
    return;
  }
  const answer = answerOf(step.kind, part, today);
  if (answer === undefined) return;
  const { outcome, details = {} } = answer;
  const officer = staffMember(officerAsked(step, part));
  expectPermitted(await completeStep(services, officer, { journeyId, key, outcome, details }));
}

/** The second officer at the gate confirms what the first recorded. */
async function approve(
  { services }: Runtime,
  { journeyId, kind }: AskedStep,
  officer: User,
): Promise<Result<unknown>> {
  const found = await getJourney(services, officer, journeyId);
  if (!found.ok) return found;
  const proposal = found.value.proposals.find((each) => APPROVED_BY[each.kind] === kind);
  return decideProposal(services, officer, journeyId, proposal?.id ?? '', { decision: 'APPROVE' });
}

/** Whom a step asks: its officer, or the one of the part who sits at its desk. */
export function officerAsked({ waitsFor }: Pick<AskedStep, 'waitsFor'>, part: Part): string {
  const asked = readWaitsFor(waitsFor);
  if (asked?.kind === 'officer') return asked.id;
  if (asked?.kind !== 'desk') return part.omu;
  const { duty, place } = asked;
  const named: Readonly<Record<string, string>> = {
    OMU: part.omu,
    GOVERNOR: part.governor,
    COM: part.com,
    PDU: part.com,
    YOT: part.yot ?? part.com,
  };
  const sits = SAMPLE_STAFF.find(
    ({ duties, prisons, regions }) =>
      duties.some((held) => held === duty) && [...prisons, ...regions].includes(place),
  );
  return named[duty] ?? sits?.id ?? part.omu;
}

/** Someone else may have answered first; but a step must never be given to an officer who may not answer it. */
function expectPermitted(result: Result<unknown>): void {
  if (!result.ok && result.code === 'NOT_PERMITTED') throw new Error(result.detail);
}

function answerOf(
  kind: StepKind,
  part: Part,
  today: IsoDate,
): ReturnType<typeof scriptedAnswer> | UsualAnswer {
  const instead = part.answers?.[kind];
  if (instead !== undefined) return instead;
  if (kind === 'housing-need' && part.hasAddress) return { outcome: 'HAS_ADDRESS', details: USUAL_HOME };
  if (kind === 'housing-consent' && !part.consents) {
    return { outcome: 'REFUSED', details: { reason: 'The person does not want the council to know.' } };
  }
  if (kind === 'contact-agreement' && !part.consents) {
    return { outcome: 'STILL_REFUSED', details: { reason: 'The person still does not want this.' } };
  }
  return scriptedAnswer(kind, part, today);
}
