import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { RELATIONS, type Relation } from '../domain/access/relations.ts';
import type { Law } from '../domain/law/law.ts';
import { dateInLondon, isoInstant, type IsoDate, type IsoInstant } from '../domain/law/time.ts';
import { keys, partitions, sorts } from './keys.ts';
import type { Item } from './ports/table.ts';

export const ACCESS_KINDS = ['consultation', 'denial'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** One row of the access log. */
export interface LoggedAccess {
  readonly kind: AccessKind;
  /** When it was first asked for in this quarter of an hour. */
  readonly at: IsoInstant;
  readonly user: string;
  /** Of a partner. */
  readonly agencyId?: string | undefined;
  readonly action: string;
  readonly journeyId?: string | undefined;
  readonly relation?: Relation | undefined;
  /** The page or the route, without ids. */
  readonly where?: string | undefined;
  readonly query?: string | undefined;
  readonly rows?: number | undefined;
  /** Why it was refused. */
  readonly reason?: string | undefined;
}

const row = z.object({
  access: z.object({
    kind: z.enum(ACCESS_KINDS),
    at: z.string(),
    user: z.string(),
    agencyId: z.string().optional(),
    action: z.string(),
    journeyId: z.string().optional(),
    relation: z.enum(RELATIONS).optional(),
    where: z.string().optional(),
    query: z.string().optional(),
    rows: z.int().optional(),
    reason: z.string().optional(),
  }),
});

const QUARTER_MS = 15 * 60_000;

/** Everything that counts as one consultation, or one denial, has the same key. */
export function accessLogItem(access: LoggedAccess, law: Law): Item {
  const { kind, user, journeyId } = access;
  const at = Temporal.Instant.from(access.at);
  const day = dateInLondon(at).toString();
  const id = sorts.byInstant(quarterOf(at), identityOf(access));
  return {
    ...keys.loggedAccess(kind, day, id),
    access: { ...access },
    expiresAt: expiryOf(day, law),
    waitingPk: partitions.accessBy(kind, user),
    waitingSk: id,
    ...(journeyId !== undefined && { attentionPk: partitions.accessTo(kind, journeyId), attentionSk: id }),
  };
}

/** The beginning of the quarter of an hour in which a consultation counts once. */
export function quarterOf(at: Temporal.Instant): IsoInstant {
  return isoInstant(at.subtract({ milliseconds: at.epochMilliseconds % QUARTER_MS }));
}

export function readAccessLogItem(item: Item): LoggedAccess {
  return row.parse(item).access;
}

/** The user, the action and its person, or what a list was asked for. A denial for another reason is another one. */
function identityOf({ user, action, journeyId, query, reason }: LoggedAccess): string {
  const about = JSON.stringify([user, action, journeyId ?? null, query ?? null, reason ?? null]);
  return createHash('sha256').update(about).digest('hex').slice(0, 24);
}

/** When what was consulted on a day is removed, in seconds since 1970. */
export function expiryOf(day: IsoDate, law: Law): number {
  const { accessLogMonths } = law.on(day);
  const end = Temporal.PlainDate.from(day).add({ months: accessLogMonths });
  return end.toZonedDateTime('UTC').epochMilliseconds / 1000;
}
