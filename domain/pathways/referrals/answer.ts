import { capitalised } from '../../law/capitalised.ts';
import * as z from 'zod';
import {
  mayBeAnswered,
  OUTCOME_CODES,
  type Referral,
  type ReferralAnswer,
  type Service,
} from '../../record/referral.ts';
import { readReferralSubject } from '../../record/subjects.ts';
import { line, NOT_NEEDED, note, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { REFER_FROM_COMMUNITY } from '../accommodation/from-community.ts';
import { serviceEntry } from '../services.ts';
import type { IsoInstant } from '../../law/time.ts';
import { step, type Background } from '../step-entry.ts';
import { expire, tell } from './moves.ts';

/** The agency's own number for a referral, and the name of who deals with it there. */
export const agencyReference = line(60).min(1);
export const agencyOfficer = line(100).min(1);

const answerDetails = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z_]{2,60}$/)
    .optional(),
  reference: agencyReference.optional(),
  officer: agencyOfficer.optional(),
  note: note.optional(),
});

const WITHDRAWN = { label: 'The referral was withdrawn', system: true } as const;

/** An agency's answer to a referral, and what it asks for before it gives one. */
export const ANSWER_STEPS = {
  'referral-answer': step({
    title: 'Agency’s answer',
    awaits: 'to answer the referral',
    asked: 'agency',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 10 },
    beforeRelease: true,
    answersItself: 'SILENT',
    endsWhen: { housed: 'NOT_NEEDED' },
    settledBy: ({ referrals }, subject) =>
      referrals.findLast((known) => known.subject === subject)?.withdrawn && 'WITHDRAWN',
    details: answerDetails,
    form: [
      {
        kind: 'select',
        name: 'code',
        label: 'What the agency said (optional)',
        hint: 'The first two go with accepted, the others with declined',
        choices: [...OUTCOME_CODES.ACCEPTED, ...OUTCOME_CODES.DECLINED].map((code) => ({
          value: code,
          text: asSentence(code),
        })),
        problem: 'Choose what the agency said from the list',
      },
      {
        kind: 'text',
        name: 'reference',
        label: 'The agency’s reference number (optional)',
        problem: 'Enter the reference number in 60 characters or fewer',
      },
      {
        kind: 'text',
        name: 'officer',
        label: 'Who deals with it at the agency (optional)',
        problem: 'Enter their name in 100 characters or fewer',
      },
      NOTE_FIELD,
    ],
    shows: ['code', 'reference', 'officer', 'note'],
    outcomes: {
      ACCEPTED: {
        label: 'Accepted',
        recounts: true,
        readsReferral: true,
        brings({ subject }) {
          const referral = readReferralSubject(subject);
          return referral && serviceEntry(referral.service).acceptanceBrings;
        },
        ends: ['referral-unanswered', 'referral-more-information'],
        opens: [{ kind: 'housing-plan', when: ({ subject }) => isAbout('DTR', subject) }],
        does: (draft, { subject, details }) => keepAnswer(draft, subject, 'ACCEPTED', details),
      },
      DECLINED: {
        label: 'Declined',
        readsReferral: true,
        ends: ['referral-unanswered', 'referral-more-information'],
        opens: REFER_FROM_COMMUNITY,
        does: (draft, { subject, details }) => keepAnswer(draft, subject, 'DECLINED', details),
      },
      MORE_INFORMATION: {
        label: 'More information needed',
        readsReferral: true,
        resets: ['referral-more-information'],
        ends: ['referral-unanswered'],
        opens: [{ kind: 'referral-more-information', when: ({ machineWaits }) => !machineWaits }],
        does: (draft, { subject, details }) => keepAnswer(draft, subject, 'MORE_INFORMATION', details),
      },
      SILENT: {
        label: 'No answer by its date',
        system: true,
        readsReferral: true,
        opens: [{ kind: 'referral-unanswered' }, ...REFER_FROM_COMMUNITY],
        does(draft, { subject }) {
          const referral = liveReferral(draft, subject);
          if (referral) expire(draft, referral);
        },
      },
      WITHDRAWN,
      NOT_NEEDED,
    },
  }),
  'referral-more-information': step({
    title: 'The agency asks for more',
    awaits: 'to give the agency what it asked for',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 3 },
    beforeRelease: true,
    endsWhen: { housed: 'NOT_NEEDED' },
    background: (_record, referral) => referral && questionIn(referral),
    details: withNote,
    form: [
      {
        kind: 'textarea',
        name: 'note',
        label: 'Your answer',
        hint: 'The agency reads this. Give it no more than it asked for.',
        problem: 'Enter your answer to the agency, in 2,000 characters or fewer',
      },
    ],
    shows: ['note'],
    usually: { outcome: 'PROVIDED', details: { note: 'They lived in the area for six years until 2025.' } },
    outcomes: {
      PROVIDED: {
        label: 'Provided',
        needs: { field: 'note', problem: 'Enter your answer to the agency.' },
        readsReferral: true,
        resets: ['referral-answer'],
        opens: [{ kind: 'referral-answer', when: ({ machineWaits }) => !machineWaits }],
        does(draft, { subject, details }) {
          const referral = liveReferral(draft, subject);
          if (referral)
            tell(
              draft,
              answered(referral, details.note, draft.context.now),
              'through-the-gate.referral.updated',
              ['questions'],
            );
        },
      },
      WITHDRAWN,
      NOT_NEEDED,
    },
  }),
};

function liveReferral(draft: PathwayDraft, subject: string | undefined): Referral | undefined {
  const summary = draft.journey.referrals.findLast((known) => known.subject === subject);
  const referral = summary && draft.referral(summary.id);
  return referral && mayBeAnswered(referral) ? referral : undefined;
}

/** An answer from an agency, or an officer on its behalf, as the referral keeps it. */
function keepAnswer(
  draft: PathwayDraft,
  subject: string | undefined,
  answer: ReferralAnswer,
  { code, reference, officer, note: question }: z.output<typeof answerDetails>,
): void {
  const referral = liveReferral(draft, subject);
  if (referral === undefined) return;
  const { now: at, by } = draft.context;
  const { answer: _earlier, ...rest } = referral;
  const given = {
    ...(code !== undefined && { code }),
    ...(reference !== undefined && { reference }),
    ...(officer !== undefined && { officer }),
  };
  const asked = { askedAt: at, ...(question !== undefined && { question }) };
  draft.putReferral({
    ...rest,
    answer: { answer, at, by, ...given },
    ...(answer === 'MORE_INFORMATION' && { questions: [...(rest.questions ?? []), asked] }),
  });
  draft.record('referral-answered', {
    referral: referral.id,
    service: referral.service,
    agency: referral.agencyId,
    answer,
    ...given,
  });
  if (answer === 'ACCEPTED') serviceEntry(referral.service).accepted?.(draft, code);
}

function questionIn({ questions = [] }: Referral): Background {
  const text = questions.at(-1)?.question ?? 'It did not say what it needs. Ask it before you answer.';
  return { label: 'The agency asks', text };
}

/** The referral with an answer to its latest question. */
function answered(referral: Referral, answer: string | undefined, answeredAt: IsoInstant): Referral {
  const { questions = [] } = referral;
  const latest = questions.at(-1) ?? { askedAt: answeredAt };
  const given = { ...latest, answeredAt, ...(answer !== undefined && { answer }) };
  return { ...referral, questions: [...questions.slice(0, -1), given] };
}

function isAbout(service: Service, subject: string | undefined): boolean {
  return readReferralSubject(subject)?.service === service;
}

function asSentence(code: string): string {
  return capitalised(code.toLowerCase().replaceAll('_', ' '));
}
