import { describe, expect, it } from '@jest/globals';
import {
  beginsAt,
  isTimeOfDay,
  MOST_APPOINTMENTS,
  toCome,
  withAppointment,
  type Appointment,
} from '../../domain/record/appointments.ts';
import { OFFICER, RECORDED_AT } from '../support/record.ts';

const appointment = (id: string, patch: Partial<Appointment> = {}): Appointment => ({
  id,
  revision: 1,
  on: '2027-03-10',
  at: '14:00',
  place: 'Eastmoor probation office',
  madeAt: RECORDED_AT,
  madeBy: OFFICER,
  ...patch,
});
const idsOf = (appointments: readonly Appointment[]) => appointments.map(({ id }) => id);

describe('a time of day', () => {
  it.each(['00:00', '09:30', '10:05', '19:59', '20:00', '23:59'])('%s is one', (text) => {
    expect(isTimeOfDay(text)).toBe(true);
  });

  it.each(['24:00', '12:60', '9:30', '09:3', '0930', ' 09:30', '09:30 ', '30:00', 'noon', ''])(
    '"%s" is none',
    (text) => {
      expect(isTimeOfDay(text)).toBe(false);
    },
  );
});

describe('the beginning of an appointment', () => {
  it.each([
    { when: 'in winter', on: '2027-01-11', at: '14:05', instant: '2027-01-11T14:05:00.000Z' },
    {
      when: 'in summer, an hour before in universal time',
      on: '2027-07-12',
      at: '09:30',
      instant: '2027-07-12T08:30:00.000Z',
    },
    {
      when: 'just after midnight in summer',
      on: '2027-07-12',
      at: '00:15',
      instant: '2027-07-11T23:15:00.000Z',
    },
  ])('is by London’s clock $when', ({ on, at, instant }) => {
    expect(beginsAt({ on, at })).toBe(instant);
  });
});

describe('appointments to come', () => {
  const appointments = [
    appointment('past', { on: '2027-03-09' }),
    appointment('now'),
    appointment('later', { at: '14:01' }),
    appointment('cancelled', { on: '2027-03-11', came: 'CANCELLED' }),
    appointment('next week', { on: '2027-03-17' }),
  ];

  it('begin after the instant, and have no result', () => {
    expect(idsOf(toCome({ appointments }, '2027-03-10T14:00:00.000Z'))).toEqual(['later', 'next week']);
  });

  it('are none where none were kept', () => {
    expect(toCome({}, '2027-03-10T14:00:00.000Z')).toEqual([]);
  });
});

describe('the appointments of a person', () => {
  const many = Array.from({ length: MOST_APPOINTMENTS }, (_, n) =>
    appointment(`a-${n}`, n % 2 === 0 ? { came: 'KEPT' } : {}),
  );

  it('have a new one at the end', () => {
    expect(idsOf(withAppointment([appointment('a')], appointment('b')))).toEqual(['a', 'b']);
  });

  it('have a changed one in place of what it was', () => {
    const changed = appointment('a', { revision: 2, at: '15:00' });
    expect(withAppointment([appointment('a'), appointment('b')], changed)).toEqual([
      appointment('b'),
      changed,
    ]);
  });

  it('forget none while there is room', () => {
    expect(withAppointment(many.slice(1), appointment('new'))).toHaveLength(MOST_APPOINTMENTS);
  });

  it('forget the oldest that is over when there are too many', () => {
    const kept = withAppointment(many, appointment('new'));
    expect(kept).toHaveLength(MOST_APPOINTMENTS);
    expect(idsOf(kept)).not.toContain('a-0');
    expect(idsOf(kept)).toEqual(expect.arrayContaining(['a-1', 'a-2', 'new']));
  });

  it('forget none that is still to come, however many there are', () => {
    const open = many.map((each) => appointment(each.id));
    expect(withAppointment(open, appointment('new'))).toHaveLength(MOST_APPOINTMENTS + 1);
  });
});
