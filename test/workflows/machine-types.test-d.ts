/**
 * Machines that must not compile. `tsc` checks this file: each `@ts-expect-error` is itself the test, and fails when
 * the line below it does compile. Nothing runs it.
 */
import {
  again,
  ask,
  child,
  choice,
  end,
  endsAs,
  goTo,
  lastSubject,
  machine,
  next,
  open,
  run,
  together,
} from '../../workflows/build/machine.ts';
import { housing } from '../../workflows/housing.ts';
import { reception } from '../../workflows/reception.ts';
import { referral } from '../../workflows/referral.ts';

const need = ask('Need', 'housing-need', '');
const finish = run('Finish', 'finish-housing', '');

export const COMPILES = machine('housing', '', [
  need,
  choice('Answered', { NEEDS_HELP: next, otherwise: goTo('Finish') }),
  together('Search', '', { Refer: [child('Refer', referral, '', 'CRS-1')] }),
  finish,
]);

export const REFUSED = [
  // @ts-expect-error -- the test: there is no such machine
  machine('parole', '', [need]),
  // @ts-expect-error -- the test: there is no such kind of step
  machine('housing', '', [ask('Need', 'housing-want', '')]),
  // @ts-expect-error -- the test: incidents are added by the compiler
  machine('housing', '', [ask('Need', 'incident', '')]),
  // @ts-expect-error -- the test: there is no such kind of step to open
  machine('housing', '', [open('Open', ['bank-account', 'housing-want'], '')]),
  // @ts-expect-error -- the test: nothing chooses by steps that nothing waits for
  machine('housing', '', [open('Open', ['bank-account'], ''), choice('C', { otherwise: end })]),
  // @ts-expect-error -- the test: opening is a statement of its own
  machine('housing', '', [run('Open', 'open-steps', '')]),
  // @ts-expect-error -- the test: there is no such subject
  machine('housing', '', [ask('Need', 'urgent-housing', '', { subject: 'month-5' })]),
  // @ts-expect-error -- the test: there is no such action
  machine('housing', '', [run('Finish', 'finish-parole', '')]),
  // @ts-expect-error -- the test: reconciling is added by the compiler
  machine('housing', '', [run('Reconcile', 'reconcile-step', '')]),
  // @ts-expect-error -- the test: the machine of a phase is no child
  machine('housing', '', [child('Begin', reception, '')]),
  // @ts-expect-error -- the test: a referral needs its subject
  machine('housing', '', [child('Refer', referral, '')]),
  // @ts-expect-error -- the test: there is no such service
  machine('housing', '', [child('Refer', referral, '', 'CAS9-1')]),
  // @ts-expect-error -- the test: a machine without a subject is given none
  machine('pre-release', '', [child('Housing', housing, '', 'CRS-1')]),
  // @ts-expect-error -- the test: no action chooses the subject
  machine('housing', '', [need, child('Refer', referral, '', lastSubject)]),

  // @ts-expect-error -- the test: the step has no such outcome
  machine('housing', '', [need, choice('Answered', { HELPED: next, otherwise: end }), finish]),
  // @ts-expect-error -- the test: the action has no such outcome
  machine('housing', '', [finish, choice('Answered', { FINISHED: end, otherwise: end })]),
  // @ts-expect-error -- the test: two outcomes are not handled, and there is no otherwise
  machine('housing', '', [need, choice('Answered', { NEEDS_HELP: next }), finish]),
  machine('housing', '', [
    need,
    // @ts-expect-error -- the test: every outcome is listed, so otherwise is never taken
    choice('Answered', { NEEDS_HELP: next, HAS_ADDRESS: end, OVERTAKEN: end, otherwise: end }),
    finish,
  ]),
  // @ts-expect-error -- the test: a choice is between the outcomes of an ask or a run
  machine('housing', '', [choice('Answered', { NEEDS_HELP: end, otherwise: end }), need]),
  // @ts-expect-error -- the test: next leads to no state
  machine('housing', '', [need, choice('Answered', { NEEDS_HELP: next, otherwise: end })]),

  // @ts-expect-error -- the test: nothing leads to Finish after an end
  machine('housing', '', [need, end, finish]),
  // @ts-expect-error -- the test: no outcome leads to Finish
  machine('housing', '', [need, choice('Answered', { NEEDS_HELP: end, otherwise: end }), finish]),
  // @ts-expect-error -- the test: two jumps in a row, so the second is never taken
  machine('housing', '', [need, end, again('Need')]),
  // @ts-expect-error -- the test: there is no such state above
  machine('housing', '', [need, again('Nowhere')]),
  // @ts-expect-error -- the test: goTo leads forward
  machine('housing', '', [need, finish, goTo('Need')]),
  // @ts-expect-error -- the test: a jump leads to a state, not to a choice
  machine('housing', '', [need, choice('Answered', { NEEDS_HELP: again('Answered'), otherwise: end })]),
  // @ts-expect-error -- the test: a skip leads forward
  machine('housing', '', [need, run('Finish', 'finish-housing', '', { skipped: again('Need') })]),

  // @ts-expect-error -- the test: two states have one name
  machine('housing', '', [need, need]),
  // @ts-expect-error -- the test: a branch has the name of an outer state
  machine('housing', '', [need, together('Search', '', { Only: [need] })]),
  // @ts-expect-error -- the test: two branches have a state of one name
  machine('housing', '', [together('Search', '', { One: [need], Two: [need] })]),
  // @ts-expect-error -- the test: the name of the frame is used inside it
  machine('housing', '', [together('Need', '', { Only: [need] })]),
  // @ts-expect-error -- the test: what is wrong inside a branch is wrong
  machine('housing', '', [together('Search', '', { Only: [need, again('Nowhere')] })]),
  // @ts-expect-error -- the test: a branch has something to do
  machine('housing', '', [together('Search', '', { Only: [] })]),
  // @ts-expect-error -- the test: nothing comes after endsAs
  machine('housing', '', [endsAs('Ended'), need]),
];
