import { spanInDigits } from '../../law/number-words.ts';
import type * as z from 'zod';
import type { IsoDate } from '../../law/time.ts';
import { none, NOT_NEEDED, OPENED } from '../answer-details.ts';
import { supervisionEndsBefore } from '../community/supervision.ts';
import { NOTE_FIELD } from '../form-field.ts';
import type { PersonRecord } from '../person-record.ts';
import { nextWorkingDay } from '../next-working-day.ts';
import { step } from '../step-entry.ts';
import { REFER_FROM_COMMUNITY } from './from-community.ts';
import { cas3FromOutside, nextCas3Referral } from './community-accommodation.ts';
import { endSearch, losePlace, setHousing } from './address.ts';
import { FINDS_PLACE, foundPlace, PLACE_FIELDS, PLACE_SHOWN, USUAL_HOME } from './found-place.ts';
import { isHoused, isSheltered, nowhereSoonChangesOn, placeForNight } from './places.ts';

/** Each is asked again whenever the journey comes back to it. */
const NO_LONGER = { ...NOT_NEEDED, passing: true } as const;

/** Somewhere to live once the person is out: found, kept, moved on from, or lost. */
export const AFTER_RELEASE_STEPS = {
  'urgent-housing': step({
    title: 'Nowhere to live',
    awaits: 'to find somewhere for the coming night, or to say that there is nowhere yet',
    asked: 'com',
    pathway: 'accommodation',
    earlyAnswer: true,
    due: { from: 'opened', days: 0 },
    asksOnce: true,
    alarm: {
      code: 'NOWHERE_TO_LIVE',
      cause: ({ released }) =>
        released
          ? 'The person has nowhere to live tonight or tomorrow night.'
          : 'The person has nowhere to live from the day of release.',
    },
    endsWhen: { housed: 'NOT_NEEDED', sheltered: 'NOT_NEEDED' },
    details: foundPlace,
    form: [...PLACE_FIELDS, NOTE_FIELD],
    shows: PLACE_SHOWN,
    usually: { outcome: 'ADDRESS_FOUND', details: USUAL_HOME },
    outcomes: {
      ADDRESS_FOUND: {
        ...FINDS_PLACE,
        label: 'Somewhere to live is found',
        asksAgain: { while: hasNoPlace },
      },
      NONE_FOUND: {
        label: 'None could be found: ask again next working day',
        asksAgain: { on: nextWorkingDay },
      },
      NOT_NEEDED: NO_LONGER,
    },
  }),
  'moving-on': step({
    title: 'Move on from a temporary bed',
    awaits: 'to find a home for after the last night',
    asked: 'com',
    pathway: 'accommodation',
    opens: { from: 'last-night', before: 'movingOnDays' },
    earlyAnswer: true,
    due: { from: 'last-night', before: 'movingOnDueDays' },
    endsWhen: { housed: 'NOT_NEEDED', unsheltered: 'BED_ENDED' },
    details: foundPlace,
    form: [...PLACE_FIELDS, NOTE_FIELD],
    shows: PLACE_SHOWN,
    usually: { outcome: 'ADDRESS_FOUND', details: USUAL_HOME },
    outcomes: {
      ADDRESS_FOUND: {
        ...FINDS_PLACE,
        label: 'Somewhere to live is found',
        // Another bed moves the days of this step, and is moved on from in turn.
        asksAgain: { while: (record, today) => !isHoused(record, today) },
      },
      REFER_TO_CAS3: {
        label: 'Refer to community accommodation (CAS3)',
        forbiddenBy: (record, today, _subject, _details, { law }) => cas3FromOutside(record, today, law),
        refers: nextCas3Referral,
        // A home is still looked for.
        asksAgain: {},
      },
      BED_ENDED: { label: 'The last night came', system: true, passing: true },
      NOT_NEEDED: NO_LONGER,
    },
  }),
  'last-night': step({
    title: 'A place to sleep begins or ends',
    awaits: 'the day on which a place to sleep begins or ends',
    asked: 'date',
    pathway: 'accommodation',
    opens: { from: 'nights-change', days: 0 },
    answersItself: 'OPENED',
    endsWhen: { housed: 'NOT_NEEDED' },
    details: none,
    form: [],
    outcomes: {
      OPENED: {
        ...OPENED,
        asksAgain: { while: (record, today) => nowhereSoonChangesOn(record, today) !== undefined },
        brings: (_answer, record, today) => {
          if (record.releasedOn === undefined) return undefined;
          if (!isSheltered(record, today)) return 'unsheltered';
          return isHoused(record, today) ? 'housed' : 'sheltered';
        },
        does(draft) {
          const { journey, context } = draft;
          if (journey.releasedOn !== undefined && isHoused(journey, context.today)) endSearch(draft);
        },
      },
      NOT_NEEDED: NO_LONGER,
    },
  }),
  'home-watch': step({
    title: 'A home that may be lost',
    awaits: 'for the home to be lost, or for the last check that it is kept',
    asked: 'event',
    pathway: 'accommodation',
    endsWhen: { unsheltered: 'LOST', homeChecked: 'KEPT' },
    details: none,
    form: [],
    outcomes: {
      LOST: { label: 'The home is lost', system: true, passing: true },
      KEPT: { label: 'The home is kept', system: true },
    },
  }),
  'housed-at-4-weeks': stillHoused('firstHousedCheckDays'),
  'housed-at-12-weeks': stillHoused('secondHousedCheckDays'),
};

function hasNoPlace(record: PersonRecord, today: IsoDate): boolean {
  return !isSheltered(record, today);
}

function stillHoused(days: 'firstHousedCheckDays' | 'secondHousedCheckDays') {
  const isLast = days === 'secondHousedCheckDays';
  return step({
    title: (figures) => `Still housed after ${spanInDigits(figures[days])}?`,
    awaits: 'to check that the person still has somewhere to live',
    asked: 'com',
    pathway: 'accommodation',
    opens: { from: 'released', after: days },
    due: { from: 'released', after: days, later: 7 },
    settledBy: (record, _subject, law) =>
      supervisionEndsBefore(record, days, law) ? 'NOT_NEEDED' : undefined,
    details: foundPlace,
    form: [...PLACE_FIELDS, NOTE_FIELD],
    shows: PLACE_SHOWN,
    usually: { outcome: 'HOUSED' },
    outcomes: {
      HOUSED: {
        ...FINDS_PLACE,
        label: 'Housed',
        // Without a place in the record, every list would still say that the person has nowhere to live.
        faultsIn: (details, record, today) =>
          isGiven(details) || placeForNight(record, today).kind === 'nowhere'
            ? FINDS_PLACE.faultsIn(details, record, today)
            : [],
        brings: (answer, record, today) => {
          if (isGiven(answer.details)) return FINDS_PLACE.brings(answer, record, today);
          return isLast && isHoused(record, today) ? 'homeChecked' : undefined;
        },
        does(draft, answer) {
          if (isGiven(answer.details)) FINDS_PLACE.does(draft, answer);
          if (isLast && isHoused(draft.journey, draft.context.today)) setHousing(draft, { checked: true });
        },
      },
      NOT_HOUSED: {
        label: 'Not housed',
        brings: 'unsheltered',
        does: losePlace,
        opens: REFER_FROM_COMMUNITY,
      },
      NOT_NEEDED,
    },
  });
}

/** The answer names a place, because none was recorded, or it is another. */
function isGiven({ settledType, addressLines, postcode }: z.output<typeof foundPlace>): boolean {
  return [settledType, addressLines, postcode].some((given) => given !== undefined);
}
