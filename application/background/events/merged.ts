import { textIn, type IncomingEvent } from '../../../domain/events/incoming-event.ts';
import { isPrisonNumber } from '../../../domain/record/identifiers.ts';
import type { Change } from '../../change.ts';
import { carryOutMerge } from '../../commands/merge-records.ts';
import { done, type Result } from '../../refusal.ts';
import type { Services } from '../../services.ts';
import type { Acted, EventType } from './event-type.ts';

/** The prison's system has merged two numbers of one person: this one survives. */
export const merged: EventType = {
  eventType: 'prison-offender-events.prisoner.merged',
  versions: [1],
  async prepare(event, services) {
    return { ok: true, value: (change) => follow(change, services, event) };
  },
};

/** The number that went, as a report of a merge names it. */
export function removedNumber({ eventType, additionalInformation }: IncomingEvent): string | undefined {
  if (eventType !== merged.eventType) return undefined;
  const removed = textIn(additionalInformation, 'removedNomsNumber');
  return removed !== undefined && isPrisonNumber(removed) ? removed : undefined;
}

async function follow(change: Change, services: Services, event: IncomingEvent): Promise<Result<Acted>> {
  if (change.draft.journey.phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' });
  const removed = removedNumber(event) ?? '';
  const { prisonNumber: surviving = '' } = event;
  // The person is known under the number that went only: their journey continues under the one that stays.
  const isRenumbered = change.draft.journey.prisonNumber === removed && removed !== surviving;
  const followed = await carryOutMerge(
    change,
    services,
    isRenumbered ? { otherNumber: surviving, survives: 'OTHER' } : { otherNumber: removed, survives: 'THIS' },
  );
  if (followed.ok) return done({ state: 'done', outcome: 'merged' });
  return followed.code === 'CONFLICT' ? done({ state: 'done', outcome: 'already-so' }) : followed;
}
