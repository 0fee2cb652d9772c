import { removeSentenceDate } from '../../../application/commands/remove-sentence-date.ts';
import type { ReleaseDateSet } from '../../../application/commands/set-release-date.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { previewDateRemoval } from '../../../application/queries/preview-release-date.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { dateTypeTitle } from '../../../domain/law/date-type-names.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import { previewWords } from '../date-preview.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import { sentenceDateRows } from '../sentence-dates-words.ts';

interface Found {
  readonly journey: JourneyView;
  readonly recorded: JourneyView['dates'][number];
}

/** A date of the sentence that was recorded by mistake, or withdrawn: what its removal would change. */
export const removeDateForm: PageHandler = async (request) => {
  const found = await findRecorded(request);
  if ('kind' in found) return found;
  const version = releaseFormVersion(found.journey);
  return draw(request, found, newSubmission(request, found.journey, version), NO_PROBLEMS);
};

export const removeDate: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findRecorded(request);
  if ('kind' in found) return found;
  const { journey, recorded } = found;
  const submission = readSubmission(request);
  const wrong = (problem: string): Promise<PageResponse> =>
    draw(request, found, submission, problemsOf([{ field: 'reason', problem }]), 400);
  const reason = textOf(form, 'reason');
  if (reason === '') return wrong('Enter a reason');
  if (reason.length > 2_000) return wrong('Use 2,000 characters or fewer for the reason');
  const given = { dateType: recorded.dateType, reason };
  const terms = termsOf(user, submission, { remove: journey.id, ...given });
  const removed = await removeSentenceDate(services, user, journey.id, given, terms);
  if (removed.ok) return redirect(`/journeys/${journey.id}`, outcomeWords(removed.value));
  switch (removed.code) {
    case 'VALIDATION_FAILED':
      return wrong(removed.detail);
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, journey, removed, submission.seenFacts, [
        { key: 'Date to remove', value: `${dateTypeTitle(recorded.dateType)}, ${sayDate(recorded.date)}` },
        { key: 'Reason', value: reason },
      ]);
    default:
      return problemPage(removed, `/journeys/${journey.id}`);
  }
};

function outcomeWords({ proposal, releaseDateInForce }: ReleaseDateSet): string {
  if (proposal !== undefined) return 'Proposed. A governor must approve the removal before it counts.';
  return releaseDateInForce === undefined
    ? 'The date is removed. There is no release date now.'
    : `The date is removed. Every deadline is counted from ${sayDate(releaseDateInForce)}.`;
}

async function findRecorded(request: SignedInRequest): Promise<Found | PageResponse> {
  const journey = await findJourneyTo('set-release-date', request);
  if ('kind' in journey) return journey;
  const { params } = request;
  const recorded = journey.dates.find(({ dateType }) => dateType === params['dateType']);
  const inside = journey.releasedOn === undefined && journey.phase !== 'closed';
  if (recorded !== undefined && inside) return { journey, recorded };
  const detail = inside
    ? 'This date is not recorded, or was removed already.'
    : 'The person has been released, so the dates can no longer change.';
  return page('problem', { title: 'Nothing to remove', detail, back: `/journeys/${journey.id}` }, 404);
}

async function draw(
  request: SignedInRequest,
  { journey, recorded }: Found,
  submission: Submission,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const { services, user, form, names } = request;
  const back = `/journeys/${journey.id}`;
  const previewed = await previewDateRemoval(services, user, journey.id, recorded.dateType);
  if (!previewed.ok) return problemPage(previewed, back);
  return page(
    'remove-date',
    {
      title: `Remove a date of the sentence: ${journey.person.name}`,
      journey,
      submission,
      back,
      action: `${back}/dates/${recorded.dateType}/remove`,
      recorded: sentenceDateRows(journey, names).find(({ type }) => type === recorded.dateType),
      preview: previewWords(previewed.value, request, 'remove'),
      proposes: previewed.value.outcome === 'WOULD_NEED_APPROVAL',
      reason: form.get('reason'),
      ...problems,
    },
    status,
  );
}
