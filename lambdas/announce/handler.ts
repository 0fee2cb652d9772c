import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { streamChange } from '../../adapters/dynamodb/stream-change.ts';
import { announce } from '../../application/background/announce.ts';
import { type EventBus, EventNotTakenError } from '../../application/ports/event-bus.ts';
import type { Item } from '../../application/ports/table.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** Silent: failures are reported once, by us, with ids only. */
const SILENT = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Puts the new facts of a batch from the table's stream on the event bus, in order. A fact that was refused does not
 * delay the others; it is handed back to the stream, which sends it again. Subscribers use the sequence for order.
 */
export function announceHandler(
  bus: EventBus,
  report: ReportProblem,
): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  return async (event) => {
    const facts = new Map(event.Records.flatMap(factIn));
    const failed = await announce(bus, [...facts.values()]);
    const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger: SILENT });

    function answerFor(record: DynamoDBRecord): Promise<void> {
      const row = facts.get(record);
      const error = row && failed.get(row);
      if (row === undefined || error === undefined) return Promise.resolve();
      const because = error instanceof EventNotTakenError ? { because: error.message } : {};
      report('A fact was not announced', { pk: row.pk, sk: row.sk, ...because }, error);
      return Promise.reject(new Error('A fact was not announced', { cause: error }));
    }

    return processPartialResponse(event, answerFor, processor, { throwOnFullBatchFailure: false });
  };
}

function factIn(record: DynamoDBRecord): readonly (readonly [DynamoDBRecord, Item])[] {
  const { after } = streamChange(record);
  return after?.['fact'] === undefined ? [] : [[record, after]];
}
