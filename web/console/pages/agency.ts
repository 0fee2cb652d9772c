import { pauseAgency, resumeAgency } from '../../../application/commands/pause-agency.ts';
import {
  getAgencyHealth,
  MOST_HELD_BACK,
  type AgencyView,
} from '../../../application/queries/list-agencies.ts';
import type { Refusal } from '../../../application/refusal.ts';
import { describeActor, sentence, type Names } from '../../../domain/journey/words.ts';
import type { PauseRecord } from '../../../domain/partners/pause.ts';
import { formatCount, formatInstant } from '../formats.ts';
import { NO_PROBLEMS, problemsOf, type Problems } from '../forms/problems.ts';
import { newSubmission, readSubmission, termsOf, type Submission } from '../forms/submission.ts';
import { textOf } from '../forms/text.ts';
import type { PageHandler, SignedInRequest } from '../page-request.ts';
import { page, problemPage, redirect, type PageResponse } from '../page-response.ts';
import { SENDING_WORDS } from '../service-words.ts';
import { stuckAddress } from '../stuck-words.ts';
import { sinceWords } from './agencies.ts';

/** For an administrator: one agency, and the form to pause or resume it. */
export const agency: PageHandler = (request) =>
  draw(request, newSubmission(request, { version: 0, factCount: 0 }), NO_PROBLEMS);

/** A form that names the pause which it shows is to end it. */
export const pauseOrResume: PageHandler = (request) => (request.form.has('since') ? resume : pause)(request);

const pause: PageHandler = async (request) => {
  const { services, user, form } = request;
  const id = idIn(request);
  const submission = readSubmission(request);
  const reason = textOf(form, 'reason');
  const { idempotency } = termsOf(user, submission, { pause: id, reason });
  const paused = await pauseAgency(services, user, id, reason, idempotency);
  if (paused.ok) return redirect(`/agencies/${id}`, 'Messages to the agency wait from now on.');
  return refused(request, submission, paused);
};

const resume: PageHandler = async (request) => {
  const { services, user, form } = request;
  const id = idIn(request);
  const submission = readSubmission(request);
  const given = { reason: textOf(form, 'reason'), since: form.get('since') ?? '' };
  const { idempotency } = termsOf(user, submission, { resume: id, ...given });
  const resumed = await resumeAgency(services, user, id, given, idempotency);
  if (resumed.ok) return redirect(`/agencies/${id}`, 'What waited for the agency is being sent.');
  return refused(request, submission, resumed);
};

function refused(
  request: SignedInRequest,
  submission: Submission,
  refusal: Refusal,
): Promise<PageResponse> | PageResponse {
  if (refusal.code !== 'VALIDATION_FAILED') return problemPage(refusal, `/agencies/${idIn(request)}`);
  return draw(request, submission, problemsOf(refusal.fields ?? []), 400);
}

function idIn({ params }: SignedInRequest): string {
  return params['agencyId'] ?? '';
}

async function draw(
  request: SignedInRequest,
  submission: Submission,
  problems: Problems,
  status = 200,
): Promise<PageResponse> {
  const { services, user, names, form } = request;
  const found = await getAgencyHealth(services, user, idIn(request));
  if (!found.ok) return problemPage(found, '/agencies');
  const { id, name, state, pause: now, pauses, parked } = found.value;
  return page(
    'agency',
    {
      title: name,
      name,
      state: SENDING_WORDS[state],
      action: `/agencies/${id}`,
      submission,
      paused: now && { since: now.since, words: sinceWords(now, names) },
      waiting: waitingWords(found.value),
      ...(parked > 0 && {
        parked: {
          text: `Messages set aside on ${formatCount(parked, 'journey', 'journeys')}`,
          href: stuckAddress({ code: 'DELIVERY_PARKED', agencyId: id }),
        },
      }),
      pauses: pauses.map((each) => pauseRow(each, names)),
      reason: form.get('reason') ?? '',
      ...problems,
    },
    status,
  );
}

function waitingWords({ heldBack }: AgencyView): string {
  if (heldBack === 0) return 'No message waits.';
  return heldBack >= MOST_HELD_BACK
    ? `${MOST_HELD_BACK} or more messages wait.`
    : `${formatCount(heldBack, 'message waits', 'messages wait')}.`;
}

function pauseRow({ since, by, reason, resumed }: PauseRecord, names: Names) {
  return {
    paused: formatInstant(since),
    pausedBy: `${describeActor(by, names)}. ${sentence(reason)}`,
    ...(resumed && {
      resumed: formatInstant(resumed.at),
      resumedBy: `${describeActor(resumed.by, names)}. ${sentence(resumed.reason)}`,
    }),
  };
}
