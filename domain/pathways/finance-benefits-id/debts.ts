import * as z from 'zod';
import { NOT_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { PRIORITY_DEBTS, type PriorityDebt } from './data.ts';

export const DEBT_NAMES: Readonly<Record<PriorityDebt, string>> = {
  rent: 'Rent or mortgage arrears',
  councilTax: 'Council tax',
  energy: 'Gas or electricity',
  fines: 'Court fines',
  childMaintenance: 'Child maintenance',
};
const owed = z.boolean().optional();

/** Debts are asked about before release, and followed up after it where somebody advises the person. */
export const DEBT_STEPS = {
  debts: step({
    title: 'Debts and budget',
    awaits: 'to ask about debts, and make a budget with the person for after release',
    asked: 'pom',
    pathway: 'finance-benefits-id',
    due: { from: 'release', days: -42 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 10 } },
    details: z.strictObject({
      rent: owed,
      councilTax: owed,
      energy: owed,
      fines: owed,
      childMaintenance: owed,
      advisedBy: note.max(200).optional(),
      budget: z.boolean().optional(),
    }),
    form: [
      ...PRIORITY_DEBTS.map((name) => ({
        kind: 'checkbox' as const,
        name,
        label: DEBT_NAMES[name],
        problem: 'Tick it, or leave it',
      })),
      {
        kind: 'text',
        name: 'advisedBy',
        label: 'Who advises them (if they have debts)',
        problem: 'Say who advises them, in 200 characters or fewer',
      },
      { kind: 'checkbox', name: 'budget', label: 'A budget is made', problem: 'Tick it, or leave it' },
    ],
    shows: [...PRIORITY_DEBTS, 'advisedBy', 'budget'],
    usually: { outcome: 'NONE', details: { budget: true } },
    outcomes: {
      NONE: {
        label: 'No debts',
        faultsIn: (details) =>
          PRIORITY_DEBTS.filter((name) => details[name] === true).map((field) => ({
            field,
            problem: 'Leave it, or record that they have debts.',
          })),
        does: (draft, { details: { budget } }) =>
          draft.update({ debts: { priority: [], budget: budget === true } }),
      },
      ADVICE: {
        label: 'They have debts, and somebody advises them',
        needs: { field: 'advisedBy', problem: 'Say who advises them.' },
        does(draft, { details }) {
          const { advisedBy = '', budget } = details;
          const priority = PRIORITY_DEBTS.filter((name) => details[name] === true);
          draft.update({ debts: { priority, advisedBy, budget: budget === true } });
        },
        opens: [{ kind: 'debts-followed-up', when: ({ record }) => record.releasedOn !== undefined }],
      },
      DECLINED: { label: 'The person declined' },
      OVERTAKEN,
    },
  }),
  'debts-followed-up': step({
    title: 'Debt advice followed up',
    awaits: 'to see how the debt advice goes on',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 20 },
    settledBy: ({ debts }) =>
      debts?.advisedBy === undefined || debts.followedUpOn !== undefined ? 'NOT_NEEDED' : undefined,
    details: z.strictObject({ note: note.optional() }),
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'FOLLOWED_UP' },
    outcomes: {
      FOLLOWED_UP: {
        label: 'Followed up',
        does(draft) {
          const { debts } = draft.journey;
          if (debts) draft.update({ debts: { ...debts, followedUpOn: draft.context.today } });
        },
      },
      NOT_NEEDED,
    },
  }),
};
