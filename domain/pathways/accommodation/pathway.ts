import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry, Readiness } from '../pathway-entry.ts';
import type { IsoDate } from '../../law/time.ts';
import type { Place } from './data.ts';
import { nextNight, nightsOf, placeForNight, placesOf, type NightPlace } from './places.ts';

const BEDS = {
  SETTLED: 'A home is recorded',
  TRANSIENT: 'A temporary address is recorded',
  CAS1: 'A place in approved premises (CAS1) is recorded',
  CAS3: 'A place in community accommodation (CAS3) is recorded',
} as const;

export const ACCOMMODATION = {
  name: 'Accommodation',
  machine: 'housing',
  readiness: (record) => [
    ...sayPlaces(record),
    ...(record.housing.consent === 'REFUSED' ? ['Consent to the duty to refer was refused.'] : []),
  ],
} as const satisfies PathwayEntry;

/** Where the person sleeps on the coming night, or before release on the first night outside; or else later. */
function sayPlaces({ housing, releaseDate, releasedOn, today }: Readiness): readonly string[] {
  const record = {
    housing,
    ...(releaseDate !== undefined && { releaseDateInForce: releaseDate }),
    ...(releasedOn !== undefined && { releasedOn }),
  };
  const night = nextNight(record, today);
  const found = placeForNight(record, night);
  if (found.kind !== 'nowhere') return sayPlace(found.place, lastOf(found));
  const later = placesOf(housing)
    .map((place) => nightsOf(place, record))
    .filter(({ from }) => from !== undefined && from > night)
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  if (later.length === 0) return ['No address is recorded.'];
  return [
    `There is nowhere to sleep on the night of ${sayDate(night)}.`,
    ...later.flatMap(({ place, from, until }) => sayPlace(place, untilNight(until), from)),
  ];
}

function lastOf(night: Exclude<NightPlace, { readonly kind: 'nowhere' }>): string {
  if (night.kind === 'home') return '';
  return night.lastNight === undefined
    ? ', and nobody has recorded its last night'
    : untilNight(night.lastNight);
}

function untilNight(until: IsoDate | undefined): string {
  return until === undefined ? '' : `, until the night of ${sayDate(until)}`;
}

function sayPlace(
  { kind, lines, postcode, foundBy }: Place,
  last: string,
  from?: IsoDate,
): readonly string[] {
  const first = from === undefined ? '' : `, from the night of ${sayDate(from)}`;
  return [
    `${BEDS[kind]}${first}${last}.`,
    ...(lines === undefined ? [] : [[...lines, postcode ?? ''].filter((line) => line !== '').join(', ')]),
    ...(foundBy === undefined
      ? []
      : [`Found by ${foundBy.staff === 'PRISON' ? 'prison' : 'community'} staff.`]),
  ];
}
