import type { ActionName, OutcomeOfAction } from '../../domain/pathways/actions.ts';
import { isStepKind } from '../../domain/pathways/catalogue.ts';
import { nextAuthority } from '../../domain/journey/referrals.ts';
import { recountStep } from '../../domain/journey/recount.ts';
import {
  checkReleaseDay,
  lapseProposal,
  moveDateInForce,
  askAboutSecondDay,
  proposalMayLapse,
} from '../../domain/journey/release-date.ts';
import { isConfirmed, proposalHasLapsed } from '../../domain/record/head.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import {
  isHoused,
  isSheltered,
  nextNight,
  placeForNight,
} from '../../domain/pathways/accommodation/places.ts';
import { setLicencePathway } from '../../domain/pathways/licence-and-release-date/licence.ts';
import { rootMachineOf } from '../../domain/record/machines.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import type { JourneyDraft } from '../../domain/journey/journey-draft.ts';
import { setPathway } from '../../domain/pathways/statuses.ts';
import { openWhatCustodyAsks } from '../start-again.ts';
import { makeReferralOnce } from '../make-referral.ts';
import { referAfterRelease } from './refer-after-release.ts';
import type { Change } from '../change.ts';
import type { Services } from '../services.ts';

export interface DoRequest {
  readonly subject: string;
  readonly execution: string;
  /** The kinds of step that `open-steps` opens. */
  readonly kinds?: readonly string[] | undefined;
}

export interface DoResult<O extends string = string> {
  readonly outcome: O;
  readonly subject?: string;
}

type ResultOf<A extends ActionName> = DoResult<OutcomeOfAction<A>>;
type DoAction<R = DoResult> = (change: Change, request: DoRequest, services: Services) => Promise<R> | R;

/**
 * The action of each Do state. Each reads the record first, so that a second run changes nothing and returns the same.
 */
export const DO_ACTIONS = {
  'finish-reception': async (change, { execution }) => {
    const { draft } = change;
    draft.finish('reception', execution);
    if (draft.journey.phase === 'reception') {
      draft.update({ phase: 'custody' });
      draft.record('phase-entered', { phase: 'custody' });
      await openWhatCustodyAsks(change);
    }
    return { outcome: 'DONE' };
  },
  'assess-release-day': (change) => assessReleaseDay(change),
  'confirm-release-date': ({ draft }) => {
    const { journey } = draft;
    // A date that has moved since it was checked is checked again before it is confirmed.
    if (journey.assessedRevision !== journey.releaseRevision) return { outcome: 'DATE_CHANGED' };
    if (journey.release !== undefined && !isConfirmed(journey)) {
      draft.update({ confirmedRevision: journey.releaseRevision });
      setLicencePathway(draft);
      draft.record('release-date-confirmed', { date: journey.releaseDateInForce });
    }
    return { outcome: 'CONFIRMED' };
  },
  'choose-authority': async (change) => {
    const { draft, loadSteps } = change;
    await loadSteps([stepKey(draft.journey.cycle, 'authorities-exhausted')]);
    const next = nextAuthority(draft);
    // A machine that began before these steps does not ask for them itself.
    if (next.outcome === 'NO_AGREEMENT') await change.open({ kind: 'contact-agreement' });
    if (next.outcome === 'NOT_NEEDED') await change.open({ kind: 'welsh-application' });
    return next;
  },
  'make-referral': async (change, { subject }, services) => {
    const { outcome } = await makeReferralOnce(change, services, subject);
    return { outcome };
  },
  'finish-housing': ({ draft }) => ({
    outcome:
      placeForNight(draft.journey, nextNight(draft.journey, draft.context.today)).kind === 'nowhere'
        ? 'NO_ADDRESS'
        : 'HOUSED',
  }),
  // Decided by the parent, not by the date: an execution from before release must not open the same steps as the
  // community's.
  'benefits-progress': ({ draft }, { execution }) => ({ outcome: sideOfGate(execution, draft) }),
  'housing-progress': ({ draft }, { execution }) => ({ outcome: sideOfGate(execution, draft) }),
  'finish-benefits': async ({ draft, open }) => {
    const { claimMadeOn, firstPaymentOn } = draft.journey.benefits;
    // Older definitions end here without having asked for the first payment.
    if (claimMadeOn !== undefined && firstPaymentOn === undefined && draft.journey.phase !== 'closed')
      await open({ kind: 'first-payment' });
    return { outcome: firstPaymentOn === undefined ? 'NOT_IN_PAYMENT' : 'IN_PAYMENT' };
  },
  'finish-pre-release': ({ draft }, { execution }) => {
    draft.finish('pre-release', execution);
    return { outcome: 'DONE' };
  },
  'finish-release-day': ({ draft }, { execution }) => {
    draft.finish('release-day', execution);
    return { outcome: 'DONE' };
  },
  'housing-after-release': async (change) => {
    const { draft, loadSteps } = change;
    // After a later housing check the day of release is past, whatever is true now.
    const laterCheck = stepKey(draft.journey.cycle, 'housed-at-4-weeks');
    await loadSteps([laterCheck]);
    if (draft.step(laterCheck) === undefined) await referAfterRelease(change);
    const tonight = placeForNight(draft.journey, draft.context.today);
    const housed = tonight.kind !== 'nowhere' || draft.step(laterCheck) !== undefined;
    return { outcome: housed ? 'HOUSED' : 'NOT_HOUSED' };
  },
  // The milestones that the steps below it end at, so that no step is answered before it is asked.
  'place-tonight': async (change) => {
    const { draft } = change;
    const { today } = draft.context;
    if (!isSheltered(draft.journey, today)) {
      await referAfterRelease(change);
      return { outcome: 'NOWHERE' };
    }
    return { outcome: isHoused(draft.journey, today) ? 'HOME' : 'BED' };
  },
  // A release may have been undone while its execution runs on, until it is stopped.
  'watch-supervision-end': async ({ draft, open }) => {
    if (draft.journey.releasedOn !== undefined) await open({ kind: 'supervision-ends' });
    return { outcome: 'DONE' };
  },
  'await-supervision-end': async ({ draft, open }, { execution }) => {
    draft.finish('community', execution);
    if (draft.journey.releasedOn !== undefined) await open({ kind: 'supervision-ends' });
    return { outcome: 'DONE' };
  },
  // Each row is found again when the state is run twice, and a step that was answered is not asked again.
  'open-steps': async ({ draft, open }, { kinds = [], execution }) => {
    const { phase, releasedOn } = draft.journey;
    const releaseUndone = releasedOn === undefined && sideOfGate(execution, draft) === 'AFTER_RELEASE';
    if (phase === 'closed' || releaseUndone) return { outcome: 'DONE' };
    for (const kind of kinds.filter(isStepKind)) await open({ kind });
    return { outcome: 'DONE' };
  },
  'reconcile-step': ({ draft }, { execution }) => renewExecution(draft, execution),
} as const satisfies { readonly [A in ActionName]: DoAction<ResultOf<A>> };

function sideOfGate(execution: string, { journey }: JourneyDraft): 'AFTER_RELEASE' | 'BEFORE_RELEASE' {
  return rootMachineOf(execution, journey.id) === 'community' ? 'AFTER_RELEASE' : 'BEFORE_RELEASE';
}

export function isDoAction(name: string): name is ActionName {
  return Object.hasOwn(DO_ACTIONS, name);
}

export function runDoAction(
  name: ActionName,
  change: Change,
  request: DoRequest,
  services: Services,
): Promise<DoResult> | DoResult {
  return (DO_ACTIONS[name] as DoAction)(change, request, services);
}

/**
 * Makes the Friday check again, because the calendar may have grown, and records it once per revision of the date, and
 * again when unknown days have become known.
 */
async function assessReleaseDay(change: Change): Promise<ResultOf<'assess-release-day'>> {
  const { draft } = change;
  const { release, releaseDay, releaseRevision, releasedOn, assessedRevision } = draft.journey;
  if (releasedOn !== undefined) return { outcome: 'RELEASED' };
  if (release === undefined) {
    // Nothing to check until a date is recorded: the machine goes on to watch for one.
    if (assessedRevision !== releaseRevision) draft.update({ assessedRevision: releaseRevision });
    return { outcome: 'NOT_MOVED' };
  }
  const checked = checkReleaseDay(draft.journey, release, draft.context);
  if (proposalHasLapsed(draft.journey, draft.context.today)) {
    await change.load(rowsTouchedByDate(draft.journey));
    lapseProposal(draft);
  }
  const learnt = checked.known !== releaseDay?.known;
  if (learnt) {
    await change.load(rowsTouchedByDate(draft.journey));
    draft.update({ releaseDay: checked });
    moveDateInForce(draft);
    proposalMayLapse(draft);
    for (const step of draft.openSteps()) if (step.provisional === true) recountStep(draft, step);
  }
  if (learnt || assessedRevision !== checked.revision) {
    draft.update({ assessedRevision: checked.revision });
    setPathway(draft, 'licence-and-release-date', 'IN_PROGRESS');
    draft.record('release-day-assessed', {
      applies: checked.known ? checked.schemeApplies : 'not-known',
      ...(checked.known && {
        statutoryDate: checked.statutoryDate,
        presumptiveDate: checked.presumptiveDate,
        earliestPermittedDate: checked.earliestPermittedDate,
      }),
      explanation: checked.explanation,
    });
  }
  if (!checked.known) return { outcome: 'NOT_KNOWN' };
  const undecided = checked.schemeApplies && checked.lapsed !== true;
  if (undecided) {
    // Also for a journey that began before this was asked.
    await change.loadSteps([stepKey(draft.journey.cycle, 'second-day-request')]);
    askAboutSecondDay(draft);
  }
  return { outcome: undecided ? 'SCHEME_APPLIES' : 'NOT_MOVED' };
}

/**
 * A task token has expired. If the journey still needs this execution, a new one replaces it, with another year to run.
 */
function renewExecution(draft: JourneyDraft, execution: string): ResultOf<'reconcile-step'> {
  const root = draft.journey.executions.find(
    ({ name }) => execution === name || execution.startsWith(`${name}-`),
  );
  if (root === undefined) return { outcome: 'NO_LONGER_WANTED' };
  draft.record('restarted', { machines: [root.machine], reason: 'nobody answered for half a year' });
  draft.cause({ kind: 'stop-execution', machine: root.machine, name: root.name, cause: 'renewed' });
  draft.start(root.machine);
  return { outcome: 'RENEWED' };
}
