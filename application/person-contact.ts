import type { PersonContact, StoredPersonContact } from '../domain/messages/contact.ts';
import { consentTo, isRefused } from '../domain/pathways/consent.ts';
import type { Journey } from '../domain/journey/journey.ts';
import type { Change } from './change.ts';
import { personContactItem, readPersonContact } from './mailbox-items.ts';
import type { Table } from './ports/table.ts';

type Agreeing = Pick<Journey, 'id' | 'consents' | 'housing'>;

/** Whether and where the person is sent messages; undefined while they have not been asked. */
export async function personContactOf(
  table: Pick<Table, 'get'>,
  journey: Agreeing,
): Promise<PersonContact | undefined> {
  const stored = await readPersonContact(table, journey.id);
  const agreed = agreesToMessages(journey, stored);
  if (agreed === undefined) return undefined;
  const { email, mobile, by = 'TEXT', when = 'AT_ONCE' } = stored ?? {};
  return {
    agreed,
    by,
    when,
    ...(email !== undefined && { email }),
    ...(mobile !== undefined && { mobile }),
  };
}

/** The person's consent to messages. A row from before that was the one record of it must say so too. */
function agreesToMessages(journey: Agreeing, stored: StoredPersonContact | undefined): boolean | undefined {
  if (stored?.agreed !== undefined) return stored.agreed && !isRefused(journey, 'MESSAGES');
  const answer = consentTo(journey, 'MESSAGES');
  return answer === undefined ? undefined : answer === 'GIVEN';
}

/** Where a person who agrees to messages is sent them. For one who does not, no address is kept. */
export function keepPersonContact(
  { draft, alsoWrite }: Change,
  { agreed, email, mobile, by, when }: PersonContact,
): void {
  const { now, by: recordedBy } = draft.context;
  const contact: StoredPersonContact = {
    by,
    when,
    recordedAt: now,
    recordedBy,
    ...(agreed && email !== undefined && { email }),
    ...(agreed && mobile !== undefined && { mobile }),
  };
  alsoWrite({ kind: 'put', item: personContactItem(draft.journey.id, contact) });
}
