import { askHousingChecksAgain } from '../pathways/accommodation/address.ts';
import { stepEntry, STEP_KINDS, type StepKind } from '../pathways/catalogue.ts';
import { forgetFirstResult } from '../pathways/community/first-appointment.ts';
import { firstAppointmentFollowsRelease } from '../pathways/licence-and-release-date/first-appointment.ts';
import { licenceOfReleaseToCome } from '../pathways/licence-and-release-date/variation.ts';
import { CUSTODY_ROWS } from '../pathways/custody/handover.ts';
import { forgetClaim } from '../pathways/finance-benefits-id/benefits.ts';
import { tellLive } from '../pathways/referrals/moves.ts';
import type { IsoDate, IsoInstant } from '../law/time.ts';
import type { RootMachine } from '../record/machines.ts';
import type { RecordedRelease, ReleaseCorrection } from '../record/recorded-release.ts';
import { stepKey } from '../record/step-key.ts';
import { readReferralSubject } from '../record/subjects.ts';
import type { Journey } from './journey.ts';
import type { JourneyDraft } from './journey-draft.ts';
import { mayOpenAgain, openAgain } from './open-again.ts';
import { openStep } from './open-step.ts';
import { recountStep } from './recount.ts';
import { proposalMayLapse } from './release-date.ts';
import { restart } from './restart.ts';
import { isOpen, type Step } from './step.ts';

/** A release is recorded, and the journey is open or closed because supervision ended. */
export function hasReleaseToCorrect({
  releasedOn,
  closed,
}: {
  readonly releasedOn?: IsoDate | undefined;
  readonly closed?: Journey['closed'] | undefined;
}): boolean {
  return releasedOn !== undefined && closed?.because === undefined;
}

/** Release was on another day: everything counted from it moves, and agencies get the day. */
export function correctReleaseDay(draft: JourneyDraft, on: IsoDate, reason: string): void {
  const { releasedOn: from, recordedRelease } = draft.journey;
  draft.update({ releasedOn: on, ...(recordedRelease && { recordedRelease: { ...recordedRelease, on } }) });
  noteCorrection(draft);
  draft.record('release-day-corrected', { from, to: on, reason });
  for (const step of draft.openSteps()) recountStep(draft, step);
  tellLive(draft, (referral) => ({ ...referral, releasedOn: on }), ['releasedOn']);
}

/** Which machines run the journey in each phase before release. */
const RUNS: Readonly<Record<RecordedRelease['from'], readonly RootMachine[]>> = {
  reception: ['reception'],
  custody: [],
  recalled: [],
  'pre-release': ['pre-release'],
  'release-day': ['pre-release', 'release-day'],
};

/**
 * The person was not released, or is back in custody: the journey returns to where it was. Steps that release opened are
 * closed, those it closed are asked again, and every deadline is counted from the release date in force. What the community
 * recorded stands where it may still be true in prison: documents, an account, an address. A claim does not. A journey
 * that release had closed, because there is no licence, is open again.
 * @param steps every step of the journey.
 */
export function undoRelease(
  draft: JourneyDraft,
  correction: Exclude<ReleaseCorrection, 'ANOTHER_DAY'>,
  reason: string,
  steps: readonly Step[],
): void {
  const { journey } = draft;
  const { cycle, releasedOn, recordedRelease, executions, closed } = journey;
  const known = steps.find(({ key }) => key === stepKey(cycle, 'release-confirmed'));
  const since = recordedRelease?.recordedAt ?? known?.completedAt ?? journey.startedAt;
  const phase = recordedRelease?.from ?? (known ? 'release-day' : 'reception');
  draft.forget('releasedOn', 'recordedRelease', 'closed');
  draft.update({ phase });
  noteCorrection(draft);
  draft.record('release-undone', { correction, was: releasedOn, reason, reopened: closed?.on });
  const { licence, proposals = [] } = draft.journey;
  if (licence !== undefined) draft.update({ licence: licenceOfReleaseToCome(licence) });
  forgetFirstResult(draft);
  const { releaseDateInForce } = draft.journey;
  if (releaseDateInForce !== undefined) firstAppointmentFollowsRelease(draft, releaseDateInForce);
  draft.update({ proposals: proposals.filter(({ proposedAt }) => proposedAt < since) });
  forgetClaim(draft);
  askHousingChecksAgain(draft);
  askAboutPhoneAgain(draft, since, steps);
  for (const step of steps.filter((each) => each.cycle === cycle)) askAsBefore(draft, step.key, since);
  askAboutTagAgain(draft, since, steps);
  for (const kind of ['pre-release-opens', 'release-day-opens'] as const) openStep(draft, { kind });
  proposalMayLapse(draft);
  // Nobody knows any more whether reception had ended in a journey that was closed; it goes past what is done.
  const inReception = closed !== undefined || executions.some(({ machine }) => machine === 'reception');
  const reception = inReception ? (['reception'] as const) : [];
  const machines = [...new Set<RootMachine>([...reception, ...RUNS[phase]])];
  restart(draft, machines, 'the release was recorded wrongly');
  for (const { machine, name } of executions) if (!machines.includes(machine)) draft.finish(machine, name);
  for (const step of draft.openSteps()) recountStep(draft, step);
  draft.record('phase-entered', { phase });
  tellNotReleased(draft);
}

function noteCorrection(draft: JourneyDraft): void {
  const { by, now } = draft.context;
  if (by.kind !== 'system') draft.update({ releaseCorrectedAt: now });
}

/** A phone that was in hand at a gate which the person did not leave by says nothing of this person. */
function askAboutPhoneAgain(draft: JourneyDraft, since: IsoInstant, steps: readonly Step[]): void {
  const asked = answeredSince(draft, 'phone-for-release', since, steps);
  if (asked === undefined) return;
  const { phone: _atGate, ...ready } = draft.journey.ready ?? {};
  draft.update({ ready });
  openAgain(draft, asked);
}

/** A tag that was fitted outside says nothing of the release to come. */
function askAboutTagAgain(draft: JourneyDraft, since: IsoInstant, steps: readonly Step[]): void {
  const asked = answeredSince(draft, 'tag-fitted', since, steps);
  if (asked !== undefined) openAgain(draft, asked);
}

function answeredSince(
  draft: JourneyDraft,
  kind: StepKind,
  since: IsoInstant,
  steps: readonly Step[],
): Step | undefined {
  const key = stepKey(draft.journey.cycle, kind);
  const asked = steps.some((step) => step.key === key) ? draft.step(key) : undefined;
  return asked?.state === 'DONE' && (asked.completedAt ?? '') >= since ? asked : undefined;
}

function askAsBefore(draft: JourneyDraft, key: string, since: IsoInstant): void {
  const step = draft.step(key);
  if (step === undefined) return;
  const entry = stepEntry(step.kind);
  const endedByRelease =
    step.kind === 'release-confirmed' ||
    (step.outcome !== undefined && step.outcome === entry.endsWhen?.released);
  // A referral that is no longer needed has been withdrawn, which is never undone.
  const notNeeded = step.outcome === 'NOT_NEEDED' && readReferralSubject(step.subject) === undefined;
  if ((endedByRelease || notNeeded) && (step.completedAt ?? '') >= since) {
    if (endedByRelease && NOT_ASKED_BY_MACHINES.has(step.kind)) openAgain(draft, step);
    else draft.askAgainLater(key);
  }
  // What an agency, an administrator or the prison is asked goes on, wherever the person is.
  const followsRelease =
    entry.carried !== undefined ||
    entry.answeredOn === 'proposal' ||
    (OF_THE_COMMUNITY.some((asked) => asked === entry.asked) && entry.endsWhen?.released === undefined);
  if (!followsRelease || step.openedAt < since) {
    if (step.outcome === 'JOURNEY_CLOSED' && mayOpenAgain(step)) openAgain(draft, step);
    return;
  }
  if (isOpen(step)) close(draft, step);
  else draft.askAgainLater(key);
}

/** An answer or the time in custody opened it, so no machine that starts again asks it. */
const NOT_ASKED_BY_MACHINES: ReadonlySet<StepKind> = new Set([
  ...CUSTODY_ROWS,
  ...STEP_KINDS.flatMap((kind) =>
    Object.values(stepEntry(kind).outcomes).flatMap(({ opens = [] }) => opens.map((opened) => opened.kind)),
  ),
]);

const OF_THE_COMMUNITY = ['com', 'omu', 'date', 'event'] as const;

function close(
  draft: JourneyDraft,
  { wakeAt: _asleep, token: _token, execution: _ended, ...step }: Step,
): void {
  const { now, by } = draft.context;
  draft.putStep({
    ...step,
    state: 'CLOSED',
    outcome: 'RELEASE_CORRECTED',
    completedAt: now,
    completedBy: by,
  });
  draft.record('step-closed', { step: step.kind, subject: step.subject, outcome: 'RELEASE_CORRECTED' });
}

function tellNotReleased(draft: JourneyDraft): void {
  const { releaseDateInForce: releaseDate } = draft.journey;
  tellLive(
    draft,
    ({ releaseDate: _was, releasedOn: _not, ...referral }) => ({
      ...referral,
      ...(releaseDate !== undefined && { releaseDate }),
    }),
    ['releaseDate', 'releasedOn'],
  );
}
