import * as z from 'zod';
import { countWorkingDays } from '../../law/day-rules.ts';
import { sayTime } from '../../law/say-time.ts';
import { earlier, type IsoDate } from '../../law/time.ts';
import { beginsAt, isTimeOfDay, type Appointment } from '../../record/appointments.ts';
import { DATE_CHANGED, missing, NOT_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { cancelAppointment, keepAppointment } from '../appointments.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { step, type BrokenRule, type Need } from '../step-entry.ts';
import { setSupervision } from '../community/supervision.ts';
import type { FirstAppointmentType } from './data.ts';
import { setLicence } from './licence.ts';
import { withoutLicence } from './hard-stop-steps.ts';

const details = z.strictObject({
  on: z.iso.date().optional(),
  at: z.string().refine(isTimeOfDay, 'Enter a time, such as 14:00').optional(),
  place: note
    .max(200)
    .refine((text) => !text.includes('\n'), 'Enter it on one line')
    .optional(),
});
type Details = z.output<typeof details>;

const NO_PLACE = 'Enter where it is.';

/** The first appointment with probation, arranged before release. */
export const FIRST_APPOINTMENT_STEPS = {
  'arrange-first-appointment': step({
    title: 'Arrange the first appointment',
    awaits: ({ firstAppointmentByHour }) =>
      `to arrange the first appointment with probation: the next working day by ${sayTime(`${firstAppointmentByHour}:00`)}, unless another is agreed`,
    asked: 'com',
    pathway: 'licence-and-release-date',
    due: { from: 'release', workingDays: -5 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: withoutLicence,
    dateMoved: {
      by: 'date-in-force',
      again: true,
      opens: true,
      when: ({ licence }) => licence?.firstAppointment?.on !== undefined,
      does: forgetFirstAppointment,
    },
    details,
    form: [
      {
        kind: 'date',
        name: 'on',
        label: 'Day',
        hint: 'Only for a day and time of your own choice',
        problem: 'Enter the day of the appointment',
      },
      {
        kind: 'text',
        name: 'at',
        label: 'Time',
        hint: 'Such as 14:00. Without one, an appointment on the next working day is by the usual time',
        problem: 'Enter a time, such as 14:00',
      },
      {
        kind: 'text',
        name: 'place',
        label: 'Place',
        hint: 'The person is sent this, if they agreed to messages',
        problem: 'Enter the place, on one line of up to 200 characters',
        personal: true,
      },
    ],
    shows: ['on', 'at', 'place'],
    usually: { outcome: 'NEXT_WORKING_DAY', details: { place: 'The probation office' } },
    outcomes: {
      ON_RELEASE: {
        label: 'On the day of release',
        faultsIn: ({ at, place }) => atAndPlace(at, place),
        forbiddenBy: noReleaseDate,
        does: (draft, { details: given }) => arrange(draft, 'ON_RELEASE', given),
      },
      NEXT_WORKING_DAY: {
        label: 'On the next working day',
        faultsIn: ({ place }) => missing('place', place, NO_PLACE),
        forbiddenBy: (record, _today, _subject, { at }, { law }) => {
          const { firstAppointmentByHour } = law.onRelease(record.releaseDateInForce ?? '2199-12-31');
          const by = usualTime(firstAppointmentByHour);
          if (at !== undefined && at > by)
            return {
              rule: 'first-appointment-too-late',
              explanation: `An appointment on the next working day is by ${sayTime(by)}. Choose a day and time for a later one.`,
            };
          return noReleaseDate(record);
        },
        does: (draft, { details: given }) => arrange(draft, 'NEXT_WORKING_DAY', given),
      },
      DATE_AND_TIME: {
        label: 'On a day and at a time',
        faultsIn: ({ on, at, place }) => [
          ...missing('on', on, 'Enter the day of the appointment.'),
          ...atAndPlace(at, place),
        ],
        forbiddenBy: (record, _today, _subject, { on }) =>
          on !== undefined && on < (record.releaseDateInForce ?? on)
            ? {
                rule: 'first-appointment-before-release',
                explanation: 'The person is still in prison on that day.',
              }
            : noReleaseDate(record),
        does: (draft, { details: given }) => arrange(draft, 'DATE_AND_TIME', given),
      },
      NO_APPOINTMENT: {
        label: 'None is arranged yet',
        does: (draft) => setLicence(draft, { firstAppointment: { type: 'NONE' } }),
      },
      APPOINTMENT_NOT_NEEDED: {
        label: 'None is needed',
        does: (draft) => setLicence(draft, { firstAppointment: { type: 'NOT_NEEDED' } }),
      },
      DATE_CHANGED,
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};

function atAndPlace(at: string | undefined, place: string | undefined): readonly Need<keyof Details>[] {
  return [...missing('at', at, 'Enter a time, such as 14:00.'), ...missing('place', place, NO_PLACE)];
}

function noReleaseDate({ releaseDateInForce }: PersonRecord): BrokenRule | undefined {
  return releaseDateInForce === undefined
    ? { rule: 'no-release-date', explanation: 'No release date is known, so there is no day for it.' }
    : undefined;
}

function arrange(draft: PathwayDraft, type: FirstAppointmentType, { on, at, place = '' }: Details): void {
  const { context, journey } = draft;
  const released = journey.releaseDateInForce;
  if (released === undefined) return;
  const { firstAppointmentByHour, firstAppointmentWorkingDays } = context.law.onRelease(released);
  const days: Partial<Record<FirstAppointmentType, IsoDate | undefined>> = {
    ON_RELEASE: released,
    NEXT_WORKING_DAY: countWorkingDays(released, firstAppointmentWorkingDays, context.calendar).day,
    DATE_AND_TIME: on,
  };
  const day = days[type];
  if (day === undefined) return;
  const before = (journey.appointments ?? []).filter((each) => each.id.startsWith(`first-${journey.cycle}-`));
  const id = `first-${journey.cycle}-${before.length + 1}`;
  keepAppointment(
    draft,
    {
      id,
      revision: 1,
      on: day,
      at: at ?? usualTime(firstAppointmentByHour),
      place,
      madeAt: context.now,
      madeBy: context.by,
    },
    'appointment-made',
  );
  setLicence(draft, { firstAppointment: { type, appointment: id, on: day } });
}

/** The record's first appointment, where this is the one. */
export function isFirstAppointment({ licence }: Pick<PersonRecord, 'licence'>, id: string): boolean {
  return licence?.firstAppointment?.appointment === id;
}

/** Why the first appointment cannot be moved to a day: the person is not out by then. */
export function firstAppointmentTooEarly(
  { releasedOn, releaseDateInForce }: Pick<PersonRecord, 'releasedOn' | 'releaseDateInForce'>,
  on: IsoDate,
): string | undefined {
  const out = releasedOn ?? releaseDateInForce;
  return out === undefined || on >= out ? undefined : 'The person is still in prison on that day.';
}

/** An officer has moved the first appointment on the page of appointments. */
export function followChangedAppointment(draft: PathwayDraft, { id, on }: Appointment): void {
  setLicence(draft, { firstAppointment: { type: 'DATE_AND_TIME', appointment: id, on } });
  // A day that was arranged after one was missed is this appointment's too.
  if (draft.journey.supervision?.firstAppointmentOn !== undefined)
    setSupervision(draft, { firstAppointmentOn: on });
}

/**
 * The person leaves, or is to leave, on another day than the one for which the first appointment was arranged. One that
 * is counted from release moves with it, and so does one on a day on which they were still in prison, to the usual day:
 * unless that has passed, because the release is recorded late.
 */
export function firstAppointmentFollowsRelease(draft: PathwayDraft, on: IsoDate): void {
  const { journey, context } = draft;
  const { firstAppointment } = journey.licence ?? {};
  const found = journey.appointments?.find(({ id }) => id === firstAppointment?.appointment);
  if (firstAppointment === undefined || found === undefined || found.came !== undefined) return;
  const { firstAppointmentByHour, firstAppointmentWorkingDays } = context.law.onRelease(on);
  const usual = {
    type: 'NEXT_WORKING_DAY',
    on: countWorkingDays(on, firstAppointmentWorkingDays, context.calendar).day,
    at: earlier(found.at, usualTime(firstAppointmentByHour)),
  } as const;
  const sameDay = { type: 'ON_RELEASE', on, at: found.at } as const;
  const days = firstAppointment.type === 'ON_RELEASE' ? [sameDay, usual] : [usual];
  const stands = firstAppointment.type === 'DATE_AND_TIME' ? found.on >= on : found.on === days[0]?.on;
  if (stands) return;
  const next = days.find((each) => beginsAt(each) > context.now);
  if (next !== undefined) {
    const { type, ...when } = next;
    keepAppointment(draft, { ...found, ...when, revision: found.revision + 1 }, 'appointment-changed');
    setLicence(draft, { firstAppointment: { type, appointment: found.id, on: next.on } });
  } else if (found.on < on) forgetFirstAppointment(draft);
}

function usualTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** The appointment no longer stands: the day of release has moved, and its day with it, or it was cancelled. */
export function forgetFirstAppointment(draft: PathwayDraft): void {
  const { firstAppointment, ...licence } = draft.journey.licence ?? {};
  if (firstAppointment?.appointment !== undefined) cancelAppointment(draft, firstAppointment.appointment);
  draft.update({ licence });
}
