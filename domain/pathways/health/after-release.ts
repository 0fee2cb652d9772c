import * as z from 'zod';
import { addDays } from '../../law/time.ts';
import { none, NOT_NEEDED } from '../answer-details.ts';
import { setPathway } from '../statuses.ts';
import { step } from '../step-entry.ts';
import { appointmentLines } from './care.ts';
import { setHealth } from './health.ts';

const REASONS = [
  { value: 'NOT_REMINDED', text: 'Nobody reminded them' },
  { value: 'NO_TRAVEL', text: 'They had no way to get there' },
  { value: 'UNWELL', text: 'They were unwell' },
  { value: 'OTHER_APPOINTMENT', text: 'They had another appointment' },
  { value: 'SERVICE_CANCELLED', text: 'The service cancelled it' },
  { value: 'OTHER', text: 'Another reason' },
] as const;

/** After the gate. */
export const AFTER_RELEASE_STEPS = {
  'gp-seen': step({
    title: 'Seen by a GP',
    awaits: 'to see that the person has seen their GP',
    asked: 'com',
    pathway: 'health',
    due: { from: 'released', workingDays: 10 },
    settledBy: ({ health }) => (health?.gpSeenOn === undefined ? undefined : 'SEEN'),
    details: none,
    form: [],
    usually: { outcome: 'SEEN' },
    outcomes: {
      SEEN: {
        label: 'Seen',
        does(draft) {
          setHealth(draft, { gpSeenOn: draft.context.today });
          setPathway(draft, 'health', 'DONE');
        },
      },
      NOT_WANTED: { label: 'The person does not want to' },
    },
  }),
  'care-kept': step({
    title: 'Continued care',
    awaits: 'to see that the person’s care goes on after release',
    asked: 'com',
    pathway: 'health',
    due: { from: 'released', workingDays: 5 },
    settledBy: ({ health }) => {
      if (health?.care === undefined) return 'NOT_NEEDED';
      return health.careKeptOn === undefined ? undefined : 'KEPT';
    },
    health: true,
    background: ({ health }) => ({
      label: 'Appointments',
      text: appointmentLines(health?.care?.appointments ?? {}).join('\n'),
    }),
    details: z.strictObject({ why: z.enum(REASONS.map(({ value }) => value)).optional() }),
    keepsPrivate: ['why'],
    form: [
      {
        kind: 'radios',
        name: 'why',
        label: 'Why it was missed (if it was)',
        choices: REASONS,
        problem: 'Choose why it was missed',
      },
    ],
    usually: { outcome: 'KEPT' },
    outcomes: {
      KEPT: {
        label: 'The appointments were kept',
        forbiddenBy: ({ health }, today) =>
          Object.values(health?.care?.appointments ?? {}).some(({ on }) => on > today)
            ? { rule: 'appointment-to-come', explanation: 'An appointment is still to come.' }
            : undefined,
        does: (draft) => setHealth(draft, { careKeptOn: draft.context.today }),
      },
      MISSED: {
        label: 'An appointment was missed',
        needs: { field: 'why', problem: 'Say why it was missed.' },
        asksAgain: { on: (_record, today) => addDays(today, 3) },
      },
      STOPPED: { label: 'The person no longer wants it' },
      NOT_NEEDED,
    },
  }),
};
