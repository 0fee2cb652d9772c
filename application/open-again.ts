import type { Journey } from '../domain/journey/journey.ts';
import type { Change } from './change.ts';
import { keys } from './keys.ts';
import { matchEvents } from './match-events.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Services } from './services.ts';

/** Why a closed journey cannot be opened again: one of the person's numbers leads to another. */
export async function refuseOtherJourney(
  { table }: Services,
  journey: Journey,
): Promise<Refusal | undefined> {
  const rows = await Promise.all(numbersOf(journey).map((number) => table.get(keys.person(number))));
  if (rows.every((row) => row === undefined)) return undefined;
  return refuse(
    'CONFLICT',
    'This person has another open journey, so this one stays closed. Record what is so in that journey.',
  );
}

/** For the change that opens a closed journey: the person's numbers lead to it, and events that came meanwhile are due. */
export async function leadBack(change: Change, services: Services): Promise<void> {
  const { journey } = change.draft;
  for (const number of numbersOf(journey)) {
    const item = { ...keys.person(number), journeyId: journey.id };
    change.alsoWrite({ kind: 'put', item, when: { kind: 'absent' } });
    change.alsoWrite(await matchEvents(services, number));
  }
}

function numbersOf({ prisonNumber, mergedRecords = [] }: Journey): readonly string[] {
  return [prisonNumber, ...mergedRecords.map((record) => record.prisonNumber)];
}
