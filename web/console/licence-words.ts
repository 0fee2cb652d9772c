import type { JourneyView } from '../../application/queries/get-journey.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { FirstAppointment, Licence, Tag } from '../../domain/pathways/licence-and-release-date/data.ts';
import { hasLicence } from '../../domain/pathways/licence-and-release-date/licence.ts';
import { sayLicence } from '../../domain/pathways/licence-and-release-date/pathway.ts';
import { recordRow, type RecordRow } from './record-rows.ts';

const TAGS: Readonly<Record<Tag, string>> = {
  CURFEW: 'A tag for a curfew',
  LOCATION: 'A tag that shows where the person is',
  ALCOHOL: 'A tag that shows whether the person drank alcohol',
};

/** How far the licence is, what it asks of the person, and the first appointment. */
export function licenceRows(journey: JourneyView): readonly RecordRow[] {
  if (!hasLicence(journey)) return recordRow('State', ['Released without a licence.']);
  const { licence = {} } = journey;
  return [
    recordRow('State', [sayLicence(licence), ...changedLines(licence)]),
    conditionRow(journey, licence),
    recordRow('Electronic tag', tagLines(licence)),
    recordRow('First appointment', [sayFirstAppointment(licence.firstAppointment)]),
  ].flat();
}

function changedLines({ variedOn }: Licence): readonly string[] {
  return variedOn === undefined ? [] : [`Its conditions were last changed on ${sayDate(variedOn)}.`];
}

function conditionRow({ id, answered }: JourneyView, licence: Licence): readonly RecordRow[] {
  if (licence.draftedOn === undefined) return [];
  if (licence.standardOnly === true) return recordRow('Conditions', ['The standard conditions only.']);
  const lines = [
    'The standard conditions, and those that were added when it was drafted.',
    ...(licence.restrictionZone === true ? ['A zone that the person must stay out of, or within.'] : []),
  ];
  const drafted = answered.find(({ kind }) => kind === 'licence-conditions');
  if (drafted === undefined) return recordRow('Conditions', lines);
  const href = `/journeys/${id}/steps/${encodeURIComponent(drafted.key)}`;
  return [{ key: 'Conditions', lines, link: { text: 'What was drafted', href } }];
}

function tagLines({ tags = [], tagFittedOn }: Licence): readonly string[] {
  if (tags.length === 0) return [];
  const fitted = tagFittedOn === undefined ? 'Not fitted yet.' : `Fitted by ${sayDate(tagFittedOn)}.`;
  return [...tags.map((tag) => `${TAGS[tag]}.`), fitted];
}

function sayFirstAppointment(first: FirstAppointment | undefined): string {
  if (first?.on !== undefined) return `${sayDate(first.on)}.`;
  return first?.type === 'NOT_NEEDED' ? 'None is needed.' : 'None is arranged.';
}
