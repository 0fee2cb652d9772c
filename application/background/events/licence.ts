import type { JourneyDraft } from '../../../domain/journey/journey-draft.ts';
import { textIn } from '../../../domain/events/incoming-event.ts';
import type { Change } from '../../change.ts';
import { done } from '../../refusal.ts';
import type { EventType } from './event-type.ts';

/**
 * A licence became active, or is no longer. The timeline says so; nothing waits for it. A changed licence becomes active
 * under another id than the one before.
 */
function licenceEvent(state: 'activated' | 'inactivated'): EventType {
  return {
    eventType: `create-and-vary-a-licence.licence.${state}`,
    versions: [1],
    prepare({ additionalInformation }) {
      const licence = textIn(additionalInformation, 'licenceId');
      const follow = ({ draft }: Change) => {
        if (draft.journey.phase === 'closed')
          return Promise.resolve(done({ state: 'done', outcome: 'journey-closed' } as const));
        if (state === 'activated') activate(draft, licence);
        else draft.record('licence-inactivated', { licence });
        return Promise.resolve(done({ state: 'done', outcome: 'licence-noted' } as const));
      };
      return Promise.resolve({ ok: true, value: follow });
    },
  };
}

function activate(draft: JourneyDraft, licence: string | undefined): void {
  const before = draft.journey.licence?.activeId;
  const replaces = before === licence ? undefined : before;
  if (licence !== undefined) draft.update({ licence: { ...draft.journey.licence, activeId: licence } });
  draft.record('licence-activated', { licence, replaces });
}

export const licenceActivated = licenceEvent('activated');
export const licenceInactivated = licenceEvent('inactivated');
