import { limitAccess } from '../../../application/commands/limit-access.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import { limitsOf } from '../../../domain/journey/limited-access.ts';
import { officerName } from '../../../domain/journey/words.ts';
import { LIMIT_CHANGES, type LimitChange } from '../../../domain/record/limited-access.ts';
import { findJourneyTo } from '../find-journey.ts';
import { conflictOf } from '../conflict.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';

const CHOICES: Readonly<Record<LimitChange, string>> = {
  EXCLUDE: 'This officer may not see the person',
  RESTRICT: 'Only this officer, and others on a list, may see the person',
  REMOVE: 'Take this officer off the lists',
  LIFT: 'Lift every limit: everybody may see the person again whose work it is',
};

export const limitsForm: PageHandler = async (request) => {
  const found = await findJourneyTo('limit-access', request);
  return 'kind' in found ? found : draw(request, found, newSubmission(request, found), NO_PROBLEMS);
};

/** Changes who may see a person, with a reason that stays in the timeline. */
export const changeLimits: PageHandler = async (request) => {
  const { form, user, services } = request;
  const found = await findJourneyTo('limit-access', request);
  if ('kind' in found) return found;
  const submission = readSubmission(request);
  const wrong = (field: string, problem: string): Promise<PageResponse> =>
    draw(request, found, submission, problemsOf([{ field, problem }]), 400);
  const change = LIMIT_CHANGES.find((each) => each === form.get('change'));
  if (change === undefined) return wrong('change', 'Choose what to change');
  const officer = (form.get('officer') ?? '').trim();
  if (change !== 'LIFT' && officer === '') return wrong('officer', 'Choose an officer');
  const reason = textOf(form, 'reason');
  if (reason === '') return wrong('reason', 'Enter a reason');
  if (reason.length > 2_000) return wrong('reason', 'Use 2,000 characters or fewer for the reason');
  const meant = form.get('leavesNobody') === 'yes';
  const given = {
    change,
    reason,
    ...(change !== 'LIFT' && { officer }),
    ...(meant && { leavesNobody: true as const }),
  };
  const terms = termsOf(user, submission, { limit: found.id, ...given });
  const limited = await limitAccess(services, user, found.id, given, terms);
  if (limited.ok) {
    const now = limited.value.limited
      ? 'Access to this person is limited.'
      : 'Access to this person is not limited.';
    return redirect(`/journeys/${found.id}`, now);
  }
  switch (limited.code) {
    case 'VALIDATION_FAILED':
    case 'RULE_REFUSED': {
      const leavesNobody = limited.rule === 'leaves-nobody';
      return draw(request, found, submission, problemsOf(limited.fields ?? []), 400, leavesNobody);
    }
    case 'CONFLICT':
    case 'IDEMPOTENCY_MISMATCH':
      return conflictOf(request, found, limited, submission.seenFacts, [
        { key: 'Change', value: CHOICES[change] },
        { key: 'Reason', value: reason },
      ]);
    default:
      return problemPage(limited, `/journeys/${found.id}`);
  }
};

async function draw(
  { form, names, directory }: SignedInRequest,
  journey: JourneyView,
  submission: Submission,
  problems: Problems,
  status = 200,
  leavesNobody = false,
): Promise<PageResponse> {
  const back = `/journeys/${journey.id}`;
  const { excluded, restrictedTo } = limitsOf(journey);
  const named = (ids: readonly string[]) => ids.map((id) => officerName(id, names));
  const changes = LIMIT_CHANGES.filter(
    (change) => journey.limitedAccess !== undefined || change === 'EXCLUDE' || change === 'RESTRICT',
  );
  return page(
    'limited-access',
    {
      title: `Limit who may see a person: ${journey.person.name}`,
      journey,
      submission,
      back,
      action: `${back}/limited-access`,
      excluded: named(excluded),
      restrictedTo: named(restrictedTo),
      choices: changes.map((value) => ({ value, text: CHOICES[value] })),
      staff: (await directory.staff()).map(({ id, name }) => ({ value: id, text: name })),
      change: form.get('change'),
      officer: form.get('officer'),
      reason: form.get('reason'),
      leavesNobody,
      ...problems,
    },
    status,
  );
}
