import * as z from 'zod';

/** What functions are told by their environment, each part under the one name it has everywhere. */
export const SETTINGS = {
  TABLE_NAME: z.string().min(3),
  /** Where partners reach the product, without a slash at the end. */
  PUBLIC_URL: z.url().refine((url) => !url.endsWith('/'), 'ends with a slash'),
  /** A state machine's ARN with `{machine}` where its name goes. */
  MACHINE_ARN: z.string().regex(/^arn:.*\{machine\}/),
  /** The function that reconciles, by its alias. */
  RECONCILE_FUNCTION: z.string().regex(/^arn:[^:]+:lambda:/),
  DELIVERY_QUEUE_URL: z.url(),
  /** The bus of domain events. */
  EVENT_BUS_NAME: z.string().min(1),
  /** Where officers reach the console, without a slash at the end. */
  CONSOLE_URL: z.url().refine((url) => !url.endsWith('/'), 'ends with a slash'),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  /** Names or ARNs of secrets, never what is in them. */
  OIDC_CLIENT_SECRET_ID: z.string().min(1),
  SESSION_SECRET_ID: z.string().min(1),
  EDGE_SECRET_ID: z.string().min(1),
  SIGNING_KEYS_PREFIX: z.string().endsWith('/'),
  /** Set where time is for practice; absent wherever it is real. */
  TRAINING_CLOCK: z.literal('movable').optional(),
} as const;
export type Setting = keyof typeof SETTINGS;

/** The settings a function needs. @throws z.ZodError naming those that are absent or wrong, so that it never starts half set up. */
export function settings<S extends Setting>(
  wanted: readonly S[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly [K in S]: z.infer<(typeof SETTINGS)[K]> } {
  const shape = Object.fromEntries(wanted.map((name) => [name, SETTINGS[name]]));
  return z.object(shape).parse(environment) as { readonly [K in S]: z.infer<(typeof SETTINGS)[K]> };
}
