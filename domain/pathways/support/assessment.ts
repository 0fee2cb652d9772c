import * as z from 'zod';
import { addDays } from '../../law/time.ts';
import { note, OVERTAKEN } from '../answer-details.ts';
import type { FormField } from '../form-field.ts';
import { NOTE_FIELD, TOO_LONG } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { setPathway } from '../statuses.ts';
import { step, type AsksAgain } from '../step-entry.ts';
import { SUPPORT_WORDS, forEachPathway, type SupportPathway, type SupportWords } from './pathways.ts';
import { coverNeed, declineSupport, hasWomensService, setNeed } from './record.ts';

/** When a person who declined is asked again. The product's own choice: no law or policy says when. */
const ASKED_AGAIN_AFTER_DAYS = 28;

/** Who declined is asked again before release, and once more after it. */
export const ASKED_AGAIN_LATER: AsksAgain = {
  while: ({ releasedOn }) => releasedOn === undefined,
  on: (_record, today) => addDays(today, ASKED_AGAIN_AFTER_DAYS),
};

export const OWN_SCORE_FIELD = {
  kind: 'number',
  least: 0,
  most: 10,
  name: 'ownScore',
  label: 'The person’s own score, from 0 to 10',
  hint: 'How they say things stand; theirs to say, not ours',
  problem: 'Enter the person’s own score, a whole number from 0 to 10',
  personal: true,
} as const satisfies FormField;

export const ownScore = z.int().min(0).max(10);

const details = z.strictObject({
  need: note.optional(),
  strengths: note.optional(),
  ownWords: note.optional(),
  ownScore: ownScore.optional(),
  note: note.optional(),
});

export const ASSESSMENT_STEPS = forEachPathway('-assessment', assessment);

function assessment(pathway: SupportPathway) {
  const { name, help, usually, also }: SupportWords = SUPPORT_WORDS[pathway];
  const keep = (draft: PathwayDraft, answer: 'NEEDED' | 'NOT_NEEDED', score: number | undefined): void =>
    setNeed(draft, pathway, {
      answer,
      on: draft.context.today,
      ...(score !== undefined && { ownScore: score }),
    });
  return step({
    title: `${name}: assess the need`,
    awaits: `to find out with the person whether they need ${help}`,
    asked: 'pom',
    pathway,
    due: { from: 'release', before: 'supportAssessmentDays' },
    earlyAnswer: true,
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 10 } },
    details,
    form: [
      {
        kind: 'textarea',
        name: 'need',
        label: 'What the person needs',
        problem: `${TOO_LONG} for what the person needs`,
        personal: true,
      },
      {
        kind: 'textarea',
        name: 'strengths',
        label: 'Strengths (optional)',
        hint: 'What goes well, and who or what helps already',
        problem: `${TOO_LONG} for strengths`,
        personal: true,
      },
      {
        kind: 'textarea',
        name: 'ownWords',
        label: 'In the person’s own words (optional)',
        problem: `${TOO_LONG} for the person’s own words`,
        personal: true,
      },
      OWN_SCORE_FIELD,
      { ...NOTE_FIELD, hint: 'Such as what the person said when they declined' },
    ],
    shows: ['need', 'strengths', 'ownWords', 'ownScore', 'note'],
    usually:
      usually === 'SUPPORT_NEEDED'
        ? { outcome: usually, details: { need: 'Help from a service outside.', ownScore: 4 } }
        : { outcome: usually, details: { ownScore: 7 } },
    outcomes: {
      SUPPORT_NEEDED: {
        label: 'Support is needed',
        needs: { field: 'need', problem: 'Say what the person needs.' },
        faultsIn: ({ ownScore: score }) =>
          score === undefined
            ? [{ field: 'ownScore', problem: 'Ask the person for their own score, from 0 to 10.' }]
            : [],
        does(draft, { details: given }) {
          keep(draft, 'NEEDED', given.ownScore);
          if (hasWomensService(draft.journey, pathway)) coverNeed(draft, pathway);
          else setPathway(draft, pathway, 'SUPPORT_REQUIRED');
        },
        opens: [
          { kind: `${pathway}-referral`, when: ({ record }) => !hasWomensService(record, pathway) },
          { kind: `${pathway}-outcome`, when: ({ record }) => hasWomensService(record, pathway) },
          ...(also === undefined ? [] : [{ kind: also }]),
        ],
      },
      NO_SUPPORT_NEEDED: {
        label: 'No support is needed',
        does(draft, { details: given }) {
          keep(draft, 'NOT_NEEDED', given.ownScore);
          setPathway(draft, pathway, 'SUPPORT_NOT_REQUIRED');
        },
      },
      DECLINED: {
        label: 'The person declined, and is asked again later',
        needs: { field: 'note', problem: 'Say what the person said.' },
        does: (draft) => declineSupport(draft, pathway),
        asksAgain: ASKED_AGAIN_LATER,
      },
      OVERTAKEN,
    },
  });
}
