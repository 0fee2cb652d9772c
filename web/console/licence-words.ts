import { capitalised } from '../../domain/law/capitalised.ts';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { FirstAppointment, Licence } from '../../domain/pathways/licence-and-release-date/data.ts';
import { hasLicence } from '../../domain/pathways/licence-and-release-date/licence.ts';
import { sayLicence } from '../../domain/pathways/licence-and-release-date/pathway.ts';
import { CONDITION_WORDS, describeVariation } from '../../domain/journey/describe-licence-fact.ts';
import { officerName, sentence, type Names } from '../../domain/journey/words.ts';
import { recordRow, type RecordRow } from './record-rows.ts';

/** How far the licence is, what it asks of the person, and the first appointment. */
export function licenceRows(journey: JourneyView, names: Names): readonly RecordRow[] {
  if (!hasLicence(journey)) return recordRow('State', ['Released without a licence.']);
  const { licence = {} } = journey;
  return [
    recordRow('State', [sayLicence(licence), ...refusedLines(licence, names)]),
    conditionRow(journey, licence),
    recordRow('Electronic tag', tagLines(licence)),
    recordRow('First appointment', [
      sayFirstAppointment(licence.firstAppointment, journey.supervision?.firstAppointmentOn),
    ]),
  ].flat();
}

/** The latest change that the second officer refused. */
function refusedLines({ refusedVariation }: Licence, names: Names): readonly string[] {
  if (refusedVariation === undefined) return [];
  const { variation, condition, on, by, why } = refusedVariation;
  const change = describeVariation({ variation, condition });
  return [
    `A change that was proposed (${change}) was refused by ${officerName(by, names)} on ${sayDate(on)}. Reason: ${sentence(why)}`,
  ];
}

function conditionRow({ id, answered }: JourneyView, licence: Licence): readonly RecordRow[] {
  if (licence.draftedOn === undefined) return [];
  if (licence.standardOnly === true) return recordRow('Conditions', ['The standard conditions only.']);
  const lines = [
    'The standard conditions, and those that were added when it was drafted.',
    ...(licence.restrictionZone === true ? [`${capitalised(CONDITION_WORDS.RESTRICTION_ZONE)}.`] : []),
  ];
  const drafted = answered.find(({ kind }) => kind === 'licence-conditions');
  if (drafted === undefined) return recordRow('Conditions', lines);
  const href = `/journeys/${id}/steps/${encodeURIComponent(drafted.key)}`;
  return [{ key: 'Conditions', lines, link: { text: 'What was drafted', href } }];
}

function tagLines({ tags = [], tagFittedOn }: Licence): readonly string[] {
  if (tags.length === 0) return [];
  const fitted = tagFittedOn === undefined ? 'Not fitted yet.' : `Fitted by ${sayDate(tagFittedOn)}.`;
  return [...tags.map((tag) => `${capitalised(CONDITION_WORDS[tag])}.`), fitted];
}

function sayFirstAppointment(
  first: FirstAppointment | undefined,
  rearrangedFor: IsoDate | undefined,
): string {
  if (rearrangedFor !== undefined) return `${sayDate(rearrangedFor)}, after one that was missed.`;
  if (first?.on !== undefined) return `${sayDate(first.on)}.`;
  return first?.type === 'NOT_NEEDED' ? 'None is needed.' : 'None is arranged.';
}
