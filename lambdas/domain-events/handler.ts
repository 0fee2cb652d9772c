import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { EventServices } from '../../application/background/events/event-type.ts';
import { processEvents } from '../../application/background/process-events.ts';
import { receiveEvent } from '../../application/background/receive-event.ts';
import type { ReportProblem } from '../shared/problems.ts';

/** What the sweep asks for. */
const lookAgain = z.strictObject({ eventsOf: z.string().min(1).max(20) });
/** What a topic of SNS wraps an event in, unless it delivers messages raw. */
const notification = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** A message that is no event. The message names fields, never their values. */
export class NotAnEventError extends Error {
  override readonly name = 'NotAnEventError';
}

export type CountReceived = (name: 'EventsStored' | 'EventsRepeated') => void;

const SILENT = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Takes in the events of a batch from the queue, one after another. An event is removed from the queue once it is stored;
 * what is no event, or could not be stored, goes back.
 */
export function domainEventsHandler(
  services: EventServices,
  count: CountReceived,
  report: ReportProblem,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  async function take({ body, messageId }: SQSRecord): Promise<void> {
    try {
      const given = jsonOf(body);
      const again = lookAgain.safeParse(given);
      if (again.success) {
        await processEvents(services, again.data.eventsOf);
        return;
      }
      const wrapped = notification.safeParse(given);
      const result = await receiveEvent(services, wrapped.success ? jsonOf(wrapped.data.Message) : given);
      if (!result.ok) {
        const fields = (result.fields ?? []).map(({ field }) => field).join(', ');
        throw new NotAnEventError(fields === '' ? result.detail : `${result.detail} Wrong: ${fields}.`);
      }
      count(result.value.received === 'stored' ? 'EventsStored' : 'EventsRepeated');
    } catch (error) {
      const because = error instanceof NotAnEventError ? { because: error.message } : {};
      report('An event was not taken in', { messageId, ...because }, error);
      throw error;
    }
  }

  return (event) => {
    const processor = new BatchProcessor(EventType.SQS, { logger: SILENT });
    const options = { throwOnFullBatchFailure: false, processInParallel: false } as const;
    return processPartialResponse(event, take, processor, options);
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NotAnEventError('The message is not JSON.');
  }
}
