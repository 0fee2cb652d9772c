import * as z from 'zod';
import { spanOf } from '../../law/number-words.ts';
import { addDays, type IsoDate } from '../../law/time.ts';
import { missing, NOT_NEEDED, note, reason } from '../answer-details.ts';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { step, type BrokenRule } from '../step-entry.ts';
import { CONTACT_MEANS, type ContactMeans } from './data.ts';
import { setSupervision, withLatest } from './supervision.ts';

export const CONTACT_MEANS_NAMES: Readonly<Record<ContactMeans, string>> = {
  OFFICE: 'At the office',
  HOME_VISIT: 'At the person’s home',
  VIDEO: 'By video',
  PHONE: 'By phone',
  FIRST_APPOINTMENT: 'The first appointment',
};
const FACE_TO_FACE: readonly string[] = ['OFFICE', 'HOME_VISIT', 'FIRST_APPOINTMENT'];

const details = z.strictObject({
  on: z.iso.date().optional(),
  means: z.enum(CONTACT_MEANS).optional(),
  everyDays: z.int().min(1).max(366).optional(),
  reason: reason.optional(),
  note: note.optional(),
});

/** The days before a contact is due on which it is asked for. */
const ASKED_DAYS_BEFORE = 7;

/** Contact with the supervising officer: one row that asks again, so that nothing runs between two contacts. */
export const CONTACT_STEPS = {
  'supervision-contact': step({
    title: 'See the person face to face',
    awaits: ({ contactEveryDays }) =>
      `to record a contact: face to face at least every ${spanOf(contactEveryDays)}, unless it was varied`,
    asked: 'com',
    opens: { from: 'released', after: 'contactEveryDays', later: -ASKED_DAYS_BEFORE },
    earlyAnswer: true,
    due: { from: 'opened', days: ASKED_DAYS_BEFORE },
    settledBy: ({ sentence }) => (sentence.supervisionEndsOn === undefined ? 'NOT_NEEDED' : undefined),
    details,
    form: [
      { kind: 'date', name: 'on', label: 'Day of the contact', problem: 'Enter the day of the contact' },
      {
        kind: 'radios',
        name: 'means',
        label: 'How you met or spoke',
        choices: CONTACT_MEANS.map((value) => ({ value, text: CONTACT_MEANS_NAMES[value] })),
        problem: 'Say how you met or spoke',
      },
      {
        kind: 'number',
        least: 1,
        most: 366,
        name: 'everyDays',
        label: 'Days between contacts face to face, from now on',
        hint: 'Only if you vary what policy says',
        problem: 'Enter a whole number of days, from 1 to 366',
      },
      { ...REASON_FIELD, hint: 'Only if you vary what policy says' },
      NOTE_FIELD,
    ],
    shows: ['on', 'means', 'everyDays', 'reason', 'note'],
    usually: { outcome: 'SEEN', details: { means: 'OFFICE' } },
    outcomes: {
      SEEN: {
        label: 'We were in contact',
        needs: { field: 'means', problem: 'Say how you met or spoke.' },
        forbiddenBy: (record, today, _subject, { on }) => wrongDay(record, today, on),
        does(draft, { details: { on, means = 'OFFICE' } }) {
          const { supervision } = draft.journey;
          const contact = { on: on ?? draft.context.today, means };
          setSupervision(draft, { contacts: withLatest(supervision?.contacts, contact) });
          if (FACE_TO_FACE.includes(means)) keepInterval(draft);
        },
        asksAgain: { on: nextContactAsked },
      },
      VARIED: {
        label: 'Contacts will be at other intervals',
        faultsIn: ({ everyDays, reason: why }) => [
          ...missing('everyDays', everyDays, 'Enter the days between contacts.'),
          ...missing('reason', why, 'Say why.'),
        ],
        does(draft, { details: { everyDays } }) {
          if (everyDays !== undefined) setSupervision(draft, { contactEveryDays: everyDays });
          keepInterval(draft);
        },
        asksAgain: { on: nextContactAsked },
      },
      NOT_NEEDED,
    },
  }),
};

function wrongDay(
  { releasedOn }: PersonRecord,
  today: IsoDate,
  on: IsoDate | undefined,
): BrokenRule | undefined {
  if (on === undefined) return undefined;
  if (on > today) return { rule: 'contact-to-come', explanation: 'A contact is recorded once it has been.' };
  return releasedOn !== undefined && on < releasedOn
    ? { rule: 'contact-before-release', explanation: 'The person was still in prison on that day.' }
    : undefined;
}

/** The interval by which the next contact is counted: an officer’s, or else that of policy on the day of release. */
function keepInterval(draft: PathwayDraft): void {
  const { journey, context } = draft;
  const { contactEveryDays } = context.law.onRelease(journey.releasedOn ?? context.today);
  setSupervision(draft, { contactEveryDays: journey.supervision?.contactEveryDays ?? contactEveryDays });
}

/** A week before the next one is due; a contact that was not face to face leaves the day as it is. */
function nextContactAsked({ supervision }: PersonRecord, today: IsoDate): IsoDate {
  const latest = supervision?.contacts?.findLast(({ means }) => FACE_TO_FACE.includes(means));
  const every = supervision?.contactEveryDays;
  if (latest === undefined || every === undefined) return today;
  const asked = addDays(latest.on, every - ASKED_DAYS_BEFORE);
  return asked < today ? today : asked;
}
