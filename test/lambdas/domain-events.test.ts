import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { hmppsData } from '../../adapters/hmpps/hmpps-data.ts';
import { hmppsStandIn } from '../../adapters/hmpps/stand-in.ts';
import type { EventState } from '../../application/event-items.ts';
import { TableUnavailableError, type Table } from '../../application/ports/table.ts';
import { domainEventsHandler } from '../../lambdas/domain-events/handler.ts';
import { releasedEvent } from '../support/events.ts';
import { HandlerWorld } from './handler-world.ts';

let world: HandlerWorld;
let counts: string[];
let states: EventState[];

function handler(table: Table = world.table) {
  return domainEventsHandler(
    {
      ...world.services,
      table,
      hmpps: hmppsData(hmppsStandIn(table).get),
      noted: (state) => states.push(state),
    },
    (name) => counts.push(name),
    world.report,
  );
}

const message = (messageId: string, body: unknown): SQSRecord =>
  ({ messageId, body: typeof body === 'string' ? body : JSON.stringify(body) }) as SQSRecord;
const EVENT = releasedEvent('2027-01-04T09:00:00Z');

beforeEach(() => {
  world = new HandlerWorld();
  counts = [];
  states = [];
});

describe('the function on the queue of HMPPS’s events', () => {
  it('stores an event once, whichever way its topic wraps it', async () => {
    const wrapped = { Type: 'Notification', MessageId: 'x', Message: JSON.stringify(EVENT) };
    const answer = await handler()({ Records: [message('m1', EVENT), message('m2', wrapped)] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(counts).toEqual(['EventsStored', 'EventsRepeated']);
    expect(states).toEqual(['unmatched']);
  });

  it('looks at a person’s events when the sweep asks for it', async () => {
    const answer = await handler()({ Records: [message('m1', { eventsOf: 'A1234BC' })] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(counts).toEqual([]);
  });

  it.each([
    ['text that is not JSON', 'oops', 'The message is not JSON.'],
    ['a notification without JSON', { Type: 'Notification', Message: 'oops' }, 'The message is not JSON.'],
    [
      'an event without a version',
      { ...EVENT, version: undefined },
      'This is not an event in the form of HMPPS. Wrong: version.',
    ],
    ['an event that is too large', { ...EVENT, more: 'x'.repeat(70_000) }, 'An event has at most 64 KB.'],
  ])('hands back %s, and logs nothing that it holds', async (_what, body, because) => {
    const answer = await handler()({ Records: [message('m1', body), message('m2', EVENT)] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(world.problems.map(({ ids }) => ids)).toEqual([{ messageId: 'm1', because }]);
    expect(counts).toEqual(['EventsStored']);
  });

  it('hands back an event that could not be stored', async () => {
    const table: Table = {
      ...world.table,
      transact: () => Promise.reject(new TableUnavailableError('out')),
    };
    const answer = await handler(table)({ Records: [message('m1', EVENT)] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });
});
