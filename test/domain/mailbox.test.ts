import { describe, expect, it } from '@jest/globals';
import {
  emptyMailbox,
  mailboxDueAt,
  MOST_WAITING,
  ready,
  storedMailbox,
  withNotices,
  withoutReady,
  withoutSending,
  type Mailbox,
  type Sending,
} from '../../domain/messages/mailbox.ts';
import type { WaitingNotice } from '../../domain/record/notice.ts';

describe('a mailbox', () => {
  const notice = (id: string, from?: string): WaitingNotice => ({
    id,
    journeyId: 'j1',
    kind: 'step-opened',
    to: 'officer:a',
    at: '2026-12-01T09:00:00.000Z',
    ...(from !== undefined && { from }),
  });

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

  it('keeps the latest of what waits where there is no room for all', () => {
    const many = Array.from({ length: MOST_WAITING + 2 }, (_, index) => notice(`n${index}`));
    const box = kept(withNotices(emptyMailbox('officer:a'), many, '2026-12-02T08:00:00.000Z', none));
    expect(box.waiting.at(0)?.id).toBe('n2');
    expect(box.waiting.at(-1)?.id).toBe(`n${MOST_WAITING + 1}`);
    expect(box.taken).toEqual(['n0', 'n1']);
  });

  const EIGHT = '2026-12-02T08:00:00.000Z';
  const NINE = '2026-12-02T09:00:00.000Z';
  const TEN = '2026-12-02T10:00:00.000Z';

  it.each([
    { case: 'has no time of its own', from: undefined, is: true },
    { case: 'was to wait until earlier', from: EIGHT, is: true },
    { case: 'was to wait until now', from: NINE, is: true },
    { case: 'is to wait until later, as the reminder of an appointment', from: TEN, is: false },
  ])('sends at nine a notice that $case: $is', ({ from, is }) => {
    const box: Mailbox = { ...emptyMailbox('person:j1'), sendAt: NINE, waiting: [notice('1', from)] };
    expect(ready(box, NINE).length === 1).toBe(is);
    const after = withoutReady(box, NINE);
    expect(after.waiting.length === 0).toBe(is);
    expect(after.taken).toEqual(is ? ['1'] : []);
    expect(after.sendAt).toBe(is ? undefined : from);
  });

  it('is sent next when the earliest of the notices that are left may be sent', () => {
    const box: Mailbox = {
      ...emptyMailbox('person:j1'),
      sendAt: EIGHT,
      taken: ['0'],
      waiting: [notice('1'), notice('2', TEN), notice('3', NINE)],
    };
    const after = withoutReady(box, EIGHT);
    expect(after.sendAt).toBe(NINE);
    expect(after.waiting.map(({ id }) => id)).toEqual(['2', '3']);
    expect(after.taken).toEqual(['0', '1']);
  });

  it('does not have a time to send when nothing is left to wait for', () => {
    const box: Mailbox = { ...emptyMailbox('officer:a'), sendAt: EIGHT, waiting: [notice('1')] };
    expect('sendAt' in withoutReady(box, EIGHT)).toBe(false);
  });

  const sending = (patch: Partial<Sending> = {}): Sending => ({
    id: 'm',
    notices: [notice('1')],
    startedAt: EIGHT,
    nextTryAt: NINE,
    tries: [],
    ...patch,
  });

  it.each<{ readonly case: string; readonly box: Parameters<typeof mailboxDueAt>[0]; readonly at?: string }>([
    { case: 'never while nothing waits and nothing is being sent', box: {} },
    { case: 'when what waits is sent', box: { sendAt: EIGHT }, at: EIGHT },
    { case: 'when a message is tried again', box: { sending: sending() }, at: NINE },
    { case: 'at the earlier: what waits', box: { sendAt: EIGHT, sending: sending() }, at: EIGHT },
    { case: 'at the earlier: the next try', box: { sendAt: TEN, sending: sending() }, at: NINE },
    {
      case: 'at once for a message that ended, which the timeline does not have yet',
      box: { sendAt: EIGHT, sending: sending({ ended: { outcome: 'GAVE_UP', at: TEN } }) },
      at: TEN,
    },
  ])('is looked at by the sweep $case', ({ box, at }) => {
    expect(mailboxDueAt(box)).toBe(at);
  });

  it('sends another message once the one before it is recorded', () => {
    const box: Mailbox = { ...emptyMailbox('officer:a'), sendAt: EIGHT, sending: sending() };
    const after = withoutSending(box);
    expect('sending' in after).toBe(false);
    expect(after).toEqual({ ...emptyMailbox('officer:a'), sendAt: EIGHT });
  });

  it('is sent at the hour that it has where a later one is asked for', () => {
    const box = kept(withNotices(emptyMailbox('officer:a'), [notice('1')], EIGHT, none));
    expect(withNotices(box, [notice('2')], TEN, none)?.sendAt).toBe(EIGHT);
    expect(emptyMailbox('officer:a')).toEqual({ owner: 'officer:a', version: 0, waiting: [], taken: [] });
  });

  it('counts each time it is stored', () => {
    expect(storedMailbox({ ...emptyMailbox('officer:a'), version: 7 }).version).toBe(8);
  });

  it('takes only what is new among several notices', () => {
    const box = kept(withNotices(emptyMailbox('officer:a'), [notice('1')], EIGHT, none));
    const more = withNotices(
      { ...box, taken: ['2'] },
      ['1', '2', '3', '4'].map((id) => notice(id)),
      EIGHT,
      ['4'],
    );
    expect(more?.waiting.map(({ id }) => id)).toEqual(['1', '3']);
  });
});
