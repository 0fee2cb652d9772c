import { OUTCOME_CODES } from '../../record/referral.ts';
import type { ServiceEntry } from '../service-entry.ts';
import { nextNight } from './places.ts';
import type { PathwayDraft } from '../person-record.ts';
import { recordPlace, setHousing } from './address.ts';

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
    made: (draft) => setHousing(draft, { dutyToReferOn: draft.context.today }),
    accepted: (draft, code) => setHousing(draft, { dutyToReferOutcome: code ?? 'ACCEPTED' }),
  },
  CAS3: {
    name: 'community accommodation (CAS3)',
    about: 'for community accommodation (CAS3)',
    givenBy: () => 'agency-of-region',
    codes: OUTCOME_CODES,
    wantedUntil: ['housed'],
    accepted: (draft) => recordPlace(draft, { kind: 'CAS3', nights: bedNights(draft) }),
  },
} as const satisfies Record<string, ServiceEntry>;

function bedNights({ journey, context }: PathwayDraft): number {
  return context.law.onRelease(nextNight(journey, context.today)).cas3Nights;
}
