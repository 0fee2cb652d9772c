import { completeStep } from '../../application/commands/complete-step.ts';
import { decideProposal } from '../../application/commands/decide-proposal.ts';
import { recordRelease } from '../../application/commands/record-release.ts';
import { dateInLondon } from '../../domain/law/time.ts';
import { decideJourneyReleaseDay } from '../../application/commands/decide-release-day.ts';
import { respondToReferral } from '../../application/commands/respond-to-referral.ts';
import { type User } from '../../domain/access/user.ts';
import { DUTIES } from '../../domain/record/duties.ts';
import { readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import type { RegisteredStaff } from '../../application/ports/staff-register.ts';
import type { Services } from '../../application/services.ts';
import type { AskedStep } from '../../local/asked-steps.ts';
import { scriptedAnswer, usualRelease } from '../../local/officer-script.ts';

const SCRIPT = {
  pom: 'pat.pom',
  com: 'chris.com',
  deputy: 'dee.deputy',
  authorities: ['council-a', 'council-b'],
};
/** Those whom the script names, for the staff register. */
export const NAMED: readonly RegisteredStaff[] = [
  { id: SCRIPT.pom, name: 'Pat', duties: ['POM'], prisons: ['LEI'], regions: [] },
  { id: SCRIPT.com, name: 'Chris', duties: ['COM'], prisons: [], regions: ['N54'] },
  { id: SCRIPT.deputy, name: 'Dee', duties: ['COM'], prisons: [], regions: ['N54'] },
];

/** Everybody who works on a journey, in one. */
export const OFFICER: User = {
  id: 'bench.officer',
  name: 'Bench Officer',
  roles: ['officer', 'admin'],
  duties: DUTIES,
  prisons: ['LEI'],
  regions: ['N54'],
};

/** Confirms what the first proposes. */
export const SECOND_OFFICER: User = {
  ...OFFICER,
  id: 'bench.second',
  name: 'Bench Second',
  roles: ['officer'],
};

/**
 * Answers a step as people who work on time do, and returns who answered it; nobody answers a step that waits for a
 * date. The first council declines, so that there is a second.
 */
export async function answerStepAsked(
  services: Services,
  { journeyId, key, kind, subject }: AskedStep,
): Promise<'officer' | 'agency' | undefined> {
  const today = dateInLondon(services.clock.now()).toString();
  if (kind === 'release-day-decision') {
    await decideJourneyReleaseDay(services, OFFICER, journeyId, { outcome: 'PRESUMPTIVE' });
    return 'officer';
  }
  if (kind === 'referral-answer') {
    await answerReferral(services, journeyId, subject);
    return 'agency';
  }
  if (kind === 'release-confirmed') {
    await recordRelease(services, OFFICER, journeyId, usualRelease(today));
    return 'officer';
  }
  if (kind === 'release-approval') {
    const head = await services.table.get(keys.journey(journeyId));
    const proposal = head && readJourney(head).proposals?.[0];
    await decideProposal(services, SECOND_OFFICER, journeyId, proposal?.id ?? '', { decision: 'APPROVE' });
    return 'officer';
  }
  const scripted = scriptedAnswer(kind, SCRIPT, today);
  if (scripted === undefined) return undefined;
  const { outcome, details = {} } = scripted;
  await completeStep(services, OFFICER, { journeyId, key, outcome, details });
  return 'officer';
}

async function answerReferral(
  services: Services,
  journeyId: string,
  subject: string | undefined,
): Promise<void> {
  const head = await services.table.get(keys.journey(journeyId));
  const referral = head && readJourney(head).referrals.find((known) => known.subject === subject);
  if (referral === undefined) return;
  const answer = referral.agencyId === 'council-a' ? 'DECLINED' : 'ACCEPTED';
  await respondToReferral(services, partner(referral.agencyId), { referralId: referral.id, answer });
}

function partner(agencyId: string): User {
  return { id: agencyId, name: agencyId, roles: ['partner'], duties: [], prisons: [], regions: [], agencyId };
}
