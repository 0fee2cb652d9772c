import * as z from 'zod';
import { medicineSupply, sayMedicineSupply } from '../../law/medicine-supply.ts';
import { DATE_CHANGED, missing, none, NOT_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { setPathway } from '../statuses.ts';
import type { PersonRecord } from '../person-record.ts';
import type { Known } from '../known.ts';
import { step, type BrokenRule } from '../step-entry.ts';
import type { HealthNeeds } from './data.ts';
import { forgetMedicine, medicineIsForAnotherDay, setHealth } from './health.ts';

const NEED_NAMES = [
  'medicine',
  'opioidSubstitution',
  'mentalHealth',
  'socialCare',
  'neurodiversity',
] as const;
const needed = z.boolean().optional();

/** What healthcare does before the gate, whoever the person is. Their details stay out of facts and step rows. */
export const BEFORE_RELEASE_STEPS = {
  'health-assessment': step({
    title: 'Health needs after release',
    awaits: 'to assess what the person’s health needs after release',
    asked: 'healthcare',
    pathway: 'health',
    due: { from: 'release', days: -56 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    details: z.strictObject({
      medicine: needed,
      opioidSubstitution: needed,
      mentalHealth: needed,
      socialCare: needed,
      neurodiversity: needed,
    }),
    keepsPrivate: NEED_NAMES,
    form: [
      needField('medicine', 'They take medicine'),
      needField('opioidSubstitution', 'They are in opioid substitution treatment'),
      needField('mentalHealth', 'A mental health team treats them'),
      needField('socialCare', 'They need social care'),
      needField('neurodiversity', 'ADHD, autism, a learning disability or another neurodiversity need'),
    ],
    usually: { outcome: 'ASSESSED', details: { medicine: true } },
    outcomes: {
      ASSESSED: {
        label: 'Assessed',
        does(draft, { details }) {
          const needs = Object.fromEntries(NEED_NAMES.map((name) => [name, details[name] === true]));
          setHealth(draft, { needs: needs as unknown as HealthNeeds });
          const any = Object.values(needs).includes(true);
          setPathway(draft, 'health', any ? 'SUPPORT_REQUIRED' : 'SUPPORT_NOT_REQUIRED');
        },
        mayAnswer: ['release-medicine'],
        opens: [
          {
            kind: 'care-appointments',
            when: ({ record }) => needs(record, 'opioidSubstitution', 'mentalHealth'),
          },
          { kind: 'social-care-referral', when: ({ record }) => needs(record, 'socialCare') },
          { kind: 'what-helps', when: ({ record }) => needs(record, 'neurodiversity') },
        ],
      },
      DECLINED: {
        label: 'The person declined',
        does: (draft) => setPathway(draft, 'health', 'SUPPORT_DECLINED'),
      },
      OVERTAKEN,
    },
  }),
  'gp-registration': step({
    title: 'Register with a GP',
    awaits: 'to register the person with a GP where they will live',
    asked: 'healthcare',
    pathway: 'health',
    opens: { from: 'release', before: 'gpRegistrationDays' },
    earlyAnswer: true,
    due: { from: 'release', workingDays: -4 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 5 } },
    settledBy: ({ health }) => (health?.gp === undefined ? undefined : 'REGISTERED'),
    details: z.strictObject({ practice: note.max(200).optional() }),
    keepsPrivate: ['practice'],
    form: [
      {
        kind: 'text',
        name: 'practice',
        label: 'GP practice',
        hint: 'Its name and town',
        problem: 'Enter the GP practice, in 200 characters or fewer',
      },
    ],
    usually: { outcome: 'REGISTERED', details: { practice: 'Eastmoor Surgery, Eastmoor' } },
    outcomes: {
      REGISTERED: {
        label: 'Registered',
        needs: { field: 'practice', problem: 'Name the GP practice.' },
        does: (draft, { details: { practice = '' } }) =>
          setHealth(draft, { gp: { practice, on: draft.context.today } }),
      },
      DECLINED: { label: 'The person declined' },
      OVERTAKEN,
    },
  }),
  'healthcare-plan': step({
    title: 'Plan for healthcare after release',
    awaits: 'to make a plan with the person for their healthcare after release',
    asked: 'healthcare',
    pathway: 'health',
    due: { from: 'release', before: 'healthcarePlanDays' },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    details: none,
    form: [],
    usually: { outcome: 'MADE' },
    outcomes: {
      MADE: {
        label: 'Made',
        does: (draft) => setHealth(draft, { planMadeOn: draft.context.today }),
      },
      DECLINED: { label: 'The person declined' },
      OVERTAKEN,
    },
  }),
  'release-medicine': step({
    title: 'Medicine for release',
    awaits: 'to prepare the medicine, or the prescription, with which the person leaves',
    asked: 'healthcare',
    pathway: 'health',
    opens: { from: 'release', days: -14 },
    earlyAnswer: true,
    due: { from: 'release', workingDays: -1 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 1 } },
    settledBy: ({ health }) => (health?.needs?.medicine === false ? 'NOT_NEEDED' : undefined),
    dateMoved: {
      by: 'date-in-force',
      again: true,
      opens: true,
      when: medicineIsForAnotherDay,
      does: forgetMedicine,
    },
    background: ({ releaseDateInForce, releasedOn }, _referral, _opened, known) =>
      releasedOn !== undefined || releaseDateInForce === undefined
        ? undefined
        : {
            label: 'How much',
            text: sayMedicineSupply(supplyFor(releaseDateInForce, known)),
          },
    details: z.strictObject({
      as: z.enum(['SUPPLY', 'PRESCRIPTION']).optional(),
      days: z.int().min(1).max(90).optional(),
    }),
    keepsPrivate: ['as', 'days'],
    form: [
      {
        kind: 'radios',
        name: 'as',
        label: 'What they leave with',
        choices: [
          { value: 'SUPPLY', text: 'Medicine' },
          { value: 'PRESCRIPTION', text: 'A prescription' },
        ],
        problem: 'Choose medicine or a prescription',
      },
      {
        kind: 'number',
        name: 'days',
        label: 'For how many days',
        least: 1,
        most: 90,
        problem: 'Enter a number of days from 1 to 90',
      },
    ],
    usually: { outcome: 'READY', details: { as: 'SUPPLY', days: 28 } },
    outcomes: {
      READY: {
        label: 'Ready',
        faultsIn: ({ as, days }) => [
          ...missing('as', as, 'Say whether it is medicine or a prescription.'),
          ...missing('days', days, 'Say for how many days.'),
        ],
        forbiddenBy: (record, _today, _subject, { days = 0 }, known) => tooLittle(record, days, known),
        does(draft, { details: { as = 'SUPPLY', days = 0 } }) {
          const { releaseDateInForce: releaseDate } = draft.journey;
          setHealth(draft, { medicine: { as, days, ...(releaseDate !== undefined && { releaseDate }) } });
        },
      },
      NONE_TAKEN: {
        label: 'The person takes none',
        does: (draft) => setHealth(draft, { noMedicine: 'NONE_TAKEN' }),
      },
      DECLINED: {
        label: 'The person declined',
        does: (draft) => setHealth(draft, { noMedicine: 'DECLINED' }),
      },
      DATE_CHANGED,
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};

function needField(name: (typeof NEED_NAMES)[number], label: string) {
  return { kind: 'checkbox', name, label, problem: 'Tick it, or leave it' } as const;
}

function needs({ health }: PersonRecord, ...names: readonly (keyof HealthNeeds)[]): boolean {
  return names.some((name) => health?.needs?.[name] === true);
}

function supplyFor(releaseDate: string, { law, calendar }: Known) {
  return medicineSupply(releaseDate, calendar, law.onRelease(releaseDate));
}

/** Before release only: after it, the community gets what there is. */
function tooLittle(
  { releaseDateInForce, releasedOn }: PersonRecord,
  days: number,
  known: Known,
): BrokenRule | undefined {
  if (releasedOn !== undefined || releaseDateInForce === undefined) return undefined;
  const supply = supplyFor(releaseDateInForce, known);
  return days >= supply.days
    ? undefined
    : { rule: 'too-little-medicine', explanation: `That is too little. ${sayMedicineSupply(supply)}` };
}
