import * as z from 'zod';
import {
  CLOSING_REASONS,
  CONDITION_ANSWERS,
  CONDITION_KINDS,
  CONTACT_BASES,
  ENTITLEMENTS,
  MEANS,
  openCases,
  PASSING_OUTCOMES,
  type VictimContact,
} from '../domain/victim-contact/contact.ts';
import { ENTRY_TYPES, type Entry, type WithEntries } from '../domain/victim-contact/history.ts';
import { keys, partitions, sorts, VICTIM_ROWS } from './keys.ts';
import type { Item, Json, Table, Write } from './ports/table.ts';
import { readAll } from './read-all.ts';

/** Victim contact as rows, in a partition of its own. */

type Body = { readonly [name: string]: Json | undefined };

const optional = <T extends z.ZodType>(schema: T) => schema.exactOptional();
const dates = z.object({ releaseDate: optional(z.string()), releasedOn: optional(z.string()) });
const condition = z.object({
  id: z.string(),
  kind: z.enum(CONDITION_KINDS),
  text: z.string(),
  askedOn: z.string(),
  putOn: optional(z.string()),
  answer: optional(z.enum(CONDITION_ANSWERS)),
  answeredOn: optional(z.string()),
});
const passedOn = z.object({
  standing: z.string(),
  outcome: z.enum(PASSING_OUTCOMES),
  means: optional(z.enum(MEANS)),
  on: z.string(),
  at: z.string(),
  by: z.string(),
});
const contactCase = z.object({
  id: z.string(),
  reference: optional(z.string()),
  basis: z.enum(CONTACT_BASES),
  officer: z.string(),
  entitlements: z.array(z.enum(ENTITLEMENTS)),
  note: optional(z.string()),
  conditions: z.array(condition),
  passedOn: optional(passedOn),
  openedAt: z.string(),
  closed: optional(z.object({ at: z.string(), by: z.string(), reason: z.enum(CLOSING_REASONS) })),
});
const row = z.object({
  version: z.number(),
  contact: z.object({
    journeyId: z.string(),
    region: z.string(),
    cases: z.array(contactCase),
    toPassOn: optional(
      z.object({ standing: z.string(), since: z.string(), by: z.string(), reminded: z.number() }),
    ),
    wait: optional(
      z.object({
        until: z.string(),
        shown: dates,
        deliveries: z.array(z.object({ agencyId: z.string(), id: z.string() })),
      }),
    ),
    wakeAt: optional(z.string()),
    history: z.object({ count: z.number(), lastHash: z.string() }),
  }),
});
const entry = z.object({
  entry: z.object({
    sequence: z.number(),
    at: z.string(),
    by: z.object({ kind: z.enum(['officer', 'admin', 'partner', 'system']), id: z.string() }),
    type: z.enum(ENTRY_TYPES),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    previousHash: z.string(),
    hash: z.string(),
  }),
});

/** @returns undefined where nothing was ever recorded. */
export async function readVictimContact(
  table: Pick<Table, 'get'>,
  journeyId: string,
): Promise<VictimContact | undefined> {
  const item = await table.get(keys.victimContact(journeyId));
  if (item === undefined) return undefined;
  const { version, contact } = row.parse(item);
  return { ...contact, version };
}

/** The whole history, oldest first. */
export async function readEntries(table: Table, journeyId: string): Promise<readonly Entry[]> {
  const rows = await readAll(table, partitions.victimContact(journeyId), VICTIM_ROWS.entry);
  return rows.map((item) => entry.parse(item).entry);
}

/** Stores victim contact with the new lines of its history, unless somebody else has changed it since it was read. */
export function victimContactWrites({ contact, entries }: WithEntries): readonly Write[] {
  const { version, ...rest } = contact;
  const { journeyId, region, toPassOn, wakeAt } = contact;
  const item: Item = {
    ...keys.victimContact(journeyId),
    version: version + 1,
    contact: JSON.parse(JSON.stringify(rest)) as Body,
    ...(toPassOn !== undefined && {
      waitingPk: partitions.toPassOn(region),
      waitingSk: sorts.byInstant(toPassOn.by, journeyId),
    }),
    ...(openCases(contact).length > 0 && {
      attentionPk: partitions.victimCases(region),
      attentionSk: journeyId,
    }),
    ...(wakeAt !== undefined && {
      duePk: partitions.dueVictimContact(),
      dueSk: sorts.byInstant(wakeAt, journeyId),
    }),
  };
  const when =
    version === 0 ? ({ kind: 'absent' } as const) : ({ kind: 'version', equals: version } as const);
  return [
    { kind: 'put', item, when },
    ...entries.map((line): Write => {
      const body = JSON.parse(JSON.stringify(line)) as Body;
      return { kind: 'put', item: { ...keys.victimContactEntry(journeyId, line.sequence), entry: body } };
    }),
  ];
}
