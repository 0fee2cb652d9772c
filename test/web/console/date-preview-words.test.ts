import { expect, it } from '@jest/globals';
import type { DatePreview, MovedView } from '../../../application/queries/preview-release-date.ts';
import { previewWords } from '../../../web/console/date-preview.ts';

const NOTHING: MovedView = {
  explanation: [],
  sentenceDates: [],
  days: [],
  steps: [],
  windows: [],
  places: [],
  referrals: [],
  messages: [],
};

function said(
  moved: Partial<MovedView>,
  outcome: 'WOULD_BE_RECORDED' | 'WOULD_NEED_APPROVAL' = 'WOULD_BE_RECORDED',
) {
  const preview: DatePreview = { version: 1, outcome, moved: { ...NOTHING, ...moved } };
  return previewWords(preview, { names: {}, today: '2027-01-12' });
}

it('says that no day would move', () => {
  expect(said({})).toEqual({ sentences: ['No day would move.'], tables: [] });
});

it('says that a second officer is asked first', () => {
  const [first] = said({}, 'WOULD_NEED_APPROVAL').sentences;
  expect(first).toMatch(/approve/);
});

it('says from which date deadlines would be counted where there is none now', () => {
  const { sentences } = said({ days: [{ day: 'IN_FORCE', now: '2027-03-09' }] });
  expect(sentences).toContain(
    'Deadlines would be counted from Tuesday 9 March 2027. There is no release date now.',
  );
});

it('says that the phase would change, in words', () => {
  const { sentences } = said({ phase: { was: 'release-day', now: 'pre-release' } });
  expect(sentences.find((each) => each.startsWith('The phase would change'))).toMatch(
    /^The phase would change from [A-Za-z -]+ to [A-Za-z -]+\.$/,
  );
});

it('lists the nights of each place, and an interview that is to be booked again', () => {
  const { tables, sentences } = said({
    days: [{ day: 'INTERVIEW', was: '2027-03-09' }],
    places: [
      {
        kind: 'CAS3',
        firstNight: { was: '2027-03-09', now: '2027-03-16' },
        lastNight: { was: '2027-05-31', now: '2027-06-07' },
      },
    ],
  });
  expect(tables.find(({ caption }) => caption === 'Places to stay (2)')?.rows).toMatchObject([
    { what: 'Community accommodation (CAS3): first night' },
    { what: 'Community accommodation (CAS3): last night' },
  ]);
  expect(tables.find(({ caption }) => caption.startsWith('Dates'))?.rows).toMatchObject([
    { what: 'Jobcentre interview', now: 'To be booked again' },
  ]);
  expect(sentences.at(-1)).toBe('3 changes are listed below.');
});

it.each([
  { kind: 'release-day-decision', decisionNeeded: true, now: 'Asked again' },
  { kind: 'release-day-decision', decisionNeeded: false, now: 'Ends' },
  { kind: 'second-day-request', decisionNeeded: true, now: 'Ends' },
] as const)('says that $kind ends, or is asked about the new date: $now', ({ kind, decisionNeeded, now }) => {
  const step = {
    key: `1.${kind}`,
    kind,
    title: 'A step',
    owner: 'The governor',
    waitsFor: 'role:GOVERNOR@MDI',
    move: 'ENDED',
    dueOn: { was: '2026-12-09' },
  } as const;
  const { tables } = said({ steps: [step], ...(decisionNeeded && { decisionNeeded }) });
  expect(tables[0]?.rows).toMatchObject([{ was: 'Wednesday 9 December 2026', now }]);
});
