import type { User } from '../../domain/access/user.ts';
import {
  isKnownPrison,
  isKnownRegion,
  transferPerson as transfer,
  type GivenTransfer,
} from '../../domain/journey/transfer.ts';
import { rowsTouchedByDate } from '../../domain/journey/touched-rows.ts';
import { awaitsReturn } from '../../domain/record/recall.ts';
import { stepKey } from '../../domain/record/step-key.ts';
import { changeFor, type Terms } from '../access.ts';
import type { Change } from '../change.ts';
import { done, refuse, type Refusal, type Result } from '../refusal.ts';
import type { Services } from '../services.ts';
import { startAgain } from '../start-again.ts';

export type PersonTransferred = { readonly prison: string; readonly region: string };

/**
 * Records that a person in prison is at another prison, or belongs to another probation region, from today.
 * @returns NOT_PERMITTED; CONFLICT for a person who is not in prison; VALIDATION_FAILED for an unknown prison or region,
 * or where neither is another one.
 */
export async function transferPerson(
  services: Services,
  user: User,
  journeyId: string,
  given: GivenTransfer,
  terms: Terms = {},
): Promise<Result<PersonTransferred>> {
  return changeFor(services, user, journeyId, { action: 'transfer-person' }, terms, (change) =>
    carryOutTransfer(change, given),
  );
}

/** What the command does to a draft. A message of the prison's system does the same. */
export async function carryOutTransfer(
  change: Change,
  given: GivenTransfer,
): Promise<Result<PersonTransferred>> {
  const { journey } = change.draft;
  if (journey.phase === 'closed' || journey.releasedOn !== undefined || awaitsReturn(journey))
    return refuse('CONFLICT', 'This person is not in prison.');
  if (!isKnownPrison(given.prison)) return wrong('prison', 'There is no such prison.');
  if (given.region !== undefined && !isKnownRegion(given.region))
    return wrong('region', 'There is no such probation region.');
  if (given.prison === journey.prison && (given.region ?? journey.region) === journey.region)
    return wrong('prison', 'The person is at this prison already. Choose another.');
  const steps = await change.loadAllSteps();
  await change.load(rowsTouchedByDate(journey));
  const opened = ['allocate-officers', 'welsh-application'];
  await change.loadSteps(opened.map((kind) => stepKey(journey.cycle, kind)));
  const otherCountry = transfer(change.draft, given, steps);
  if (otherCountry && change.draft.journey.executions.length > 0)
    await startAgain(change, 'The person is in another country of the United Kingdom.');
  const { prison, region } = change.draft.journey;
  return done({ prison, region });
}

function wrong(field: string, problem: string): Refusal {
  return refuse('VALIDATION_FAILED', problem, { fields: [{ field, problem }] });
}
