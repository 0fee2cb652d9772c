import type { MailboxOwner } from '../../domain/messages/mailbox.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { isForUnit, type StepNotice, type WaitingNotice } from '../../domain/record/notice.ts';
import { SYSTEM } from '../../domain/record/actor.ts';
import type { FactData } from '../../domain/record/facts.ts';
import { changeJourney } from '../change-journey.ts';
import { mailboxWrites, readMailbox } from '../mailbox-items.ts';
import { TableUnavailableError } from '../ports/table.ts';
import { done } from '../refusal.ts';
import type { Services } from '../services.ts';

/**
 * Records the outcome of the message that a mailbox has just sent on one of its journeys, once: the fact and the
 * mailbox, which then no longer asks for it, are written in one transaction. A closed journey gets no more facts.
 * @throws TableUnavailableError when the journey is changed too often: the mailbox stays due.
 */
export async function recordOutcome(
  services: Services,
  owner: MailboxOwner,
  journeyId: string,
): Promise<void> {
  const recorded = await changeJourney(services, journeyId, { by: SYSTEM }, async ({ draft, alsoWrite }) => {
    if (draft.journey.phase === 'closed') return done('');
    const mailbox = await readMailbox(services.table, owner);
    const { sending } = mailbox;
    if (sending?.ended === undefined || !(sending.toRecord ?? []).includes(journeyId)) return done('');
    const toRecord = (sending.toRecord ?? []).filter((id) => id !== journeyId);
    const rest = { ...mailbox, sending: { ...sending, toRecord } };
    mailboxWrites(rest, services.clock.now()).forEach(alsoWrite);
    const { outcome, by } = sending.ended;
    const ours = sending.notices.filter((each) => each.journeyId === journeyId && !isForUnit(each));
    const to = owner.startsWith('person:') ? 'person' : owner;
    const standingIn = ours.some(({ kind }) => kind === 'standing-in') || undefined;
    const data = { to, by, standingIn, ...stepsByKind(ours), ...appointmentsIn(ours, draft.journey) };
    if (outcome === 'HANDED_OVER') draft.record('message-handed-over', data);
    else draft.record('message-not-handed-over', { ...data, why: outcome });
    return done('');
  });
  if (!recorded.ok && recorded.code !== 'NOT_FOUND') throw new TableUnavailableError(recorded.detail);
}

const FIELDS: Readonly<Record<StepNotice, string>> = {
  'step-opened': 'opened',
  'step-due': 'due',
  'step-overdue': 'overdue',
  'step-escalated': 'escalated',
};

function stepsByKind(notices: readonly WaitingNotice[]): FactData {
  return Object.fromEntries(
    Object.entries(FIELDS).flatMap(([kind, field]) => {
      const steps = notices.flatMap(({ kind: of, step }) =>
        of === kind && step !== undefined ? [step] : [],
      );
      return steps.length === 0 ? [] : [[field, steps]];
    }),
  );
}

/** `appointment-made 2026-12-01`: what it is, and on which day. */
function appointmentsIn(notices: readonly WaitingNotice[], { appointments = [] }: Journey): FactData {
  const about = notices.flatMap(({ kind, appointment }) => {
    const found = appointments.find(({ id }) => id === appointment?.id);
    return found === undefined ? [] : [`${kind} ${found.on}`];
  });
  return about.length === 0 ? {} : { appointments: about };
}
