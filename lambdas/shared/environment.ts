import * as z from 'zod';

const address = z.url().refine((url) => !url.endsWith('/'), 'ends with a slash');
const addresses = z.strictObject({
  signIn: address,
  prisoners: address,
  prisonApi: address,
  managers: address,
  tiers: address,
  personRecord: address,
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The environment variables of functions; each has one name everywhere. */
export const SETTINGS = {
  TABLE_NAME: z.string().min(3),
  /** The product's address for partners, without a final slash. */
  PUBLIC_URL: z.url().refine((url) => !url.endsWith('/'), 'ends with a slash'),
  /** A state machine's ARN with `{machine}` in place of its name. */
  MACHINE_ARN: z.string().regex(/^arn:.*\{machine\}/),
  /** The reconciler's function, with its alias. */
  RECONCILE_FUNCTION: z.string().regex(/^arn:[^:]+:lambda:/),
  DELIVERY_QUEUE_URL: z.url(),
  /** The queue of notices and due mailboxes. */
  MESSAGE_QUEUE_URL: z.url(),
  /** The queue of events from other systems. */
  EVENT_QUEUE_URL: z.url(),
  /** The bus of domain events. */
  EVENT_BUS_NAME: z.string().min(1),
  /** The console's address, without a final slash. */
  CONSOLE_URL: z.url().refine((url) => !url.endsWith('/'), 'ends with a slash'),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  /** Names or ARNs of secrets, never their values. */
  OIDC_CLIENT_SECRET_ID: z.string().min(1),
  SESSION_SECRET_ID: z.string().min(1),
  CURSOR_SECRET_ID: z.string().min(1),
  EDGE_SECRET_ID: z.string().min(1),
  /** The parameter with the key and the templates of GOV.UK Notify. */
  NOTIFY_PARAMETER: z.string().startsWith('/'),
  SIGNING_KEYS_PREFIX: z.string().endsWith('/'),
  /** HMPPS's services, as JSON. */
  HMPPS_ADDRESSES: z.string().transform((text, context) => {
    const parsed = addresses.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    context.addIssue('is not the addresses of HMPPS’s services');
    return z.NEVER;
  }),
  /** The name of the parameter with this product's credentials at HMPPS. */
  HMPPS_CLIENT_PARAMETER: z.string().startsWith('/'),
  /** Set on training stages only. */
  TRAINING_CLOCK: z.literal('movable').optional(),
} as const;
export type Setting = keyof typeof SETTINGS;

/**
 * The settings a function needs.
 * @throws z.ZodError naming those that are missing or wrong, so that it never starts half configured.
 */
export function settings<S extends Setting>(
  wanted: readonly S[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly [K in S]: z.infer<(typeof SETTINGS)[K]> } {
  const shape = Object.fromEntries(wanted.map((name) => [name, SETTINGS[name]]));
  return z.object(shape).parse(environment) as { readonly [K in S]: z.infer<(typeof SETTINGS)[K]> };
}
