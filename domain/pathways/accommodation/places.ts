import { addDays, later, type IsoDate } from '../../law/time.ts';
import type { PersonRecord } from '../person-record.ts';
import type { Housing, Place } from './data.ts';

/** Where the person sleeps on one night. A bed has a last night, known or not; a home has none. */
export type NightPlace =
  | { readonly kind: 'home'; readonly place: Place }
  | { readonly kind: 'bed'; readonly place: Place; readonly lastNight?: IsoDate }
  | { readonly kind: 'nowhere' };

type Record = Pick<PersonRecord, 'housing' | 'releasedOn' | 'releaseDateInForce'>;
type PhasedRecord = Record & Pick<PersonRecord, 'phase'>;

/** Every CAS3 bed that was stored without its number of nights was given for this many. */
const UNSTORED_NIGHTS = 84;

/**
 * Where the person sleeps on a night, by the day on which it begins, once they are out: a home if there is one, else
 * the bed that lasts longest, else nowhere. The one rule for lists, flags, milestones, closing and pages.
 */
export function placeForNight(record: Record, night: IsoDate): NightPlace {
  const there = placesOf(record.housing)
    .map((place) => nightsOf(place, record))
    .filter(
      ({ from, until }) => (from === undefined || from <= night) && (until === undefined || night <= until),
    );
  const home = there.findLast(({ place, until }) => isHome(place, until));
  if (home !== undefined) return { kind: 'home', place: home.place };
  const [bed] = there.toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1));
  if (bed === undefined) return { kind: 'nowhere' };
  return { kind: 'bed', place: bed.place, ...(bed.until !== undefined && { lastNight: bed.until }) };
}

/** The night that matters now: the coming one, or before a release that is known the first one outside. */
export function nextNight(
  { releasedOn, releaseDateInForce }: Pick<Record, 'releasedOn' | 'releaseDateInForce'>,
  today: IsoDate,
): IsoDate {
  return later(today, releasedOn ?? releaseDateInForce ?? today);
}

/** What follows from the night that matters now, bed after bed: a home, nowhere, or a bed without a known end. */
export interface ComingNights {
  readonly leadsTo: 'home' | 'nowhere' | 'unknown';
  /** The last night with a bed, when nothing follows it. */
  readonly lastNight?: IsoDate;
}

export function comingNights(record: Record, today: IsoDate): ComingNights {
  let lastNight: IsoDate | undefined;
  for (let night = nextNight(record, today); ; night = addDays(lastNight, 1)) {
    const found = placeForNight(record, night);
    if (found.kind === 'home') return { leadsTo: 'home' };
    if (found.kind === 'nowhere')
      return { leadsTo: 'nowhere', ...(lastNight !== undefined && { lastNight }) };
    if (found.lastNight === undefined) return { leadsTo: 'unknown' };
    lastNight = found.lastNight;
  }
}

/** The person has a home, or a bed until the home that follows it. A bed alone is no home. */
export function isHoused(record: Record, today: IsoDate): boolean {
  return comingNights(record, today).leadsTo === 'home';
}

/** There will be a home, but not yet on the first night outside, nor a bed until it. */
export function homeBeginsAfterRelease(record: Record): boolean {
  const { housing, releaseDateInForce } = record;
  return (
    releaseDateInForce !== undefined &&
    placesOf(housing).some((place) => isHome(place, place.until)) &&
    !isHoused(record, releaseDateInForce)
  );
}

/** There is a home or a bed: before the release day for the first night outside, from it on for tonight and tomorrow night. */
export function isSheltered(record: Record, today: IsoDate): boolean {
  const night = nextNight(record, today);
  const isOut = record.releasedOn !== undefined || (record.releaseDateInForce ?? '9999') <= today;
  const nights = isOut ? [night, addDays(night, 1)] : [night];
  return nights.every((each) => placeForNight(record, each).kind !== 'nowhere');
}

/**
 * The person is outside tonight or tomorrow night, as far as anyone knows, and has nowhere to sleep. From release-day
 * work on, which is days before, the first night counts as one of them.
 */
export function hasNowhereSoon(record: PhasedRecord, today: IsoDate): boolean {
  const { phase, releasedOn, releaseDateInForce } = record;
  if (phase === 'closed' || phase === 'recalled') return false;
  if (releasedOn === undefined) {
    if (releaseDateInForce === undefined) return false;
    if (phase !== 'release-day' && releaseDateInForce > addDays(today, 1)) return false;
  }
  return !isSheltered(record, today);
}

/**
 * The next day on which a place that begins or ends changes whether the person has nowhere to sleep soon. Release-day
 * work, which has a day of its own, changes it before release.
 */
export function nowhereSoonChangesOn(record: PhasedRecord, today: IsoDate): IsoDate | undefined {
  const now = hasNowhereSoon(record, today);
  return placesOf(record.housing)
    .flatMap((place) => {
      const { from, until } = nightsOf(place, record);
      return [...aroundNight(from, -1), ...aroundNight(until, 1)];
    })
    .filter((day) => day > today && hasNowhereSoon(record, day) !== now)
    .sort()[0];
}

function aroundNight(night: IsoDate | undefined, other: 1 | -1): readonly IsoDate[] {
  return night === undefined ? [] : [night, addDays(night, other)];
}

/** All places recorded, the older form of an address included. */
export function placesOf({ places, address }: Pick<Housing, 'places' | 'address'>): readonly Place[] {
  if (places !== undefined) return places;
  if (address === undefined) return [];
  return [{ ...address, ...(address.kind === 'CAS3' && { nights: UNSTORED_NIGHTS }) }];
}

/** The first and the last night of a place; no first night before a release date is known, and no last one where nobody knows it. */
export function nightsOf(
  place: Place,
  { releasedOn, releaseDateInForce }: Pick<Record, 'releasedOn' | 'releaseDateInForce'>,
): { readonly place: Place; readonly from?: IsoDate; readonly until?: IsoDate } {
  const from = place.from ?? releasedOn ?? releaseDateInForce;
  const counted =
    place.nights === undefined || from === undefined ? undefined : addDays(from, place.nights - 1);
  const until = place.until ?? counted;
  return { place, ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

function isHome({ kind }: Place, until: IsoDate | undefined): boolean {
  return kind === 'SETTLED' && until === undefined;
}
