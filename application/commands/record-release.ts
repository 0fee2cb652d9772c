import type { User } from '../../domain/access/user.ts';
import {
  itemNotSaid,
  needsChecks,
  needsSecondOfficer,
  notAuthorised,
  releasePerson,
  rowsTouchedByRelease,
} from '../../domain/journey/release.ts';
import { releaseFormVersion } from '../../domain/journey/form-version.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { approvalKey, propose } from '../../domain/journey/proposals.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { DraftContext } from '../../domain/record/record-draft.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import { GATE_ITEM_NAMES } from '../../domain/pathways/release/gate-items.ts';
import { earliestReleaseAccepted } from '../../domain/pathways/licence-and-release-date/date-order.ts';
import type { ProposalOf } from '../../domain/record/proposals.ts';
import { awaitsReturn } from '../../domain/record/recall.ts';
import { isEarlyGround, type GivenRelease } from '../../domain/record/recorded-release.ts';
import { whatBegan } from '../../domain/record/sentence.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, refuseHiddenText, type FieldProblem, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';

/** `proposal` is present when a second officer must confirm it; until then nothing else is written. */
export type ReleaseRecorded = { readonly releasedOn: IsoDate; readonly proposal?: string };

/**
 * Records that a person was released, on the day they left. On or before the day in force it waits for a second
 * officer, who sees the same checks; recorded on a later day it counts at once, and so does release at court.
 * @returns NOT_PERMITTED; CONFLICT once released, or where the dates are no longer those that the form shows;
 * VALIDATION_FAILED for a day that cannot be right, an item that is neither in hand nor missing, or a missing reason;
 * RULE_REFUSED before the person may be released.
 */
export async function recordRelease(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenRelease,
  terms: Terms = {},
): Promise<Result<ReleaseRecorded>> {
  const hidden = refuseHiddenText('reason', given.reason);
  if (hidden) return hidden;
  return changeFor(services, user, journeyId, { action: 'record-release' }, terms, async (change) => {
    const { draft } = change;
    const { journey } = draft;
    const refused =
      refuseOldForm(terms.formVersion, releaseFormVersion(journey), journey) ??
      whyNot(journey, given, draft.context);
    if (refused) return refused;
    if (needsSecondOfficer(given, draft.context.today)) {
      await change.loadSteps([approvalKey(draft.journey, 'release')]);
      const { id } = propose(draft, { kind: 'release', change: given });
      return done({ releasedOn: given.on, proposal: id });
    }
    await change.load(rowsTouchedByRelease(draft, given));
    releasePerson(draft, given, { recordedBy: draft.context.by });
    return done({ releasedOn: given.on });
  });
}

/** Records a release that a second officer has confirmed, unless the person may no longer be released that day. */
export async function recordConfirmedRelease(
  change: Change,
  { change: given, proposedBy }: ProposalOf<'release'>,
): Promise<Refusal | undefined> {
  const { draft } = change;
  const refused = whyNot(draft.journey, given, draft.context);
  if (refused) return refused;
  await change.load(rowsTouchedByRelease(draft, given));
  releasePerson(draft, given, { recordedBy: proposedBy, secondOfficer: draft.context.by });
  return undefined;
}

/** Why a release cannot be recorded, before anything is. */
function whyNot(journey: Journey, given: GivenRelease, context: DraftContext): Refusal | undefined {
  if (journey.releasedOn !== undefined || journey.phase === 'closed') {
    return refuse('CONFLICT', 'The release of this person is recorded already.');
  }
  if (awaitsReturn(journey)) {
    return refuse('CONFLICT', 'This person was recalled, and no return to prison is recorded.');
  }
  const fields = problemsOf(journey, given, context);
  if (fields[0] !== undefined) return refuse('VALIDATION_FAILED', fields[0].problem, { fields });
  const broken = given.ground === 'DATE_IN_FORCE' ? notAuthorised(journey, given.on) : undefined;
  return broken && refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
}

type ReleaseRead = Pick<Journey, 'sentence' | 'release' | 'releaseDay' | 'decision' | 'releaseDateInForce'>;
type Today = Pick<DraftContext, 'today' | 'law'>;

/** What is wrong with a release as somebody gives it, for a page to say before they are asked to confirm it. */
export function wrongWithRelease(
  journey: ReleaseRead,
  given: GivenRelease,
  context: Today,
): readonly FieldProblem[] {
  const fields = problemsOf(journey, given, context);
  const broken = given.ground === 'DATE_IN_FORCE' ? notAuthorised(journey, given.on) : undefined;
  return fields.length > 0 || broken === undefined
    ? fields
    : [{ field: 'ground', problem: broken.explanation }];
}

function problemsOf(journey: ReleaseRead, given: GivenRelease, context: Today): readonly FieldProblem[] {
  const day = wrongDay(journey, given.on, context);
  const item = needsChecks(given) ? itemNotSaid(given) : undefined;
  const needsReason = isEarlyGround(given.ground) || given.ground === 'IN_ERROR';
  const identity = needsChecks(given) && needsSecondOfficer(given, context.today) && !given.identityConfirmed;
  return [
    ...(day === undefined ? [] : [{ field: 'on', problem: day }]),
    ...(needsReason && (given.reason ?? '').trim() === ''
      ? [{ field: 'reason', problem: 'Give the order, decision or warrant, or what went wrong.' }]
      : []),
    ...(identity
      ? [{ field: 'identityConfirmed', problem: 'Confirm the person’s identity before they leave.' }]
      : []),
    ...(item === undefined
      ? []
      : [
          {
            field: `items.${item}`,
            problem: `Say whether this is in hand or missing: ${GATE_ITEM_NAMES[item]}.`,
          },
        ]),
  ];
}

/** What is wrong with a day of release; undefined where nothing is. */
export function wrongDay(
  journey: Pick<Journey, 'sentence' | 'release' | 'releaseDateInForce'>,
  on: IsoDate,
  { today, law }: Pick<DraftContext, 'today' | 'law'>,
): string | undefined {
  const { sentence } = journey;
  if (on > today) return 'The day of release must be today or in the past.';
  const earliest = earliestReleaseAccepted(today, law);
  if (on < earliest) return `The day of release must be ${sayDate(earliest)} or later.`;
  if (on < sentence.startDate)
    return `The day of release must be on or after ${sayDate(sentence.startDate)}, when the ${whatBegan(sentence)} began.`;
  if (sentence.supervisionEndsOn !== undefined && on > sentence.supervisionEndsOn && hasLicence(journey))
    return `The day of release must be on or before ${sayDate(sentence.supervisionEndsOn)}, when supervision ends.`;
  return undefined;
}

/** Supervision follows release. Without a licence it ends with the sentence, and the person may leave later than that. */
function hasLicence({
  sentence: { supervisionEndsOn },
  release,
  releaseDateInForce,
}: Pick<Journey, 'sentence' | 'release' | 'releaseDateInForce'>): boolean {
  const days = [release?.date, releaseDateInForce].filter((day) => day !== undefined);
  return supervisionEndsOn === undefined || days.every((day) => day < supervisionEndsOn);
}
