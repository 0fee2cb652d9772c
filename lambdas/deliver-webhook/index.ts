import { createHttpsSender } from '../../adapters/webhooks/https-sender.ts';
import { webhookFunction } from './webhook-function.ts';

/** What the delivery queue calls. It reaches public addresses over TLS and nothing else. */
export const handler = webhookFunction(createHttpsSender());
