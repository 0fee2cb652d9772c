import { describe, expect, it } from '@jest/globals';
import { absencesOf, temporaryAbsences, type Absence, type Passage } from '../../domain/events/absences.ts';
import { readIncomingEvent, textIn } from '../../domain/events/incoming-event.ts';
import { whereaboutsOf, type Movement } from '../../domain/events/movements.ts';
import { lawWith } from '../support/law.ts';

describe('the absences that the prison’s system reported', () => {
  const away = (id: string, on: string): Passage => ({
    kind: 'AWAY',
    id,
    at: `${on}T09:00:00Z`,
    on,
    reason: 'HOSPITAL',
  });
  const ends = (id: string, on: string): Passage => ({ kind: 'ENDS', id, at: `${on}T17:00:00Z`, on });

  it.each<{ readonly case: string; readonly passages: readonly Passage[]; readonly absences: unknown }>([
    { case: 'are none without a report', passages: [], absences: [] },
    { case: 'are none when the person only came back', passages: [ends('b', '2027-01-12')], absences: [] },
    {
      case: 'last until the person is back',
      passages: [away('a', '2027-01-11'), ends('b', '2027-01-12')],
      absences: [{ id: 'a', reason: 'HOSPITAL', since: '2027-01-11', until: '2027-01-12' }],
    },
    {
      case: 'last until the next one begins',
      passages: [away('a', '2027-01-11'), away('b', '2027-01-13'), ends('c', '2027-01-14')],
      absences: [
        { id: 'a', reason: 'HOSPITAL', since: '2027-01-11', until: '2027-01-13' },
        { id: 'b', reason: 'HOSPITAL', since: '2027-01-13', until: '2027-01-14' },
      ],
    },
    {
      case: 'have no end while nobody reports one',
      passages: [ends('a', '2027-01-10'), away('b', '2027-01-11')],
      absences: [{ id: 'b', reason: 'HOSPITAL', since: '2027-01-11' }],
    },
  ])('$case, in whatever order the reports arrive', ({ passages, absences }) => {
    expect(absencesOf(passages)).toEqual(absences);
    expect(absencesOf(passages.toReversed())).toEqual(absences);
  });

  it('are in the order of their ids where two are reported for one moment', () => {
    const both = [away('b', '2027-01-11'), away('a', '2027-01-11')];
    expect(absencesOf(both).map(({ id, until }) => [id, until])).toEqual([
      ['a', '2027-01-11'],
      ['b', undefined],
    ]);
  });
});

describe('the temporary absences that were reported', () => {
  const since = (day: string, until?: string, reason: Absence['reason'] = 'TEMPORARY_ABSENCE'): Absence => ({
    id: day,
    reason,
    since: day,
    ...(until !== undefined && { until }),
  });

  it.each<{ readonly case: string; readonly absences: readonly Absence[]; readonly are: unknown }>([
    { case: 'none', absences: [], are: undefined },
    {
      case: 'one within a day',
      absences: [since('2027-01-11', '2027-01-11')],
      are: { times: 1, days: 1, latestOn: '2027-01-11' },
    },
    {
      case: 'one over a weekend, with its first and its last day',
      absences: [since('2027-01-15', '2027-01-18')],
      are: { times: 1, days: 4, latestOn: '2027-01-15' },
    },
    {
      case: 'one without a reported end, as its first day',
      absences: [since('2027-01-11')],
      are: { times: 1, days: 1, latestOn: '2027-01-11' },
    },
    {
      case: 'two on one day, which is one day',
      absences: [since('2027-01-11', '2027-01-11'), since('2027-01-11', '2027-01-12')],
      are: { times: 2, days: 2, latestOn: '2027-01-11' },
    },
    {
      case: 'two in different months, the later of them last',
      absences: [since('2027-01-11', '2027-01-12'), since('2027-02-01', '2027-02-01')],
      are: { times: 2, days: 3, latestOn: '2027-02-01' },
    },
    {
      case: 'none of those in hospital or at court',
      absences: [since('2027-01-11', '2027-01-12', 'HOSPITAL'), since('2027-01-13', '2027-01-13', 'COURT')],
      are: undefined,
    },
    {
      case: 'one on the day on which this time in custody began',
      absences: [since('2027-01-04', '2027-01-04')],
      are: { times: 1, days: 1, latestOn: '2027-01-04' },
    },
    {
      case: 'none of an earlier time in custody',
      absences: [since('2027-01-03', '2027-01-05')],
      are: undefined,
    },
    {
      case: 'only the one of this time in custody',
      absences: [since('2026-05-01', '2026-05-02'), since('2027-01-11', '2027-01-11')],
      are: { times: 1, days: 1, latestOn: '2027-01-11' },
    },
  ])('are counted by times and days: $case', ({ absences, are }) => {
    expect(temporaryAbsences(absences, '2027-01-04')).toEqual(are);
  });
});

describe('where a person is by the movements that are reported', () => {
  const law = lawWith({ releaseReversedDays: 3 });
  const move = (kind: Movement['kind'], on: string, id = `${kind} ${on}`, time = '09:00'): Movement => ({
    kind,
    id,
    on,
    at: `${on}T${time}:00Z`,
  });
  const out = move('OUT', '2027-03-09');
  const idsOf = (movements: readonly Movement[]) => movements.map(({ id }) => id);
  const whereabouts = (movements: readonly Movement[], recorded?: Movement) => {
    const found = whereaboutsOf(movements, law, recorded);
    return {
      out: found.out?.id,
      settled: idsOf(found.settled),
      contradictions: found.contradictions.map(({ earlier, later }) => [earlier.id, later.id]),
    };
  };

  it.each<{
    readonly case: string;
    readonly movements: readonly Movement[];
    readonly recorded?: Movement;
    readonly is: ReturnType<typeof whereabouts>;
  }>([
    { case: 'nothing is reported', movements: [], is: { out: undefined, settled: [], contradictions: [] } },
    {
      case: 'a release',
      movements: [out],
      is: { out: out.id, settled: [out.id], contradictions: [] },
    },
    {
      case: 'a coming in',
      movements: [move('IN', '2027-03-08')],
      is: { out: undefined, settled: ['IN 2027-03-08'], contradictions: [] },
    },
    {
      case: 'a release after a coming in',
      movements: [move('IN', '2027-03-08'), out],
      is: { out: out.id, settled: ['IN 2027-03-08', out.id], contradictions: [] },
    },
    {
      case: 'a release reported twice for one day',
      movements: [out, move('OUT', '2027-03-09', 'again', '10:00')],
      is: { out: out.id, settled: [out.id, 'again'], contradictions: [] },
    },
    {
      case: 'a second release on another day',
      movements: [out, move('OUT', '2027-03-10')],
      is: { out: out.id, settled: [out.id], contradictions: [[out.id, 'OUT 2027-03-10']] },
    },
    {
      case: 'a release reversed on its last day',
      movements: [out, move('IN', '2027-03-12')],
      is: { out: undefined, settled: [out.id, 'IN 2027-03-12'], contradictions: [] },
    },
    {
      case: 'a coming in the day after that',
      movements: [out, move('IN', '2027-03-13')],
      is: { out: out.id, settled: [out.id], contradictions: [[out.id, 'IN 2027-03-13']] },
    },
    {
      case: 'a release, a reversal and a release',
      movements: [out, move('IN', '2027-03-10'), move('OUT', '2027-03-11')],
      is: {
        out: 'OUT 2027-03-11',
        settled: [out.id, 'IN 2027-03-10', 'OUT 2027-03-11'],
        contradictions: [],
      },
    },
    {
      case: 'a coming in from before the release that officers recorded',
      movements: [move('IN', '2027-03-08')],
      recorded: move('OUT', '2027-03-09', 'record'),
      is: { out: 'record', settled: ['IN 2027-03-08'], contradictions: [] },
    },
    {
      case: 'the release that officers recorded for the same day',
      movements: [move('OUT', '2027-03-09', 'reported', '23:00')],
      recorded: move('OUT', '2027-03-09', 'record'),
      is: { out: 'record', settled: ['reported'], contradictions: [] },
    },
    {
      case: 'a release on another day than officers recorded',
      movements: [move('OUT', '2027-03-08')],
      recorded: move('OUT', '2027-03-09', 'record'),
      is: { out: 'record', settled: [], contradictions: [['record', 'OUT 2027-03-08']] },
    },
  ])('$case, in whatever order the reports arrive', ({ movements, recorded, is }) => {
    expect(whereabouts(movements, recorded)).toEqual(is);
    expect(whereabouts(movements.toReversed(), recorded)).toEqual(is);
  });

  it('is decided by their ids where two are reported for one moment', () => {
    const both = [move('OUT', '2027-03-09', 'b'), move('IN', '2027-03-09', 'a')];
    expect(whereabouts(both)).toEqual({ out: 'b', settled: ['a', 'b'], contradictions: [] });
    expect(whereabouts(both.toReversed())).toEqual(whereabouts(both));
  });
});

describe('an event of another system', () => {
  const event = {
    eventType: 'prison-offender-events.prisoner.released',
    version: 1,
    occurredAt: '2027-03-09T10:15:00+01:00',
    additionalInformation: { nomsNumber: 'A1234BC', reason: 'RELEASED' },
  };
  const read = (change: object = {}) => readIncomingEvent({ ...event, ...change });
  const identified = (...identifiers: readonly object[]) => ({ personReference: { identifiers } });

  it('is read with its instant in universal time, so that text order is time order', () => {
    expect(read({ description: 'Released', detailUrl: 'https://prison.example/1' })).toEqual({
      ok: true,
      event: {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventType: event.eventType,
        version: 1,
        occurredAt: '2027-03-09T09:15:00.000000000Z',
        prisonNumber: 'A1234BC',
        description: 'Released',
        detailUrl: 'https://prison.example/1',
        additionalInformation: event.additionalInformation,
      },
    });
  });

  const idOf = (change: object) => {
    const done = read(change);
    return done.ok ? done.event.id : undefined;
  };

  it.each([
    { same: 'with a description', change: { description: 'Released' } },
    {
      same: 'with its fields in another order',
      change: { additionalInformation: { reason: 'RELEASED', nomsNumber: 'A1234BC' } },
    },
    { same: 'with a field that nobody reads', change: { publishedAt: '2027-03-09T10:16:00Z' } },
    { same: 'in another zone', change: { occurredAt: '2027-03-09T09:15:00Z' } },
  ])('has the same id when it is sent again $same', ({ change }) => {
    expect(idOf(change)).toBe(idOf({}));
  });

  it.each([
    { other: 'type', change: { eventType: 'prison-offender-events.prisoner.received' } },
    { other: 'instant', change: { occurredAt: '2027-03-09T09:15:01Z' } },
    { other: 'version', change: { version: 2 } },
    { other: 'reason', change: { additionalInformation: { nomsNumber: 'A1234BC', reason: 'HOSPITAL' } } },
    { other: 'person', change: identified({ type: 'NOMS', value: 'A1234BD' }) },
  ])('has another id with another $other', ({ change }) => {
    expect(idOf(change)).not.toBe(idOf({}));
  });

  it.each([
    {
      where: 'its person reference',
      change: identified({ type: 'CRN', value: 'X123456' }, { type: 'NOMS', value: 'A7777AA' }),
      prisonNumber: 'A7777AA',
      crn: 'X123456',
    },
    {
      where: 'its person reference before its information',
      change: identified({ type: 'NOMS', value: 'A7777AA' }),
      prisonNumber: 'A7777AA',
      crn: undefined,
    },
    {
      where: 'its information where the reference has no value',
      change: identified({ type: 'NOMS', value: null }),
      prisonNumber: 'A1234BC',
      crn: undefined,
    },
    {
      where: 'a CRN in its information',
      change: { additionalInformation: { crn: 'X123456' } },
      prisonNumber: undefined,
      crn: 'X123456',
    },
    {
      where: 'the target of a merge',
      change: { additionalInformation: { targetCRN: 'X654321' } },
      prisonNumber: undefined,
      crn: 'X654321',
    },
    {
      where: 'nowhere',
      change: { additionalInformation: null, personReference: null },
      prisonNumber: undefined,
      crn: undefined,
    },
    {
      where: 'no empty text',
      change: { additionalInformation: { nomsNumber: '', crn: 7 } },
      prisonNumber: undefined,
      crn: undefined,
    },
  ])('names the person by $where', ({ change, prisonNumber, crn }) => {
    const done = read(change);
    expect(done.ok && { prisonNumber: done.event.prisonNumber, crn: done.event.crn }).toEqual({
      prisonNumber,
      crn,
    });
  });

  it.each([
    {
      fault: 'no type',
      change: { eventType: undefined },
      problems: [{ field: 'eventType', problem: 'Give the type of the event.' }],
    },
    {
      fault: 'a type with spaces',
      change: { eventType: 'a b' },
      problems: [{ field: 'eventType', problem: 'This is not a type of event.' }],
    },
    {
      fault: 'no version',
      change: { version: 'one' },
      problems: [{ field: 'version', problem: 'Give the version, a whole number.' }],
    },
    {
      fault: 'a day in place of an instant',
      change: { occurredAt: '2027-03-09' },
      problems: [{ field: 'occurredAt', problem: 'Give the instant, such as 2027-03-09T10:15:00Z.' }],
    },
    {
      fault: 'a number that is no prison number',
      change: { additionalInformation: { nomsNumber: 'secret-1' } },
      problems: [{ field: 'personReference', problem: 'This is not a prison number.' }],
    },
    {
      fault: 'a reference that is no CRN',
      change: identified({ type: 'CRN', value: 'secret-2' }),
      problems: [{ field: 'personReference', problem: 'This is not a CRN.' }],
    },
    {
      fault: 'an identifier without its type, by the path to it',
      change: identified({ type: 'NOMS', value: 'A1234BC' }, { value: 'secret-3' }),
      problems: [{ field: 'personReference.identifiers.1.type', problem: expect.any(String) }],
    },
    {
      fault: 'a version below zero',
      change: { version: -1 },
      problems: [{ field: 'version', problem: expect.any(String) }],
    },
  ])('is refused for $fault, and no value is repeated', ({ change, problems }) => {
    expect(read(change)).toEqual({ ok: false, problems });
  });

  it('is refused as a whole when it is no object', () => {
    for (const given of [undefined, null, 'event', []])
      expect(readIncomingEvent(given)).toMatchObject({ ok: false, problems: [{ field: 'event' }] });
  });

  it.each([
    { length: 200, ok: true },
    { length: 201, ok: false },
  ])('with a type of $length letters is read: $ok', ({ length, ok }) => {
    expect(read({ eventType: 'x'.repeat(length) }).ok).toBe(ok);
  });

  it.each([
    {
      what: 'identifiers',
      of: (count: number) => identified(...Array.from({ length: count }, () => ({ type: 'PNC' }))),
      most: 50,
    },
    { what: 'letters of a type', of: (count: number) => identified({ type: 'x'.repeat(count) }), most: 50 },
    {
      what: 'letters of an identifier',
      of: (count: number) => identified({ type: 'PNC', value: 'x'.repeat(count) }),
      most: 50,
    },
    {
      what: 'letters of description',
      of: (count: number) => ({ description: 'x'.repeat(count) }),
      most: 2_000,
    },
    { what: 'letters of an address', of: (count: number) => ({ detailUrl: 'x'.repeat(count) }), most: 2_000 },
  ])('has at most $most $what', ({ of, most }) => {
    expect(read(of(most)).ok).toBe(true);
    expect(read(of(most + 1)).ok).toBe(false);
  });

  it('gives only text under a name', () => {
    const information = { text: 'x', empty: '', number: 7 };
    expect(['text', 'empty', 'number', 'absent'].map((name) => textIn(information, name))).toEqual([
      'x',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
