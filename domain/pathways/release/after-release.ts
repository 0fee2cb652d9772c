import * as z from 'zod';
import { note, withNote, withReason } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { step, type Answer } from '../step-entry.ts';

const MISSING_OUTCOMES = {
  IN_HAND: { label: 'The person has it now' },
  NOT_WANTED: { label: 'The person does not want it', needs: { field: 'note', problem: 'Say why.' } },
} as const;

const done = z.literal(true, { error: 'Not done yet.' });

/** What the gate leaves behind: something the person left without, and a release that was an error. */
export const AFTER_GATE_STEPS = {
  'missing-medicine': step({
    title: 'Medicine missing at release',
    awaits: 'to get the person’s medicine or a prescription today',
    asked: 'com',
    due: { from: 'opened', days: 0 },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'IN_HAND' },
    outcomes: MISSING_OUTCOMES,
  }),
  'missing-item': step({
    title: 'Missing at release',
    awaits: 'to get what the person left prison without',
    asked: 'com',
    due: { from: 'opened', workingDays: 1 },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'IN_HAND' },
    outcomes: MISSING_OUTCOMES,
  }),
  'release-in-error-informed': step({
    title: 'Inform people of a release in error',
    awaits: 'to inform the police, the governor and the community offender manager',
    asked: 'omu',
    due: { from: 'opened', days: 0 },
    details: z.strictObject({
      police: done,
      governor: done,
      com: done,
      victimLiaison: z.boolean().optional(),
      note: note.optional(),
    }),
    form: [
      {
        kind: 'checkbox',
        name: 'police',
        label: 'The police were informed',
        problem: 'Inform the police, then tick this',
      },
      {
        kind: 'checkbox',
        name: 'governor',
        label: 'The governor was informed',
        problem: 'Inform the governor, then tick this',
      },
      {
        kind: 'checkbox',
        name: 'com',
        label: 'The community offender manager was informed',
        problem: 'Inform the community offender manager, then tick this',
      },
      {
        kind: 'checkbox',
        name: 'victimLiaison',
        label: 'The victim liaison unit was informed',
        hint: 'Inform it every time: it knows whether there is a victim contact case',
        problem: 'Say whether the victim liaison unit was informed',
      },
      NOTE_FIELD,
    ],
    shows: ['police', 'governor', 'com', 'victimLiaison', 'note'],
    usually: { outcome: 'INFORMED', details: { police: true, governor: true, com: true } },
    outcomes: { INFORMED: { label: 'They were informed' } },
  }),
  'release-in-error': step({
    title: 'Released in error',
    awaits: 'to return the person to custody, or to find a lawful ground for the release',
    asked: 'omu',
    due: { from: 'opened', days: 0 },
    alarm: { code: 'RELEASED_IN_ERROR', cause: () => 'The person was released without authority.' },
    flag: 'RELEASED_IN_ERROR',
    details: withReason,
    form: [
      {
        ...REASON_FIELD,
        label: 'The lawful ground',
        hint: 'If the person is back in custody, correct the release on their page instead',
      },
    ],
    shows: ['reason'],
    usually: { outcome: 'MADE_LAWFUL', details: { reason: 'The court has ordered the release.' } },
    outcomes: { MADE_LAWFUL: { label: 'There is a lawful ground', does: makeLawful } },
  }),
};

function makeLawful(draft: PathwayDraft, { details }: Answer): void {
  const recorded = draft.journey.recordedRelease;
  if (recorded) draft.update({ recordedRelease: { ...recorded, madeLawful: true } });
  draft.record('release-made-lawful', { reason: details['reason'] });
}
