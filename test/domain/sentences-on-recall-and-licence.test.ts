import { describe, expect, it } from '@jest/globals';
import { describeFact } from '../../domain/journey/describe.ts';
import { CONDITION_WORDS, describeVariation } from '../../domain/journey/describe-licence-fact.ts';
import { helpsWithWords } from '../../domain/journey/describe-mentor-fact.ts';
import { proposedChange } from '../../domain/journey/describe-proposal-fact.ts';
import { describeRecallReason, RECALL_REASON_WORDS } from '../../domain/journey/describe-recall-fact.ts';
import { describeCause } from '../../domain/pathways/incidents/cause.ts';
import { proposalNotes } from '../../domain/journey/proposal-notes.ts';
import {
  dateTypeWords,
  describeGround,
  describeWaitsFor,
  GROUNDS,
  outcomeLabel,
  say as sayValue,
  type Names,
} from '../../domain/journey/words.ts';
import type { FactData, FactType } from '../../domain/record/facts.ts';
import type { Proposed } from '../../domain/record/proposals.ts';
import { RECALL_REASONS } from '../../domain/record/recall.ts';
import { CONDITIONS } from '../../domain/record/licence-variation.ts';
import { EARLY_GROUNDS } from '../../domain/record/early-grounds.ts';
import { aJourney } from '../support/drafts.ts';
import { THE_LAW } from '../support/law.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const FIGURES = THE_LAW.onRelease('2027-03-09');
const NAMES: Names = {
  officer: (id) => ({ 'p.taylor': 'Pat Taylor', 'h.parr': 'Hal Parr' })[id],
  agency: (id) => ({ eastmoor: 'Eastmoor Council' })[id],
  place: (id) => ({ MDI: 'HMP Moorland' })[id],
};
const say = (type: FactType, data: FactData = {}) =>
  describeFact({ type, data, by: OFFICER }, FIGURES, NAMES);
type Case = readonly [type: FactType, data: FactData, sentence: string];

/** Words for each of a list of codes: none is empty, and no two are the same. */
const expectWordsOfTheirOwn = (words: readonly string[]) => {
  expect(words.filter((each) => !/\S{2,}/.test(each))).toEqual([]);
  expect(new Set(words).size).toBe(words.length);
};

describe('words for a code', () => {
  it.each([
    { codes: 'reasons of a recall', words: RECALL_REASONS.map(describeRecallReason) },
    { codes: 'conditions of a licence', words: CONDITIONS.map((each) => CONDITION_WORDS[each]) },
    { codes: 'grounds of an early release', words: EARLY_GROUNDS.map((each) => GROUNDS[each]) },
    {
      codes: 'causes of an incident',
      words: [
        'LADDER_EXHAUSTED',
        'REDIRECTED',
        'MESSAGE_REJECTED',
        'CREDENTIALS_REFUSED',
        'ADDRESS_REFUSED',
        'GONE',
        'NO_LIVE_ENDPOINT',
        'NO_SIGNING_KEY',
        'EXECUTION_GONE',
        'TASK_TIMED_OUT',
        'Unavailable',
        'States.Timeout',
        'unknown',
      ].map(describeCause),
    },
    {
      codes: 'ways in which a step ends with a journey',
      words: [
        'JOURNEY_CLOSED',
        'CYCLE_ENDED',
        'PERSON_DIED',
        'RECORDS_MERGED',
        'RECALL_UNDONE',
        'RELEASE_CORRECTED',
      ].map((outcome) => outcomeLabel('debts', outcome)),
    },
  ])('are there for all $codes, and tell them apart', ({ words }) => {
    expectWordsOfTheirOwn(words);
    expect(words.filter((each) => /[A-Z]_[A-Z]/.test(each))).toEqual([]);
  });

  it('that is not known say so', () => {
    expect(describeRecallReason('NO_SUCH_REASON')).toBe('A reason not recorded');
    expect(describeGround('NO_SUCH_GROUND')).toBe('on a ground not recorded');
    expect(dateTypeWords('NO_SUCH_TYPE')).toBe('date');
    expect(dateTypeWords('CRD')).not.toBe('date');
    expect(describeCause(undefined)).toBe('an unexpected error');
    expect(RECALL_REASON_WORDS.TAG_OR_CURFEW).toBe('Did not keep to a tag or curfew');
  });

  it.each([
    { value: 3, said: '3' },
    { value: true, said: 'true' },
    { value: ' x ', said: 'x' },
    { value: '  ', said: 'not recorded' },
    { value: null, said: 'not recorded' },
  ])('are the value itself, where there is one: $value', ({ value, said }) => {
    expect(sayValue(value)).toBe(said);
  });

  it('name the agency that is asked', () => {
    expect(describeWaitsFor('agency:eastmoor', NAMES)).toBe('Eastmoor Council');
  });
});

describe('the timeline says of a recall', () => {
  const both = { recordedBy: 'p.taylor', approvedBy: 'h.parr' };
  const by = ' Asked for by Pat Taylor and approved by Hal Parr.';
  const recalled = {
    revokedOn: '2027-03-31',
    reason: 'LOST_CONTACT',
    explanation: 'No contact',
    alternatives: 'Two letters',
  };

  it.each<Case>([
    [
      'recalled',
      { ...recalled, type: 'STANDARD', ...both },
      `The licence was revoked on Wednesday 31 March 2027, a standard recall. Reason: Lost contact with probation. No contact. Tried before: Two letters.${by}`,
    ],
    [
      'recalled',
      { ...recalled, type: 'FIXED_TERM', recordedBy: 'p.taylor' },
      'The licence was revoked on Wednesday 31 March 2027, a recall for a fixed term. Reason: Lost contact with probation. No contact. Tried before: Two letters.',
    ],
    [
      'recall-undone',
      { was: '2027-03-31', reason: 'The wrong person', ...both },
      `The recall of Wednesday 31 March 2027 was recorded wrongly, and the person is on licence as before. Reason: The wrong person.${by}`,
    ],
    [
      'cycle-ended',
      { because: 'RECALL', unanswered: ['1.debts'] },
      'What was open ended because of the recall. Never answered: Debts and budget.',
    ],
    ['cycle-ended', { because: 'NEW_SENTENCE' }, 'What was open ended because of a new sentence.'],
    ['cycle-began', { kept: [] }, 'Everything is asked again before the next release.'],
    [
      'cycle-began',
      { kept: ['identity', 'bankAccount'] },
      'Kept, because they are still true: the identity documents and the bank account. Everything else is asked again before the next release.',
    ],
    [
      'unlawfully-at-large',
      { since: '2027-03-30' },
      'The person has been unlawfully at large since Tuesday 30 March 2027.',
    ],
    [
      'returned-to-custody',
      { on: '2027-04-02', prison: 'MDI' },
      'The person returned to prison on Friday 2 April 2027, at HMP Moorland.',
    ],
    [
      'returned-to-custody',
      { on: '2027-04-02', prison: 'MDI', arrestedOn: '2027-04-01' },
      'The person returned to prison on Friday 2 April 2027, at HMP Moorland. They were arrested on Thursday 1 April 2027.',
    ],
    [
      'recall-date-assessed',
      { explanation: ['Because.', 'And so.'] },
      'No release date after the recall is known. Because. And so.',
    ],
    [
      'recall-date-assessed',
      { date: '2027-05-27' },
      'The release date after the recall is Thursday 27 May 2027.',
    ],
    [
      'new-sentence-joined',
      { startDate: '2027-04-02', prison: 'MDI' },
      'A new sentence began on Friday 2 April 2027 at HMP Moorland, before the licence had ended. It joins this journey.',
    ],
    [
      'new-sentence-joined',
      { startDate: '2027-04-02', prison: 'MDI', onRemand: true },
      'Remand began on Friday 2 April 2027 at HMP Moorland, before the licence had ended. It joins this journey.',
    ],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });
});

describe('the timeline says of the licence, of mentors and of the release date', () => {
  it.each<Case>([
    [
      'licence-varied',
      {
        from: '2027-03-20',
        version: 2,
        policyVersion: 4,
        variation: 'ADD',
        condition: 'CURFEW',
        proposedBy: 'p.taylor',
        approvedBy: 'h.parr',
      },
      'Version 2 of the licence counts from Saturday 20 March 2027, by version 4 of the policy (added: a tag for a curfew). Proposed by Pat Taylor and approved by Hal Parr.',
    ],
    [
      'licence-varied',
      {
        from: '2027-03-20',
        version: 2,
        policyVersion: 4,
        variation: 'REMOVE',
        condition: 'ALCOHOL',
        proposedBy: 'p.taylor',
      },
      'Version 2 of the licence counts from Saturday 20 March 2027, by version 4 of the policy (removed: a tag that shows whether the person drank alcohol).',
    ],
    ['licence-activated', {}, 'The licence is active.'],
    ['licence-activated', { replaces: '1' }, 'A changed licence is active, in place of the one before.'],
    ['licence-inactivated', {}, 'The licence is no longer active.'],
    ['mentor-offered', { role: 'PEER', helpsWith: 'gate' }, 'A peer was offered for the gate.'],
    [
      'mentor-accepted',
      { role: 'VOLUNTEER', helpsWith: 'drugs-and-alcohol' },
      'The person accepted a volunteer for drugs and alcohol.',
    ],
    ['mentor-declined', { role: 'MENTOR', helpsWith: 'gate' }, 'The person declined a mentor for the gate.'],
    ['mentor-at-gate', { role: 'MENTOR' }, 'A mentor meets the person at the gate.'],
    ['mentor-not-at-gate', { role: 'MENTOR' }, 'A mentor does not come to the gate.'],
    ['mentor-stopped', { role: 'PEER', helpsWith: 'gate' }, 'A peer for the gate stopped.'],
    [
      'sentence-date-recorded',
      { date: '2027-03-09', dateType: 'CONFIRMED', source: 'COURT' },
      'The confirmed release date was recorded: Tuesday 9 March 2027, from the court.',
    ],
    [
      'sentence-date-recorded',
      { date: '2027-03-09', dateType: 'CONFIRMED', source: 'COURT', was: '2027-03-10' },
      'The confirmed release date was recorded: Tuesday 9 March 2027, from the court. Before, it was Wednesday 10 March 2027.',
    ],
    ['release-day-assessed', { explanation: [] }, 'The Friday check has no result yet.'],
    [
      'release-day-decision-voided',
      { date: '2027-03-09' },
      'The decision of the governor for release on Tuesday 9 March 2027 is void, because the release date has changed.',
    ],
    [
      'deadlines-moved',
      { from: '2027-03-09', to: '2027-03-10', steps: 1 },
      'The release date in force moved from Tuesday 9 March 2027 to Wednesday 10 March 2027, and 1 deadline moved.',
    ],
    [
      'deadlines-moved',
      { to: '2027-03-10', steps: 2 },
      'The release date in force is Wednesday 10 March 2027, and 2 deadlines moved.',
    ],
    [
      'deadlines-moved',
      { from: '2027-03-09', steps: 0 },
      'There is no release date in force any more, and no deadline had to move.',
    ],
    [
      'journey-started',
      { prison: 'MDI', onRemand: true },
      'The journey began at HMP Moorland. The person is on remand.',
    ],
    [
      'journey-started',
      { prison: 'MDI' },
      'The journey began at HMP Moorland. No release date is known yet.',
    ],
    ['address-recorded', { kind: 'SETTLED' }, 'Somewhere to live is recorded: a settled address.'],
    [
      'address-recorded',
      { kind: 'CAS1', from: '2027-03-09', lastNight: '2027-06-01' },
      'Somewhere to live is recorded: approved premises (CAS1), from Tuesday 9 March 2027, until the night of Tuesday 1 June 2027.',
    ],
    ['address-recorded', { kind: 'TENT' }, 'Somewhere to live is recorded: an address.'],
  ])('%s %j', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });

  it('takes what is not known for a change of another condition', () => {
    expect(describeVariation({})).toBe('changed: another condition');
    expect(helpsWithWords('no-such-pathway')).toBe('the gate');
  });
});

describe('a change that waits for a second officer', () => {
  it.each<readonly [FactData, string]>([
    [{ change: 'release', on: '2027-03-09' }, 'A release on Tuesday 9 March 2027'],
    [
      { change: 'release', on: '2027-03-09', ground: 'IN_ERROR' },
      'A release in error on Tuesday 9 March 2027',
    ],
    [
      { change: 'release-correction', correction: 'ANOTHER_DAY', on: '2027-03-09' },
      'A correction of the day of release to Tuesday 9 March 2027',
    ],
    [
      { change: 'release-correction', correction: 'NOT_RELEASED' },
      'A correction that the person was not released',
    ],
    [
      { change: 'release-correction', correction: 'RETURNED_TO_CUSTODY' },
      'A correction that the person is back in custody',
    ],
    [
      { change: 'date-removal', dateType: 'CONFIRMED', date: '2027-03-09' },
      'The removal of the confirmed release date of Tuesday 9 March 2027',
    ],
    [
      { change: 'licence-variation', from: '2027-03-20', variation: 'ADD', condition: 'CURFEW' },
      'A change of the licence from Saturday 20 March 2027 (added: a tag for a curfew)',
    ],
    [
      { change: 'recall', revokedOn: '2027-03-31' },
      'A recall with the licence revoked on Wednesday 31 March 2027',
    ],
    [{ change: 'recall-undoing' }, 'Undoing a recall that was recorded wrongly'],
    [
      { change: 'early-release-date', date: '2027-03-01', ground: 'PAROLE' },
      'A confirmed release date of Monday 1 March 2027 on parole',
    ],
  ])('is named: %j', (data, named) => {
    expect(proposedChange(data)).toBe(named);
    expect(say('change-proposed', data)).toBe(`${named} was proposed. It waits for a second officer.`);
    expect(say('proposal-approved', { ...data, proposedBy: 'p.taylor' })).toBe(
      `${named} was approved. Pat Taylor proposed it.`,
    );
    expect(say('proposal-declined', { ...data, reason: 'Not yet' })).toBe(
      `${named} was declined. An officer proposed it. Reason: Not yet.`,
    );
    expect(say('proposal-withdrawn', data)).toBe(`${named} was withdrawn by the officer who proposed it.`);
  });

  const about = { id: 'p-1', proposedAt: RECORDED_AT, proposedBy: OFFICER };
  const variation = {
    variation: 'ADD',
    condition: 'CURFEW',
    from: '2027-01-20',
    reason: 'Missed appointments',
  } as const;
  const recall = {
    revokedOn: '2027-01-14',
    reason: 'OTHER',
    explanation: 'No contact',
    alternatives: 'Two letters',
  } as const;
  const release = {
    on: '2027-03-09',
    ground: 'PAROLE',
    identityConfirmed: true,
    inHand: ['phone'],
    missing: ['travel'],
  } as const;
  it.each<readonly [Proposed, readonly string[]]>([
    [{ kind: 'early-release-date', change: { date: '2027-03-01', ground: 'PAROLE' } }, []],
    [
      {
        kind: 'date-removal',
        change: { dateType: 'CRD', date: '2027-03-09', releaseDate: '2027-02-01', reason: 'Wrong' },
      },
      ['Reason: Wrong.', 'Without it the release date is Monday 1 February 2027, which is earlier.'],
    ],
    [
      { kind: 'licence-variation', change: variation },
      ['Reason: Missed appointments.', 'It is explained to the person, who signs it.'],
    ],
    [
      { kind: 'licence-variation', change: { ...variation, from: '2027-01-15' } },
      ['Reason: Missed appointments.', 'It is explained to the person, who signs it.'],
    ],
    [
      { kind: 'licence-variation', change: { ...variation, text: 'Home by 7', from: '2027-01-14' } },
      [
        'It would say: Home by 7.',
        'Reason: Missed appointments.',
        'Thursday 14 January 2027 has passed: the change would count from today.',
      ],
    ],
    [
      { kind: 'release-correction', change: { correction: 'NOT_RELEASED', reason: 'Wrong' } },
      ['Reason: Wrong.'],
    ],
    [{ kind: 'recall-undoing', change: { reason: 'Wrong' } }, ['Reason: Wrong.']],
    [
      { kind: 'recall', change: { ...recall, type: 'STANDARD' } },
      [
        'Reason: Another reason. No contact.',
        'Tried before: Two letters.',
        'A standard recall: until the Parole Board directs release, or the sentence ends.',
      ],
    ],
    [
      { kind: 'recall', change: { ...recall, type: 'FIXED_TERM' } },
      ['Reason: Another reason. No contact.', 'Tried before: Two letters.', 'A recall for a fixed term.'],
    ],
    [
      { kind: 'release', change: release },
      [
        'Released on parole.',
        'Identity is confirmed.',
        'In hand: a phone.',
        'No address is recorded for tonight.',
        'The person leaves without: travel.',
      ],
    ],
    [
      {
        kind: 'release',
        change: { ...release, identityConfirmed: false, reason: 'A bed', inHand: [], missing: [] },
      },
      [
        'Released on parole.',
        'Reason: A bed.',
        'Identity is not confirmed.',
        'No address is recorded for tonight.',
      ],
    ],
  ])('says what the second officer must know: %j', (proposal, notes) => {
    expect(proposalNotes({ ...about, ...proposal }, aJourney(), '2027-01-15')).toEqual(notes);
  });
});
