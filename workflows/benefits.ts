import { again, ask, choice, end, endsAs, goTo, machine, next, run, together } from './build/machine.ts';

export const benefits = machine('benefits', 'Benefits: before the gate and after it.', [
  run('WhereAreWe', 'benefits-progress', 'Before release, or after?'),
  choice('BeforeOrAfter', { AFTER_RELEASE: goTo('ClaimMade'), BEFORE_RELEASE: next }),
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
      choice('InterviewWatched', { DATE_CHANGED: again('BookInterview'), OVERTAKEN: end }),
    ],
  }),
  end,
  ask('ClaimMade', 'claim-made', 'Universal Credit can be claimed only from release.'),
  choice('ClaimAnswered', { MADE: next, NOT_CLAIMING: goTo('FinishBenefits') }),
  ask(
    'IdentityVerified',
    'identity-verified',
    'Identity is checked at the Jobcentre before an advance is paid.',
  ),
  ask('AdvancePaid', 'advance-paid', 'Up to 100%, from the day of claim.'),
  run('FinishBenefits', 'finish-benefits', 'Whether the claim is in payment.'),
]);
