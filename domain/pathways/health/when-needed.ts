import * as z from 'zod';
import { addDays } from '../../law/time.ts';
import { DATE_CHANGED, note, OVERTAKEN } from '../answer-details.ts';
import { answeredHow } from '../consent-form.ts';
import { keepConsent } from '../consent.ts';
import { step } from '../step-entry.ts';
import { careIsForAnotherDay, careWords, faultsInCare, forgetCare, keepCare } from './care.ts';
import { CONDITIONS } from './data.ts';
import { setHealth } from './health.ts';

const place = note.max(200).optional();
const ticked = z.boolean().optional();

/** What is asked only where the assessment found a need. */
export const WHEN_NEEDED_STEPS = {
  'care-appointments': step({
    title: 'Appointments for continued care',
    awaits: 'to make the appointments at which the person’s care goes on after release',
    asked: 'healthcare',
    pathway: 'health',
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 1 } },
    dateMoved: { by: 'date-in-force', again: true, opens: true, when: careIsForAnotherDay, does: forgetCare },
    health: true,
    background: (record) => ({ label: 'Needed for', text: careWords(record) }),
    details: z.strictObject({
      opioidSubstitutionOn: z.iso.date().optional(),
      opioidSubstitutionWhere: place,
      mentalHealthOn: z.iso.date().optional(),
      mentalHealthWhere: place,
    }),
    keepsPrivate: ['opioidSubstitutionOn', 'opioidSubstitutionWhere', 'mentalHealthOn', 'mentalHealthWhere'],
    form: [
      dayField('opioidSubstitutionOn', 'Opioid substitution: the day (if needed)'),
      whereField('opioidSubstitutionWhere', 'Opioid substitution: where (if needed)'),
      dayField('mentalHealthOn', 'Mental health: the day (if needed)'),
      whereField('mentalHealthWhere', 'Mental health: where (if needed)'),
    ],
    // The assessment comes in the last twelve weeks, so this is after release, and soon after.
    usually: (_cast, today) => ({
      outcome: 'BOOKED',
      details: {
        opioidSubstitutionOn: addDays(today, 84),
        opioidSubstitutionWhere: 'Eastmoor Recovery Service',
        mentalHealthOn: addDays(today, 84),
        mentalHealthWhere: 'Eastmoor Community Team',
      },
    }),
    outcomes: {
      BOOKED: {
        label: 'Made',
        faultsIn: faultsInCare,
        opens: [{ kind: 'care-kept', when: ({ record }) => record.releasedOn !== undefined }],
        does: keepCare,
      },
      DECLINED: { label: 'The person declined' },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'social-care-referral': step({
    title: 'Refer to social care',
    awaits: 'to refer the person to the social care team of the council where they will live',
    asked: 'healthcare',
    pathway: 'health',
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 2 } },
    details: z.strictObject({ to: place }),
    keepsPrivate: ['to'],
    form: [whereField('to', 'Referred to')],
    usually: { outcome: 'REFERRED', details: { to: 'Eastmoor Council, adult social care' } },
    outcomes: {
      REFERRED: {
        label: 'Referred',
        needs: { field: 'to', problem: 'Say to whom the person was referred.' },
        does: (draft, { details: { to = '' } }) =>
          setHealth(draft, { socialCare: { to, on: draft.context.today } }),
      },
      DECLINED: { label: 'The person declined' },
      OVERTAKEN,
    },
  }),
  'what-helps': step({
    title: 'What helps the person',
    awaits: 'to ask the person what helps them, and who may know it',
    asked: 'healthcare',
    pathway: 'health',
    due: { from: 'release', days: -28 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 5 } },
    details: z.strictObject({
      adhd: ticked,
      autism: ticked,
      learningDisability: ticked,
      brainInjury: ticked,
      other: ticked,
      helps: note.max(1_000).optional(),
      staffMayKnow: ticked,
      agenciesMayKnow: ticked,
    }),
    keepsPrivate: [...CONDITIONS, 'helps', 'staffMayKnow', 'agenciesMayKnow'],
    form: [
      tickField('adhd', 'ADHD'),
      tickField('autism', 'Autism'),
      tickField('learningDisability', 'A learning disability or difficulty'),
      tickField('brainInjury', 'A brain injury'),
      tickField('other', 'Another need'),
      {
        kind: 'textarea',
        name: 'helps',
        label: 'What helps them, in their words',
        hint: 'For example: short appointments, letters read aloud, a reminder on the day',
        problem: 'Say what helps them, in 1,000 characters or fewer',
      },
      tickField('staffMayKnow', 'They agree that all staff who work with them may read what helps them'),
      tickField('agenciesMayKnow', 'They agree that agencies they are referred to may read what helps them'),
    ],
    usually: {
      outcome: 'RECORDED',
      details: { adhd: true, helps: 'A reminder on the day.', staffMayKnow: true },
    },
    outcomes: {
      RECORDED: {
        label: 'Recorded',
        needs: { field: 'helps', problem: 'Say what helps them, in their words.' },
        does(draft, { details }) {
          const { helps: text = '', staffMayKnow, agenciesMayKnow } = details;
          const conditions = CONDITIONS.filter((name) => details[name] === true);
          setHealth(draft, { whatHelps: { conditions, text, staffMayKnow: staffMayKnow === true } });
          const answer = agenciesMayKnow === true ? 'GIVEN' : 'REFUSED';
          keepConsent(draft, { purpose: 'WHAT_HELPS', answer, ...answeredHow(draft, undefined) });
        },
      },
      DECLINED: { label: 'The person would rather not say' },
      OVERTAKEN,
    },
  }),
};

function tickField<const N extends string>(name: N, label: string) {
  return { kind: 'checkbox', name, label, problem: 'Tick it, or leave it' } as const;
}

function dayField<const N extends string>(name: N, label: string) {
  return { kind: 'date', name, label, problem: 'Enter the day of the appointment' } as const;
}

function whereField<const N extends string>(name: N, label: string) {
  return { kind: 'text', name, label, problem: 'Say where, in 200 characters or fewer' } as const;
}
