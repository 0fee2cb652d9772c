import * as z from 'zod';
import { countOf, spanInDigits } from '../../law/number-words.ts';
import { NOT_NEEDED, reason, withNote } from '../answer-details.ts';
import { NOTE_FIELD } from '../form-field.ts';
import { setPathway } from '../statuses.ts';
import { step } from '../step-entry.ts';
import { NOT_CLAIMING, setBenefits } from './benefits.ts';

/** The claim itself, once the person is out, until its first payment. */
export const AFTER_RELEASE_STEPS = {
  'claim-made': step({
    title: 'Universal Credit claim',
    awaits: 'to see that the claim has been made',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 1 },
    endsWhen: { notClaiming: 'NOT_NEEDED' },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'MADE' },
    outcomes: {
      MADE: {
        label: 'Made',
        ends: ['claim-preparation'],
        does: (draft) => setBenefits(draft, { claimMadeOn: draft.context.today }),
      },
      NOT_CLAIMING,
      NOT_NEEDED,
    },
  }),
  'identity-verified': step({
    title: 'Identity verified at the Jobcentre',
    awaits: 'to see that the Jobcentre has verified the person’s identity',
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 3 },
    endsWhen: { notClaiming: 'NOT_NEEDED' },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'VERIFIED' },
    outcomes: {
      VERIFIED: {
        label: 'Verified',
        does: (draft) => setBenefits(draft, { identityVerifiedOn: draft.context.today }),
      },
      NOT_VERIFIED: { label: 'Could not be verified', ...asksHow('identity-not-verified') },
      NOT_NEEDED,
    },
  }),
  'identity-not-verified': problem(
    'Identity not verified',
    'identity-verified',
    'how the Jobcentre will verify the person’s identity',
  ),
  'advance-paid': step({
    title: 'Advance payment',
    awaits: ({ advanceMostPercent, advanceRepaymentMonths }) =>
      `to see that the advance has been paid: up to ${advanceMostPercent}% of the first payment from the day of the claim, repaid over ${countOf(advanceRepaymentMonths, 'month')}`,
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'released', workingDays: 5 },
    endsWhen: { notClaiming: 'NOT_NEEDED' },
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
      REFUSED: {
        label: 'Refused',
        ...asksHow('advance-refused'),
        does: (draft) => setBenefits(draft, { advance: 'REFUSED' }),
      },
      NOT_NEEDED,
    },
  }),
  'advance-refused': problem(
    'Advance refused',
    'advance-paid',
    'how the person will live until the first payment, and who asks for the advance again',
  ),
  'first-payment': step({
    title: 'First Universal Credit payment',
    awaits: ({ firstPaymentDays }) =>
      `to see that the first payment came, about ${spanInDigits(firstPaymentDays)} after the claim`,
    asked: 'com',
    pathway: 'finance-benefits-id',
    opens: { from: 'claimed', after: 'firstPaymentDays' },
    earlyAnswer: true,
    due: { from: 'claimed', after: 'firstPaymentDays', later: 3 },
    endsWhen: { notClaiming: 'NOT_NEEDED' },
    details: withNote,
    form: [NOTE_FIELD],
    shows: ['note'],
    usually: { outcome: 'PAID' },
    outcomes: {
      PAID: {
        label: 'Paid',
        does(draft) {
          setBenefits(draft, { firstPaymentOn: draft.context.today });
          setPathway(draft, 'finance-benefits-id', 'DONE');
        },
      },
      NOT_PAID: { label: 'It did not come', ...asksHow('first-payment-missing') },
      NOT_NEEDED,
    },
  }),
  'first-payment-missing': problem(
    'First payment missing',
    'first-payment',
    'why the payment did not come, and what the Jobcentre will do',
  ),
};

/** What did not come right is resolved, and then asked again. */
function problem<const K extends string>(title: string, again: K, how: string) {
  return step({
    title,
    awaits: `to say ${how}`,
    asked: 'com',
    pathway: 'finance-benefits-id',
    due: { from: 'opened', workingDays: 1 },
    endsWhen: { notClaiming: 'NOT_NEEDED' },
    details: z.strictObject({ plan: reason }),
    form: [
      {
        kind: 'textarea',
        name: 'plan',
        label: 'How it will be resolved, and by when',
        problem: 'Say how it will be resolved, in 2,000 characters or fewer',
      },
    ],
    shows: ['plan'],
    usually: { outcome: 'RESOLVING', details: { plan: 'The Jobcentre looks at it again this week.' } },
    outcomes: {
      RESOLVING: {
        label: 'It is being resolved',
        resets: [again],
        opens: [{ kind: again, when: ({ machineWaits }) => !machineWaits }],
      },
      NOT_NEEDED,
    },
  });
}

/** Opened with the answer: an execution may follow a definition that asks for no resolution. Others take it over. */
function asksHow<const K extends string>(problem: K) {
  return { resets: [problem], opens: [{ kind: problem }] } as const;
}
