import { describe, expect, it } from '@jest/globals';
import type { IsoDate } from '../../domain/law/time.ts';
import type { FirstAppointmentType } from '../../domain/pathways/licence-and-release-date/data.ts';
import {
  firstAppointmentFollowsRelease,
  firstAppointmentTooEarly,
} from '../../domain/pathways/licence-and-release-date/first-appointment.ts';
import { aDraft, aJourney, factsOf } from '../support/drafts.ts';

const ID = 'first-1-1';

interface Arranged {
  readonly type: FirstAppointmentType;
  readonly on: IsoDate;
  readonly at?: string;
  readonly came?: 'KEPT' | 'CANCELLED';
}

/** A first appointment that was arranged for release on Tuesday 9 March 2027, and a release on another day. */
function leaving(arranged: Arranged, releasedOn: IsoDate, today: IsoDate = releasedOn) {
  const { type, on, at = '14:00', came } = arranged;
  const appointment = {
    id: ID,
    revision: 1,
    on,
    at,
    place: 'The office',
    madeAt: '2027-02-01T09:00:00.000Z',
    madeBy: { kind: 'officer', id: 'c.ahmed' },
    ...(came && { came }),
  } as const;
  const journey = aJourney({
    appointments: [appointment],
    licence: { firstAppointment: { type, appointment: ID, on } },
  });
  const draft = aDraft(today, journey);
  firstAppointmentFollowsRelease(draft, releasedOn);
  const { appointments = [], licence } = draft.journey;
  const [{ on: day, at: time, came: result, revision } = appointment] = appointments;
  return { day, time, result, revision, first: licence?.firstAppointment, facts: factsOf(draft) };
}

describe('the first appointment of a person who leaves on another day', () => {
  it.each([
    {
      case: 'released three days late: the working day after',
      arranged: { type: 'NEXT_WORKING_DAY', on: '2027-03-10' },
      releasedOn: '2027-03-12',
      to: { type: 'NEXT_WORKING_DAY', on: '2027-03-15', at: '14:00' },
    },
    {
      case: 'released early by a court: the working day after',
      arranged: { type: 'NEXT_WORKING_DAY', on: '2027-03-10', at: '10:30' },
      releasedOn: '2027-03-04',
      to: { type: 'NEXT_WORKING_DAY', on: '2027-03-05', at: '10:30' },
    },
    {
      case: 'one on the day of release stays on the day of release',
      arranged: { type: 'ON_RELEASE', on: '2027-03-09', at: '15:00' },
      releasedOn: '2027-03-10',
      to: { type: 'ON_RELEASE', on: '2027-03-10', at: '15:00' },
    },
    {
      case: 'one on the day of release whose time has passed is on the next working day, by the usual time',
      arranged: { type: 'ON_RELEASE', on: '2027-03-09', at: '15:00' },
      releasedOn: '2027-03-11',
      today: '2027-03-12',
      to: undefined,
    },
    {
      case: 'on an agreed day on which the person was still in prison: the working day after they left',
      arranged: { type: 'DATE_AND_TIME', on: '2027-03-11', at: '16:00' },
      releasedOn: '2027-03-12',
      to: { type: 'NEXT_WORKING_DAY', on: '2027-03-15', at: '14:00' },
    },
  ] as const)('moves: $case', ({ arranged, releasedOn, to, ...more }) => {
    const { first, day, time, result, revision, facts } = leaving(
      arranged,
      releasedOn,
      'today' in more ? more.today : releasedOn,
    );
    const moved = to ?? { type: 'NEXT_WORKING_DAY', on: '2027-03-12', at: '14:00' };
    expect(first).toEqual({ type: moved.type, appointment: ID, on: moved.on });
    expect({ day, time, result, revision }).toEqual({
      day: moved.on,
      time: moved.at,
      result: undefined,
      revision: 2,
    });
    expect(facts).toEqual(['appointment-changed']);
  });

  it.each([
    ['of the usual kind, on the day planned', { type: 'NEXT_WORKING_DAY', on: '2027-03-10' }, '2027-03-09'],
    ['on an agreed day after they left', { type: 'DATE_AND_TIME', on: '2027-03-11' }, '2027-03-10'],
    ['that is over', { type: 'NEXT_WORKING_DAY', on: '2027-03-10', came: 'KEPT' }, '2027-03-12'],
  ] as const)('stays: %s', (_what, arranged, releasedOn) => {
    const { first, facts } = leaving(arranged, releasedOn);
    expect(first?.on).toBe(arranged.on);
    expect(facts).toEqual([]);
  });

  it('stays where the release is recorded so late that the usual day has passed, and it is still to come', () => {
    const arranged = { type: 'NEXT_WORKING_DAY', on: '2027-03-10' } as const;
    expect(leaving(arranged, '2027-03-04', '2027-03-08')).toMatchObject({
      day: '2027-03-10',
      result: undefined,
      first: { on: '2027-03-10' },
    });
  });

  it('no longer stands where it was before release, and the usual day has passed too', () => {
    const arranged = { type: 'NEXT_WORKING_DAY', on: '2027-03-10' } as const;
    const { first, result, facts } = leaving(arranged, '2027-03-12', '2027-03-17');
    expect(first).toBeUndefined();
    expect(result).toBe('CANCELLED');
    expect(facts).toEqual(['appointment-cancelled']);
  });
});

describe('a day for the first appointment', () => {
  it.each([
    ['before the release date', { releaseDateInForce: '2027-03-09' }, '2027-03-08', true],
    ['on the release date', { releaseDateInForce: '2027-03-09' }, '2027-03-09', false],
    [
      'before the day they left',
      { releasedOn: '2027-03-10', releaseDateInForce: '2027-03-09' },
      '2027-03-09',
      true,
    ],
    ['where no date is known', {}, '2027-03-01', false],
  ] as const)('%s', (_what, record, on, tooEarly) => {
    expect(firstAppointmentTooEarly(record, on) !== undefined).toBe(tooEarly);
  });
});
