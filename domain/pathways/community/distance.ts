import * as z from 'zod';
import { spanInDigits } from '../../law/number-words.ts';
import { missing, NOT_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD, type FormField } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { step, type Answer } from '../step-entry.ts';
import { DISTANCES, type Distance } from './data.ts';
import { setSupervision, supervisionEndsBefore, withLatest } from './supervision.ts';

/** What each score is about, in words for the person. */
export const DISTANCE_NAMES: Readonly<Record<Distance, string>> = {
  home: 'A place to live',
  money: 'Money',
  health: 'Health',
  substances: 'Drugs and alcohol',
  work: 'Work and learning',
  family: 'Family and friends',
  thinking: 'How I think and act',
};

const score = z.int().min(0).max(10);
const scores = {
  home: score.optional(),
  money: score.optional(),
  health: score.optional(),
  substances: score.optional(),
  work: score.optional(),
  family: score.optional(),
  thinking: score.optional(),
} as const satisfies Readonly<Record<Distance, z.ZodType>>;

const details = z.strictObject({
  ownScore: score,
  ...scores,
  words: note.max(500).optional(),
  goal: note.max(300).optional(),
  note: note.optional(),
});
type Details = z.output<typeof details>;

const FORM: readonly FormField<keyof Details>[] = [
  {
    kind: 'number',
    least: 0,
    most: 10,
    name: 'ownScore',
    label: 'The person’s own score, from 0 to 10',
    hint: 'How far they feel they have come; theirs to say, not ours',
    problem: 'Enter the person’s own score, a whole number from 0 to 10',
  },
  ...DISTANCES.map((name) => ({
    kind: 'number' as const,
    least: 0,
    most: 10,
    name,
    label: `${DISTANCE_NAMES[name]} (optional)`,
    problem: `Enter a whole number from 0 to 10 for: ${DISTANCE_NAMES[name]}`,
  })),
  {
    kind: 'textarea',
    name: 'words',
    label: 'In the person’s own words (optional)',
    problem: 'Use 500 characters or fewer',
  },
  {
    kind: 'textarea',
    name: 'goal',
    label: 'What they want next (optional)',
    problem: 'Use 300 characters or fewer',
  },
  NOTE_FIELD,
];

const answers = z.strictObject({
  listened: z.enum(['YES', 'PARTLY', 'NO']).optional(),
  knewWhat: z.enum(['YES', 'PARTLY', 'NO']).optional(),
  helped: z.enum(['YES', 'PARTLY', 'NO']).optional(),
  note: note.optional(),
});

const SAY = 'Say what the person answered.';

/** How far the person has come: before release, and then at each review. */
export const DISTANCE_STEPS = {
  'distance-before-release': step({
    title: 'Where the person starts from',
    awaits: 'to ask how far the person feels they are, before release',
    asked: 'pom',
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    details,
    form: FORM,
    shows: ['ownScore', ...DISTANCES, 'note'],
    keepsPrivate: ['words', 'goal'],
    usually: { outcome: 'REVIEWED', details: { ownScore: 3, home: 2, money: 2, family: 5 } },
    outcomes: {
      REVIEWED: { label: 'Recorded', does: keepPoint },
      DECLINED: { label: 'The person does not want to say' },
      OVERTAKEN,
    },
  }),
  'review-at-4-weeks': review('firstReviewDays'),
  'review-at-12-weeks': review('secondReviewDays'),
  'review-at-26-weeks': review('thirdReviewDays'),
  feedback: step({
    title: 'Three questions to the person',
    awaits: 'to ask the person three questions about the help they had',
    asked: 'com',
    opens: { from: 'released', after: 'secondReviewDays' },
    due: { from: 'released', after: 'secondReviewDays', later: 14 },
    settledBy: (record, _subject, law) =>
      supervisionEndsBefore(record, 'secondReviewDays', law) ? 'NOT_NEEDED' : undefined,
    details: answers,
    form: [
      question('listened', 'Did people listen to you?'),
      question('knewWhat', 'Did you know what would happen, and when?'),
      question('helped', 'Was it the help that you needed?'),
      NOTE_FIELD,
    ],
    shows: ['listened', 'knewWhat', 'helped', 'note'],
    usually: { outcome: 'ANSWERED', details: { listened: 'YES', knewWhat: 'PARTLY', helped: 'YES' } },
    outcomes: {
      ANSWERED: {
        label: 'The person answered',
        faultsIn: ({ listened, knewWhat, helped }) => [
          ...missing('listened', listened, SAY),
          ...missing('knewWhat', knewWhat, SAY),
          ...missing('helped', helped, SAY),
        ],
      },
      DECLINED: { label: 'The person does not want to answer' },
      NOT_NEEDED,
    },
  }),
};

function question<Name extends string>(name: Name, label: string) {
  return {
    kind: 'radios' as const,
    name,
    label,
    choices: [
      { value: 'YES', text: 'Yes' },
      { value: 'PARTLY', text: 'Partly' },
      { value: 'NO', text: 'No' },
    ],
    problem: `Say what the person answered: ${label}`,
  };
}

function review(days: 'firstReviewDays' | 'secondReviewDays' | 'thirdReviewDays') {
  return step({
    title: (figures) => `Review after ${spanInDigits(figures[days])}`,
    awaits: 'to review distance travelled, with the person’s own score',
    asked: 'com',
    opens: { from: 'released', after: days },
    due: { from: 'released', after: days, later: 7 },
    settledBy: (record, _subject, law) =>
      supervisionEndsBefore(record, days, law) ? 'NOT_NEEDED' : undefined,
    details,
    form: FORM,
    shows: ['ownScore', ...DISTANCES, 'note'],
    keepsPrivate: ['words', 'goal'],
    usually: { outcome: 'REVIEWED', details: { ownScore: 6, home: 6, money: 5, family: 7 } },
    outcomes: { REVIEWED: { label: 'Reviewed', does: keepPoint }, NOT_NEEDED },
  });
}

function keepPoint(draft: PathwayDraft, { details: given }: Answer<Details>): void {
  const { ownScore: overall, words, goal } = given;
  const point = {
    on: draft.context.today,
    overall,
    scores: Object.fromEntries(
      DISTANCES.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
    ),
    ...(words !== undefined && words !== '' && { words }),
    ...(goal !== undefined && goal !== '' && { goal }),
  };
  setSupervision(draft, { distance: withLatest(draft.journey.supervision?.distance, point) });
}
