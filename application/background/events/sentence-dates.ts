import { done } from '../../refusal.ts';
import { recordCalculatedDates } from '../../commands/set-release-date.ts';
import { removeGivenDate } from '../../commands/remove-sentence-date.ts';
import type { Change } from '../../change.ts';
import type { PrisonerData } from '../../ports/hmpps.ts';
import { askAbout } from './ask-about.ts';
import type { EventType } from './event-type.ts';

/** The prison has calculated the dates of a sentence again. They are fetched, and what is no longer among them goes. */
export const sentenceDatesChanged: EventType = {
  eventType: 'prison-offender-events.prisoner.sentence-dates-changed',
  versions: [1],
  latestOf: 'sentence dates',
  async prepare({ id, prisonNumber = '' }, { hmpps }) {
    const fetched = await hmpps.prisoner(prisonNumber);
    if (!fetched.ok) return fetched;
    const { dates } = fetched.value;
    const follow = async (change: Change) => {
      const { journey } = change.draft;
      if (journey.phase === 'closed') return done({ state: 'done', outcome: 'journey-closed' } as const);
      const { count } = journey.facts;
      const recorded = await recordCalculatedDates(change, dates);
      if (!recorded.ok) {
        const step = await askAbout(change, id, { problem: recorded.detail });
        const problem = recorded.detail;
        return done({ state: 'contradictory', outcome: 'dates-refused', problem, step } as const);
      }
      await removeWithdrawn(change, dates);
      const changed = change.draft.journey.facts.count > count;
      return done({ state: 'done', outcome: changed ? 'dates-recorded' : 'already-so' } as const);
    };
    return { ok: true, value: follow };
  },
};

async function removeWithdrawn(change: Change, dates: PrisonerData['dates']): Promise<void> {
  const { journey } = change.draft;
  if (journey.releasedOn !== undefined) return;
  const withdrawn = journey.dates.filter(
    ({ dateType, source }) => source === 'EVENT' && dates.every((each) => each.dateType !== dateType),
  );
  for (const { dateType } of withdrawn) {
    await removeGivenDate(change, { dateType, reason: 'The prison’s system no longer has this date' });
  }
}
