import { supervisorOf, type Head } from './head.ts';
import { awaitsReturn } from './recall.ts';

/**
 * The officer who answers for the person now: in the community, and until a recalled person is back in prison, the
 * supervising officer; in prison the POM.
 */
export function responsibleOfficer(
  journey: Pick<Head, 'officers' | 'phase'> & Partial<Pick<Head, 'recall'>>,
): string | undefined {
  const { pom, deputy } = journey.officers;
  const supervisor = supervisorOf(journey);
  const isOut = journey.phase === 'community' || (journey.phase === 'recalled' && awaitsReturn(journey));
  return isOut ? (supervisor ?? deputy ?? pom) : (pom ?? deputy ?? supervisor);
}
