import { again, ask, choice, end, endsAs, goTo, machine, next, run } from './build/machine.ts';

export const releaseDayCheck = machine(
  'release-day-check',
  'The release-day check: Offenders (Day of Release from Detention) Act 2023.',
  [
    run('Assess', 'assess-release-day', 'The four dates of the Friday check, with the reasons.', {
      skipped: goTo('WatchDate'),
    }),
    choice('WhatTheLawSays', {
      SCHEME_APPLIES: next,
      NOT_MOVED: goTo('Confirm'),
      NOT_KNOWN: goTo('AwaitBankHolidays'),
      RELEASED: end,
    }),
    ask(
      'AwaitDecision',
      'release-day-decision',
      'The governor accepts the presumptive date, allows a second day, or goes back to the statutory date.',
    ),
    choice('Decided', { DATE_CHANGED: again('Assess'), OVERTAKEN: end, DECIDED: goTo('Confirm') }),
    ask('AwaitBankHolidays', 'bank-holidays-known', 'The bank holidays of that year are not published yet.', {
      skipped: goTo('WatchDate'),
    }),
    again('Assess'),
    run('Confirm', 'confirm-release-date', 'The date in force is settled.'),
    ask('WatchDate', 'release-date-watch', 'Until release, a change of date starts the check again.'),
    choice('DateWatched', { DATE_CHANGED: again('Assess'), OVERTAKEN: end }),
    endsAs('Released'),
  ],
);
