import type { Journey } from './journey.ts';
import { definitionOf, type StepKind } from './step-catalogue.ts';
import { addDays } from './time.ts';

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
      return journey.decision?.revision === journey.release.revision ? 'DECIDED' : undefined;
    case 'housing-need':
      return journey.housing.need;
    case 'referral-answer':
      return earlyAnswer(journey, subject);
    case 'cas3-prerequisites':
      return cas3Possible(journey) ? 'MET' : undefined;
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

/** An agency may answer before its answer is asked for; the answer was kept, and is matched here. */
function earlyAnswer(journey: Journey, subject: string | undefined): string | undefined {
  const answer = journey.referrals.findLast((known) => known.subject === subject)?.answer;
  return answer === 'MORE_INFORMATION' ? undefined : answer;
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
