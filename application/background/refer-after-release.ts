import { referralsToAsk } from '../../domain/pathways/accommodation/from-community.ts';
import { tellLive } from '../../domain/pathways/referrals/moves.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import type { Change } from '../change.ts';

/**
 * The first thing in the community: agencies with a live referral are sent the day of release, and the supervising
 * officer of someone with nowhere to live is asked for referrals. It finds both done when it runs again.
 */
export async function referAfterRelease({ draft, loadReferrals, loadSteps, open }: Change): Promise<void> {
  const { releasedOn, referrals } = draft.journey;
  if (releasedOn === undefined) return;
  await loadReferrals(referrals.filter(({ live }) => live).map(({ id }) => id));
  if (draft.liveReferrals().some((referral) => referral.releasedOn !== releasedOn))
    tellLive(draft, (referral) => ({ ...referral, releasedOn }), ['releasedOn']);
  for (const kind of referralsToAsk(draft.journey, draft.context.today, draft.context.law)) {
    const key = stepKey(draft.journey.cycle, kind);
    await loadSteps([key]);
    if (draft.step(key) === undefined) await open({ kind });
  }
}
