import * as z from 'zod';
import { spanInDigits } from '../../law/number-words.ts';
import { NOT_NEEDED, note, withNote } from '../answer-details.ts';
import { supervisionEndsBefore } from '../community/supervision.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { REFER_FROM_COMMUNITY } from './from-community.ts';
import {
  ADDRESS_FIELD,
  bringsHome,
  losePlace,
  NEEDS_ADDRESS_TYPE,
  placeIn,
  recordPlace,
  settledType,
} from './address.ts';

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
    shows: ['settledType', 'note'],
    usually: { outcome: 'ADDRESS_FOUND', details: { settledType: 'TRANSIENT' } },
    outcomes: {
      ADDRESS_FOUND: {
        label: 'An address is found',
        needs: NEEDS_ADDRESS_TYPE,
        brings: bringsHome,
        does: (draft, { details }) => recordPlace(draft, placeIn(details)),
      },
      NONE_FOUND: { label: 'None could be found' },
    },
  }),
  'housed-at-4-weeks': stillHoused('firstHousedCheckDays'),
  'housed-at-12-weeks': stillHoused('secondHousedCheckDays'),
};

function stillHoused(days: 'firstHousedCheckDays' | 'secondHousedCheckDays') {
  return step({
    title: (figures) => `Still housed after ${spanInDigits(figures[days])}?`,
    awaits: 'to check that the person still has somewhere to live',
    asked: 'com',
    pathway: 'accommodation',
    opens: { from: 'released', after: days },
    due: { from: 'released', after: days, later: 7 },
    settledBy: (record, _subject, law) =>
      supervisionEndsBefore(record, days, law) ? 'NOT_NEEDED' : undefined,
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'HOUSED' },
    outcomes: {
      HOUSED: { label: 'Housed' },
      NOT_HOUSED: { label: 'Not housed', does: losePlace, opens: REFER_FROM_COMMUNITY },
      NOT_NEEDED,
    },
  });
}
