import { awaitsReturn } from '../../../domain/record/recall.ts';
import type { Change } from '../../change.ts';
import { carryOutReturn } from '../../commands/record-return.ts';
import type { FixedTermRecallData } from '../../ports/hmpps.ts';
import { done } from '../../refusal.ts';
import { askAbout } from './ask-about.ts';
import type { EventType } from './event-type.ts';

/** The prison has recorded a fixed-term recall, or changed it: the return of a person whose licence was revoked. */
export const fixedTermRecallChanged: EventType = {
  eventType: 'prison-offender-events.prisoner.fixed-term-recall.changed',
  versions: [1],
  latestOf: 'fixed-term recall',
  async prepare({ id, prisonNumber = '' }, { hmpps }) {
    const fetched = await hmpps.fixedTermRecall(prisonNumber);
    if (!fetched.ok) return fetched;
    return { ok: true, value: (change) => followRecall(change, id, fetched.value) };
  },
};

async function followRecall(
  change: Change,
  event: string,
  { returnedOn, prison, releaseDate }: FixedTermRecallData,
) {
  const { journey } = change.draft;
  if (journey.phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' } as const);
  if (awaitsReturn(journey)) {
    const given = {
      on: returnedOn,
      prison: prison ?? journey.prison,
      ...(releaseDate !== undefined && { releaseDate }),
    };
    const returned = await carryOutReturn(change, given);
    if (returned.ok) return done({ state: 'done', outcome: 'returned' } as const);
    return contradicts(change, event, returned.detail);
  }
  if (journey.recall?.returnedOn === returnedOn)
    return done({ state: 'done', outcome: 'already-so' } as const);
  return contradicts(change, event, 'It reports a fixed-term recall that is not recorded here.');
}

async function contradicts(change: Change, event: string, problem: string) {
  const step = await askAbout(change, event, { problem });
  return done({ state: 'contradictory', outcome: 'contradicts', problem, step } as const);
}
