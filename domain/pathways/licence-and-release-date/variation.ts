import { sayDate } from '../../law/say-date.ts';
import { later, type IsoDate } from '../../law/time.ts';
import type { Condition, GivenVariation } from '../../record/licence-variation.ts';
import { placeForNight } from '../accommodation/places.ts';
import type { PersonRecord } from '../person-record.ts';
import type { BrokenRule, Need } from '../step-entry.ts';
import { TAGS, type Licence, type LicenceVersion, type Tag, type Variation } from './data.ts';
import { hasLicence } from './licence.ts';

/** A change of the conditions of the licence after release. */

type OnLicence = Pick<PersonRecord, 'phase' | 'releasedOn' | 'dates' | 'sentence'>;

/** The person is in the community under a licence. */
export function isOnLicence(record: OnLicence): boolean {
  const { phase, releasedOn, sentence } = record;
  return (
    phase === 'community' &&
    releasedOn !== undefined &&
    sentence.releaseKind !== 'REMAND' &&
    hasLicence(record)
  );
}

/** What cannot be right in a proposed change, by its field. */
export function faultsOfVariation(
  { licence, sentence }: Pick<PersonRecord, 'licence' | 'sentence'>,
  { variation, condition, text, from, reason }: GivenVariation,
  today: IsoDate,
): readonly Need<keyof GivenVariation>[] {
  const day = wrongDay(from, licence?.inForceFrom, sentence.supervisionEndsOn, today);
  const already = hasCondition(licence, condition);
  const says = text !== undefined && text.trim() !== '';
  return [
    ...(variation === 'ADD' && already === true
      ? [{ field: 'condition', problem: 'The licence has this condition already.' } as const]
      : []),
    ...(variation !== 'ADD' && already === false
      ? [{ field: 'condition', problem: 'The licence does not have this condition.' } as const]
      : []),
    ...(variation !== 'REMOVE' && !says
      ? [{ field: 'text', problem: 'Say what the condition is after the change.' } as const]
      : []),
    ...(day === undefined ? [] : [{ field: 'from', problem: day } as const]),
    ...(reason.trim() === '' ? [{ field: 'reason', problem: 'Give the reason.' } as const] : []),
  ];
}

function wrongDay(
  from: IsoDate,
  latest: IsoDate | undefined,
  supervisionEndsOn: IsoDate | undefined,
  today: IsoDate,
): string | undefined {
  if (from < today) return 'The change counts from today or a later day.';
  if (latest !== undefined && from < latest)
    return `A change from ${sayDate(latest)} is approved already. Choose that day or a later one.`;
  if (supervisionEndsOn !== undefined && from > supervisionEndsOn)
    return `The licence ends on ${sayDate(supervisionEndsOn)}.`;
  return undefined;
}

/** Undefined for conditions that the record does not tell apart. */
function hasCondition(licence: Licence | undefined, condition: Condition): boolean | undefined {
  if (condition === 'OTHER') return undefined;
  if (condition === 'RESTRICTION_ZONE') return licence?.restrictionZone === true;
  return licence?.tags?.includes(condition) === true;
}

/** A curfew is added or changed, and the person has no address to be at on its first day. */
export function curfewWithoutAddress(
  record: PersonRecord,
  { variation, condition, from }: GivenVariation,
  today: IsoDate,
): BrokenRule | undefined {
  if (condition !== 'CURFEW' || variation === 'REMOVE') return undefined;
  return placeForNight(record, later(from, today)).kind === 'nowhere'
    ? {
        rule: 'curfew-needs-address',
        explanation: 'A curfew needs an address to be at, and none is recorded for its first day.',
      }
    : undefined;
}

/**
 * The licence with a change that another officer has approved. The version before it is kept.
 * @param from the day on which the new version begins to count.
 */
export function variedLicence(
  licence: Licence | undefined,
  { variation, condition, text, reason }: GivenVariation,
  by: Pick<Variation, 'proposedBy' | 'approvedBy'>,
  { from, today, policyVersion }: { from: IsoDate; today: IsoDate; policyVersion: number },
): Licence {
  const {
    draftedOn,
    firstAppointment,
    activeId,
    earlierVersions = [],
    refusedVariation: _old,
    ...before
  } = licence ?? {};
  const zone = condition === 'RESTRICTION_ZONE' ? variation !== 'REMOVE' : before.restrictionZone === true;
  const refits = variation === 'ADD' && isTag(condition);
  return {
    ...(draftedOn !== undefined && { draftedOn }),
    ...(firstAppointment && { firstAppointment }),
    ...(activeId !== undefined && { activeId }),
    earlierVersions: [...earlierVersions, before],
    policyVersion,
    approvedOn: today,
    inForceFrom: from,
    tags: tagsAfter(before.tags ?? [], variation, condition),
    ...(zone && { restrictionZone: true }),
    ...(!refits && before.tagFittedOn !== undefined && { tagFittedOn: before.tagFittedOn }),
    variation: { variation, condition, reason, ...(text !== undefined && { text }), ...by },
  };
}

function tagsAfter(
  tags: readonly Tag[],
  variation: GivenVariation['variation'],
  condition: Condition,
): readonly Tag[] {
  if (!isTag(condition) || variation === 'CHANGE') return tags;
  return TAGS.filter((tag) => (tag === condition ? variation === 'ADD' : tags.includes(tag)));
}

export function isTag(condition: Condition): condition is Tag {
  return TAGS.some((tag) => tag === condition);
}

/** A version with its number, the oldest being 1, and the day from which it counts. */
export interface NumberedVersion extends LicenceVersion {
  readonly number: number;
  readonly from?: IsoDate;
  /** It counts today. */
  readonly inForce: boolean;
}

/** Every version of the licence, newest first. */
export function versionsOf(
  { licence, releasedOn }: Pick<PersonRecord, 'licence' | 'releasedOn'>,
  today: IsoDate,
): readonly NumberedVersion[] {
  if (licence?.approvedOn === undefined) return [];
  const { earlierVersions = [], ...latest } = licence;
  const numbered = [...earlierVersions, latest].map((version, index) => ({
    ...version,
    number: index + 1,
    from: version.inForceFrom ?? releasedOn,
  }));
  const now = numbered.findLast(({ from }) => from !== undefined && from <= today)?.number;
  return numbered
    .map(({ from, ...version }) => ({
      ...version,
      ...(from !== undefined && { from }),
      inForce: version.number === now,
    }))
    .toReversed();
}

/** The person was not released: the latest conditions are those of the release to come. None counted, no tag is on. */
export function licenceOfReleaseToCome({
  inForceFrom: _never,
  variation: _change,
  earlierVersions: _before,
  refusedVariation: _refused,
  tagFittedOn: _fitted,
  ...licence
}: Licence): Licence {
  return licence;
}
