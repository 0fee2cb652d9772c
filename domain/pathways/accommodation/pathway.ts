import { sayDate } from '../../law/say-date.ts';
import type { PathwayEntry, Readiness } from '../pathway-entry.ts';
import { nextNight, placeForNight, type NightPlace } from './places.ts';

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
    ...sayPlace(placeTonight(record)),
    ...(record.housing.consent === 'REFUSED' ? ['Consent to the duty to refer was refused.'] : []),
  ],
} as const satisfies PathwayEntry;

/** Where the person sleeps on the coming night, or before release on the first night outside. */
function placeTonight({ housing, releaseDate, releasedOn, today }: Readiness): NightPlace {
  const record = {
    housing,
    ...(releaseDate !== undefined && { releaseDateInForce: releaseDate }),
    ...(releasedOn !== undefined && { releasedOn }),
  };
  return placeForNight(record, nextNight(record, today));
}

function sayPlace(night: NightPlace): readonly string[] {
  if (night.kind === 'nowhere') return ['No address is recorded.'];
  const { kind, lines, postcode, foundBy } = night.place;
  const last =
    night.kind === 'home'
      ? ''
      : night.lastNight === undefined
        ? ', and nobody has recorded its last night'
        : `, until the night of ${sayDate(night.lastNight)}`;
  return [
    `${BEDS[kind]}${last}.`,
    ...(lines === undefined ? [] : [[...lines, postcode ?? ''].filter((line) => line !== '').join(', ')]),
    ...(foundBy === undefined
      ? []
      : [`Found by ${foundBy.staff === 'PRISON' ? 'prison' : 'community'} staff.`]),
  ];
}
