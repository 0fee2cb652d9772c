import * as z from 'zod';
import { note, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD, type FormField } from '../form-field.ts';
import type { HousingElement } from '../../law/housing-element.ts';
import type { IsoDate } from '../../law/time.ts';
import type { Known } from '../known.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import {
  step,
  type Answer,
  type Answered,
  type Background,
  type BrokenRule,
  type Need,
} from '../step-entry.ts';
import { housingElementNow, housingElementRunsOut } from './housing-element.ts';

const details = z.strictObject({
  tenancy: z.enum(['KEEP', 'END', 'NONE']).optional(),
  benefits: z.enum(['STOP', 'KEEP', 'NONE']).optional(),
  housingElement: z.boolean().optional(),
  dependants: z.boolean().optional(),
  medicines: z.boolean().optional(),
  note: note.optional(),
});

const FORM = [
  {
    kind: 'radios',
    name: 'tenancy',
    label: 'Tenancy',
    choices: [
      { value: 'KEEP', text: 'Keep it' },
      { value: 'END', text: 'End it' },
      { value: 'NONE', text: 'They have none' },
    ],
    problem: 'Say what happens to the tenancy',
  },
  {
    kind: 'radios',
    name: 'benefits',
    label: 'Benefits',
    choices: [
      { value: 'STOP', text: 'Stop them' },
      { value: 'KEEP', text: 'Keep them' },
      { value: 'NONE', text: 'They have none' },
    ],
    problem: 'Say what happens to the benefits',
  },
  {
    kind: 'checkbox',
    name: 'housingElement',
    label: 'They keep the housing element of Universal Credit',
    hint: 'Only a single person whose Universal Credit paid towards the rent of a tenancy that they keep',
    problem: 'Tick it or not',
  },
  {
    kind: 'checkbox',
    name: 'dependants',
    label: 'Someone depends on them',
    hint: 'Children, anyone they care for, pets',
    problem: 'Say whether someone depends on them',
  },
  {
    kind: 'checkbox',
    name: 'medicines',
    label: 'They take medicines',
    problem: 'Say whether they take medicines',
  },
  { ...NOTE_FIELD, hint: 'Debts, a job to keep or end, and anything else that cannot wait' },
] as const satisfies readonly FormField[];

const SHOWS = ['tenancy', 'benefits', 'housingElement', 'dependants', 'medicines', 'note'] as const;

type Details = z.output<typeof details>;

const RECORDED = {
  label: 'Recorded',
  faultsIn({ tenancy, benefits, housingElement }: Details): readonly Need<keyof Details>[] {
    if (housingElement !== true || (tenancy === 'KEEP' && benefits === 'KEEP')) return [];
    const problem = 'It pays the rent of a tenancy that is kept. Say that they keep both, or leave this out.';
    return [{ field: 'housingElement', problem }];
  },
  forbiddenBy(
    record: PersonRecord,
    today: IsoDate,
    _subject: string | undefined,
    { housingElement }: Details,
    { law }: Known,
  ): BrokenRule | undefined {
    if (housingElement !== true) return undefined;
    const { element, text } = housingElementNow(record, today, law);
    return ENDED.includes(element.kind) ? { rule: 'housing-element-not-kept', explanation: text } : undefined;
  },
  does(draft: PathwayDraft, { details: { housingElement } }: Answer<Details>): void {
    const { keepsHousingElement: _before, ...benefits } = draft.journey.benefits;
    draft.update({
      benefits: { ...benefits, ...(housingElement === true && { keepsHousingElement: true }) },
    });
  },
  mayAnswer: ['housing-element-ends'],
  opens: [
    {
      kind: 'housing-element-ends',
      when: ({ record, today, law }: Answered) => housingElementRunsOut(record, today, law),
    },
  ],
} as const;

const ENDED: readonly HousingElement['kind'][] = ['TOO_LONG', 'OVER'];

const ABOUT_NEEDS = {
  background: (
    record: PersonRecord,
    _referral: unknown,
    _opened: unknown,
    { today, law }: Known & { readonly today: IsoDate },
  ): Background => ({
    label: 'Housing element of Universal Credit',
    text: housingElementNow(record, today, law).text,
  }),
  details,
  form: FORM,
  shows: SHOWS,
} as const;

/** What cannot wait when somebody comes into prison: asked on reception, and again with the sentence after a remand. */
export const NEEDS_STEPS = {
  'immediate-needs': step({
    title: 'Immediate needs on reception',
    awaits: 'to record tenancy, benefits, debts, dependants, pets, medicines and job',
    asked: 'pom',
    due: { from: 'sentenced', after: 'immediateNeedsWorkingDays' },
    endsWhen: { released: 'OVERTAKEN' },
    ...ABOUT_NEEDS,
    usually: { outcome: 'RECORDED', details: { tenancy: 'NONE', benefits: 'STOP', medicines: true } },
    outcomes: { RECORDED, OVERTAKEN },
  }),
  'needs-after-sentence': step({
    title: 'Immediate needs after sentence',
    awaits: 'to record what the sentence changes: tenancy, benefits, dependants, medicines, debts and job',
    asked: 'pom',
    due: { from: 'opened', after: 'immediateNeedsWorkingDays' },
    endsWhen: { released: 'OVERTAKEN' },
    ...ABOUT_NEEDS,
    usually: { outcome: 'RECORDED', details: { tenancy: 'END', benefits: 'STOP' } },
    outcomes: {
      RECORDED,
      NO_CHANGE: { label: 'Nothing has changed since remand' },
      OVERTAKEN,
    },
  }),
};
