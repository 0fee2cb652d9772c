import * as z from 'zod';
import { addDays } from '../../law/time.ts';
import { note } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { setPathway } from '../statuses.ts';
import { step } from '../step-entry.ts';
import { OWN_SCORE_FIELD, ownScore } from './assessment.ts';
import { forEachPathway, SUPPORT_WORDS, type SupportPathway } from './pathways.ts';
import { declineSupport, needAnotherService } from './record.ts';

/** How often an officer asks how support goes. The product's own choice: no law or policy says how often. */
const ASKED_EVERY_DAYS = 42;

export const OUTCOME_STEPS = forEachPathway('-outcome', outcome);

function outcome(pathway: SupportPathway) {
  const { name, help } = SUPPORT_WORDS[pathway];
  return step({
    title: `${name}: outcome of support`,
    awaits: `to say what became of the ${help}`,
    asked: 'responsible',
    pathway,
    opens: { from: 'opened', days: ASKED_EVERY_DAYS },
    earlyAnswer: true,
    due: { from: 'opened', workingDays: 10 },
    details: z.strictObject({ ownScore: ownScore.optional(), note: note.optional() }),
    form: [
      { ...OWN_SCORE_FIELD, label: 'The person’s own score now, from 0 to 10 (optional)' },
      { ...NOTE_FIELD, hint: 'Why it did not help, or what the person said if they no longer want it' },
    ],
    shows: ['ownScore', 'note'],
    usually: { outcome: 'FINISHED', details: { ownScore: 7 } },
    outcomes: {
      FINISHED: {
        label: 'It has ended as planned',
        does: (draft) => setPathway(draft, pathway, 'DONE'),
      },
      CONTINUES: {
        label: 'It continues',
        does: (draft) => setPathway(draft, pathway, 'IN_PROGRESS'),
        asksAgain: { on: (_record, today) => addDays(today, ASKED_EVERY_DAYS) },
      },
      NOT_TAKEN_UP: {
        label: 'It never began, or ended too early',
        needs: { field: 'note', problem: 'Say why it did not help.' },
        does: (draft) => needAnotherService(draft, pathway),
        resets: [`${pathway}-referral`],
        opens: [{ kind: `${pathway}-referral` }],
        passing: true,
      },
      DECLINED: {
        label: 'The person no longer wants it',
        needs: { field: 'note', problem: 'Say what the person said.' },
        does: (draft) => declineSupport(draft, pathway),
      },
    },
  });
}
