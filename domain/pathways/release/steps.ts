import * as z from 'zod';
import { countOf } from '../../law/number-words.ts';
import { heldDocuments } from '../identity/documents.ts';
import { placeForNight } from '../accommodation/places.ts';
import { DATE_CHANGED, none, note, OPENED, OVERTAKEN, PROPOSAL_OUTCOMES } from '../answer-details.ts';
import { GATE_ITEMS, type GateItem } from '../../record/recorded-release.ts';
import { NOTE_FIELD, TOO_LONG } from '../form-field.ts';
import { dropProposal } from '../drop-proposal.ts';
import { ALL_IN_HAND, GATE_FIELDS, gateStates, itemsIn, namesOfItems } from './gate-items.ts';
import { firstAppointmentFollowsRelease } from '../licence-and-release-date/first-appointment.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { setReady } from './ready-steps.ts';
import { step, type BrokenRule } from '../step-entry.ts';

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
    title: 'Release-day checklist',
    awaits: 'to go through the release-day checklist with the person',
    asked: 'pom',
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: notReleaseDay,
    dateMoved: { by: 'end-of-release-day', again: true },
    background(record) {
      const held = heldDocuments(record);
      return held.length === 0 ? undefined : { label: 'To hand over', text: held.join('\n') };
    },
    details: z.strictObject({ ...gateStates, metBy: note.optional(), note: note.optional() }),
    form: [
      ...GATE_FIELDS,
      {
        kind: 'text',
        name: 'metBy',
        label: 'Who meets them at the gate (optional)',
        problem: `${TOO_LONG} for who meets them`,
        personal: true,
      },
      { ...NOTE_FIELD, hint: 'What is being done about what is missing' },
    ],
    shows: [...GATE_ITEMS, 'metBy', 'note'],
    usually: { outcome: 'READY', details: ALL_IN_HAND },
    outcomes: {
      READY: {
        label: 'Everything is in place',
        forbiddenBy: (_record, _today, _subject, details) => notReady(details),
        does: (draft, { details }) => keepChecklist(draft, details),
      },
      SOMETHING_MISSING: {
        label: 'Something is missing',
        forbiddenBy: (_record, _today, _subject, details) => nothingMissing(details),
        does: (draft, { details }) => keepChecklist(draft, details),
      },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'release-confirmed': step({
    title: 'Release',
    awaits: 'to record that the person has been released',
    asked: 'omu',
    opens: { from: 'release', days: 0 },
    due: { from: 'release', days: 0 },
    beforeRelease: true,
    settledBy: notReleaseDay,
    dateMoved: { by: 'end-of-release-day' },
    answeredOn: 'release',
    details: none,
    form: [],
    outcomes: {
      RELEASED: {
        label: 'Released',
        system: true,
        brings: 'released',
        entersPhase: 'community',
        recounts: true,
        mayAnswer: ['phone-for-release'],
        does: release,
      },
      DATE_CHANGED,
    },
  }),
  'release-approval': step({
    title: 'Confirm a release as the second officer',
    awaits: 'to confirm a release that another officer has recorded',
    asked: 'omu',
    due: { from: 'opened', days: 0 },
    endsWhen: { released: 'OVERTAKEN' },
    dateMoved: { by: 'new-date', does: (draft) => dropProposal(draft, 'release') },
    answeredOn: 'proposal',
    details: none,
    form: [],
    outcomes: {
      ...PROPOSAL_OUTCOMES,
      APPROVED: { ...PROPOSAL_OUTCOMES.APPROVED, label: 'Confirmed' },
      DATE_CHANGED,
      OVERTAKEN: { ...OVERTAKEN, passing: true },
    },
  }),
  'release-correction-approval': step({
    title: 'Confirm the correction of a release',
    awaits: 'to confirm that a release was recorded wrongly',
    asked: 'responsible',
    due: { from: 'opened', workingDays: 1 },
    answeredOn: 'proposal',
    details: none,
    form: [],
    outcomes: {
      ...PROPOSAL_OUTCOMES,
      APPROVED: { ...PROPOSAL_OUTCOMES.APPROVED, label: 'Confirmed' },
    },
  }),
};

/** A date that has moved far out ends release-day work, so its steps are not asked. */
function notReleaseDay({ phase }: PersonRecord): 'DATE_CHANGED' | undefined {
  return phase === 'release-day' ? undefined : 'DATE_CHANGED';
}

/** For the essentials, until the day of release moves. */
function keepChecklist(draft: PathwayDraft, details: Readonly<Partial<Record<GateItem, unknown>>>): void {
  const { releaseDateInForce: releaseDate } = draft.journey;
  const missing = itemsIn(details, 'MISSING');
  setReady(draft, { checked: { missing, ...(releaseDate !== undefined && { releaseDate }) } });
}

function notReady(details: Readonly<Partial<Record<GateItem, unknown>>>): BrokenRule | undefined {
  const missing = itemsIn(details, 'MISSING');
  if (missing.length === 0) return undefined;
  return {
    rule: 'something-is-missing',
    explanation: `Not everything is in place. Missing: ${namesOfItems(missing)}.`,
  };
}

function nothingMissing(details: Readonly<Partial<Record<GateItem, unknown>>>): BrokenRule | undefined {
  if (itemsIn(details, 'MISSING').length > 0) return undefined;
  return { rule: 'nothing-is-missing', explanation: 'Say what is missing, or that everything is in place.' };
}

/** Release is by law on its day, ready or not: the record says what is missing, and the community takes it up at once. */
function release(draft: PathwayDraft): void {
  const { journey, context } = draft;
  const recorded = journey.recordedRelease;
  const on = recorded?.on ?? context.today;
  draft.update({ releasedOn: on });
  draft.record(recorded?.ground === 'IN_ERROR' ? 'released-in-error' : 'released', {
    releaseDateInForce: journey.releaseDateInForce,
    on,
    ...(recorded && {
      ground: recorded.ground,
      inHand: recorded.inHand,
      missing: recorded.missing,
      reason: recorded.reason,
      recordedBy: recorded.recordedBy.id,
      secondOfficer: recorded.secondOfficer?.id,
    }),
  });
  if (recorded?.inHand.includes('phone') === true) setReady(draft, { phone: 'HAS_ONE' });
  // Nobody who left in error is expected before they are back, or there is a lawful ground.
  if (recorded?.ground !== 'IN_ERROR') firstAppointmentFollowsRelease(draft, on);
  const tonight = placeForNight(draft.journey, context.today);
  if (tonight.kind === 'nowhere') draft.record('released-without-address');
}
