import { capitalised } from '../../domain/law/capitalised.ts';
import type { JourneyView } from '../../application/queries/get-journey.ts';
import { CONDITION_WORDS, describeVariation } from '../../domain/journey/describe-licence-fact.ts';
import { officerName, sentence, type Names } from '../../domain/journey/words.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import type { IsoDate } from '../../domain/law/time.ts';
import type { Variation } from '../../domain/pathways/licence-and-release-date/data.ts';
import {
  versionsOf,
  type NumberedVersion,
} from '../../domain/pathways/licence-and-release-date/variation.ts';

/** Each version of a licence that was changed, newest first: from when it counts, what it has, what the person was told. */
export function versionRows(
  journey: Pick<JourneyView, 'licence' | 'releasedOn'>,
  today: IsoDate,
  names: Names,
) {
  const versions = versionsOf(journey, today);
  return (versions.length > 1 ? versions : []).map((version) => ({
    name: `Version ${version.number}`,
    counts: version.from === undefined ? 'From release' : `From ${sayDate(version.from)}`,
    inForce: version.inForce,
    lines: [...conditionsOf(version), ...changeOf(version.variation, names)],
    told: toldOf(version),
  }));
}

function conditionsOf({
  tags = [],
  restrictionZone,
  standardOnly,
  policyVersion,
}: NumberedVersion): readonly string[] {
  const special = [
    ...tags.map((tag) => CONDITION_WORDS[tag]),
    ...(restrictionZone === true ? [CONDITION_WORDS.RESTRICTION_ZONE] : []),
  ];
  return [
    standardOnly === true
      ? 'The standard conditions only.'
      : special.length === 0
        ? 'No electronic tag and no restriction zone.'
        : `${capitalised(special.join('; '))}.`,
    ...(policyVersion === undefined ? [] : [`By version ${policyVersion} of the policy.`]),
  ];
}

function changeOf(variation: Variation | undefined, names: Names): readonly string[] {
  if (variation === undefined) return [];
  const { variation: how, condition, text, reason, proposedBy, approvedBy } = variation;
  return [
    `${capitalised(describeVariation({ variation: how, condition }))}.`,
    ...(text === undefined ? [] : [`It says: ${sentence(text)}`]),
    `Reason: ${sentence(reason)}`,
    `Proposed by ${officerName(proposedBy, names)} and approved by ${officerName(approvedBy, names)}.`,
  ];
}

function toldOf({ explainedOn, signedOn, notSigned }: NumberedVersion): string {
  if (signedOn !== undefined) return `Signed on ${sayDate(signedOn)}.`;
  if (notSigned === true) return 'Explained, and not signed.';
  return explainedOn === undefined
    ? 'Not explained yet.'
    : `Explained on ${sayDate(explainedOn)}, not signed yet.`;
}
