import * as z from 'zod';
import { OUTCOME_CODES, isLive, type Referral, type ReferralAnswer } from '../../record/referral.ts';
import { readReferralSubject } from '../../record/subjects.ts';
import { NOT_NEEDED, note, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { serviceEntry } from '../services.ts';
import { step } from '../step-entry.ts';
import { expire, tell } from './moves.ts';

const answerDetails = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z_]{2,60}$/)
    .optional(),
  note: note.optional(),
});

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
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
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
      NOTE_FIELD,
    ],
    shows: ['code', 'note'],
    outcomes: {
      ACCEPTED: {
        label: 'Accepted',
        readsReferral: true,
        brings({ subject }) {
          const referral = readReferralSubject(subject);
          return referral && serviceEntry(referral.service).acceptanceBrings;
        },
        does: (draft, { subject, details }) => keepAnswer(draft, subject, 'ACCEPTED', details.code),
      },
      DECLINED: {
        label: 'Declined',
        readsReferral: true,
        does: (draft, { subject, details }) => keepAnswer(draft, subject, 'DECLINED', details.code),
      },
      MORE_INFORMATION: {
        label: 'More information needed',
        readsReferral: true,
        resets: ['referral-more-information'],
        does: (draft, { subject, details }) => keepAnswer(draft, subject, 'MORE_INFORMATION', details.code),
      },
      SILENT: {
        label: 'No answer by its date',
        system: true,
        readsReferral: true,
        does(draft, { subject }) {
          const referral = liveReferral(draft, subject);
          if (referral) expire(draft, referral);
        },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
  'referral-more-information': step({
    title: 'The agency asks for more',
    awaits: 'to give the agency what it asked for',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'opened', workingDays: 3 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'PROVIDED' },
    outcomes: {
      PROVIDED: {
        label: 'Provided',
        readsReferral: true,
        resets: ['referral-answer'],
        does(draft, { subject }) {
          const referral = liveReferral(draft, subject);
          if (referral) tell(draft, referral, 'through-the-gate.referral.updated', ['information']);
        },
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};

function liveReferral(draft: PathwayDraft, subject: string | undefined): Referral | undefined {
  const summary = draft.journey.referrals.findLast((known) => known.subject === subject);
  const referral = summary && draft.referral(summary.id);
  return referral && isLive(referral) ? referral : undefined;
}

/** An answer from an agency, or an officer on its behalf, as the referral keeps it. */
function keepAnswer(
  draft: PathwayDraft,
  subject: string | undefined,
  answer: ReferralAnswer,
  code: string | undefined,
): void {
  const referral = liveReferral(draft, subject);
  if (referral === undefined) return;
  const { now: at, by } = draft.context;
  const { answer: _earlier, ...rest } = referral;
  draft.putReferral({ ...rest, answer: { answer, at, by, ...(code !== undefined && { code }) } });
  draft.record('referral-answered', {
    referral: referral.id,
    service: referral.service,
    agency: referral.agencyId,
    answer,
    code,
  });
  if (answer === 'ACCEPTED') serviceEntry(referral.service).accepted?.(draft, code);
}

function asSentence(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
