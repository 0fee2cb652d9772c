import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type DomainEvent, type EventBus, EVENT_SOURCE } from '../../application/ports/event-bus.ts';
import { isPassing, nameOf } from './sdk-errors.ts';

export interface EventBridgeBusOptions {
  readonly client: EventBridgeClient;
  readonly busName: string;
}

/** The limit of PutEvents. */
const MOST_EVENTS = 10;

/** An EventBridge bus. One call at a time, so that events arrive in order. */
export function eventBridgeBus({ client, busName }: EventBridgeBusOptions): EventBus {
  /** For each event, the reason that the bus refused it. A call that throws has sent none of its events. */
  async function putOnce(events: readonly DomainEvent[]): Promise<readonly (string | undefined)[]> {
    const command = new PutEventsCommand({ Entries: events.map((event) => entryOf(event, busName)) });
    try {
      const { Entries = [] } = await client.send(command);
      return events.map((_, index) => {
        const { EventId, ErrorCode } = Entries[index] ?? {};
        return EventId === undefined ? (ErrorCode ?? 'NoAnswer') : undefined;
      });
    } catch (error) {
      if (!isPassing(error)) throw error;
      return events.map(() => nameOf(error));
    }
  }

  return {
    async put(events) {
      const answers: (string | undefined)[] = [];
      for (let start = 0; start < events.length; start += MOST_EVENTS) {
        answers.push(...(await putOnce(events.slice(start, start + MOST_EVENTS))));
      }
      return answers;
    },
  };
}

function entryOf({ type, ...detail }: DomainEvent, busName: string): PutEventsRequestEntry {
  return { EventBusName: busName, Source: EVENT_SOURCE, DetailType: type, Detail: JSON.stringify(detail) };
}
