import * as z from 'zod';
import { NOTE_FIELD } from '../form-field.ts';
import { NOT_NEEDED, note, OVERTAKEN } from '../answer-details.ts';
import { isHoused } from './places.ts';
import { step } from '../step-entry.ts';
import { setPathway } from '../statuses.ts';
import {
  ADDRESS_FIELD,
  bringsHome,
  NEEDS_ADDRESS_TYPE,
  placeIn,
  recordPlace,
  setHousing,
  settledType,
} from './address.ts';

/** What is asked about an address before release. */
export const NEED_STEPS = {
  'housing-need': step({
    title: 'Where will they live?',
    awaits: 'to record where the person was living and where they will go',
    asked: 'pom',
    pathway: 'accommodation',
    due: { from: 'release', before: 'preReleaseDays', later: 7 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    settledBy: ({ housing }) => housing.need,
    details: z.strictObject({ settledType: settledType.optional(), note: note.optional() }),
    form: [{ ...ADDRESS_FIELD, hint: 'Only if they have an address to go to' }, NOTE_FIELD],
    shows: ['settledType', 'note'],
    usually: { outcome: 'NEEDS_HELP' },
    outcomes: {
      HAS_ADDRESS: {
        label: 'They have an address to go to',
        needs: NEEDS_ADDRESS_TYPE,
        brings: bringsHome,
        does(draft, { details }) {
          setHousing(draft, { need: 'HAS_ADDRESS' });
          recordPlace(draft, placeIn(details));
          if (isHoused(draft.journey, draft.context.today))
            setPathway(draft, 'accommodation', 'SUPPORT_NOT_REQUIRED');
        },
      },
      NEEDS_HELP: {
        label: 'They have nowhere to go',
        does(draft) {
          setHousing(draft, { need: 'NEEDS_HELP' });
          setPathway(draft, 'accommodation', 'IN_PROGRESS');
        },
      },
      OVERTAKEN,
    },
  }),
  'next-address': step({
    title: 'Find an address',
    awaits: 'to record an address for the day of release',
    asked: 'responsible',
    pathway: 'accommodation',
    due: { from: 'release', days: -14 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN', housed: 'NOT_NEEDED' },
    details: z.strictObject({ settledType, note: note.optional() }),
    form: [ADDRESS_FIELD, NOTE_FIELD],
    shows: ['settledType', 'note'],
    outcomes: {
      ADDRESS_RECORDED: {
        label: 'An address is recorded',
        brings: bringsHome,
        does: (draft, { details }) => recordPlace(draft, placeIn(details)),
      },
      NOT_NEEDED,
      OVERTAKEN,
    },
  }),
};
