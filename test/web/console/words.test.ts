import { describe, expect, it } from '@jest/globals';
import type { AccessRow } from '../../../application/queries/list-access.ts';
import type { JourneyView } from '../../../application/queries/get-journey.ts';
import type { Recall } from '../../../domain/record/recall.ts';
import { ENTRY_TYPES, type Entry, type EntryType } from '../../../domain/victim-contact/history.ts';
import { filterWords, whatWords, whereWords } from '../../../web/console/access-words.ts';
import { consentRows } from '../../../web/console/consent-words.ts';
import { documentRows } from '../../../web/console/document-words.ts';
import { eventReason } from '../../../web/console/event-words.ts';
import { formatDaysAway, formatInstant } from '../../../web/console/formats.ts';
import { healthRows } from '../../../web/console/health-words.ts';
import { versionRows } from '../../../web/console/licence-versions.ts';
import { licenceRows } from '../../../web/console/licence-words.ts';
import { moneyRows } from '../../../web/console/money-words.ts';
import { earlierCycleWords, recallWords } from '../../../web/console/recall-words.ts';
import type { RecordRow } from '../../../web/console/record-rows.ts';
import { supervisionRows } from '../../../web/console/supervision-words.ts';
import { entryWords, passedOnWords } from '../../../web/console/victim-contact-words.ts';
import { pageWordProblems } from '../../support/page-words.ts';
import { THE_LAW } from '../../support/law.ts';

const TODAY = '2027-04-06';
const NAMES = { officer: (id: string) => (id === 'c.ahmed' ? 'Cass Ahmed' : id), place: () => 'HMP Leeds' };
const COM = { kind: 'officer', id: 'c.ahmed' } as const;

/** As much of a journey's view as the words read. */
const view = (given: object): JourneyView =>
  ({
    id: 'j1',
    answered: [],
    referrals: [],
    dates: [],
    sentence: {},
    benefits: {},
    ...given,
  }) as unknown as JourneyView;

function lines(rows: readonly RecordRow[], key: string): readonly string[] {
  return rows.filter((row) => row.key === key).flatMap((row) => row.lines);
}

describe('the history of victim contact', () => {
  const DATA: Partial<Record<EntryType, Entry['data']>> = {
    'case-closed': { reason: 'OPTED_OUT' },
    'to-pass-on': { standing: 'RECALLED 2027-06-01' },
    'passed-on': { standing: 'RELEASED 2027-03-09', outcome: 'NOT_WANTED' },
    'condition-asked': { kind: 'NO_CONTACT' },
    'condition-answered': { answer: 'NOT_INCLUDED' },
  };
  const said = (type: EntryType): string =>
    entryWords({
      type,
      data: DATA[type] ?? {},
      sequence: 1,
      at: '',
      by: COM,
      hash: '',
      previousHash: '',
    });

  it.each(ENTRY_TYPES)('says in a sentence, without a code or a date in digits, what %s is', (type) => {
    expect(said(type)).toMatch(/^[A-Z].*\.$/);
    expect(pageWordProblems(said(type))).toEqual([]);
    expect(said(type)).not.toMatch(/undefined|[A-Z]{3,}|\d{4}-/);
  });

  it('says what was passed on, and what was not wanted', () => {
    expect(said('to-pass-on')).toBe(
      'There is something to pass on: Recalled to prison, and release on Tuesday 1 June 2027.',
    );
    expect(said('passed-on')).toBe('Released on Tuesday 9 March 2027: not wanted by the victim.');
    const passed = { standing: 'DIED', on: TODAY, at: `${TODAY}T09:00:00Z`, by: 'c.ahmed' } as const;
    expect(passedOnWords({ ...passed, outcome: 'PASSED_ON' }, NAMES.officer)).toBe(
      'The person died: passed on, on Tuesday 6 April 2027, by Cass Ahmed',
    );
  });
});

describe('a line of the access log', () => {
  const row = (given: Partial<AccessRow>): AccessRow => ({
    kind: 'consultation',
    user: 'c.ahmed',
    action: 'list-steps',
    at: `${TODAY}T09:00:00Z`,
    ...given,
  });

  it.each<readonly [Partial<AccessRow>, string]>([
    [{ kind: 'denial', action: 'POST /api/journeys/{id}/hold' }, 'A request to the API'],
    [{ kind: 'denial', action: 'hold-journey' }, 'Putting a journey on hold, or resuming it'],
    [{ rows: 1 }, 'A list of open steps, 1 row'],
    [{}, 'A list of open steps'],
    [{ action: 'find-by-number' }, 'Another list'],
    [{ person: { journeyId: 'j1', name: 'Zebedee' } }, 'The record'],
  ])('%j is called “%s”', (given, words) => {
    expect(whatWords(row(given))).toBe(words);
  });

  it('says where, and what a list was asked for', () => {
    expect(['GET /api/steps', 'GET /steps', undefined].map(whereWords)).toEqual([
      'Through the API',
      'On the pages',
      undefined,
    ]);
    const query = { journeyId: 'j1', prison: 'LEI', officer: 'c.ahmed', day: TODAY, overdue: false };
    expect(filterWords(JSON.stringify({ ...query, cursor: 'x' }), NAMES)).toBe(
      'of one person: yes, prison: HMP Leeds, officer: Cass Ahmed, day: 6 Apr 2027, overdue: no',
    );
    expect(filterWords('{"cursor":"x"}', NAMES)).toBeUndefined();
  });
});

it.each([
  [-1, 'yesterday'],
  [0, 'today'],
  [1, 'tomorrow'],
  [9, 'in 9 days'],
  [-9, '9 days ago'],
])('%i days away is %s', (days, words) => {
  expect(formatDaysAway(days)).toBe(words);
});

it.each([
  ['2027-01-08T00:00:00Z', 'midnight'],
  ['2027-01-08T00:05:00Z', '12:05am'],
  ['2027-01-08T12:00:00Z', 'midday'],
  ['2027-01-08T12:30:00Z', '12:30pm'],
  ['2027-07-08T15:04:00Z', '4:04pm'],
])('%s is at %s in London', (instant, words) => {
  expect(formatInstant(instant)).toMatch(new RegExp(` at ${words}$`));
});

it('an event that could not be followed says so where nothing else is known of it', () => {
  expect(eventReason(undefined, undefined)).toBe('It could not be followed.');
  expect(eventReason('REFUSED', 'The day has not come.')).toBe('The day has not come.');
});

describe('what is recorded of supervision', () => {
  it('shows the latest missed appointments and how many there are, warnings and the hearing', () => {
    const missed = ['2027-03-10', '2027-03-12', '2027-03-16', '2027-03-18'].map((on) => ({
      on,
      because: 'ILLNESS',
    }));
    const supervision = { missed, warnings: 2, hearingOn: '2027-05-04', contactEveryDays: 7 };
    const rows = supervisionRows(view({ supervision }));
    expect(lines(rows, 'Missed appointments')).toHaveLength(4);
    expect(lines(rows, 'Missed appointments')[0]).toContain('Thursday 18 March 2027');
    expect(lines(rows, 'Missed appointments').at(-1)).toBe('4 in all.');
    expect(lines(rows, 'Warnings')).toEqual(['2 warnings']);
    expect(lines(rows, 'Review hearing')).toEqual(['Tuesday 4 May 2027.']);
    expect(lines(rows, 'Ends')).toEqual(['Not known.']);
  });
});

describe('what is recorded of a licence', () => {
  it('says that there is none, where the person was released without one', () => {
    const noLicence = view({ dates: [{ dateType: 'ARD', date: '2027-03-09' }] });
    expect(lines(licenceRows(noLicence, NAMES), 'State')).toEqual(['Released without a licence.']);
  });

  it('says which change was refused, and why', () => {
    const refusedVariation = {
      variation: 'REMOVE',
      condition: 'GPS_TAG',
      on: TODAY,
      by: 'c.ahmed',
      why: 'Too soon',
    };
    const rows = licenceRows(view({ licence: { refusedVariation }, release: { dateType: 'CRD' } }), NAMES);
    expect(lines(rows, 'State').at(-1)).toMatch(
      /^A change that was proposed \(.+\) was refused by Cass Ahmed on Tuesday 6 April 2027\. Reason: Too soon\.$/,
    );
  });

  it('says that the standard conditions are all, and that no first appointment is needed', () => {
    const licence = { draftedOn: TODAY, standardOnly: true, firstAppointment: { type: 'NOT_NEEDED' } };
    const rows = licenceRows(view({ licence, release: { dateType: 'CRD' } }), NAMES);
    expect(lines(rows, 'Conditions')).toEqual(['The standard conditions only.']);
    expect(lines(rows, 'First appointment')).toEqual(['None is needed.']);
  });

  it('says of each version whether the person has signed it', () => {
    const version = { approvedOn: '2027-02-01' };
    const licence = {
      ...version,
      inForceFrom: '2027-04-01',
      explainedOn: '2027-04-02',
      earlierVersions: [
        { ...version, standardOnly: true, explainedOn: '2027-03-01', notSigned: true },
        { ...version, inForceFrom: '2027-03-20', tags: [], signedOn: '2027-03-21' },
      ],
    };
    const rows = versionRows({ licence } as unknown as JourneyView, TODAY, NAMES);
    expect(rows.map(({ name, counts, inForce, told }) => [name, counts, inForce, told])).toEqual([
      ['Version 3', 'From Thursday 1 April 2027', true, 'Explained on Friday 2 April 2027, not signed yet.'],
      ['Version 2', 'From Saturday 20 March 2027', false, 'Signed on Sunday 21 March 2027.'],
      ['Version 1', 'From release', false, 'Explained, and not signed.'],
    ]);
    expect(rows.map(({ lines: said }) => said[0])).toEqual([
      'No electronic tag and no restriction zone.',
      'No electronic tag and no restriction zone.',
      'The standard conditions only.',
    ]);
  });
});

describe('what is recorded of money', () => {
  const rows = (given: object): readonly RecordRow[] =>
    moneyRows(view(given), { today: TODAY, services: { law: THE_LAW } } as unknown as Parameters<
      typeof moneyRows
    >[1]);

  it('says which bank refused, when and why, as a sentence', () => {
    const banksRefused = [{ bank: 'Northern Bank', why: 'No proof of address', on: TODAY }];
    expect(lines(rows({ benefits: { banksRefused } }), 'Bank account')).toEqual([
      'Northern Bank refused on Tuesday 6 April 2027: No proof of address.',
      'None is recorded.',
    ]);
  });

  it('says of debts that none is for the home, who advised, and when it was followed up', () => {
    const debts = { priority: [], advisedBy: 'StepChange', budget: true, followedUpOn: TODAY };
    expect(lines(rows({ debts }), 'Debts')).toEqual([
      'Debts, none of them for rent, council tax, energy, fines or children.',
      'Advised by StepChange.',
      'Followed up on Tuesday 6 April 2027.',
    ]);
    expect(lines(rows({ debts: { priority: [], budget: false } }), 'Debts')).toEqual(['None.']);
  });
});

describe('what is recorded of health', () => {
  it('says that no need was found, how medicine goes, which care was kept, and who may read what helps', () => {
    const rows = healthRows(
      view({
        health: {
          needs: {
            medicine: false,
            opioidSubstitution: false,
            mentalHealth: false,
            socialCare: false,
            neurodiversity: false,
          },
          medicine: { as: 'SUPPLY', days: 14 },
          careKeptOn: TODAY,
          whatHelps: { conditions: [], text: 'Short sentences', staffMayKnow: false },
        },
      }),
    );
    expect(lines(rows, 'Needs')).toEqual(['None was found']);
    expect(lines(rows, 'Medicine for release')).toEqual(['14 days, in hand']);
    expect(lines(rows, 'Continued care')).toEqual(['Kept, by Tuesday 6 April 2027']);
    expect(lines(rows, 'Neurodiversity')).toEqual([
      'What helps: Short sentences',
      'Staff are not shown what helps them.',
    ]);
  });
});

describe('a recall', () => {
  it('says of which kind it is', () => {
    const recall = {
      revokedOn: TODAY,
      type: 'STANDARD',
      reason: 'OTHER',
      explanation: 'Did not come',
      alternatives: 'A warning',
      recordedBy: COM,
      approvedBy: COM,
    } as unknown as Recall;
    expect(recallWords(recall, NAMES)[0]).toContain('a standard recall. Cass Ahmed asked for it');
    expect(recallWords({ ...recall, type: 'FIXED_TERM' }, NAMES)[0]).toContain('a recall for a fixed term');
  });

  it('or a sentence is how an earlier cycle ended, and with a release where there was one', () => {
    const ended = { cycle: 1, endedOn: TODAY } as const;
    expect(earlierCycleWords({ ...ended, because: 'NEW_SENTENCE' })).toBe(
      'Sentenced again on Tuesday 6 April 2027',
    );
    expect(earlierCycleWords({ ...ended, because: 'RECALL', releasedOn: '2027-03-09' })).toBe(
      'Released on Tuesday 9 March 2027, recalled on Tuesday 6 April 2027',
    );
  });
});

it('a consent from before says what is not kept of it', () => {
  const consents = [{ purpose: 'DTR', answer: 'GIVEN' }] as unknown as JourneyView['consents'];
  expect(consentRows({ consents }, NAMES)).toMatchObject([
    { agency: 'Every agency', how: 'Not recorded', recorded: 'Not kept', query: 'purpose=DTR' },
  ]);
});

it('a document says where it is, and until release that it leaves with the person', () => {
  const documents = [{ kind: 'BIRTH_CERTIFICATE', log: [], heldAt: 'Reception' }];
  const held = (given: object) => documentRows(view({ documents, ...given })).map(({ held: where }) => where);
  expect(held({})).toEqual(['Reception. It leaves with the person.']);
  expect(held({ releasedOn: TODAY })).toEqual(['Reception']);
});
