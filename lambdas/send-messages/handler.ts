import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import {
  sendMailbox,
  type MessageServices,
  type SendResult,
} from '../../application/background/send-mailbox.ts';
import { takeNotices } from '../../application/background/take-notices.ts';
import { ownerOf } from '../../application/mailbox-items.ts';
import { NOTICE_KINDS } from '../../domain/record/notice.ts';
import { isWaitsFor } from '../../domain/record/waits-for.ts';
import type { ReportProblem } from '../shared/problems.ts';

const Work = z.union([
  z.strictObject({ mailbox: z.string().min(1).max(200) }),
  z.strictObject({
    journeyId: z.string().min(1).max(64),
    number: z.int().positive(),
    notices: z
      .array(
        z.strictObject({
          kind: z.enum(NOTICE_KINDS),
          to: z.union([z.literal('person'), z.string().refine(isWaitsFor)]),
          step: z.string().max(200).exactOptional(),
          appointment: z
            .strictObject({ id: z.string().max(64), revision: z.int().positive() })
            .exactOptional(),
          urgent: z.literal(true).exactOptional(),
          from: z.iso.datetime().exactOptional(),
        }),
      )
      .min(1),
  }),
]);

const SILENT = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Puts the notices of a batch into mailboxes, and sends the mailboxes that are due. A message that could not be handed
 * over is an outcome, kept with its mailbox; only work that could not be stored goes back to the queue.
 */
export function sendMessagesHandler(
  services: MessageServices,
  count: (result: SendResult) => void,
  report: ReportProblem,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  async function work(record: SQSRecord): Promise<void> {
    try {
      const asked = Work.parse(JSON.parse(record.body));
      if ('mailbox' in asked) count(await sendMailbox(services, ownerOf(asked.mailbox)));
      else await takeNotices(services, asked);
    } catch (error) {
      report('A message was not taken or not sent', { messageId: record.messageId }, error);
      throw error;
    }
  }

  return (event) => {
    const processor = new BatchProcessor(EventType.SQS, { logger: SILENT });
    return processPartialResponse(event, work, processor, { throwOnFullBatchFailure: false });
  };
}
