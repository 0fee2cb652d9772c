import { describe, expect, it } from '@jest/globals';
import { dueRowOf } from '../../application/due-rows.ts';
import { keys } from '../../application/keys.ts';

describe('a row of the index of due rows', () => {
  it.each([
    [keys.step('j1', '2.incident#MACHINE'), { kind: 'step', journeyId: 'j1', key: '2.incident#MACHINE' }],
    [keys.delivery('a1', 'd1'), { kind: 'delivery', agencyId: 'a1', deliveryId: 'd1' }],
    [keys.mailbox('officer:c.ahmed'), { kind: 'mailbox', owner: 'officer:c.ahmed' }],
    [keys.mailbox('role:PDU@N54'), { kind: 'mailbox', owner: 'role:PDU@N54' }],
    [keys.event('A1234BC', '2026-11-02T09:00:00Z', 'e#1'), { kind: 'events', person: 'A1234BC' }],
    [keys.eventsMatched('A1234BC'), { kind: 'events', person: 'A1234BC' }],
    [keys.absences('c.ahmed'), { kind: 'absences', officer: 'c.ahmed' }],
  ])('%o says by its key what is due', (key, due) => {
    expect(dueRowOf(key)).toEqual(due);
  });

  it.each([keys.journey('j1'), keys.fact('j1', 1), keys.contact('c.ahmed'), { pk: 'X', sk: 'Y' }])(
    '%o is of nothing that falls due',
    (key) => {
      expect(dueRowOf(key)).toBeUndefined();
    },
  );
});
