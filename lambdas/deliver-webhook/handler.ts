import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import {
  deliverWebhook,
  type DeliveryResult,
  type DeliveryServices,
} from '../../application/background/deliver-webhook.ts';
import type { ReportProblem } from '../shared/problems.ts';

const Message = z.strictObject({
  agencyId: z.string().min(1).max(60),
  deliveryId: z.string().min(1).max(60),
  again: z.literal(true).optional(),
});

const SILENT = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Attempts the deliveries of a batch from the queue, side by side. A failed attempt (the partner refuses, is slow or is
 * down) is an outcome recorded with the delivery; only a delivery that could not be attempted or recorded goes back to
 * the queue.
 */
export function deliverWebhookHandler(
  services: DeliveryServices,
  count: (result: DeliveryResult) => void,
  report: ReportProblem,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  async function deliver(record: SQSRecord): Promise<void> {
    try {
      const { again, ...ids } = Message.parse(JSON.parse(record.body));
      count(await deliverWebhook(services, { ...ids, ...(again === true && { again }) }));
    } catch (error) {
      report('A delivery was not attempted or not recorded', { messageId: record.messageId }, error);
      throw error;
    }
  }

  return (event) => {
    const processor = new BatchProcessor(EventType.SQS, { logger: SILENT });
    return processPartialResponse(event, deliver, processor, { throwOnFullBatchFailure: false });
  };
}
