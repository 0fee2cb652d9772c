import type { FactData } from '../record/facts.ts';
import { sayDate } from '../law/say-date.ts';
import { namesOfItems } from '../pathways/release/gate-items.ts';
import {
  GATE_ITEMS,
  RELEASE_GROUNDS,
  type GateItem,
  type ReleaseGround,
} from '../record/recorded-release.ts';
import { officerName, say, sentence, type Names } from './words.ts';

/** After "released": why. */
const GROUNDS: Readonly<Record<ReleaseGround, string>> = {
  DATE_IN_FORCE: 'on or after the release date in force',
  PAROLE: 'on parole',
  EXECUTIVE_RELEASE: 'by executive release',
  COURT_ORDER: 'by order of a court',
  EARLY_REMOVAL: 'for early removal from the country',
  AT_COURT: 'at court, or on time served',
  IN_ERROR: 'in error, without authority',
};

export function describeReleaseGround(ground: unknown): string {
  const known = RELEASE_GROUNDS.find((each) => each === ground);
  return known === undefined ? 'on a ground not recorded' : GROUNDS[known];
}

/** The timeline's sentences about release itself, and about what was recorded wrongly. */
export const describeReleaseFact = {
  released: (data: FactData, names: Names): string => {
    const { releaseDateInForce, on, ground } = data;
    if (on === undefined)
      return `The person was released. The release date in force was ${sayDate(releaseDateInForce)}.`;
    if (ground === undefined) return `The person had served their time and was released on ${sayDate(on)}.`;
    return `The person was released on ${sayDate(on)}, ${describeReleaseGround(ground)}.${rest(data, names)}`;
  },
  'released-in-error': (data: FactData, names: Names): string =>
    `The person was released in error on ${sayDate(data['on'])}, without authority.${rest(data, names)}`,
  'release-made-lawful': ({ reason }: FactData): string =>
    `A lawful ground was found for the release. ${sentence(say(reason))}`,
  'release-day-corrected': ({ from, to, reason }: FactData): string =>
    `The day of release was recorded wrongly as ${sayDate(from)}. It was ${sayDate(to)}. Reason: ${sentence(say(reason))}`,
  'release-undone': ({ correction, was, reason, reopened }: FactData): string =>
    `${correction === 'RETURNED_TO_CUSTODY' ? `The person, who was out since ${sayDate(was)}, is back in custody.` : `The release recorded for ${sayDate(was)} did not happen.`} The journey${reopened === undefined ? '' : `, closed on ${sayDate(reopened)}, is open again and`} returns to where it was. Reason: ${sentence(say(reason))}`,
} as const;

function rest({ missing, reason, secondOfficer, recordedBy }: FactData, names: Names): string {
  const items = itemsIn(missing);
  return [
    items.length === 0 ? '' : ` They left without: ${namesOfItems(items)}.`,
    typeof reason === 'string' ? ` Reason: ${sentence(reason)}` : '',
    typeof secondOfficer === 'string' && typeof recordedBy === 'string'
      ? ` Recorded by ${officerName(recordedBy, names)} and confirmed by ${officerName(secondOfficer, names)}.`
      : '',
  ].join('');
}

function itemsIn(listed: FactData[string]): readonly GateItem[] {
  return Array.isArray(listed) ? GATE_ITEMS.filter((item) => listed.includes(item)) : [];
}
