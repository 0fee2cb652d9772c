import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { addressOf, channelsOf, isEmail, isUkMobile, withoutSpaces } from '../../domain/messages/contact.ts';
import {
  countKinds,
  officerMessage,
  TO_PASS_ON,
  type AboutPerson,
} from '../../domain/messages/officer-message.ts';
import { nextTryAt } from '../../domain/messages/retries.ts';
import { nextMorning, notInQuietHours } from '../../domain/messages/send-times.ts';

const HOURS = { messagesFromHour: 8, messagesUntilHour: 20 };
const instant = (text: string) => Temporal.Instant.from(text);

describe('the hours in which messages are sent', () => {
  it.each([
    ['at midnight, this morning', '2026-12-01T00:00:00Z', '2026-12-01T08:00:00.000Z'],
    ['at eight, at once', '2026-12-01T08:00:00Z', '2026-12-01T08:00:00.000Z'],
    ['after eight, the next morning', '2026-12-01T08:00:01Z', '2026-12-02T08:00:00.000Z'],
    ['in summer, by London’s clock', '2026-07-01T03:00:00Z', '2026-07-01T07:00:00.000Z'],
    ['on the night the clocks change', '2026-10-24T22:00:00Z', '2026-10-25T08:00:00.000Z'],
  ])('the message of the day: %s', (_when, now, at) => {
    expect(nextMorning(instant(now), HOURS)).toBe(at);
  });

  it.each([
    ['at eight', '2026-12-01T08:00:00Z', '2026-12-01T08:00:00.000Z'],
    ['just before eight in the evening', '2026-12-01T19:59:59Z', '2026-12-01T19:59:59.000Z'],
    ['at eight in the evening', '2026-12-01T20:00:00Z', '2026-12-02T08:00:00.000Z'],
    ['before eight', '2026-12-01T07:59:59Z', '2026-12-01T08:00:00.000Z'],
  ])('a message that cannot wait: %s', (_when, now, at) => {
    expect(notInQuietHours(instant(now), HOURS)).toBe(at);
  });

  it('are kept between tries, which end after about a day', () => {
    let now = instant('2026-12-01T19:58:00Z');
    const tries: string[] = [];
    for (let failed = 1; ; failed += 1) {
      const next = nextTryAt(failed, now, HOURS);
      if (next === undefined) break;
      tries.push(next);
      now = instant(next);
    }
    expect(tries).toHaveLength(8);
    expect(tries.map((at) => Number(at.slice(11, 13))).filter((hour) => hour < 8 || hour >= 20)).toEqual([]);
    expect(tries.at(-1)?.slice(0, 10)).toBe('2026-12-03');
  });

  it.each([
    { failed: 1, waits: 1 },
    { failed: 2, waits: 5 },
    { failed: 3, waits: 15 },
    { failed: 4, waits: 60 },
    { failed: 5, waits: 120 },
    { failed: 6, waits: 240 },
    { failed: 7, waits: 480 },
    { failed: 8, waits: 480 },
  ])('are all day for a try after $failed that failed: it waits $waits minutes', ({ failed, waits }) => {
    const now = instant('2026-12-01T09:00:00Z');
    const allDay = { messagesFromHour: 0, messagesUntilHour: 23 };
    expect(nextTryAt(failed, now, allDay)).toBe(
      now.add({ minutes: waits }).toString({ fractionalSecondDigits: 3 }),
    );
  });

  it('end for a message that was tried nine times, which is given up', () => {
    expect(nextTryAt(9, instant('2026-12-01T09:00:00Z'), HOURS)).toBeUndefined();
    expect(nextTryAt(0, instant('2026-12-01T09:00:00Z'), HOURS)).toBeUndefined();
  });

  it('are those of the figures in force', () => {
    const earlier = { messagesFromHour: 7, messagesUntilHour: 21 };
    expect(notInQuietHours(instant('2026-12-01T20:30:00Z'), earlier)).toBe('2026-12-01T20:30:00.000Z');
    expect(notInQuietHours(instant('2026-12-01T21:00:00Z'), earlier)).toBe('2026-12-02T07:00:00.000Z');
    expect(nextMorning(instant('2026-12-01T07:30:00Z'), earlier)).toBe('2026-12-02T07:00:00.000Z');
  });
});

describe('where a message can go', () => {
  it.each([
    ['name@justice.gov.uk', true],
    ["o'neil+gate@probation.example.org", true],
    ['name@justice', false],
    ['name at justice.gov.uk', false],
    ['a@b.gov.uk, c@d.gov.uk', false],
    ['@justice.gov.uk', false],
    [`${'a'.repeat(249)}@b.uk`, true],
    [`${'a'.repeat(250)}@b.uk`, false],
    ['name@sub-unit.justice.gov.uk', true],
    ['name@justice.gov.u', false],
    ['name@justice..uk', false],
    ['name@justice.gov.uk ', false],
    ['Name <name@justice.gov.uk>', false],
    ['a@b@justice.gov.uk', false],
  ])('email %s: %s', (text, is) => {
    expect(isEmail(text)).toBe(is);
  });

  it.each([
    ['07700 900123', true],
    ['+44 7700 900123', true],
    ['0044 7700 900123', true],
    ['(07700) 900-123', true],
    ['07700.900.123', true],
    ['+44 07700 900123', false],
    ['+33 7700 900123', false],
    ['077009001234', false],
    ['0113 496 0000', false],
    ['7700900123', false],
    ['07700 90012', false],
    ['', false],
  ])('mobile number %s: %s', (text, is) => {
    expect(isUkMobile(text)).toBe(is);
  });

  it('is the chosen channel first, and none without an address', () => {
    expect(channelsOf({ email: 'a@b.uk', mobile: '07700900123', by: 'TEXT', when: 'DAILY' })).toEqual([
      'TEXT',
      'EMAIL',
    ]);
    expect(channelsOf({ mobile: '07700900123', by: 'EMAIL', when: 'DAILY' })).toEqual(['TEXT']);
    expect(channelsOf({ by: 'EMAIL', when: 'DAILY' })).toEqual([]);
    expect(channelsOf({ email: 'a@b.uk', mobile: '07700900123', by: 'EMAIL', when: 'AT_ONCE' })).toEqual([
      'EMAIL',
      'TEXT',
    ]);
    expect(channelsOf({ email: 'a@b.uk', by: 'TEXT', when: 'DAILY' })).toEqual(['EMAIL']);
  });

  it('is the address of its channel', () => {
    const contact = { email: 'a@b.uk', mobile: '07700900123', by: 'TEXT', when: 'DAILY' } as const;
    expect(addressOf(contact, 'EMAIL')).toBe('a@b.uk');
    expect(addressOf(contact, 'TEXT')).toBe('07700900123');
    expect(addressOf({ by: 'EMAIL', when: 'DAILY' }, 'EMAIL')).toBeUndefined();
  });

  it('is kept without the spaces, brackets, stops and hyphens with which a number is written', () => {
    expect(withoutSpaces('(07700) 900-123.')).toBe('07700900123');
    expect(withoutSpaces('+44 7700 900123')).toBe('+447700900123');
  });
});

const person = (number: number): AboutPerson => ({
  firstName: `Name${number}`,
  journeyId: `j${number}`,
  kinds: ['step-opened', 'step-overdue'],
});

describe('the words of an officer’s message', () => {
  it('say of each person a first name, how many steps of each sort, and a link', () => {
    const people = [person(1), { ...person(2), kinds: ['step-escalated', 'step-due', 'step-due'] as const }];
    expect(officerMessage(people, 'EMAIL', 'https://pages.example')).toEqual({
      subject: '2 people: 1 step escalated to you, 1 step overdue, 2 steps due soon, 1 new step',
      body: [
        'Name1: 1 step overdue, 1 new step\nhttps://pages.example/journeys/j1',
        'Name2: 1 step escalated to you, 2 steps due soon\nhttps://pages.example/journeys/j2',
        'Everything that waits for you:\nhttps://pages.example/steps',
      ].join('\n\n'),
    });
  });

  it('name the essentials that are not ready, of one person in a text and of each in an email', () => {
    const late = { ...person(1), notReady: 'Not ready: address, income' };
    expect(officerMessage([late], 'TEXT', 'https://pages.example').body).toBe(
      'Through the Gate. Name1: 1 step overdue, 1 new step. Not ready: address, income. https://pages.example/journeys/j1',
    );
    expect(officerMessage([late, person(2)], 'EMAIL', 'https://pages.example').body).toContain(
      'Name1: 1 step overdue, 1 new step\nNot ready: address, income\nhttps://pages.example/journeys/j1',
    );
    const { body } = officerMessage([late, person(2)], 'TEXT', 'https://pages.example');
    expect(body).not.toContain('Not ready');
  });

  it('are a single line in a text, with one link', () => {
    const many = Array.from({ length: 300 }, (_, index) => person(index));
    const { body } = officerMessage(many, 'TEXT', 'https://pages.example');
    expect(body).toBe(
      'Through the Gate. 300 people: 300 steps overdue, 300 new steps. https://pages.example/steps',
    );
  });

  it('list fifty people in an email, and count the rest', () => {
    const many = Array.from({ length: 51 }, (_, index) => person(index));
    const { body } = officerMessage(many, 'EMAIL', 'https://pages.example');
    expect(body).toContain('https://pages.example/journeys/j49');
    expect(body).not.toContain('/journeys/j50');
    expect(body).toContain('And 1 more person.');
  });

  it('count the people beyond fifty as one or several', () => {
    const people = (count: number) => Array.from({ length: count }, (_, index) => person(index));
    const { body } = officerMessage(people(53), 'EMAIL', 'https://pages.example');
    expect(body).toContain('And 3 more people.');
    expect(officerMessage(people(50), 'EMAIL', 'https://pages.example').body).not.toContain('more pe');
  });

  it('of one person link to that person’s page, and an email to everything too', () => {
    expect(officerMessage([person(1)], 'TEXT', 'https://pages.example')).toEqual({
      subject: 'Name1: 1 step overdue, 1 new step',
      body: 'Through the Gate. Name1: 1 step overdue, 1 new step. https://pages.example/journeys/j1',
    });
    expect(officerMessage([person(1)], 'EMAIL', 'https://pages.example')).toEqual({
      subject: 'Name1: 1 step overdue, 1 new step',
      body: 'Name1: 1 step overdue, 1 new step\nhttps://pages.example/journeys/j1\n\nEverything that waits for you:\nhttps://pages.example/steps',
    });
  });

  it.each<{ readonly kinds: AboutPerson['kinds']; readonly counted: string }>([
    { kinds: [], counted: '' },
    { kinds: ['step-escalated'], counted: '1 step escalated to you' },
    { kinds: ['step-escalated', 'step-escalated'], counted: '2 steps escalated to you' },
    { kinds: ['step-overdue', 'step-overdue'], counted: '2 steps overdue' },
    { kinds: ['step-due'], counted: '1 step due soon' },
    { kinds: ['step-opened', 'step-opened', 'step-opened'], counted: '3 new steps' },
    { kinds: ['standing-in'], counted: 'standing in for an officer who is away' },
    { kinds: ['standing-in', 'standing-in'], counted: 'standing in for officers of 2 people' },
    { kinds: ['appointment-missed'], counted: '1 appointment missed' },
    { kinds: ['appointment-missed', 'appointment-missed'], counted: '2 appointments missed' },
    { kinds: ['appointment-cancelled'], counted: '1 appointment cancelled' },
    { kinds: ['appointment-changed'], counted: '1 appointment changed' },
    { kinds: ['appointment-made', 'appointment-made'], counted: '2 appointments made' },
    { kinds: ['appointment-soon'], counted: '1 appointment soon' },
    { kinds: ['date-to-pass-on'], counted: '1 date to pass on' },
    { kinds: ['date-to-pass-on', 'date-to-pass-on'], counted: '2 dates to pass on' },
  ])('count what there is of one sort: $kinds', ({ kinds, counted }) => {
    expect(countKinds(kinds)).toBe(counted);
  });

  it('begin with what is most urgent, in whatever order the notices came', () => {
    expect(
      countKinds([
        'appointment-made',
        'step-opened',
        'appointment-missed',
        'step-due',
        'step-overdue',
        'step-escalated',
      ]),
    ).toBe(
      '1 step escalated to you, 1 step overdue, 1 step due soon, 1 new step, 1 appointment missed, 1 appointment made',
    );
  });
});

describe('the words of a message to a victim liaison unit', () => {
  const page = 'https://pages.example/dates-to-pass-on';

  it('say that there is a date, where it is read, and nothing else', () => {
    expect(officerMessage([], 'EMAIL', 'https://pages.example', true)).toEqual({
      subject: TO_PASS_ON,
      body: `There is a date to pass on:\n${page}`,
    });
    expect(officerMessage([], 'TEXT', 'https://pages.example', true)).toEqual({
      subject: TO_PASS_ON,
      body: `Through the Gate. There is a date to pass on: ${page}`,
    });
  });

  it('are a part of their own in the message of somebody who has steps too', () => {
    expect(officerMessage([person(1)], 'TEXT', 'https://pages.example', true).body).toBe(
      `Through the Gate. Name1: 1 step overdue, 1 new step. https://pages.example/journeys/j1 There is a date to pass on: ${page}`,
    );
    expect(officerMessage([person(1)], 'EMAIL', 'https://pages.example', true).body.split('\n\n')).toEqual([
      'Name1: 1 step overdue, 1 new step\nhttps://pages.example/journeys/j1',
      `There is a date to pass on:\n${page}`,
      'Everything that waits for you:\nhttps://pages.example/steps',
    ]);
    const without = officerMessage([person(1)], 'EMAIL', 'https://pages.example').body;
    expect(without).not.toContain(TO_PASS_ON);
  });
});
