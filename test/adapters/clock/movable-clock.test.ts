import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { runningClock, stillClock } from '../../../adapters/clock/movable-clock.ts';

const NINE = Temporal.Instant.from('2027-03-01T09:00:00Z');
const TEN = Temporal.Instant.from('2027-03-01T10:00:00Z');

describe('a clock that stands still', () => {
  it('shows the instant it was moved to last', () => {
    const clock = stillClock(NINE);
    clock.moveTo(TEN);
    clock.moveTo(TEN);
    expect(clock.now().toString()).toBe(TEN.toString());
  });

  it('is not moved back', () => {
    const clock = stillClock(TEN);
    expect(() => clock.moveTo(NINE)).toThrow(new RangeError('A clock moves forward only'));
    expect(clock.now().toString()).toBe(TEN.toString());
  });
});

describe('a clock that runs', () => {
  it('goes on with the machine’s from where it was moved to', () => {
    const machine = stillClock(NINE);
    const clock = runningClock(machine);
    clock.moveTo(TEN);
    machine.moveTo(NINE.add({ minutes: 5 }));
    expect(clock.now().toString()).toBe('2027-03-01T10:05:00Z');
  });

  it('is ahead by what was kept of an earlier process', () => {
    expect(runningClock(stillClock(NINE), 3_600_000).now().toString()).toBe(TEN.toString());
  });

  it('is not moved back, though the machine’s is behind', () => {
    const clock = runningClock(stillClock(NINE), 3_600_000);
    expect(() => clock.moveTo(NINE.add({ minutes: 30 }))).toThrow('A clock moves forward only');
    expect(clock.now().toString()).toBe(TEN.toString());
  });
});
