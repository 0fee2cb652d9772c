import * as z from 'zod';
import type { NotifySettings } from '../notify/notify-sender.ts';
import { parameterJson, type ParameterOptions } from './parameter-json.ts';

const settings = z.strictObject({
  apiKey: z.string().min(74),
  emailTemplate: z.uuid(),
  textTemplate: z.uuid(),
});

/**
 * The key and the templates of GOV.UK Notify: a parameter, such as `/through-the-gate/dev/messages/notify`, of
 * `{"apiKey": "...", "emailTemplate": "...", "textTemplate": "..."}`.
 */
export function parameterNotifySettings(options: ParameterOptions): () => Promise<NotifySettings> {
  return parameterJson(options, settings, 'settings of GOV.UK Notify');
}
