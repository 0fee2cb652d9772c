import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { Temporal } from 'temporal-polyfill';
import type { SendResult } from '../../application/background/send-mailbox.ts';
import { keys } from '../../application/keys.ts';
import { readMailbox, readTaken } from '../../application/mailbox-items.ts';
import { TableUnavailableError, type Table } from '../../application/ports/table.ts';
import { sendMessagesHandler } from '../../lambdas/send-messages/handler.ts';
import { recordingInbox } from '../support/recording-inbox.ts';
import { HandlerWorld } from './handler-world.ts';

let world: HandlerWorld;
let results: SendResult[];

function sender(table: Table = world.table) {
  const services = {
    ...world.services,
    table,
    messages: recordingInbox(),
    consoleUrl: 'https://pages.example',
  };
  return sendMessagesHandler(services, (result) => results.push(result), world.report);
}

const message = (messageId: string, body: unknown) =>
  ({ messageId, body: JSON.stringify(body) }) as SQSRecord;
const noticed = (journeyId: string) => ({
  journeyId,
  number: 3,
  notices: [{ kind: 'step-opened', to: 'officer:p.taylor', step: '1.housing-need' }],
});

beforeEach(() => {
  world = new HandlerWorld();
  results = [];
});

describe('the sender on the queue of messages', () => {
  it('puts notices into a mailbox, once, however often the queue gives them', async () => {
    const records = [
      message('m1', noticed('j1')),
      message('m2', noticed('j1')),
      message('m3', noticed('j2')),
    ];
    expect(await sender()({ Records: records })).toEqual({ batchItemFailures: [] });
    const { waiting } = await readMailbox(world.table, 'officer:p.taylor');
    expect(waiting.map(({ id }) => id).sort()).toEqual(['j1.3.0', 'j2.3.0']);
  });

  it('puts no notice again into a mailbox that it has left', async () => {
    const again = { Records: [message('m1', noticed('j1'))] };
    await sender()(again);
    world.clock.moveTo(Temporal.Instant.from('2027-01-06T12:00:00Z'));
    await sender()({ Records: [message('m2', { mailbox: 'officer:p.taylor' })] });
    expect(results).toEqual(['nothing-to-send']);
    await sender()(again);
    expect(await readMailbox(world.table, 'officer:p.taylor')).toMatchObject({ waiting: [], taken: [] });
    const row = await world.table.get(keys.taken('officer:p.taylor', 1));
    expect(row).toMatchObject({ ids: ['j1.3.0'], expiresAt: Date.parse('2027-02-05T12:00:00Z') / 1000 });
  });

  it('puts no notice again into a mailbox stored with the ids it took, and moves them to a row of their own', async () => {
    const owner = 'officer:p.taylor';
    const mailbox = { owner, version: 6, waiting: [], taken: ['j1.3.0'] };
    await world.table.transact([{ kind: 'put', item: { ...keys.mailbox(owner), version: 7, mailbox } }]);
    const records = ['j1', 'j2', 'j1'].map((id, index) => message(`m${index}`, noticed(id)));
    expect(await sender()({ Records: records })).toEqual({ batchItemFailures: [] });
    const { waiting, taken, version } = await readMailbox(world.table, owner);
    expect({ ids: waiting.map(({ id }) => id), taken, version }).toEqual({
      ids: ['j2.3.0'],
      taken: [],
      version: 8,
    });
    expect(await readTaken(world.table, owner)).toEqual(['j1.3.0']);
  });

  it('sends the mailboxes that are due, and says of others that they are not', async () => {
    await sender()({ Records: [message('m1', noticed('j1'))] });
    await sender()({ Records: [message('m2', { mailbox: 'officer:p.taylor' })] });
    expect(results).toEqual(['not-due']);
  });

  it.each([
    ['a mailbox of nobody', { mailbox: 'agency:eastmoor' }],
    ['no notice', { ...noticed('j1'), notices: [] }],
    [
      'a notice to nothing that can be read',
      { ...noticed('j1'), notices: [{ kind: 'step-opened', to: 'amira' }] },
    ],
    ['a kind that nobody knows', { ...noticed('j1'), notices: [{ kind: 'gossip', to: 'officer:p.taylor' }] }],
    ['a field nobody sends', { ...noticed('j1'), text: 'Samuel' }],
  ])('hands back work with %s', async (_what, body) => {
    const answer = await sender()({ Records: [message('m1', body)] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(world.problems.map(({ ids }) => ids)).toEqual([{ messageId: 'm1' }]);
  });

  it('hands back only the work that could not be stored', async () => {
    const table: Table = {
      ...world.table,
      transact: (writes) =>
        JSON.stringify(writes).includes('"j2"')
          ? Promise.reject(new TableUnavailableError('out'))
          : world.table.transact(writes),
    };
    const records = ['j1', 'j2'].map((id) => message(`m-${id}`, noticed(id)));
    const answer = await sender(table)({ Records: records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-j2' }] });
  });
});
