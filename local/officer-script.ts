import type { StepDetails } from '../domain/journey/step.ts';

/** How people who do their work in good time answer each kind of step: for the demonstration and the benchmark. */
export interface ScriptedAnswer {
  readonly outcome: string;
  readonly details?: StepDetails;
}

export interface Script {
  readonly pom: string;
  readonly com: string;
  readonly deputy?: string | undefined;
  /** Local housing authorities in the person's order of choice. */
  readonly authorities: readonly string[];
}

/** The answer to a step that waits for a person; undefined for one that agencies, dates or events answer. */
export function scriptedAnswer(kind: string, script: Script): ScriptedAnswer | undefined {
  switch (kind) {
    case 'allocate-officers':
      return {
        outcome: 'ALLOCATED',
        details: {
          pom: script.pom,
          com: script.com,
          ...(script.deputy !== undefined && { deputy: script.deputy }),
        },
      };
    case 'immediate-needs':
      return { outcome: 'RECORDED', details: { tenancy: 'NONE', benefits: 'STOP', medicines: true } };
    case 'housing-need':
      return { outcome: 'NEEDS_HELP' };
    case 'housing-consent':
      return { outcome: 'GIVEN', details: { authorities: script.authorities, shareContactDetails: true } };
    case 'cas3-decision':
      return { outcome: 'REFER' };
    case 'authorities-exhausted':
      return { outcome: 'NO_OTHER', details: { reason: 'Every authority in the area has been asked.' } };
    case 'referral-more-information':
      return { outcome: 'PROVIDED' };
    case 'late-answer':
      return { outcome: 'READ' };
    case 'work-coach-meeting':
      return { outcome: 'MET' };
    case 'identity-documents':
      return { outcome: 'IN_HAND' };
    case 'bank-account':
      return { outcome: 'OPENED' };
    case 'claim-preparation':
      return { outcome: 'PREPARED' };
    case 'jobcentre-interview':
      return { outcome: 'BOOKED' };
    case 'release-checklist':
      return { outcome: 'READY' };
    case 'release-confirmed':
      return { outcome: 'RELEASED' };
    case 'first-appointment':
      return { outcome: 'KEPT' };
    case 'urgent-housing':
      return { outcome: 'ADDRESS_FOUND', details: { settledType: 'TRANSIENT' } };
    case 'housed-at-4-weeks':
    case 'housed-at-12-weeks':
      return { outcome: 'HOUSED' };
    case 'claim-made':
      return { outcome: 'MADE' };
    case 'identity-verified':
      return { outcome: 'VERIFIED' };
    case 'advance-paid':
      return { outcome: 'PAID' };
    case 'review-at-4-weeks':
    case 'review-at-12-weeks':
    case 'review-at-26-weeks':
      return { outcome: 'REVIEWED', details: { ownScore: 6 } };
    default:
      return undefined;
  }
}
