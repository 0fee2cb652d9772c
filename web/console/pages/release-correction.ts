import { correctRelease } from '../../../application/commands/correct-release.ts';
import { hasReleaseToCorrect } from '../../../domain/journey/correct-release.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import {
  RELEASE_CORRECTIONS,
  type GivenCorrection,
  type ReleaseCorrection,
} from '../../../domain/record/recorded-release.ts';
import { dateItems, readDate } from '../forms/date-input.ts';
import { reasonProblems, textOf } from '../forms/text.ts';
import type { Read } from '../forms/problems.ts';
import { journeyPage } from '../journey-page.ts';

const TITLES: Readonly<Record<ReleaseCorrection, string>> = {
  NOT_RELEASED: 'The person was not released',
  RETURNED_TO_CUSTODY: 'The person was released in error and is back in custody',
  ANOTHER_DAY: 'The person was released on another day',
};

/** A release that was recorded wrongly: sent to a second officer. */
export const releaseCorrection = journeyPage({
  action: 'correct-release',
  view: 'release-correction',
  heading: 'Correct the release',
  closedTo: (journey) =>
    hasReleaseToCorrect(journey) ? undefined : 'No release is recorded, or the journey has ended.',
  data: ({ form }, { releasedOn }) => ({
    released: sayDate(releasedOn),
    titles: TITLES,
    chosen: form.get('correction'),
    dateItems: dateItems(form, 'on'),
    reason: form.get('reason'),
  }),
  read: ({ form }) => readCorrection(form),
  elementOf: (field) => (field === 'on' ? 'on-day' : field),
  answers: (_request, _journey, { correction, reason }) => [
    { key: 'Correction', value: TITLES[correction] },
    { key: 'Reason', value: reason },
  ],
  run: ({ services, user }, id, given, terms) => correctRelease(services, user, id, given, terms),
  refused: ({ code, fields, detail }) =>
    code === 'RULE_REFUSED' ? [{ field: 'on', problem: detail }] : (fields ?? []),
  done: () => 'A second officer must confirm the correction before it counts.',
});

function readCorrection(form: URLSearchParams): Read<GivenCorrection> {
  const correction = RELEASE_CORRECTIONS.find((each) => each === form.get('correction'));
  const reason = textOf(form, 'reason');
  const on = correction === 'ANOTHER_DAY' ? readDate(form, 'on', 'The day of release') : undefined;
  const problems = [
    ...(correction === undefined
      ? [{ field: 'correction', problem: 'Choose what was recorded wrongly' }]
      : []),
    ...(on?.ok === false ? [on.problem] : []),
    ...reasonProblems(reason),
  ];
  if (correction === undefined || problems.length > 0) return { ok: false, problems };
  return { ok: true, given: { correction, reason, ...(on?.ok === true && { on: on.date }) } };
}
