import { afterEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { seededIds } from '../../adapters/ids/ids.ts';
import { recordVictimContact } from '../../application/commands/record-victim-contact.ts';
import { contactItem } from '../../application/mailbox-items.ts';
import { sweep, type SweepCount } from '../../application/background/sweep.ts';
import { announce } from '../../application/background/announce.ts';
import type { Item } from '../../application/ports/table.ts';
import { discloseReferral } from '../../application/commands/disclose-referral.ts';
import { getVictimConditions, getVictimContact } from '../../application/queries/get-victim-contact.ts';
import { listVictimContact } from '../../application/queries/list-victim-contact.ts';
import type { User } from '../../domain/access/user.ts';
import { EASTMOOR } from '../support/agencies.ts';
import { apiOver } from '../support/api-world.ts';
import { Visitor } from '../support/console-visitor.ts';
import { agencyUser, closeWorlds, ok, type JourneyWorld } from '../support/journey-world.ts';
import { ADMIN_USER, COM, COUNCIL, GOVERNOR, LIAISON, POM } from '../support/people.ts';
import { QUIET_QUEUES } from '../support/quiet-queues.ts';
import { councilsAsked } from '../support/stages.ts';

afterEach(closeWorlds);

const MOVED = '2027-03-16';
/** Words that nobody uses. */
const CANARIES = ['Quixotry', 'Zephyrine', 'Oubliette'];
const AT = (time: string) => Temporal.Instant.from(`2027-01-12T${time}Z`);

/** Everything about a person that anybody but the unit can see. */
interface Seen {
  readonly facts: unknown;
  readonly pages: Readonly<Record<string, string>>;
  readonly events: unknown;
  readonly executions: unknown;
  readonly counts: readonly Omit<SweepCount, 'failures'>[];
  readonly sent: readonly unknown[];
}

/** One morning on which the release date moves, with or without a case that the unit works on. */
async function morning(withCase: boolean): Promise<{
  readonly world: JourneyWorld;
  readonly seen: Seen;
  readonly rows: readonly Item[];
}> {
  const world = await councilsAsked();
  const rows: Item[] = [];
  world.table.onChange((changes) => {
    for (const { after } of changes) if (after !== undefined) rows.push(after);
  });
  // The unit's own ids, so that those of everything else are the same in both mornings.
  const unit = { ...world.services, ids: seededIds('v') };
  const record = (change: Parameters<typeof recordVictimContact>[3]) =>
    recordVictimContact(unit, LIAISON, world.id, change);
  let id = '';
  if (withCase) {
    const address = { email: 'v@justice.example', by: 'EMAIL', when: 'AT_ONCE' } as const;
    await world.table.transact([{ kind: 'put', item: contactItem(LIAISON.id, address) }]);
    const [reference, note, text] = CANARIES;
    id = ok(
      await record({
        do: 'open-case',
        basis: 'DISCRETIONARY',
        entitlements: ['RELEASE_DATE'],
        officer: LIAISON.id,
        reference,
        note,
      }),
    ).case;
    ok(await record({ do: 'ask-condition', case: id, kind: 'NO_CONTACT', text: text ?? '' }));
    const standing = 'RELEASE 2027-03-09';
    const passed = { outcome: 'PASSED_ON', means: 'PHONE', on: world.today() } as const;
    ok(await record({ do: 'pass-on', case: id, standing, ...passed }));
  }
  const counts: Omit<SweepCount, 'failures'>[] = [];
  await world.moveReleaseDate(MOVED);
  if (withCase) {
    ok(await listVictimContact(unit, LIAISON));
    ok(await getVictimContact(unit, LIAISON, world.id));
    ok(await getVictimConditions(unit, COM, world.id));
  }
  const { failures, ...count } = await sweep(world.services, QUIET_QUEUES);
  expect(failures).toEqual([]);
  counts.push(count);
  await world.runtime.advanceTo(AT('10:01'));
  await world.runtime.sweep();
  await world.settle();
  return { world, seen: await seenOf(world, rows, counts), rows };
}

async function seenOf(world: JourneyWorld, rows: readonly Item[], counts: Seen['counts']): Promise<Seen> {
  const pages: Record<string, string> = {};
  for (const who of [POM, GOVERNOR, COM, ADMIN_USER]) {
    const visitor = await Visitor.signedInAs(who, world);
    for (const path of [
      `/journeys/${world.id}`,
      '/caseload',
      '/steps',
      '/stuck',
      `/journeys/${world.id}/plan`,
    ]) {
      pages[`${who.id} ${path}`] = (await visitor.open(path)).words;
    }
    if (who === ADMIN_USER) pages['access log'] = (await visitor.open('/access-log')).words;
    const api = await apiOver(world.services).get(who, `/api/journeys/${world.id}/timeline`);
    pages[`${who.id} timeline`] = JSON.stringify(api.body);
  }
  const events: unknown[] = [];
  await announce(
    {
      put: (given) => {
        events.push(...given);
        return Promise.resolve(given.map(() => undefined));
      },
    },
    rows.filter((row) => row['fact'] !== undefined),
  );
  const { executions, open } = await world.journey();
  return {
    facts: await world.facts(),
    pages,
    events,
    executions: { executions, open },
    counts,
    sent: world.sender.sent.map(({ url, id, type, subject }) => ({ url, id, type, subject })).sort(byId),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

describe('a victim contact case', () => {
  it('changes nothing that anybody else sees: facts, pages, access log, events, executions and counts', async () => {
    const without = await morning(false);
    const beside = await morning(true);
    expect(beside.seen.facts).toEqual(without.seen.facts);
    for (const [page, words] of Object.entries(without.seen.pages))
      expect([page, beside.seen.pages[page]]).toEqual([page, words]);
    expect(beside.seen).toEqual(without.seen);
    expect(beside.world.problems).toEqual([]);
  });

  it('leaves its words in no row but its own, in no message and in nothing that is sent', async () => {
    const { world, rows, seen } = await morning(true);
    const own = (row: Item) => row.pk.startsWith('VICTIM-');
    const said = (text: string) => CANARIES.filter((word) => text.includes(word));
    expect(said(JSON.stringify(rows.filter(own)))).toEqual(CANARIES);
    expect(said(JSON.stringify(rows.filter((row) => !own(row))))).toEqual([]);
    expect(said(JSON.stringify([seen, world.sender.sent, world.inbox.tried]))).toEqual([]);
    // Nor does any row of the journey, or of a log, say that there is one.
    const others = rows.filter((row) => /^(JOURNEY|ACCESS|EVENTS|UNATTENDED|RUN)/.test(row.pk));
    expect(others.length).toBeGreaterThan(0);
    expect(JSON.stringify(others)).not.toMatch(/victim|liaison|pass-on|toPassOn/i);
  });

  it('sends its unit a message that says only that there is a date to pass on', async () => {
    const { world } = await morning(true);
    const messages = world.inbox.arrived.filter(({ to }) => to === 'v@justice.example');
    expect(messages.map(({ subject, body }) => ({ subject, body }))).toEqual([
      {
        subject: 'There is a date to pass on',
        body: 'There is a date to pass on:\nhttps://pages.example/dates-to-pass-on',
      },
      {
        subject: 'There is a date to pass on',
        body: 'There is a date to pass on:\nhttps://pages.example/dates-to-pass-on',
      },
    ]);
    expect(world.inbox.arrived.filter(({ body }) => body.includes('pass on'))).toHaveLength(2);
  });

  it('is not to be seen in the answer that an agency gets, nor in when it was made', async () => {
    const { world } = await morning(true);
    const { id } = await world.referral('DTR-1');
    const shown = ok(await discloseReferral(world.services, agencyUser(EASTMOOR.id), id));
    expect(shown.releaseDate).toBe(MOVED);
    for (const { body, timestampSeconds } of world.sender.sent) {
      const { time } = JSON.parse(body) as { readonly time: string };
      expect(Temporal.Instant.from(time).epochMilliseconds / 1000).toBe(timestampSeconds);
    }
  });

  it.each<User>([POM, ADMIN_USER, COM, COUNCIL])(
    'is denied to $id by the API as where there is none, also in the access log',
    async (who) => {
      const asked = async (world: JourneyWorld) => {
        const api = apiOver(world.services);
        const path = `/api/journeys/${world.id}/victim-contact`;
        const read = await api.get(who, path);
        const list = await api.get(who, '/api/victim-contact');
        return [read, list].map(({ status, body }) => ({
          status,
          detail: (body as { detail?: string }).detail,
        }));
      };
      const [there, nowhere] = [await morning(true), await morning(false)];
      const denied = await asked(there.world);
      expect(denied).toEqual(await asked(nowhere.world));
      expect(denied.map(({ status }) => status)).toEqual([403, 403]);
    },
  );
});
