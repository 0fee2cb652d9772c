import type { IsoDate } from '../law/time.ts';
import { supervisorOf, type Head } from './head.ts';
import { awaitsReturn } from './recall.ts';

/** What decides which officer answers for a person. */
export type Responsibility = Pick<Head, 'officers' | 'phase'> &
  Partial<Pick<Head, 'recall'>> & {
    /** Of the time in custody: the day on which the prison handed over to the community, once it has. */
    readonly custody?: { readonly handedOverOn?: IsoDate } | undefined;
  };

/**
 * The officer who answers for the person now: in the community, from the handover on, and until a recalled person is
 * back in prison, the supervising officer; in prison before that the POM.
 */
export function responsibleOfficer(journey: Responsibility): string | undefined {
  const { pom, deputy } = journey.officers;
  const supervisor = supervisorOf(journey);
  const isOut = journey.phase === 'community' || (journey.phase === 'recalled' && awaitsReturn(journey));
  const isHandedOver = journey.custody?.handedOverOn !== undefined;
  return isOut || isHandedOver ? (supervisor ?? deputy ?? pom) : (pom ?? deputy ?? supervisor);
}
