import { createHttpsSender } from '../../adapters/webhooks/https-sender.ts';
import { webhookFunction } from './webhook-function.ts';

/** Called by the delivery queue. It reaches public addresses over TLS only. */
export const handler = webhookFunction(createHttpsSender());
