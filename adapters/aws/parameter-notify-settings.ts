import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import type { NotifySettings } from '../notify/notify-sender.ts';
import { cached } from './cached.ts';

const Settings = z.strictObject({
  apiKey: z.string().min(74),
  emailTemplate: z.uuid(),
  textTemplate: z.uuid(),
});

export interface ParameterNotifySettingsOptions {
  readonly client: SSMClient;
  /** The parameter: `/through-the-gate/dev/messages/notify`. */
  readonly name: string;
  /** Milliseconds, for the age of the cached settings. */
  readonly now: () => number;
}

/** A parameter without a key or templates of GOV.UK Notify. The message never contains any of it. */
export class NotifyParameterError extends Error {
  override readonly name = 'NotifyParameterError';
}

/**
 * The key and the templates of GOV.UK Notify from Parameter Store, a SecureString of
 * `{"apiKey": "...", "emailTemplate": "...", "textTemplate": "..."}`, {@link cached} for five minutes.
 */
export function parameterNotifySettings({
  client,
  name,
  now,
}: ParameterNotifySettingsOptions): () => Promise<NotifySettings> {
  return cached(async () => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    const parsed = Settings.safeParse(jsonOf(Parameter?.Value ?? ''));
    if (!parsed.success) throw new NotifyParameterError('The parameter holds no settings of GOV.UK Notify.');
    return parsed.data;
  }, now);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
