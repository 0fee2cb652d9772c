import type { Law } from '../law/law.ts';
import type { IsoDate } from '../law/time.ts';
import { stepEntry, type Outcome, type StepKind } from '../pathways/catalogue.ts';
import { MILESTONE_NAMES, MILESTONES, type Milestone } from '../pathways/milestones.ts';
import type { PersonRecord } from '../pathways/person-record.ts';
import { serviceEntry } from '../pathways/services.ts';
import { readReferralSubject } from '../record/subjects.ts';

/** The outcome a step gets when a milestone is reached; undefined for one that goes on. */
export function outcomeAt(
  milestone: Milestone,
  kind: StepKind,
  subject: string | undefined,
): Outcome | undefined {
  const outcome = stepEntry(kind).endsWhen?.[milestone];
  const referral = readReferralSubject(subject);
  if (outcome === undefined || referral === undefined || milestone === 'released') return outcome;
  return serviceEntry(referral.service).wantedUntil.includes(milestone) ? outcome : undefined;
}

/**
 * The answer to a step that the record holds before it is asked, or undefined when it must be asked. So a restarted
 * execution, or a machine that comes to a question late, does not wait.
 */
export function alreadySettled(
  kind: StepKind,
  record: PersonRecord,
  subject: string | undefined,
  law: Law,
  today: IsoDate,
): Outcome | undefined {
  for (const milestone of MILESTONE_NAMES) {
    if (milestone === 'released' && stepEntry(kind).carried !== undefined) continue;
    const outcome = MILESTONES[milestone](record, today) ? outcomeAt(milestone, kind, subject) : undefined;
    if (outcome !== undefined) return outcome;
  }
  return stepEntry(kind).settledBy?.(record, subject, law);
}
