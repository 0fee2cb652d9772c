import { HMPPS_PATHS } from '../../adapters/hmpps/hmpps-data.ts';
import { hmppsStandIn } from '../../adapters/hmpps/stand-in.ts';
import type { Json } from '../../application/ports/table.ts';
import { StoryError, type Act } from './acts.ts';

const PRISON_NUMBER = 'A1234BC';
const CRN = 'X123456';

/** An event of HMPPS about the person of a story arrives. */
export function eventOccurs(
  eventType: string,
  occurredAt: string,
  additionalInformation: Readonly<Record<string, Json>> = {},
): Act {
  return async ({ runtime }) => {
    const received = await runtime.receiveEvent({
      eventType,
      version: 1,
      occurredAt,
      additionalInformation,
      personReference: {
        identifiers: [
          { type: 'NOMS', value: PRISON_NUMBER },
          { type: 'CRN', value: CRN },
        ],
      },
    });
    if (!received.ok) throw new StoryError(received.detail);
    await runtime.settle();
  };
}

/** What HMPPS's services answer about the person of a story from now on. */
export function hmppsKnows(about: 'prisoner' | 'tier', answer: Readonly<Record<string, Json>>): Act {
  return async ({ runtime: { services } }) => {
    const id = about === 'prisoner' ? PRISON_NUMBER : CRN;
    const known = about === 'prisoner' ? { prisonerNumber: PRISON_NUMBER, ...answer } : answer;
    await hmppsStandIn(services.table).put(HMPPS_PATHS[about](id), known);
  };
}
