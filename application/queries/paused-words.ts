import { agencyName, type Names } from '../../domain/journey/words.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { describePause, type AgencyPause } from '../../domain/partners/pause.ts';
import { listPauses } from '../agency-pauses.ts';
import type { Services } from '../services.ts';

export type Paused = ReadonlyMap<string, AgencyPause>;

/** The agencies that are paused now, where the journey has a referral. */
export async function pausedFor(
  { table }: Pick<Services, 'table'>,
  { referrals }: Pick<Journey, 'referrals'>,
): Promise<Paused> {
  return referrals.length === 0 ? new Map<string, AgencyPause>() : listPauses(table);
}

/** What officers read beside a step or a referral whose agency is paused. */
export function pausedWords(
  agencyId: string | undefined,
  paused: Paused,
  names: Names,
): { readonly paused?: string } {
  const pause = agencyId === undefined ? undefined : paused.get(agencyId);
  return pause === undefined ? {} : { paused: describePause(agencyName(pause.agencyId, names), pause) };
}
