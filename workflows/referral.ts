import { again, ask, choice, end, machine, next, run } from './build/machine.ts';

export const referral = machine('referral', 'One referral to one agency, from making it to its answer.', [
  run(
    'Make',
    'make-referral',
    'Once for each subject: chooses the agency, and queues the signed event to it.',
  ),
  choice('Made', { MADE: next, otherwise: end }),
  ask('AwaitAnswer', 'referral-answer', 'The agency’s answer; silence by its date is an answer too.'),
  choice('Answered', { MORE_INFORMATION: next, otherwise: end }),
  ask('GiveInformation', 'referral-more-information', 'An officer gives the agency what it asked for.'),
  choice('InformationGiven', { PROVIDED: again('AwaitAnswer'), otherwise: end }),
]);
