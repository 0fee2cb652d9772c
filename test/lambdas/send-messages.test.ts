import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import type { SendResult } from '../../application/background/send-mailbox.ts';
import { readMailbox } from '../../application/mailbox-items.ts';
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
