import * as z from 'zod';
import type { Law } from '../../law/law.ts';
import { spanInDigits } from '../../law/number-words.ts';
import { sayDate } from '../../law/say-date.ts';
import { addDays, type IsoDate } from '../../law/time.ts';
import { DATE_CHANGED, line, note, NOT_NEEDED, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { step, type BrokenRule } from '../step-entry.ts';
import { setSupport } from './record.ts';

const PATHWAY = 'drugs-and-alcohol';

/** Treatment for drugs or alcohol goes on outside: an appointment before release, and whether it was kept. */
export const TREATMENT_STEPS = {
  'treatment-appointment': step({
    title: 'Drugs and alcohol: appointment with the treatment service',
    awaits: 'to make an appointment with the treatment service outside, for someone who is in treatment',
    asked: 'pom',
    pathway: PATHWAY,
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 2 } },
    dateMoved: {
      by: 'date-in-force',
      again: true,
      opens: true,
      when: appointmentIsBeforeRelease,
      does: (draft) => forgetAppointment(draft),
    },
    details: z.strictObject({
      with: line(120).optional(),
      on: z.iso.date().optional(),
      note: note.optional(),
    }),
    form: [
      {
        kind: 'text',
        name: 'with',
        label: 'Treatment service',
        problem: 'Enter the name of the treatment service, in up to 120 characters',
        personal: true,
      },
      {
        kind: 'date',
        name: 'on',
        label: 'Day of the appointment',
        problem: 'Enter the day of the appointment as a date',
        personal: true,
      },
      {
        ...NOTE_FIELD,
        hint: 'Without treatment: what the person said, or what happens next',
        personal: true,
      },
    ],
    shows: ['with', 'on', 'note'],
    usually: { outcome: 'NOT_IN_TREATMENT' },
    outcomes: {
      BOOKED: {
        label: 'The appointment is made',
        needs: { field: 'with', problem: 'Enter the name of the treatment service.' },
        faultsIn: ({ on }) =>
          on === undefined ? [{ field: 'on', problem: 'Enter the day of the appointment.' }] : [],
        forbiddenBy: (record, today, _subject, { on = '' }, { law }) => wrongDay(record, today, on, law),
        does(draft, { details: { with: service = '', on = '' } }) {
          setSupport(draft, { treatment: { with: service, on } });
        },
        resets: ['treatment-continued'],
        opens: [{ kind: 'treatment-continued', when: ({ record }) => record.releasedOn !== undefined }],
      },
      NOT_IN_TREATMENT: { label: 'The person is not in treatment' },
      DECLINED: {
        label: 'The person declined',
        needs: { field: 'note', problem: 'Say what the person said.' },
      },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'treatment-continued': step({
    title: 'Drugs and alcohol: treatment continues',
    awaits: ({ treatmentContinuityDays }) =>
      `to say whether treatment goes on, within ${spanInDigits(treatmentContinuityDays)} of release`,
    asked: 'com',
    pathway: PATHWAY,
    due: { from: 'released', after: 'treatmentContinuityDays' },
    settledBy: ({ support }) => (support?.treatment === undefined ? 'NOT_NEEDED' : undefined),
    details: z.strictObject({ note: note.optional() }),
    form: [
      {
        ...NOTE_FIELD,
        hint: 'Without treatment: what the person said, or what happens next',
        personal: true,
      },
    ],
    shows: ['note'],
    usually: { outcome: 'ATTENDED' },
    outcomes: {
      ATTENDED: { label: 'The person went, and treatment continues' },
      NOT_ATTENDED: {
        label: 'The person did not go',
        needs: { field: 'note', problem: 'Say why, and what happens next.' },
        does: (draft) => forgetAppointment(draft),
        resets: ['treatment-appointment'],
        opens: [{ kind: 'treatment-appointment' }],
        passing: true,
      },
      DECLINED: {
        label: 'The person no longer wants treatment',
        needs: { field: 'note', problem: 'Say what the person said.' },
      },
      NOT_NEEDED,
    },
  }),
};

/** The appointment is outside, so never before the day of release, and soon enough for treatment not to stop. */
function wrongDay(
  { releasedOn, releaseDateInForce }: PersonRecord,
  today: IsoDate,
  on: IsoDate,
  law: Law,
): BrokenRule | undefined {
  if (on < today)
    return { rule: 'appointment-in-the-past', explanation: 'The day of the appointment has passed.' };
  const release = releasedOn ?? releaseDateInForce;
  if (release === undefined || releasedOn !== undefined) return undefined;
  if (on < release)
    return {
      rule: 'appointment-before-release',
      explanation: `The person is released on ${sayDate(release)}, and the appointment is outside. Choose that day or a later one.`,
    };
  const { treatmentContinuityDays } = law.onRelease(release);
  const last = addDays(release, treatmentContinuityDays);
  return on > last
    ? {
        rule: 'appointment-too-late',
        explanation: `Treatment must go on within ${spanInDigits(treatmentContinuityDays)} of release, by ${sayDate(last)}.`,
      }
    : undefined;
}

function appointmentIsBeforeRelease({ support, releaseDateInForce }: PersonRecord): boolean {
  const { treatment } = support ?? {};
  return treatment !== undefined && treatment.on < (releaseDateInForce ?? '');
}

function forgetAppointment(draft: PathwayDraft): void {
  const { treatment: _over, ...support } = draft.journey.support ?? {};
  draft.update({ support });
}
