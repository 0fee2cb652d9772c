import * as z from 'zod';
import { countOf } from '../../law/number-words.ts';
import { sayDate } from '../../law/say-date.ts';
import type { IsoDate } from '../../law/time.ts';
import { placeForNight } from '../accommodation/places.ts';
import { DATE_CHANGED, none, note, OPENED, OVERTAKEN } from '../answer-details.ts';
import { NOTE_FIELD, TOO_LONG, type FormField } from '../form-field.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { step, type BrokenRule } from '../step-entry.ts';

const CHECKED = [
  ['identity', 'Identity documents in hand'],
  ['medicine', 'Medicine or a prescription'],
  ['subsistencePayment', 'Subsistence payment'],
  ['travel', 'Travel'],
  ['keysOrAddress', 'Keys, or the address written down'],
  ['phone', 'A phone'],
  ['printedPlan', 'The printed plan'],
] as const;

/** When release-day work opens. The product's own choice: no law or policy says when. */
const RELEASE_DAY_WORKING_DAYS = 2;

/** The last working days and the gate itself. */
export const RELEASE_STEPS = {
  'release-day-opens': step({
    title: 'Release-day work opens',
    awaits: `${countOf(RELEASE_DAY_WORKING_DAYS, 'working day')} before release`,
    asked: 'date',
    opens: { from: 'release', workingDays: -RELEASE_DAY_WORKING_DAYS },
    answersItself: 'OPENED',
    endsWhen: { released: 'OVERTAKEN' },
    details: none,
    form: [],
    outcomes: { OPENED: { ...OPENED, entersPhase: 'release-day' }, OVERTAKEN },
  }),
  'release-checklist': step({
    title: 'Before the gate',
    awaits: 'to go through the release-day checklist with the person',
    asked: 'pom',
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: notReleaseDay,
    dateMoved: { by: 'end-of-release-day', again: true },
    details: z.strictObject({
      identity: z.boolean().optional(),
      medicine: z.boolean().optional(),
      subsistencePayment: z.boolean().optional(),
      travel: z.boolean().optional(),
      keysOrAddress: z.boolean().optional(),
      phone: z.boolean().optional(),
      printedPlan: z.boolean().optional(),
      metBy: note.optional(),
      note: note.optional(),
    }),
    form: [
      ...CHECKED.map(([name, label]): FormField<(typeof CHECKED)[number][0]> => ({
        kind: 'checkbox',
        name,
        label,
        problem: `Say whether: ${label}`,
      })),
      {
        kind: 'text',
        name: 'metBy',
        label: 'Who meets them at the gate (optional)',
        problem: `${TOO_LONG} for who meets them`,
      },
      { ...NOTE_FIELD, hint: 'If something is missing, what it is' },
    ],
    shows: [...CHECKED.map(([name]) => name), 'metBy', 'note'],
    usually: { outcome: 'READY' },
    outcomes: {
      READY: { label: 'Everything is in place' },
      SOMETHING_MISSING: {
        label: 'Something is missing',
        needs: { field: 'note', problem: 'Say what is missing.' },
      },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'release-confirmed': step({
    title: 'Release',
    awaits: 'to confirm that the person has been released',
    asked: 'omu',
    opens: { from: 'release', days: 0 },
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    settledBy: notReleaseDay,
    dateMoved: { by: 'end-of-release-day' },
    details: none,
    form: [],
    usually: { outcome: 'RELEASED' },
    outcomes: {
      RELEASED: {
        label: 'Released',
        final: true,
        forbiddenBy: notBeforeTheDate,
        brings: 'released',
        entersPhase: 'community',
        recounts: true,
        does: release,
      },
      DATE_CHANGED,
    },
  }),
};

/** A date that has moved far out ends release-day work, so its steps are not asked. */
function notReleaseDay({ phase }: PersonRecord): 'DATE_CHANGED' | undefined {
  return phase === 'release-day' ? undefined : 'DATE_CHANGED';
}

/**
 * Nobody is released before the date in force (Criminal Justice Act 1961, section 23, and the 2023 Act say which day
 * that is). Someone who is out earlier was released on another date, which is recorded first.
 */
function notBeforeTheDate({ releaseDateInForce }: PersonRecord, today: IsoDate): BrokenRule | undefined {
  if (releaseDateInForce === undefined) {
    return {
      rule: 'no-release-date',
      explanation: 'No release date is known. If the person is out, record the release date first.',
    };
  }
  if (today >= releaseDateInForce) return undefined;
  return {
    rule: 'not-before-the-release-date',
    explanation: `The release date in force is ${sayDate(releaseDateInForce)}. If the person is out, record the new release date first.`,
  };
}

/** Release is by law on its day, ready or not: the record says what is missing, and the community takes it up at once. */
function release(draft: PathwayDraft): void {
  draft.update({ releasedOn: draft.context.today });
  draft.record('released', { releaseDateInForce: draft.journey.releaseDateInForce });
  const tonight = placeForNight(draft.journey, draft.context.today);
  if (tonight.kind === 'nowhere') draft.record('released-without-address');
}
