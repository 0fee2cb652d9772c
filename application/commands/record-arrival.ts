import type { User } from '../../domain/access/user.ts';
import type { GivenReturn } from '../../domain/record/recall.ts';
import { admit, type Terms } from '../access.ts';
import { keys } from '../keys.ts';
import { done, refuse, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { recordReturn, type ReturnRecorded } from './record-return.ts';

export type ArrivalRecorded = ReturnRecorded & { readonly id: string };

/**
 * Records the return of a recalled person who has arrived in a prison that is not theirs, by their prison number: its
 * offender management unit has the person before it, and cannot find the journey. From then on the person is in its care.
 * @returns NOT_PERMITTED; NOT_FOUND alike for an unknown number, a person who is not recalled, and one whom the user may not
 * see; otherwise as `recordReturn`.
 */
export async function recordArrival(
  services: Services,
  user: User,
  { prisonNumber, ...given }: GivenReturn & { readonly prisonNumber: string },
  terms: Terms = {},
): Promise<Result<ArrivalRecorded>> {
  const reader = admit(services, user, 'record-arrival', { prison: given.prison });
  if (!reader.ok) return reader;
  const journeyId = (await services.table.get(keys.person(prisonNumber)))?.['journeyId'];
  if (typeof journeyId !== 'string') return nobodyToReturn();
  const recorded = await recordReturn(services, user, journeyId, given, terms);
  if (recorded.ok) return done({ ...recorded.value, id: journeyId });
  const hidden = recorded.code === 'NOT_PERMITTED' || recorded.code === 'CONFLICT';
  return hidden ? nobodyToReturn() : recorded;
}

function nobodyToReturn(): Result<never> {
  return refuse(
    'NOT_FOUND',
    'No recalled person of this number is expected back whose return you may record. Check the number and the prison, and if they are right, ask the person’s community team.',
  );
}
