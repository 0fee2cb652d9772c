import { OUTCOME_CODES } from '../../record/referral.ts';
import type { ServiceEntry, ShownPerson } from '../service-entry.ts';
import { addDays, type IsoDate } from '../../law/time.ts';
import { nextNight, placeForNight } from './places.ts';
import type { PathwayDraft, PersonRecord } from '../person-record.ts';
import { addPlace, setHousing } from './address.ts';

/** Accommodation help that other agencies give, each asked for by a referral. */
export const ACCOMMODATION_SERVICES = {
  CRS: {
    name: 'commissioned accommodation help',
    about: 'for commissioned accommodation help',
    givenBy: () => 'agency-of-region',
    codes: OUTCOME_CODES,
    wantedUntil: ['housed'],
    mayAnswer: ['cas3-prerequisites'],
    made: (draft) => setHousing(draft, { crsReferredOn: draft.context.today }),
  },
  DTR: {
    name: 'duty to refer',
    about: 'under the duty to refer',
    givenBy: ({ housing }, choice) => ({ agencyId: housing.authorities[choice - 1] }),
    codes: OUTCOME_CODES,
    wantedUntil: ['housed'],
    mayAnswer: ['cas3-prerequisites'],
    shows: showToCouncil,
    made: (draft) => setHousing(draft, { dutyToReferOn: draft.context.today }),
    accepted: (draft, code) => setHousing(draft, { dutyToReferOutcome: code ?? 'ACCEPTED' }),
  },
  CAS3: {
    name: 'community accommodation (CAS3)',
    about: 'for community accommodation (CAS3)',
    givenBy: () => 'agency-of-region',
    codes: OUTCOME_CODES,
    wantedUntil: ['housed'],
    acceptanceBrings: 'sheltered',
    accepted: (draft) => addPlace(draft, { kind: 'CAS3', ...firstNight(draft), nights: bedNights(draft) }),
  },
} as const satisfies Record<string, ServiceEntry>;

/** Section 213B(3) of the Housing Act 1996; nothing about the person without their agreement to be contacted. */
function showToCouncil({ firstName, lastName, housing, releasedOn }: PersonRecord): ShownPerson {
  if (housing.consent !== 'GIVEN' || housing.contact === undefined) return {};
  const { by, at } = housing.contact;
  const opinion = `In our opinion the person is or may become homeless${releasedOn === undefined ? ' on release from prison' : ''}.`;
  return { name: `${firstName} ${lastName}`, contact: { by, at }, opinion };
}

/** The day of release; of a person who is in approved premises, the night after their last one there. */
function firstNight({ journey, context: { today } }: PathwayDraft): { readonly from?: IsoDate } {
  const tonight = placeForNight(journey, today);
  if (journey.releasedOn === undefined || tonight.kind !== 'bed' || tonight.place.kind !== 'CAS1') return {};
  return { from: tonight.lastNight === undefined ? today : addDays(tonight.lastNight, 1) };
}

function bedNights({ journey, context }: PathwayDraft): number {
  return context.law.onRelease(nextNight(journey, context.today)).cas3Nights;
}
