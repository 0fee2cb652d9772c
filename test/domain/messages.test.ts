import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { channelsOf, isEmail, isUkMobile } from '../../domain/messages/contact.ts';
import {
  emptyMailbox,
  MOST_WAITING,
  storedMailbox,
  withNotices,
  withoutReady,
  type Mailbox,
} from '../../domain/messages/mailbox.ts';
import { officerMessage, type AboutPerson } from '../../domain/messages/officer-message.ts';
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
});

describe('where a message can go', () => {
  it.each([
    ['name@justice.gov.uk', true],
    ["o'neil+gate@probation.example.org", true],
    ['name@justice', false],
    ['name at justice.gov.uk', false],
    ['a@b.gov.uk, c@d.gov.uk', false],
    ['@justice.gov.uk', false],
    [`${'a'.repeat(250)}@b.uk`, false],
  ])('email %s: %s', (text, is) => {
    expect(isEmail(text)).toBe(is);
  });

  it.each([
    ['07700 900123', true],
    ['+44 7700 900123', true],
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
});

describe('a mailbox', () => {
  const notice = (id: string) =>
    ({ id, journeyId: 'j1', kind: 'step-opened', to: 'officer:a', at: '2026-12-01T09:00:00.000Z' }) as const;

  const none: readonly string[] = [];
  const kept = (box: Mailbox | undefined): Mailbox => {
    if (box === undefined) throw new Error('Nothing was kept');
    return box;
  };

  it('keeps a notice once, and is sent at the earliest hour that was asked for', () => {
    const box = kept(withNotices(emptyMailbox('officer:a'), [notice('1')], '2026-12-02T08:00:00.000Z', none));
    expect(withNotices(box, [notice('1')], '2026-12-01T10:00:00.000Z', none)).toBeUndefined();
    const sooner = withNotices(box, [notice('2')], '2026-12-01T10:00:00.000Z', none);
    expect(sooner).toMatchObject({ sendAt: '2026-12-01T10:00:00.000Z' });
    expect(sooner?.waiting.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes nothing again that has left it, or that is being sent', () => {
    const at = '2026-12-02T08:00:00.000Z';
    const box = kept(withNotices(emptyMailbox('officer:a'), [notice('1')], at, none));
    const emptied = withoutReady(box, at);
    expect(emptied).toMatchObject({ waiting: [], taken: ['1'] });
    expect(withNotices(emptied, [notice('1')], at, none)).toBeUndefined();
    const stored = storedMailbox(emptied);
    expect(stored).toMatchObject({ version: 1, taken: [] });
    expect(withNotices(stored, [notice('1')], at, ['1'])).toBeUndefined();
    const sending = { id: 'm', notices: [notice('1')], startedAt: at, nextTryAt: at, tries: [] };
    expect(withNotices({ ...stored, sending }, [notice('1')], at, none)).toBeUndefined();
  });

  it('stays far within one row, however much waits, and remembers what it had no room for', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => notice(`${'j'.repeat(26)}.1234.${index}`));
    const box = kept(withNotices(emptyMailbox('officer:a'), many, '2026-12-02T08:00:00.000Z', none));
    expect(box.waiting).toHaveLength(MOST_WAITING);
    expect(JSON.stringify(box).length).toBeLessThan(200_000);
    expect(withNotices(box, many, '2026-12-02T08:00:00.000Z', none)).toBeUndefined();
  });
});
