import { dateTooEarly } from '../../domain/journey/confirmed-date.ts';
import { releaseFormVersion } from '../../domain/journey/form-version.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { releasePerson, rowsTouchedByRelease } from '../../domain/journey/release.ts';
import { recordDates } from '../../domain/journey/sentence-dates.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import type { User } from '../../domain/access/user.ts';
import type { ReleaseKind } from '../../domain/law/release-day.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { DraftContext } from '../../domain/record/record-draft.ts';
import type { GivenDate } from '../../domain/record/sentence-dates.ts';
import { changeFor, type Terms } from '../access.ts';
import { givenDates, recordedDates } from '../begin-journey.ts';
import type { Change } from '../change.ts';
import { refuseOldForm } from '../change-journey.ts';
import { done, refuse, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { wrongSentence } from '../wrong-sentence.ts';
import { standing, type ReleaseDateSet } from './set-release-date.ts';

/** A sentence with its dates, as far as they are known. */
export interface SentenceGiven {
  readonly sentence: Omit<Journey['sentence'], 'releaseKind' | 'remandedOn'> & {
    readonly releaseKind: ReleaseKind;
  };
  readonly release?: GivenDate;
  readonly dates?: readonly GivenDate[];
}

export type SentenceRecorded = ReleaseDateSet & {
  /** The time was served: the person was released on this day. */
  readonly releasedOn?: IsoDate;
};

/**
 * Records the sentence of a person who is on remand. Their journey goes on from its dates: it sleeps until a date or an
 * event, prepares for release, or goes straight to the community where the time was served.
 * @returns NOT_PERMITTED; CONFLICT for a person who is not on remand, or has been released; VALIDATION_FAILED for dates
 * that are out of order; RULE_REFUSED for a confirmed date that is too early.
 */
export async function recordSentence(
  services: Services,
  user: User,
  journeyId: string,
  given: SentenceGiven,
  terms: Terms = {},
): Promise<Result<SentenceRecorded>> {
  return changeFor(services, user, journeyId, { action: 'record-sentence' }, terms, (change) => {
    const { journey } = change.draft;
    const old = refuseOldForm(terms.formVersion, releaseFormVersion(journey), journey);
    return old ?? recordGivenSentence(change, given);
  });
}

async function recordGivenSentence(change: Change, given: SentenceGiven): Promise<Result<SentenceRecorded>> {
  const { draft } = change;
  const { journey, context } = draft;
  const refused = whyNot(journey, given, context);
  if (refused) return refused;
  await change.load(rowsTouchedByDate(journey));
  const remandedOn = journey.sentence.startDate;
  draft.update({ sentence: { ...given.sentence, remandedOn } });
  draft.record('sentence-recorded', { ...given.sentence, remandedOn });
  const dates = givenDates(given);
  if (dates.length > 0)
    recordDates(
      draft,
      dates.map(({ source = 'OFFICER', ...date }) => ({ ...date, source })),
    );
  const { release } = draft.journey;
  if (release === undefined || release.date >= context.today) {
    await askNeedsAgain(change);
    return done(standing(draft.journey));
  }
  const releasedOn = release.date;
  await releaseAsServed(change, releasedOn);
  return done({ ...standing(draft.journey), releasedOn });
}

/** What was said on remand may no longer be so, such as a tenancy that could be kept for a short time in custody. */
async function askNeedsAgain({ draft, open }: Change): Promise<void> {
  const stillAsked = draft.journey.open.some(({ kind }) => kind === 'immediate-needs');
  if (!stillAsked) await open({ kind: 'needs-after-sentence' });
}

async function releaseAsServed(change: Change, on: IsoDate): Promise<void> {
  const { draft } = change;
  const release = { on, ground: 'AT_COURT', identityConfirmed: false, inHand: [], missing: [] } as const;
  await change.load(rowsTouchedByRelease(draft, release));
  releasePerson(draft, release, { recordedBy: draft.context.by });
}

function whyNot(journey: Journey, given: SentenceGiven, context: DraftContext): Refusal | undefined {
  const { sentence, dateOfBirth, releasedOn, phase } = journey;
  if (releasedOn !== undefined || phase === 'closed')
    return refuse('CONFLICT', 'The person has been released, so no sentence can be recorded.');
  if (sentence.releaseKind !== 'REMAND')
    return refuse('CONFLICT', 'The sentence of this person is recorded already.');
  const wrong =
    given.sentence.startDate < sentence.startDate
      ? {
          field: 'sentence.startDate',
          problem: `The day the sentence began must be on or after ${sayDate(sentence.startDate)}, when the remand began.`,
        }
      : wrongSentence({ dateOfBirth, ...given }, context.today, context.law);
  if (wrong) return refuse('VALIDATION_FAILED', wrong.problem, { fields: [wrong] });
  const dates = recordedDates(given, context.now, context.by);
  const broken = dateTooEarly({ ...journey, sentence: given.sentence, dates }, context);
  return broken && refuse('RULE_REFUSED', broken.explanation, { rule: broken.rule });
}
