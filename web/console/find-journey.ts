import { getJourney, type JourneyView } from '../../application/queries/get-journey.ts';
import { decide } from '../../domain/access/access.ts';
import type { Decision } from '../../domain/access/decision.ts';
import type { Action, JourneySubject, Subjects } from '../../domain/access/subjects.ts';
import type { SignedInRequest } from './page-request.ts';
import { forbidden, problemPage, type PageResponse } from './page-response.ts';

/** Actions that are decided from the journey alone. */
export type PlainAction = { [A in Action]: JourneySubject extends Subjects[A] ? A : never }[Action];

/** The journey of the address, for a reader who may do something to it; the page that says why not. */
export async function findJourneyTo(
  action: PlainAction,
  { services, user, params, today }: SignedInRequest,
): Promise<JourneyView | PageResponse> {
  const found = await getJourney(services, user, params['id'] ?? '');
  if (!found.ok) return problemPage(found);
  const journey = found.value;
  const decision: Decision = decide<PlainAction>(user, action, { journey, today });
  return decision.allowed ? journey : forbidden(decision.reason);
}
