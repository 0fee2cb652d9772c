import * as z from 'zod';
import { CONSENT_WAYS, type ConsentWay } from '../record/consent.ts';
import type { GivenConsent } from './consent.ts';
import type { FormField } from './form-field.ts';
import type { PathwayDraft } from './person-record.ts';

/** How the person gave their answer, in the steps that ask for it. */
export const consentHow = z.enum(CONSENT_WAYS).optional();

export const CONSENT_HOW_FIELD = {
  kind: 'radios',
  name: 'consentHow',
  label: 'How did they answer? (optional)',
  choices: [
    { value: 'SPOKEN', text: 'They said it' },
    { value: 'WRITTEN', text: 'In writing' },
  ],
  problem: 'Choose whether they said it or wrote it',
} as const satisfies FormField;

/** The officer who records the answer is the one who heard it. */
export function answeredHow(
  { context: { by } }: PathwayDraft,
  how: ConsentWay | undefined,
): Pick<GivenConsent, 'how' | 'heardBy'> {
  return { ...(how !== undefined && { how }), ...(by.kind === 'officer' && { heardBy: by.id }) };
}
