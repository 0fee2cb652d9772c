import type { Journey } from '../domain/journey/journey.ts';
import { openCases, type VictimContact } from '../domain/victim-contact/contact.ts';
import { followJourney, isSameForUnit } from '../domain/victim-contact/follow-journey.ts';
import { joinContacts, noContact } from '../domain/victim-contact/join.ts';
import type { WithEntries } from '../domain/victim-contact/history.ts';
import type { Change } from './change.ts';
import type { Services } from './services.ts';
import { readVictimContact, victimContactWrites } from './victim-contact-items.ts';

/**
 * Part of every change of a journey: the victim liaison unit has what there is to pass on, and agencies wait for it, from
 * the same transaction on. Nothing is written to the journey, and for most changes nothing is read.
 */
export async function watchVictimContact(
  { table }: Pick<Services, 'table'>,
  before: Journey,
  { draft, alsoWrite }: Change,
): Promise<void> {
  const { journey, context, deliveries } = draft;
  const joined = recordsJoined(before, journey);
  if (joined.length === 0 && isSameForUnit(before, journey)) return;
  const stored = await readVictimContact(table, journey.id);
  const known: WithEntries = { contact: stored ?? noContact(journey.id, journey.region), entries: [] };
  const others = await Promise.all(joined.map((id) => readVictimContact(table, id)));
  const together = others.reduce<WithEntries>((surviving, other) => {
    if (other === undefined || other.cases.length === 0) return surviving;
    const both = joinContacts(surviving.contact, other, context.now, context.by);
    for (const write of victimContactWrites(both.other)) alsoWrite(write);
    return { contact: both.surviving.contact, entries: [...surviving.entries, ...both.surviving.entries] };
  }, known);
  if (!hasOpenCase(together.contact) && together.entries.length === 0) return;
  const sent = deliveries.map(({ agencyId, id }) => ({ agencyId, id }));
  const followed = followJourney(together.contact, before, journey, sent, context);
  const entries = [...together.entries, ...followed.entries];
  for (const write of victimContactWrites({ contact: followed.contact, entries })) alsoWrite(write);
}

/** Journeys whose records this change merges into this one. */
function recordsJoined(before: Journey, { mergedRecords = [] }: Journey): readonly string[] {
  const known = (before.mergedRecords ?? []).map(({ prisonNumber }) => prisonNumber);
  return mergedRecords.flatMap(({ prisonNumber, journeyId }) =>
    journeyId !== undefined && !known.includes(prisonNumber) ? [journeyId] : [],
  );
}

function hasOpenCase(contact: VictimContact): boolean {
  return openCases(contact).length > 0;
}
