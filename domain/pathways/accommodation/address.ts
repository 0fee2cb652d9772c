import { addDays, type IsoDate } from '../../law/time.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { withdraw } from '../referrals/moves.ts';
import { setPathway } from '../statuses.ts';
import { MOST_PLACES, type Housing, type Place } from './data.ts';
import { isHoused, isSheltered, nextNight, nightsOf, placesOf } from './places.ts';

/** Somewhere to sleep: recorded and lost. */

export function setHousing(draft: PathwayDraft, patch: Partial<Housing>): void {
  draft.update({ housing: { ...draft.journey.housing, ...patch } });
}

/** A place before it is recorded. */
export type FoundPlace = Omit<Place, 'recordedAt' | 'foundBy'>;

/**
 * Somewhere to sleep is found. Where it leaves a home and no night without a bed before it, the search ends, and what was
 * asked of agencies is withdrawn: ask {@link broughtBy} first, so that the live referrals are loaded.
 */
export function recordPlace(draft: PathwayDraft, found: FoundPlace): void {
  addPlace(draft, found);
  if (isHoused(draft.journey, draft.context.today)) endSearch(draft);
}

/** Keeps a bed without a look at what follows it. */
export function addPlace(draft: PathwayDraft, found: FoundPlace): void {
  const { now, by, staff } = draft.context;
  const place: Place = {
    ...found,
    recordedAt: now,
    ...(staff !== undefined && { foundBy: { id: by.id, staff } }),
  };
  const { address: _older, ...housing } = draft.journey.housing;
  const places = [...placesOf(draft.journey.housing), place].slice(-MOST_PLACES);
  draft.update({ housing: { ...housing, places } });
  const { from, until } = nightsOf(place, draft.journey);
  draft.record('address-recorded', { kind: place.kind, from: place.from && from, lastNight: until, staff });
  setPathway(draft, 'accommodation', 'IN_PROGRESS');
}

/** What a place brings once it is recorded: a home, itself or by leading to one, or only somewhere to sleep. */
export function broughtBy(
  found: FoundPlace,
  record: PersonRecord,
  today: IsoDate,
): 'housed' | 'sheltered' | undefined {
  const places = [...placesOf(record.housing), { ...found, recordedAt: '' }];
  const then = { ...record, housing: { ...record.housing, places } };
  if (isHoused(then, today)) return 'housed';
  return isSheltered(then, today) ? 'sheltered' : undefined;
}

/** There is a home: nothing more is asked of agencies. The live referrals must have been loaded. */
export function endSearch(draft: PathwayDraft): void {
  setPathway(draft, 'accommodation', 'DONE');
  for (const referral of draft.liveReferrals()) withdraw(draft, referral, 'HOUSING_NEED_RESOLVED');
}

/** The person can no longer sleep where they were to sleep tonight, or on their first night outside. */
export function losePlace(draft: PathwayDraft): void {
  const { today } = draft.context;
  const { address: _older, ...housing } = draft.journey.housing;
  const night = nextNight(draft.journey, today);
  const places = placesOf(draft.journey.housing).map((place) => {
    const { from, until } = nightsOf(place, draft.journey);
    return (from === undefined || from <= night) && (until === undefined || until >= night)
      ? { ...place, until: addDays(night, -1) }
      : place;
  });
  draft.update({ housing: { ...housing, places } });
  setPathway(draft, 'accommodation', 'SUPPORT_REQUIRED');
}

/** A bed that the person no longer agrees to is no place to sleep from the next night on. */
export function endBed(draft: PathwayDraft, kind: 'CAS3'): void {
  const { address: _older, ...housing } = draft.journey.housing;
  const lastNight = addDays(nextNight(draft.journey, draft.context.today), -1);
  const places = placesOf(draft.journey.housing).map((place) => {
    const { from, until } = nightsOf(place, draft.journey);
    const ends = place.kind === kind && (until === undefined || until > lastNight);
    if (!ends) return place;
    return { ...place, until: from !== undefined && from > lastNight ? addDays(from, -1) : lastNight };
  });
  draft.update({ housing: { ...housing, places } });
  setPathway(draft, 'accommodation', 'SUPPORT_REQUIRED');
}

/** The checks after release are asked again from the next release, and a home is watched until the last of them. */
export function askHousingChecksAgain(draft: PathwayDraft): void {
  const { checked: _before, ...housing } = draft.journey.housing;
  draft.update({ housing });
}
