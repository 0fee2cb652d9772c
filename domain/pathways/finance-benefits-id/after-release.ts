import { withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { step } from '../step-entry.ts';
import { NOT_CLAIMING, setBenefits } from './benefits.ts';

/** The claim itself, once the person is out. */
export const AFTER_RELEASE_STEPS = {
  'claim-made': step({
    title: 'Universal Credit claim',
    awaits: 'to see that the claim has been made',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 1 },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'MADE' },
    outcomes: {
      MADE: { label: 'Made', does: (draft) => setBenefits(draft, { claimMadeOn: draft.context.today }) },
      NOT_CLAIMING,
    },
  }),
  'identity-verified': step({
    title: 'Identity verified at the Jobcentre',
    awaits: 'to see that the Jobcentre has verified the person’s identity',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 3 },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'VERIFIED' },
    outcomes: {
      VERIFIED: {
        label: 'Verified',
        does: (draft) => setBenefits(draft, { identityVerifiedOn: draft.context.today }),
      },
      NOT_VERIFIED: { label: 'Could not be verified' },
    },
  }),
  'advance-paid': step({
    title: 'Advance payment',
    awaits: 'to see that the advance has been paid',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 5 },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'PAID' },
    outcomes: {
      PAID: { label: 'Paid', does: (draft) => setBenefits(draft, { advance: 'PAID' }) },
      NOT_WANTED: {
        label: 'The person does not want one',
        does: (draft) => setBenefits(draft, { advance: 'NOT_WANTED' }),
      },
      REFUSED: { label: 'Refused', does: (draft) => setBenefits(draft, { advance: 'REFUSED' }) },
    },
  }),
};
