import { ask, machine, run, together } from './build/machine.ts';

export const releaseDay = machine(
  'release-day',
  'Release day: from two working days before until the person is out.',
  [
    together('Gate', 'The release-day checklist, and the release itself.', {
      Checklist: [
        ask(
          'Checklist',
          'release-checklist',
          'ID, medicine, subsistence, travel, keys, phone, plan, who meets them.',
        ),
      ],
      Release: [
        ask(
          'Release',
          'release-confirmed',
          'Confirmed by the prison. What is missing does not stop the law.',
        ),
      ],
    }),
    run('FinishReleaseDay', 'finish-release-day', 'The phase is over, or the date has moved away.'),
  ],
);
