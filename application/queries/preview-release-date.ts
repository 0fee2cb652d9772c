import type { Journey } from '../../domain/journey/journey.ts';
import { movedByDate, type MovedByDate } from '../../domain/journey/moved-by-date.ts';
import { describeWaitsFor, figuresOf, stepTitle } from '../../domain/journey/words.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import { staffSideOf, type User } from '../../domain/access/user.ts';
import { serviceEntry } from '../../domain/pathways/services.ts';
import { readFor } from '../access.ts';
import { draftOf, tryChange } from '../change-journey.ts';
import { removeApprovedDate, removeGivenDate } from '../commands/remove-sentence-date.ts';
import {
  recordApprovedDate,
  recordGivenDate,
  type DateGiven,
  type ReleaseDateSet,
} from '../commands/set-release-date.ts';
import type { Change } from '../change.ts';
import type { ReleaseDateType } from '../../domain/law/release-day.ts';
import { proposalsOf, type Proposal } from '../../domain/record/proposals.ts';
import { done, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { agencyNames } from './agency-names.ts';

type Titled<T> = T & { readonly title: string; readonly owner: string };
type MovedStepView = Titled<MovedByDate['steps'][number]>;

/** What moves, with the names that readers know. */
export interface MovedView extends Omit<MovedByDate, 'steps' | 'windows' | 'referrals' | 'messages'> {
  readonly steps: readonly MovedStepView[];
  readonly windows: readonly MovedStepView[];
  readonly referrals: readonly (MovedByDate['referrals'][number] & {
    readonly serviceName: string;
    readonly agency: string;
  })[];
  readonly messages: readonly (MovedByDate['messages'][number] & { readonly agency: string })[];
}

/** What would happen if a date were recorded now. `version` is that of the journey it was worked out from. */
export type DatePreview = { readonly version: number } & (
  | { readonly outcome: 'NO_CHANGE' }
  | { readonly outcome: 'WOULD_BE_REFUSED'; readonly refusal: Omit<Refusal, 'ok' | 'current'> }
  /** `WOULD_NEED_APPROVAL`: a second officer is asked first, and this moves once they approve it. */
  | { readonly outcome: 'WOULD_BE_RECORDED' | 'WOULD_NEED_APPROVAL'; readonly moved: MovedView }
);

/**
 * What recording a date of the sentence would move, for anyone who may read the journey. Runs what the command runs,
 * and writes nothing; whether the reader may record the date is not asked.
 * @returns NOT_FOUND; NOT_PERMITTED. A date that would be refused is a preview too.
 */
export async function previewReleaseDate(
  services: Services,
  user: User,
  journeyId: string,
  given: DateGiven,
): Promise<Result<DatePreview>> {
  return previewChange(services, user, journeyId, (change) => recordGivenDate(change, given));
}

/**
 * What removing a date of the sentence would move, as `previewReleaseDate` shows it.
 * @returns NOT_FOUND; NOT_PERMITTED.
 */
export async function previewDateRemoval(
  services: Services,
  user: User,
  journeyId: string,
  dateType: ReleaseDateType,
): Promise<Result<DatePreview>> {
  const given = { dateType, reason: '' };
  return previewChange(services, user, journeyId, (change) => removeGivenDate(change, given));
}

async function previewChange(
  services: Services,
  user: User,
  journeyId: string,
  decide: (change: Change) => Promise<Result<ReleaseDateSet>>,
): Promise<Result<DatePreview>> {
  const found = await readFor(services, user, journeyId);
  if (!found.ok) return found;
  const { journey, by } = found.value;
  const { version } = journey;
  const newDraft = () => draftOf(services, journey, by, staffSideOf(user, journey));
  const draft = newDraft();
  const tried = await tryChange(services, draft, decide);
  if (!tried.ok) return done(wouldBeRefused(version, tried));
  if (!draft.changed) return done({ version, outcome: 'NO_CHANGE' });
  const { proposal: id } = tried.value.result.value;
  const proposal = proposalsOf(draft.journey).find((each) => each.id === id);
  if (proposal === undefined) {
    const moved = await viewOf(services, journey, movedByDate(journey, draft));
    return done({ version, outcome: 'WOULD_BE_RECORDED', moved });
  }
  const approved = newDraft();
  const carriedOut = await tryChange(services, approved, async (change) => {
    await change.load(rowsTouchedByDate(journey));
    return approvedDate(change, proposal) ?? done({});
  });
  if (!carriedOut.ok) return done(wouldBeRefused(version, carriedOut));
  const moved = await viewOf(services, journey, movedByDate(journey, approved));
  return done({ version, outcome: 'WOULD_NEED_APPROVAL', moved });
}

function approvedDate(change: Change, proposal: Proposal): Refusal | undefined {
  switch (proposal.kind) {
    case 'early-release-date':
      return recordApprovedDate(change, proposal);
    case 'date-removal':
      return removeApprovedDate(change, proposal);
    default:
      throw new Error(`A date brings no proposal of the kind ${proposal.kind}`);
  }
}

function wouldBeRefused(version: number, { ok: _ok, current: _current, ...refusal }: Refusal): DatePreview {
  return { version, outcome: 'WOULD_BE_REFUSED', refusal };
}

async function viewOf(services: Services, journey: Journey, moved: MovedByDate): Promise<MovedView> {
  const names = await agencyNames(
    services,
    journey.referrals.map(({ agencyId }) => agencyId),
  );
  const agency = (id: string): string => names.agency?.(id) ?? id;
  const figures = figuresOf(services.law, journey);
  const titled = (step: MovedByDate['steps'][number]): MovedStepView => ({
    ...step,
    title: stepTitle(step.kind, figures, step.subject),
    owner: describeWaitsFor(step.waitsFor, names),
  });
  return {
    ...moved,
    steps: moved.steps.map(titled),
    windows: moved.windows.map(titled),
    referrals: moved.referrals.map((each) => ({
      ...each,
      serviceName: serviceEntry(each.service).name,
      agency: agency(each.agencyId),
    })),
    messages: moved.messages.map((each) => ({ ...each, agency: agency(each.agencyId) })),
  };
}
