import * as z from 'zod';
import type { DayRule } from '../../law/day-rules.ts';
import { NOT_NEEDED, note, withNote } from '../answer-details.ts';
import { supervisionEndsBefore } from '../community/supervision.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { ADDRESS_FIELD, loseAddress, NEEDS_ADDRESS_TYPE, recordAddress, settledType } from './address.ts';

/** Whether the person has somewhere to live once they are out. */
export const AFTER_RELEASE_STEPS = {
  'urgent-housing': step({
    title: 'Nowhere to live',
    awaits: 'to find somewhere to live today',
    asked: 'com',
    pathway: 'accommodation',
    due: { from: 'opened', days: 0 },
    alarm: { code: 'NOWHERE_TO_LIVE', cause: () => 'The person is out and has nowhere to live.' },
    details: z.strictObject({ settledType: settledType.optional(), note: note.optional() }),
    form: [{ ...ADDRESS_FIELD, hint: 'Only if an address is found' }, NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'ADDRESS_FOUND', details: { settledType: 'TRANSIENT' } },
    outcomes: {
      ADDRESS_FOUND: {
        label: 'An address is found',
        needs: NEEDS_ADDRESS_TYPE,
        brings: 'housed',
        does: (draft, { details }) => recordAddress(draft, details.settledType ?? 'SETTLED'),
      },
      NONE_FOUND: { label: 'None could be found' },
    },
  }),
  'housed-at-4-weeks': stillHoused('Still housed after 4 weeks?', 28, {
    opens: { from: 'released', days: 28 },
    due: { from: 'released', days: 35 },
  }),
  'housed-at-12-weeks': stillHoused('Still housed after 12 weeks?', 84, {
    opens: { from: 'released', days: 84 },
    due: { from: 'released', days: 91 },
  }),
};

function stillHoused(title: string, days: number, rules: { readonly opens: DayRule; readonly due: DayRule }) {
  return step({
    title,
    awaits: 'to check that the person still has somewhere to live',
    asked: 'com',
    pathway: 'accommodation',
    ...rules,
    settledBy: (record) => (supervisionEndsBefore(record, days) ? 'NOT_NEEDED' : undefined),
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'HOUSED' },
    outcomes: {
      HOUSED: { label: 'Housed' },
      NOT_HOUSED: { label: 'Not housed', does: loseAddress },
      NOT_NEEDED,
    },
  });
}
