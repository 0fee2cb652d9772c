import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { streamChange } from '../../adapters/dynamodb/stream-change.ts';
import { relayRow, type Queues } from '../../application/background/relay.ts';
import type { Services } from '../../application/services.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** Silent: failures are reported once, by us, with ids only. */
const SILENT = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Sends the outbox rows of a batch from the table's stream. Rows of one journey go in order, and after a failure that
 * journey's later rows wait; other journeys do not. Failed rows are handed back to the stream, which sends them again.
 */
export function relayHandler(
  services: Services,
  queues: Queues,
  report: ReportProblem,
): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  return (event) => {
    const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger: SILENT });
    const lastOf = new Map<string, Promise<void>>();

    function inTurn(record: DynamoDBRecord): Promise<void> {
      const { after } = streamChange(record);
      if (after?.['unsentPk'] === undefined) return Promise.resolve();
      const turn = (lastOf.get(after.pk) ?? Promise.resolve()).then(async () => {
        try {
          await relayRow(services, after, queues);
        } catch (error) {
          report('An outbox row was not carried out', { pk: after.pk, sk: after.sk }, error);
          throw error;
        }
      });
      lastOf.set(after.pk, turn);
      return turn;
    }

    return processPartialResponse(event, inTurn, processor, { throwOnFullBatchFailure: false });
  };
}
