import { textIn } from '../../../domain/events/incoming-event.ts';
import type { Change } from '../../change.ts';
import { carryOutMerge } from '../../commands/merge-records.ts';
import { done, type Result } from '../../refusal.ts';
import type { Services } from '../../services.ts';
import type { Acted, EventType } from './event-type.ts';

/** The prison's system has merged two numbers of one person: this one survives. */
export const merged: EventType = {
  eventType: 'prison-offender-events.prisoner.merged',
  versions: [1],
  async prepare({ additionalInformation }, services) {
    const removed = textIn(additionalInformation, 'removedNomsNumber');
    return { ok: true, value: (change) => follow(change, services, removed) };
  },
};

async function follow(
  change: Change,
  services: Services,
  removed: string | undefined,
): Promise<Result<Acted>> {
  if (change.draft.journey.phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' });
  const followed = await carryOutMerge(change, services, { otherNumber: removed ?? '', survives: 'THIS' });
  if (followed.ok) return done({ state: 'done', outcome: 'merged' });
  return followed.code === 'CONFLICT' ? done({ state: 'done', outcome: 'already-so' }) : followed;
}
