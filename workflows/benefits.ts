import {
  again,
  ask,
  child,
  choice,
  end,
  endsAs,
  goTo,
  machine,
  next,
  run,
  together,
} from './build/machine.ts';
import { claim } from './claim.ts';

export const benefits = machine('benefits', 'Benefits: before the gate and after it.', [
  run('WhereAreWe', 'benefits-progress', 'Before release, or after?'),
  choice('BeforeOrAfter', { AFTER_RELEASE: goTo('AfterRelease'), BEFORE_RELEASE: next }),
  together('Prepare', 'None of these waits for another.', {
    Claim: [
      ask('WorkCoach', 'work-coach-meeting', 'About twelve weeks before release.'),
      ask('PrepareClaim', 'claim-preparation', 'Email, phone, bank and housing details.'),
      endsAs('ClaimPrepared'),
    ],
    Identity: [ask('Identity', 'identity-documents', 'With twelve weeks or less to go.')],
    Bank: [
      ask('BankAccount', 'bank-account', 'Between six months and six weeks before release.'),
      endsAs('BankAccountEnded'),
    ],
    Interview: [
      ask('BookInterview', 'jobcentre-interview', 'For the day of release, in the last week.'),
      choice('InterviewBooked', { BOOKED: next, DATE_CHANGED: again('BookInterview'), otherwise: end }),
      ask('WatchInterview', 'interview-watch', 'A new release date needs a new booking.'),
      choice('InterviewWatched', { DATE_CHANGED: again('BookInterview'), otherwise: end }),
    ],
  }),
  end,
  together('AfterRelease', 'What was not ready at the gate, and the claim until its first payment.', {
    UnpreparedClaim: [ask('PrepareClaimNow', 'claim-preparation', 'Until the claim is made.')],
    MissingIdentity: [ask('IdentityNow', 'identity-documents', 'If they were not in hand at the gate.')],
    MissingBankAccount: [ask('BankAccountNow', 'bank-account', 'If there was none at the gate.')],
    Claiming: [child('ClaimCredit', claim, 'From the claim to its first payment.')],
  }),
  run('FinishBenefits', 'finish-benefits', 'Whether the claim is in payment.'),
]);
