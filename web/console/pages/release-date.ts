import { changeReleaseDate, type ReleaseDateSet } from '../../../application/commands/set-release-date.ts';
import { previewReleaseDate } from '../../../application/queries/preview-release-date.ts';
import { done } from '../../../application/refusal.ts';
import { releaseFormVersion } from '../../../domain/journey/form-version.ts';
import { sayDate } from '../../../domain/law/say-date.ts';
import { previewWords } from '../date-preview.ts';
import {
  elementOfDate,
  problemsOfDate,
  readSentenceDate,
  sentenceDateAnswers,
  sentenceDateFields,
} from '../forms/sentence-date.ts';
import { journeyPage } from '../journey-page.ts';
import { originOf } from '../release-words.ts';

/** A new release date: its consequences first, then recorded. */
export const releaseDate = journeyPage({
  action: 'set-release-date',
  view: 'release-date',
  heading: 'Record a date of the sentence',
  formVersion: releaseFormVersion,
  data: ({ form, names }, journey) => ({
    origin: originOf(journey, names),
    ...sentenceDateFields(form, journey),
  }),
  read: ({ form }) => readSentenceDate(form),
  elementOf: elementOfDate,
  answers: (_request, _journey, given) => sentenceDateAnswers(given),
  check: {
    view: 'release-date-check',
    title: 'Check the date',
    data: async (request, { id }, given) => {
      const previewed = await previewReleaseDate(request.services, request.user, id, given);
      if (!previewed.ok) return previewed;
      const preview = previewed.value;
      if (preview.outcome === 'WOULD_BE_REFUSED') return { ok: false, ...preview.refusal };
      return done({ preview: previewWords(preview, request) });
    },
  },
  run: ({ services, user }, id, given, terms) => changeReleaseDate(services, user, id, given, terms),
  refused: (refusal) =>
    refusal.code === 'VALIDATION_FAILED' || refusal.code === 'RULE_REFUSED' ? problemsOfDate(refusal) : [],
  done: ({ proposal, releaseDateInForce }: ReleaseDateSet) => {
    if (proposal !== undefined) return 'Proposed. A governor must approve the date before it is recorded.';
    return releaseDateInForce === undefined
      ? 'The date is recorded. There is no release date yet.'
      : `The date is recorded. Every deadline is counted from ${sayDate(releaseDateInForce)} now.`;
  },
});
