import { notInQuietHours, nextMorning } from '../../domain/messages/send-times.ts';
import { withNotices, type MailboxOwner } from '../../domain/messages/mailbox.ts';
import type { WaitingNotice } from '../../domain/record/notice.ts';
import {
  deskWaitedFor,
  officerWaitedFor,
  readWaitsFor,
  type WaitsFor,
} from '../../domain/record/waits-for.ts';
import { dateInLondon, isoInstant } from '../../domain/law/time.ts';
import { absenceOn } from '../../domain/record/absence.ts';
import { readAbsences } from '../absence-items.ts';
import { mailboxWrites, readContact, readMailbox, readTaken } from '../mailbox-items.ts';
import { TableUnavailableError } from '../ports/table.ts';
import type { Services } from '../services.ts';
import { noteUnattended, whyUnattended } from '../unattended.ts';
import type { MessageWork } from './message-work.ts';

type Noticed = Extract<MessageWork, { readonly notices: unknown }>;
type TakeServices = Pick<Services, 'table' | 'clock' | 'staff' | 'law'>;

const MOST_TRIES = 12;

/**
 * Puts the notices of one outbox row into the mailboxes of those who are to be sent a message. At least once: a notice
 * that has been taken is not taken again.
 * @throws TableUnavailableError when a mailbox is changed too often: the queue gives the row again.
 */
export async function takeNotices(
  services: TakeServices,
  { journeyId, number, notices }: Noticed,
): Promise<void> {
  const at = isoInstant(services.clock.now());
  const unattended: WaitsFor[] = [];
  const byOwner = new Map<MailboxOwner, WaitingNotice[]>();
  for (const [index, notice] of notices.entries()) {
    const waiting = { ...notice, id: `${journeyId}.${number}.${index}`, journeyId, at };
    const owners =
      notice.to === 'person' ? [`person:${journeyId}` as const] : await ownersOf(services, notice.to);
    if (notice.to !== 'person' && (await isUnattended(services, notice.to, owners)))
      unattended.push(notice.to);
    for (const owner of owners) {
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), waiting]);
    }
  }
  for (const [owner, waiting] of byOwner) await putInto(services, owner, waiting);
  await noteUnattended(services.table, unattended);
}

async function isUnattended(
  { staff }: TakeServices,
  to: WaitsFor,
  [owner]: readonly MailboxOwner[],
): Promise<boolean> {
  if (owner?.startsWith('role:') === true) return true;
  return readWaitsFor(to)?.kind === 'officer' && (await whyUnattended(staff, to)) !== undefined;
}

/** The officer, or everybody who works at the desk and is not away; the desk itself while nobody does. */
export async function ownersOf(
  { staff, table, clock }: Pick<Services, 'staff' | 'table' | 'clock'>,
  to: WaitsFor,
): Promise<readonly MailboxOwner[]> {
  const asked = readWaitsFor(to);
  if (asked?.kind === 'officer') return [`officer:${asked.id}`];
  if (asked?.kind !== 'desk') return [];
  const { duty, place } = asked;
  const people = await staff.atDesk(duty, place);
  const today = dateInLondon(clock.now()).toString();
  const absences = await Promise.all(people.map(({ id }) => readAbsences(table, id)));
  const here = people.filter((_, index) => absenceOn(absences[index]?.absences ?? [], today) === undefined);
  // With everybody away, all of them are sent it, as long as there is anybody.
  const told = here.length === 0 ? people : here;
  return told.length === 0 ? [`role:${duty}@${place}`] : told.map(({ id }) => `officer:${id}` as const);
}

/** What a mailbox of this owner is addressed as in a notice. */
export function addressee(owner: MailboxOwner): WaitsFor {
  const parts = readWaitsFor(owner);
  return parts?.kind === 'desk' ? deskWaitedFor(parts.duty, parts.place) : officerWaitedFor(officerOf(owner));
}

export function officerOf(owner: MailboxOwner): string {
  return owner.slice(owner.indexOf(':') + 1);
}

export async function putInto(
  { table, clock, law }: TakeServices,
  owner: MailboxOwner,
  notices: readonly WaitingNotice[],
): Promise<void> {
  const contact = owner.startsWith('officer:') ? await readContact(table, officerOf(owner)) : undefined;
  const now = clock.now();
  const hours = law.on(dateInLondon(now).toString());
  const atOnce =
    contact?.when === 'AT_ONCE' ||
    owner.startsWith('person:') ||
    notices.some(({ urgent }) => urgent === true);
  const soonest = atOnce ? notInQuietHours(now, hours) : nextMorning(now, hours);
  const [first = soonest] = notices
    .map(({ from }) => (from === undefined || from < soonest ? soonest : from))
    .sort();
  const sendAt = first;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const mailbox = await readMailbox(table, owner);
    const changed = withNotices(mailbox, notices, sendAt, await readTaken(table, owner));
    if (changed === undefined) return;
    const stored = await table.transact(mailboxWrites(changed, now));
    if (stored.ok) return;
  }
  throw new TableUnavailableError(`The mailbox ${owner} is changed too often.`);
}
