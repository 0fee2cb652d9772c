import type { Names } from '../../domain/journey/words.ts';
import type { Consent } from '../../domain/record/consent.ts';

/** What the person agrees to. Who recorded it, when and how is absent where nobody kept it. */
export interface ConsentView extends Consent {
  readonly agency?: string;
}

export function consentView(consent: Consent, names: Names): ConsentView {
  const { purpose, answer, agencyId, how, heardBy, on, reason, recordedAt, recordedBy } = consent;
  return {
    purpose,
    answer,
    ...(agencyId !== undefined && { agencyId, agency: names.agency?.(agencyId) ?? agencyId }),
    ...(how !== undefined && { how }),
    ...(heardBy !== undefined && { heardBy }),
    ...(on !== undefined && { on }),
    ...(reason !== undefined && { reason }),
    ...(recordedAt !== undefined && { recordedAt }),
    ...(recordedBy !== undefined && { recordedBy }),
  };
}
