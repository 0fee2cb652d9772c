import { FIRST_HASH } from '../record/facts.ts';
import type { Actor } from '../record/actor.ts';
import type { IsoInstant } from '../law/time.ts';
import type { VictimContact } from './contact.ts';
import { noted, type WithEntries } from './history.ts';

export function noContact(journeyId: string, region: string): VictimContact {
  return { journeyId, version: 0, region, cases: [], history: { count: 0, lastHash: FIRST_HASH } };
}

/**
 * Two records of a person were merged: the surviving journey has the cases of both. The other keeps its history, which
 * says where they are.
 */
export function joinContacts(
  surviving: VictimContact,
  other: VictimContact,
  now: IsoInstant,
  by: Actor,
): { readonly surviving: WithEntries; readonly other: WithEntries } {
  const { toPassOn: _asked, wait: _wait, wakeAt: _wake, ...rest } = other;
  const cases = [...surviving.cases, ...other.cases];
  const ids = other.cases.map(({ id }) => id);
  return {
    surviving: noted({ contact: { ...surviving, cases }, entries: [] }, now, by, 'cases-joined', {
      from: other.journeyId,
      cases: ids,
    }),
    other: noted({ contact: { ...rest, cases: [] }, entries: [] }, now, by, 'cases-moved', {
      to: surviving.journeyId,
      cases: ids,
    }),
  };
}
