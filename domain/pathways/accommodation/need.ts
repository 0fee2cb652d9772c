import * as z from 'zod';
import { NOTE_FIELD, REASON_FIELD } from '../form-field.ts';
import { DATE_CHANGED, NOT_NEEDED, OVERTAKEN, reason } from '../answer-details.ts';
import { homeBeginsAfterRelease, isHoused, isSheltered } from './places.ts';
import { addDays } from '../../law/time.ts';
import { step } from '../step-entry.ts';
import { setPathway } from '../statuses.ts';
import { losePlace, setHousing } from './address.ts';
import { FINDS_PLACE, foundPlace, PLACE_FIELDS, PLACE_SHOWN } from './found-place.ts';

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
    details: foundPlace.extend({ livedBefore: z.enum(['SETTLED', 'TRANSIENT', 'NONE']).optional() }),
    form: [
      {
        kind: 'radios',
        name: 'livedBefore',
        label: 'Where they were living before prison',
        choices: [
          { value: 'SETTLED', text: 'At a settled address' },
          { value: 'TRANSIENT', text: 'Somewhere temporary' },
          { value: 'NONE', text: 'Nowhere' },
        ],
        problem: 'Say where they were living before prison',
      },
      ...PLACE_FIELDS,
      NOTE_FIELD,
    ],
    shows: ['livedBefore', ...PLACE_SHOWN],
    usually: { outcome: 'NEEDS_HELP', details: { livedBefore: 'TRANSIENT' } },
    outcomes: {
      HAS_ADDRESS: {
        label: 'They have an address to go to',
        ...FINDS_PLACE,
        does(draft, answer) {
          setHousing(draft, { need: 'HAS_ADDRESS' });
          FINDS_PLACE.does(draft, answer);
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
    noDeadlineWhile: isSheltered,
    // A home whose first night comes after an earlier release leaves nights without a bed.
    dateMoved: {
      by: 'date-in-force',
      again: true,
      opens: true,
      when: homeBeginsAfterRelease,
      does: (draft) => setPathway(draft, 'accommodation', 'IN_PROGRESS'),
    },
    details: foundPlace,
    form: [...PLACE_FIELDS, NOTE_FIELD],
    shows: PLACE_SHOWN,
    outcomes: {
      ADDRESS_RECORDED: {
        ...FINDS_PLACE,
        label: 'An address is recorded',
        // A bed is no home, so one is still looked for.
        asksAgain: { while: (record, today) => !isHoused(record, today) },
      },
      NOT_NEEDED,
      DATE_CHANGED,
      OVERTAKEN,
    },
  }),
  'address-check': step({
    title: 'Check the address again',
    awaits: 'to check that the person can still live at the recorded address',
    asked: 'responsible',
    pathway: 'accommodation',
    opens: { from: 'release', before: 'addressCheckDays' },
    due: { from: 'release', workingDays: -2 },
    beforeRelease: true,
    endsWhen: { released: 'OVERTAKEN' },
    details: z.strictObject({ reason: reason.optional() }),
    form: [{ ...REASON_FIELD, hint: 'Only if they can no longer live there' }],
    shows: ['reason'],
    usually: { outcome: 'STILL_THERE' },
    outcomes: {
      STILL_THERE: {
        label: 'They can still live there',
        // Again in the last week before a later date, or after a release day on which nobody was released.
        asksAgain: { on: ({ releaseDateInForce }, today) => addDays(releaseDateInForce ?? today, 1) },
      },
      NO_LONGER: {
        label: 'They can no longer live there',
        needs: { field: 'reason', problem: 'Say why they can no longer live there.' },
        passing: true,
        resets: ['housing-need'],
        // The branches of the search have ended: all of them begin again.
        restarts: () => true,
        does(draft) {
          losePlace(draft);
          setHousing(draft, { need: 'NEEDS_HELP' });
        },
      },
      OVERTAKEN,
    },
  }),
};
