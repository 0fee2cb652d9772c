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

/** PutEvents takes ten at once. */
const MOST_EVENTS = 10;

/** A bus of EventBridge. One call at a time, so that events come to it in the order they are given. */
export function eventBridgeBus({ client, busName }: EventBridgeBusOptions): EventBus {
  /** Of each event, what kept the bus from taking it. A call that fails for now has put none of its events. */
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
