import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeFact, describeStep } from '../../domain/journey/describe.ts';
import { FACT_TYPES, type FactData, type FactType } from '../../domain/record/facts.ts';
import { awaitedBy, stepEntry, STEP_KINDS } from '../../domain/pathways/catalogue.ts';
import { describeActor, describeWaitsFor, type Names } from '../../domain/journey/words.ts';
import { sayDate } from '../../domain/law/say-date.ts';
import { THE_LAW } from '../support/law.ts';

const FIGURES = THE_LAW.onRelease('2027-03-09');
const by = { kind: 'officer', id: 'p.taylor' } as const;
const NAMES: Names = {
  officer: (id) => ({ 'p.taylor': 'Pat Taylor', 'c.ahmed': 'Cass Ahmed' })[id],
  agency: (id) => ({ 'eastmoor-council': 'Eastmoor Council' })[id],
  place: (id) => ({ MDI: 'HMP Moorland' })[id],
};
const say = (type: FactType, data: FactData = {}) => describeFact({ type, data, by }, FIGURES, NAMES);

describe('a fact in plain English', () => {
  const cases: readonly (readonly [FactType, FactData, string])[] = [
    [
      'journey-started',
      { prison: 'MDI', releaseDate: '2026-12-25', dateType: 'CRD' },
      'The journey began at HMP Moorland. The release date given is Friday 25 December 2026 (CRD).',
    ],
    [
      'phase-entered',
      { phase: 'custody' },
      'Reception is done. Pre-release work opens nearer the release date.',
    ],
    [
      'officers-allocated',
      { pom: 'p.taylor', com: 'c.ahmed', deputy: 'd.evans' },
      'Officers were allocated: prison offender manager Pat Taylor, community offender manager Cass Ahmed, deputy d.evans.',
    ],
    [
      'step-opened',
      { step: 'housing-need', waitsFor: 'officer:p.taylor', dueOn: '2026-10-09' },
      'Where will they live? Waiting for Pat Taylor to record where the person was living and where they will go, by Friday 9 October 2026.',
    ],
    [
      'step-opened',
      { step: 'claim-preparation', waitsFor: 'role:OMU@MDI', opensOn: '2026-11-13', dueOn: '2026-12-11' },
      'Prepare the Universal Credit claim: from Friday 13 November 2026, waiting for the offender management unit of HMP Moorland to prepare email, phone, bank and housing details for the claim, by Friday 11 December 2026.',
    ],
    [
      'step-completed',
      { step: 'cas3-decision', outcome: 'NOT_SUITABLE', reason: 'A tenancy is nearly signed' },
      'Refer to community accommodation (CAS3)? Not suitable. Reason: A tenancy is nearly signed.',
    ],
    [
      'step-closed',
      { step: 'bank-account', outcome: 'OVERTAKEN' },
      '“Bank account” was closed: overtaken by release.',
    ],
    [
      'step-overdue',
      {
        step: 'referral-answer',
        subject: 'DTR-2',
        waitsFor: 'agency:eastmoor-council',
        dueOn: '2026-11-20',
        tells: 'its owner and their deputy',
      },
      '“Agency’s answer (duty to refer, choice 2)” is overdue. It was due by Friday 20 November 2026 and still waits for Eastmoor Council.',
    ],
    [
      'step-reminded',
      { step: 'bank-account', waitsFor: 'officer:p.taylor', dueOn: '2026-11-20', tells: 'its owner' },
      '“Bank account” is due by Friday 20 November 2026, and waits for Pat Taylor.',
    ],
    [
      'step-escalated',
      {
        step: 'bank-account',
        waitsFor: 'officer:p.taylor',
        dueOn: '2026-11-20',
        list: 'role:HEAD_OF_OM@MDI',
      },
      '“Bank account” has been escalated. It was due by Friday 20 November 2026 and still waits for Pat Taylor. It is now on the list of the head of offender management of HMP Moorland too.',
    ],
    [
      'step-escalated',
      {
        step: 'bank-account',
        waitsFor: 'officer:p.taylor',
        dueOn: '2026-11-20',
        tells: 'the governor, or the head of the probation delivery unit',
      },
      '“Bank account” has been escalated. It was due by Friday 20 November 2026 and still waits for Pat Taylor.',
    ],
    [
      'release-date-set',
      { date: '2026-12-25', dateType: 'CRD', was: '2027-01-12', wasType: 'CRD' },
      'The release date was changed to Friday 25 December 2026 (CRD). It was Tuesday 12 January 2027 (CRD).',
    ],
    [
      'release-day-assessed',
      {
        applies: true,
        statutoryDate: '2026-12-24',
        presumptiveDate: '2026-12-23',
        explanation: ['Because.', 'And so.'],
      },
      'The Friday check proposes release on Wednesday 23 December 2026 rather than Thursday 24 December 2026. Because. And so.',
    ],
    [
      'release-day-decided',
      {
        outcome: 'SECOND_DAY',
        date: '2026-12-22',
        reason: 'The only bed in Leeds is free that day',
        requestedBy: 'c.ahmed',
      },
      'The governor decided: release on Tuesday 22 December 2026, the earliest date permitted, because the only bed in Leeds is free that day. The community offender manager Cass Ahmed asked for it.',
    ],
    [
      'release-day-decided',
      { outcome: 'PRESUMPTIVE', date: '2026-12-23' },
      'The governor decided: release on Wednesday 23 December 2026, the proposed earlier date.',
    ],
    [
      'release-day-decided',
      { outcome: 'PRESUMPTIVE', date: '2026-12-23', elsewhere: true },
      'The prison’s system confirmed release on Wednesday 23 December 2026, the proposed earlier date. It counts as the governor’s decision.',
    ],
    [
      'release-day-decided',
      { outcome: 'STATUTORY', date: '2026-12-24', reason: 'Family can only come on Thursday.' },
      'The governor decided: release on Thursday 24 December 2026, the statutory date, because Family can only come on Thursday.',
    ],
    [
      'release-day-decision-voided',
      { outcome: 'PRESUMPTIVE', date: '2026-12-23', decidedBy: 'g.governor' },
      'The decision of g.governor for release on Wednesday 23 December 2026 is void, because the release date has changed.',
    ],
    [
      'deadlines-moved',
      { from: '2026-12-24', to: '2026-12-23', steps: 7 },
      'The release date in force moved from Thursday 24 December 2026 to Wednesday 23 December 2026, and 7 deadlines moved.',
    ],
    [
      'referral-made',
      { service: 'DTR', agency: 'eastmoor-council' },
      'A referral under the duty to refer was made to Eastmoor Council.',
    ],
    [
      'referral-answered',
      { service: 'DTR', agency: 'eastmoor-council', answer: 'DECLINED', code: 'NO_LOCAL_CONNECTION' },
      'Eastmoor Council declined the referral under the duty to refer (no local connection).',
    ],
    [
      'referral-disclosed',
      { service: 'DTR', agency: 'eastmoor-council', fields: ['service', 'releaseDate'] },
      'Eastmoor Council read the referral under the duty to refer and was shown: the service asked for, the release date.',
    ],
    [
      'incident-opened',
      { incident: 'referral.Make.DTR-1', cause: 'Unavailable' },
      'Something went wrong in the referral part of the journey, at Make, and waits for an administrator: a service that the product needs was not available.',
    ],
    [
      'incident-opened',
      { incident: 'reconcile.pre-release', cause: 'EXECUTION_GONE' },
      'Something went wrong in the pre-release part of the journey, which keeps stopping, and waits for an administrator: the journey stopped moving on several times within a day.',
    ],
    [
      'journey-closed',
      { housed: true, benefits: false },
      'Supervision ended and the journey is closed: housed, without benefits in payment.',
    ],
  ];

  it.each(cases)('%s', (type, data, sentence) => {
    expect(say(type, data)).toBe(sentence);
  });

  it('is whole for every type and whatever a fact holds, and never shows what a program would', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.constantFrom('2026-12-25', '2026-02-30', 'SECOND_DAY', 'housing-need', 'DTR-2', 'role:OMU@MDI'),
    );
    const keysOf = fc.constantFrom(
      ...[
        'step',
        'subject',
        'waitsFor',
        'dueOn',
        'opensOn',
        'outcome',
        'date',
        'reason',
        'agency',
        'service',
      ],
      ...['fields', 'explanation', 'applies', 'steps', 'cause', 'incident', 'answer', 'code', 'phase', 'why'],
    );
    fc.assert(
      fc.property(fc.constantFrom(...FACT_TYPES), fc.dictionary(keysOf, value), (type, data) => {
        const told = describeFact({ type, data, by }, FIGURES);
        expect(told).toMatch(/\S.*[.!?]$/s);
        expect(describeFact({ type, data: {}, by }, FIGURES)).not.toMatch(/undefined|null|\[object|NaN/);
      }),
      { examples: [['recall-date-assessed', { explanation: ['written without an end'] }]] },
    );
  });
});

describe('a step in plain English', () => {
  it.each([
    [
      'of an officer',
      { kind: 'release-day-decision', waitsFor: 'role:GOVERNOR@MDI', state: 'OPEN', dueOn: '2026-12-11' },
      'Waiting for the governor of HMP Moorland to decide whether release moves to an earlier weekday, by Friday 11 December 2026.',
    ],
    [
      'whose day has not come',
      { kind: 'cas3-decision', waitsFor: 'officer:p.taylor', state: 'SCHEDULED', opensOn: '2026-11-13' },
      'From Friday 13 November 2026, waiting for Pat Taylor to decide whether to refer for up to 84 nights of temporary accommodation.',
    ],
    [
      'of a date',
      { kind: 'dtr-window', waitsFor: 'date', state: 'SCHEDULED', opensOn: '2026-10-30' },
      'Waiting for eight weeks before release: Friday 30 October 2026.',
    ],
    [
      'of an event',
      { kind: 'release-date-watch', waitsFor: 'event', state: 'OPEN' },
      'Waiting for the person to be released, or the date to change.',
    ],
  ] as const)('%s', (_case, step, sentence) => {
    expect(describeStep(step, FIGURES, NAMES)).toBe(sentence);
  });

  it.each(STEP_KINDS)('says what it waits for: %s', (kind) => {
    const { asked } = stepEntry(kind);
    const infinitive = asked === 'event' ? /^for / : asked === 'date' ? /^\S/ : /^to /;
    expect(awaitedBy(kind, FIGURES)).toMatch(infinitive);
  });
});

describe('words', () => {
  it.each([
    ['officer:p.taylor', 'Pat Taylor'],
    ['officer:x.y', 'x.y'],
    ['agency:eastmoor-council', 'Eastmoor Council'],
    ['role:PDU@N54', 'the probation delivery unit of N54'],
    ['role:ADMINISTRATOR@national', 'an administrator'],
    ['event', 'something to happen'],
    ['who knows', 'who knows'],
  ])('%s waits for %s', (waitsFor, words) => {
    expect(describeWaitsFor(waitsFor, NAMES)).toBe(words);
  });

  it.each([
    [{ kind: 'officer', id: 'p.taylor' }, 'Pat Taylor'],
    [{ kind: 'admin', id: 'a.admin' }, 'a.admin (administrator)'],
    [{ kind: 'partner', id: 'eastmoor-council' }, 'Eastmoor Council'],
    [{ kind: 'system', id: 'through-the-gate' }, 'Through the Gate'],
  ] as const)('%j is called %s', (actor, name) => {
    expect(describeActor(actor, NAMES)).toBe(name);
  });

  it.each(['2026-02-30', 'soon', 5, undefined])('%p is a date not known', (date) => {
    expect(sayDate(date)).toBe('a date not known');
  });
});
