import { again, ask, choice, end, goTo, machine, next, together } from './build/machine.ts';

export const claim = machine('claim', 'A Universal Credit claim, once the person is out.', [
  ask('ClaimMade', 'claim-made', 'Universal Credit can be claimed only from release.'),
  choice('ClaimAnswered', { MADE: next, otherwise: end }),
  together('Claimed', 'The first payment does not wait for an advance.', {
    Advance: [
      ask(
        'IdentityVerified',
        'identity-verified',
        'Identity is checked at the Jobcentre before an advance is paid.',
      ),
      choice('IdentityChecked', { NOT_VERIFIED: next, otherwise: goTo('AdvancePaid') }),
      ask('ResolveIdentity', 'identity-not-verified', 'How it will be verified; then asked again.'),
      again('IdentityVerified'),
      ask('AdvancePaid', 'advance-paid', 'Up to 100%, from the day of claim.'),
      choice('AdvanceAnswered', { REFUSED: next, otherwise: end }),
      ask('ResolveAdvance', 'advance-refused', 'How the person will live; then asked again.'),
      again('AdvancePaid'),
    ],
    Payment: [
      ask('FirstPayment', 'first-payment', 'About five weeks after the claim: only now in payment.'),
      choice('FirstPaymentCame', { NOT_PAID: next, otherwise: end }),
      ask('ResolvePayment', 'first-payment-missing', 'Why it did not come; then asked again.'),
      again('FirstPayment'),
    ],
  }),
]);
