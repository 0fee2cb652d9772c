import type { Journey } from '../record/journey.ts';
import { definitionOf, type StepKind } from '../pathways/catalogue.ts';
import { addDays } from '../law/time.ts';

/**
 * The answer to a step that the record holds before it is asked, or undefined when it must be asked.
 * This is what lets a restarted execution, or a machine that comes to a question late, pass straight through.
 */
export function alreadySettled(
  kind: StepKind,
  journey: Journey,
  subject: string | undefined,
): string | undefined {
  const definition = definitionOf(kind);
  if (
    journey.releasedOn !== undefined &&
    definition.outcomes['OVERTAKEN'] !== undefined &&
    !isAfterRelease(kind)
  ) {
    return 'OVERTAKEN';
  }
  if (journey.housing.address !== undefined && isHousingSearchKind(kind, subject)) return 'NOT_NEEDED';
  switch (kind) {
    case 'allocate-officers':
      return journey.officers.pom !== undefined && journey.officers.com !== undefined
        ? 'ALLOCATED'
        : undefined;
    case 'release-day-decision':
      return journey.decision?.revision === journey.release.revision ? 'DECIDED' : movedSinceCheck(journey);
    case 'bank-holidays-known':
    case 'release-date-watch':
      return movedSinceCheck(journey);
    case 'interview-watch':
      return journey.benefits.interviewOn === journey.releaseDateInForce ? undefined : 'DATE_CHANGED';
    case 'release-checklist':
    case 'release-confirmed':
      return journey.phase === 'release-day' ? undefined : 'DATE_CHANGED';
    case 'housing-need':
      return journey.housing.need;
    case 'cas3-prerequisites':
      return cas3Possible(journey) ? 'MET' : undefined;
    case 'housed-at-4-weeks':
    case 'review-at-4-weeks':
      return endsBefore(journey, 28);
    case 'review-at-12-weeks':
    case 'housed-at-12-weeks':
      return endsBefore(journey, 84);
    case 'review-at-26-weeks':
      return endsBefore(journey, 182);
    default:
      return undefined;
  }
}

/** Community accommodation (CAS3) asks for a duty-to-refer and a commissioned-services referral to have been made. */
export function cas3Possible(journey: Journey): boolean {
  return journey.housing.crsReferredOn !== undefined && journey.housing.dutyToReferOn !== undefined;
}

/** The date moved after the check and before this was asked: the check is to be made again, not answered on an old date. */
function movedSinceCheck(journey: Journey): 'DATE_CHANGED' | undefined {
  return journey.assessedRevision === journey.release.revision ? undefined : 'DATE_CHANGED';
}

function isAfterRelease(kind: StepKind): boolean {
  return kind === 'late-answer' || kind === 'delivery-parked';
}

function isHousingSearchKind(kind: StepKind, subject: string | undefined): boolean {
  if (definitionOf(kind).outcomes['NOT_NEEDED'] === undefined) return false;
  if (definitionOf(kind).pathway !== 'accommodation') return false;
  return (
    kind !== 'housed-at-4-weeks' &&
    kind !== 'housed-at-12-weeks' &&
    (subject === undefined || /^(CRS|DTR|CAS3)-/.test(subject))
  );
}

function endsBefore(journey: Journey, days: number): 'NOT_NEEDED' | undefined {
  const { releasedOn, sentence } = journey;
  return releasedOn !== undefined && addDays(releasedOn, days) > sentence.supervisionEndsOn
    ? 'NOT_NEEDED'
    : undefined;
}
