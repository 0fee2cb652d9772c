import { DATE_CHANGED, note, OVERTAKEN, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { notAtGate } from '../mentors/data.ts';
import { whoMeets } from '../mentors/mentors.ts';
import type { PathwayDraft } from '../person-record.ts';
import { step } from '../step-entry.ts';
import * as z from 'zod';
import type { Ready } from './data.ts';

/** Two essentials that no pathway asks about: a phone, and somebody at the gate. */
export const READY_STEPS = {
  'phone-for-release': step({
    title: 'A phone for release',
    awaits: 'to say whether the person has a phone to take with them, or gets one',
    asked: 'pom',
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    carried: { asked: 'com', due: { from: 'released', workingDays: 1 } },
    settledBy: ({ ready }) => (ready?.phone === 'HAS_ONE' ? 'HAS_ONE' : undefined),
    details: withNote,
    form: [{ ...NOTE_FIELD, hint: 'Who provides it, and when' }],
    shows: ['note'],
    usually: { outcome: 'HAS_ONE' },
    outcomes: {
      HAS_ONE: { label: 'The person has one', does: (draft) => setReady(draft, { phone: 'HAS_ONE' }) },
      GETS_ONE: {
        label: 'The person will be given one',
        does: (draft) => setReady(draft, { phone: 'GETS_ONE' }),
      },
      DECLINED: { label: 'The person wants none', does: (draft) => setReady(draft, { phone: 'DECLINED' }) },
      OVERTAKEN,
    },
  }),
  'met-at-the-gate': step({
    title: 'Met at the gate',
    awaits: 'to say who meets the person at the gate',
    asked: 'com',
    due: { from: 'release', days: -7 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    // Whoever was to come on the old day has to be asked again.
    dateMoved: {
      by: 'date-in-force',
      again: true,
      opens: true,
      when: ({ ready }) => ready?.met === 'MET',
      does: forgetWhoMeets,
    },
    details: z.strictObject({ who: note.max(200).optional() }),
    form: [
      {
        kind: 'text',
        name: 'who',
        label: 'Who meets them',
        hint: 'A first name, and what they are to the person: a mentor, a sister, an officer',
        problem: 'Enter who meets the person',
      },
    ],
    settledBy: (record) => (whoMeets(record) === undefined ? undefined : 'MENTOR_MEETS'),
    keepsPrivate: ['who'],
    usually: { outcome: 'ARRANGED', details: { who: 'Sam, a mentor' } },
    outcomes: {
      ARRANGED: {
        label: 'Somebody meets them',
        needs: { field: 'who', problem: 'Enter who meets the person.' },
        does: (draft, { details: { who = '' } }) => setReady(draft, { met: 'MET', who }),
      },
      NOBODY: { label: 'Nobody can come', does: (draft) => nobodyMeets(draft, 'NOBODY') },
      DECLINED: { label: 'The person wants nobody', does: (draft) => nobodyMeets(draft, 'DECLINED') },
      MENTOR_MEETS: { label: 'A mentor, volunteer or peer meets them', system: true },
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
};

export function setReady(draft: PathwayDraft, patch: Partial<Ready>): void {
  draft.update({ ready: { ...draft.journey.ready, ...patch } });
}

function nobodyMeets(draft: PathwayDraft, met: 'NOBODY' | 'DECLINED'): void {
  forgetWhoMeets(draft);
  setReady(draft, { met });
}

function forgetWhoMeets(draft: PathwayDraft): void {
  const { ready: known, mentors } = draft.journey;
  const { met: _onTheOldDay, who: _whoCame, ...ready } = known ?? {};
  draft.update({ ready, ...(mentors && { mentors: mentors.map(notAtGate) }) });
}
