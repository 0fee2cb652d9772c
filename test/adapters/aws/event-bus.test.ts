import {
  EventBridgeClient,
  EventBridgeServiceException,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventBridgeBus } from '../../../adapters/aws/event-bus.ts';
import type { DomainEvent } from '../../../application/ports/event-bus.ts';
import { mockedClient } from '../../support/mocked-client.ts';

const eventBridge = mockedClient(EventBridgeClient);
const bus = eventBridgeBus({ client: new EventBridgeClient({ region: 'eu-west-2' }), busName: 'gate-dev' });

const event = (sequence: number): DomainEvent => ({
  type: 'step-opened',
  journeyId: 'j1',
  sequence,
  at: '2026-03-02T10:00:00Z',
});
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index + 1));
const taken = (count: number) => ({
  FailedEntryCount: 0,
  Entries: Array.from({ length: count }, (_, index) => ({ EventId: `e${index}` })),
});

function failure(name: string, status: number): EventBridgeServiceException {
  return new EventBridgeServiceException({
    name,
    message: name,
    $fault: status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: status },
  });
}

/** The sequences of each call, in their order. */
const put = () =>
  eventBridge
    .commandCalls(PutEventsCommand)
    .map(({ args }) =>
      (args[0].input.Entries ?? []).map(
        ({ Detail = '' }) => (JSON.parse(Detail) as { sequence: number }).sequence,
      ),
    );

beforeEach(() => {
  eventBridge.reset();
});

describe('an EventBridge bus', () => {
  it('receives only the type, journey, sequence and instant of a fact', async () => {
    eventBridge.on(PutEventsCommand).resolves(taken(1));
    expect(await bus.put([event(7)])).toEqual([undefined]);
    expect(eventBridge.commandCalls(PutEventsCommand)[0]?.args[0].input).toEqual({
      Entries: [
        {
          EventBusName: 'gate-dev',
          Source: 'through-the-gate',
          DetailType: 'step-opened',
          Detail: '{"journeyId":"j1","sequence":7,"at":"2026-03-02T10:00:00Z"}',
        },
      ],
    });
  });

  it('is given ten at a time, in their order', async () => {
    eventBridge.on(PutEventsCommand).resolvesOnce(taken(10)).resolvesOnce(taken(10)).resolves(taken(1));
    expect(await bus.put(events(21))).toEqual(events(21).map(() => undefined));
    expect(put()).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [11, 12, 13, 14, 15, 16, 17, 18, 19, 20], [21]]);
  });

  it('makes no call without events', async () => {
    expect(await bus.put([])).toEqual([]);
    expect(put()).toEqual([]);
  });

  it('reports the refused events and accepts the others', async () => {
    eventBridge.on(PutEventsCommand).resolves({
      FailedEntryCount: 1,
      Entries: [
        { EventId: 'e1' },
        { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow' },
        { EventId: 'e3' },
      ],
    });
    expect(await bus.put(events(3))).toEqual([undefined, 'ThrottlingException', undefined]);
  });

  it('reports an error for each event that the response omits', async () => {
    eventBridge.on(PutEventsCommand).resolves({ Entries: [{ EventId: 'e1' }, {}] });
    expect(await bus.put(events(3))).toEqual([undefined, 'NoAnswer', 'NoAnswer']);
  });

  it.each([
    ['ThrottlingException', 400],
    ['InternalException', 500],
  ])('reports every event of a call that failed with %s, and makes the next call', async (name, status) => {
    eventBridge.on(PutEventsCommand).rejectsOnce(failure(name, status)).resolves(taken(1));
    expect(await bus.put(events(11))).toEqual([...events(10).map(() => name), undefined]);
  });

  it('throws when permission is missing', async () => {
    eventBridge.on(PutEventsCommand).rejects(failure('AccessDeniedException', 400));
    await expect(bus.put(events(1))).rejects.toThrow('AccessDeniedException');
  });
});
