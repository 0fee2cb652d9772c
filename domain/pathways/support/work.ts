import { capitalised } from '../../law/capitalised.ts';
import * as z from 'zod';
import { addDays } from '../../law/time.ts';
import { note, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD, type FormField } from '../form-field.ts';
import type { PathwayDraft } from '../person-record.ts';
import { step, type BrokenRule } from '../step-entry.ts';
import { WORK_ITEMS, type WorkItem } from './data.ts';
import { setSupport } from './record.ts';

/** How often what is missing is asked about. The product's own choice. */
const ASKED_EVERY_DAYS = 28;

const ITEM_NAMES: Readonly<Record<WorkItem, string>> = {
  job: 'a job to go to',
  course: 'a course or training to go to',
  cv: 'a CV',
  licenceToWork: 'a licence or card to work, such as for building or security',
  nationalInsurance: 'a National Insurance number',
};

const state = z.enum(['HAS', 'NEEDS', 'NOT_WANTED']).optional();
type States = Readonly<Partial<Record<WorkItem, z.output<typeof state>>>>;

const fields: readonly FormField<WorkItem>[] = WORK_ITEMS.map((name) => ({
  kind: 'radios',
  name,
  label: capitalised(ITEM_NAMES[name]),
  choices: [
    { value: 'HAS', text: 'The person has it' },
    { value: 'NEEDS', text: 'The person needs it' },
    { value: 'NOT_WANTED', text: 'Not wanted or not needed' },
  ],
  problem: `Say whether the person has or needs this: ${ITEM_NAMES[name]}`,
}));

/** Work, a course, and the papers that an employer asks for. */
export const WORK_STEPS = {
  'work-preparation': step({
    title: 'Education, skills and work: what the person needs to start',
    awaits: 'to see what the person has for work or training, and to get what is missing',
    asked: 'pom',
    pathway: 'education-skills-and-work',
    due: { from: 'release', days: -28 },
    earlyAnswer: true,
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 10 } },
    details: z.strictObject({
      job: state,
      course: state,
      cv: state,
      licenceToWork: state,
      nationalInsurance: state,
      note: note.optional(),
    }),
    form: [...fields, { ...NOTE_FIELD, hint: 'Who gets what is missing, and by when' }],
    shows: [...WORK_ITEMS, 'note'],
    usually: {
      outcome: 'READY',
      details: { course: 'HAS', cv: 'HAS', licenceToWork: 'NOT_WANTED', nationalInsurance: 'HAS' },
    },
    outcomes: {
      READY: {
        label: 'The person has what they need',
        forbiddenBy: (_record, _today, _subject, given) => notReady(given),
        does: (draft, { details }) => keepItems(draft, details),
      },
      SOMETHING_NEEDED: {
        label: 'Something is still needed, and is asked about again',
        needs: { field: 'note', problem: 'Say who gets what is missing, and by when.' },
        forbiddenBy: (_record, _today, _subject, given) =>
          itemsIn(given, 'NEEDS').length === 0
            ? { rule: 'nothing-is-needed', explanation: 'Say what the person still needs.' }
            : undefined,
        does: (draft, { details }) => keepItems(draft, details),
        asksAgain: { on: (_record, today) => addDays(today, ASKED_EVERY_DAYS) },
      },
      NOT_WANTED: {
        label: 'The person does not want work or training now',
        needs: { field: 'note', problem: 'Say what the person said.' },
      },
      OVERTAKEN,
    },
  }),
};

function itemsIn(given: States, wanted: 'HAS' | 'NEEDS'): readonly WorkItem[] {
  return WORK_ITEMS.filter((item) => given[item] === wanted);
}

function notReady(given: States): BrokenRule | undefined {
  const needed = itemsIn(given, 'NEEDS');
  if (needed.length === 0) return undefined;
  const names = needed.map((item) => ITEM_NAMES[item]).join('; ');
  return { rule: 'something-is-needed', explanation: `The person still needs: ${names}.` };
}

function keepItems(draft: PathwayDraft, given: States): void {
  setSupport(draft, { work: itemsIn(given, 'HAS') });
}
