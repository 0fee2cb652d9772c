import { isAway, isBack } from './absence-acts.ts';
import { endedInAHome, factsOf, hasFact, waitingStep, type Scene } from './scene.ts';
import type { Story } from './story.ts';

export const officerAbsent: Story = {
  about:
    'The supervising officer goes on leave after release, the deputy is away too for a week, and all come back.',
  begins: '2026-11-02',
  person: {
    firstName: 'Vera',
    lastName: 'Mills',
    prison: 'LEI',
    region: 'N54',
    sentence: { startDate: '2026-11-02', releaseKind: 'DETERMINATE', supervisionEndsOn: '2027-12-17' },
    release: { date: '2027-03-09', dateType: 'CRD' },
  },
  days: [
    {
      on: '2027-03-12',
      does: [isAway('jo.adeyemi', '2027-04-09')],
      then: {
        'The timeline says who is away, until when, and who is asked.': (now) =>
          hasFact(now, 'officer-away', {
            officer: 'jo.adeyemi',
            until: '2027-04-09',
            asked: 'officer:lee.turner',
          }),
        'Nothing waits for the officer who is away.': (now) => !waitsFor(now, 'officer:jo.adeyemi'),
      },
    },
    {
      on: '2027-03-22',
      does: [isAway('lee.turner', '2027-03-26')],
      then: {
        'The duty desk is asked, because the deputy is away too.': (now) =>
          hasFact(now, 'officer-away', { officer: 'lee.turner', asked: 'role:PDU@N54' }) &&
          !waitsFor(now, 'officer:lee.turner'),
      },
    },
    {
      on: '2027-03-29',
      then: {
        'The deputy was back on Saturday, without anybody’s doing, and is asked again.': (now) =>
          factsOf(now, 'officer-back', { officer: 'lee.turner' }).some(({ at, by }) =>
            by.kind === 'system' ? at.startsWith('2027-03-27') : false,
          ),
      },
    },
    {
      on: '2027-04-07',
      does: [isBack('jo.adeyemi')],
      then: {
        'The officer is back early, and has what was left open.': (now) =>
          hasFact(now, 'officer-back', { officer: 'jo.adeyemi' }) &&
          now.journey.away?.length === 0 &&
          !waitsFor(now, 'officer:lee.turner'),
        'The deputy answered what was due meanwhile.': (now) =>
          factsOf(now, 'step-completed').some(({ by }) => by.id === 'lee.turner'),
        'The review at 12 weeks waits for the officer.': (now) =>
          waitingStep(now, 'review-at-12-weeks')?.waitsFor === 'officer:jo.adeyemi',
      },
    },
  ],
  ends: {
    'Nothing was escalated because of the absence.': (now) => !hasFact(now, 'step-escalated'),
    'Supervision ended with a home, and with nothing left open.': endedInAHome,
  },
};

function waitsFor({ steps }: Scene, owner: string): boolean {
  return steps.some(
    ({ state, waitsFor: waited }) => (state === 'OPEN' || state === 'SCHEDULED') && waited === owner,
  );
}
