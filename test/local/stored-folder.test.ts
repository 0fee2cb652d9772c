import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { readFact, readJourney } from '../../application/items.ts';
import { keys } from '../../application/keys.ts';
import { verifyChain, type Fact } from '../../domain/record/facts.ts';
import type { Journey } from '../../domain/journey/journey.ts';
import { startProduct, type Product } from '../../local/product.ts';
import { dataFolder } from '../support/data-folder.ts';

const STORED = new URL('../fixtures/data-folder-before-entries/through-the-gate.sqlite.gz', import.meta.url);
/** When the folder was stored, by the machine's clock; the product's clock was about 50 days ahead. */
const STORED_AT = Temporal.Instant.from('2026-11-26T14:05:00Z');
const PRISONS = ['LEI', 'MDI', 'CFI', 'NHI'];

describe('a data folder from before each kind of step had one entry', () => {
  let folder: string;
  let product: Product;
  const problems: string[] = [];

  async function begin(): Promise<void> {
    problems.length = 0;
    folder = dataFolder();
    writeFileSync(join(folder, 'through-the-gate.sqlite'), gunzipSync(readFileSync(STORED)));
    product = await startAt(STORED_AT);
  }

  function startAt(now: Temporal.Instant): Promise<Product> {
    return startProduct({
      dataFile: join(folder, 'through-the-gate.sqlite'),
      port: 0,
      people: () => [],
      machineClock: { now: () => now },
      onProgress: () => undefined,
      onProblem: (what, error) => problems.push(`${what}: ${String(error)}`),
    });
  }

  async function end(): Promise<void> {
    await product.close();
    rmSync(folder, { recursive: true, force: true });
    expect(problems).toEqual([]);
  }

  async function call(user: string, path: string, body?: object) {
    const token = await product.identity.issue(user);
    const response = await fetch(`${product.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    await product.runtime.settle();
    return { status: response.status, body: answer };
  }

  async function journeys(): Promise<readonly Journey[]> {
    const pages = await Promise.all(
      PRISONS.map((prison) => call('alex.admin', `/api/journeys?prison=${prison}`)),
    );
    const ids = pages.flatMap(({ body }) => (body['items'] as { id: string }[]).map(({ id }) => id));
    return Promise.all(ids.map(head));
  }

  async function head(id: string): Promise<Journey> {
    const row = await product.table.get(keys.journey(id));
    if (row === undefined) throw new Error(`There is no journey ${id}`);
    return readJourney(row);
  }

  async function factsOf(id: string): Promise<readonly Fact[]> {
    const { items } = await product.table.query({
      partition: keys.journey(id).pk,
      startsWith: 'FACT#',
      limit: 1000,
    });
    return items.map(readFact);
  }

  async function person(lastName: string): Promise<Journey> {
    const found = (await journeys()).find((journey) => journey.lastName === lastName);
    if (found === undefined) throw new Error(`There is nobody called ${lastName}`);
    return found;
  }

  // Each is about what the ones before it leave alone.
  describe('after one start', () => {
    beforeAll(begin);
    afterEach(() => expect(problems).toEqual([]));
    afterAll(end);

    it('runs every driver, without an incident', async () => {
      const all = await journeys();
      const running = product.runtime.engine.running();
      const wanted = all.flatMap(({ executions }) => executions.map(({ name }) => name));
      expect(all).toHaveLength(24);
      expect(wanted).toHaveLength(27);
      expect(running).toEqual(expect.arrayContaining(wanted));
      expect(all.flatMap(({ open }) => open.filter(({ kind }) => kind === 'incident'))).toEqual([]);
    });

    it('shows every journey and its timeline, unbroken', async () => {
      for (const { id } of await journeys()) {
        expect(verifyChain(await factsOf(id))).toEqual({ ok: true });
        expect(await call('alex.admin', `/api/journeys/${id}`)).toMatchObject({ status: 200 });
        expect(await call('alex.admin', `/api/journeys/${id}/timeline`)).toMatchObject({ status: 200 });
      }
    });

    it('opens the next steps when an officer answers one', async () => {
      const { id, version, cycle } = await person('Ellis');
      const answered = await call('ben.oduya', `/api/journeys/${id}/steps/${cycle}.housing-need/complete`, {
        outcome: 'NEEDS_HELP',
        details: {},
        expectedVersion: version,
      });
      const after = await head(id);
      expect(answered).toMatchObject({ status: 200 });
      expect(after.housing.need).toBe('NEEDS_HELP');
      expect(after.open.map(({ kind }) => kind)).toContain('housing-consent');
      expect(verifyChain(await factsOf(id))).toEqual({ ok: true });
    });

    it('shows the consent that was stored without who recorded it, and withdraws it', async () => {
      const { id, version } = await person('Mensah');
      const shown = await call('dawn.fletcher', `/api/journeys/${id}`);
      expect(shown.body['consents']).toEqual([{ purpose: 'DTR', answer: 'GIVEN' }]);
      const recorded = await call('dawn.fletcher', `/api/journeys/${id}/consents`, {
        purpose: 'DTR',
        answer: 'WITHDRAWN',
        how: 'SPOKEN',
        expectedVersion: version,
      });
      expect(recorded).toMatchObject({ status: 200, body: { answer: 'WITHDRAWN' } });
      const after = await head(id);
      expect(after.consents).toMatchObject([
        { purpose: 'DTR', answer: 'WITHDRAWN', heardBy: 'dawn.fletcher' },
      ]);
      expect(after.referrals.filter(({ subject, live }) => subject.startsWith('DTR') && live)).toEqual([]);
      expect(verifyChain(await factsOf(id))).toEqual({ ok: true });
    });
  });

  describe('after a start of its own', () => {
    beforeEach(begin);
    afterEach(end);

    it('moves every deadline with a release date', async () => {
      const { id, version } = await person('Mensah');
      const moved = await call('dawn.fletcher', `/api/journeys/${id}/release-date`, {
        date: '2027-03-25',
        dateType: 'CRD',
        expectedVersion: version,
      });
      const after = await head(id);
      expect(moved).toMatchObject({ status: 200 });
      expect(after.release?.date).toBe('2027-03-25');
      expect(after.referrals.filter(({ live }) => live).length).toBeGreaterThan(0);
      expect(verifyChain(await factsOf(id))).toEqual({ ok: true });
    });

    it('continues when the clock is moved five weeks', async () => {
      const before = await journeys();
      const held = new Map(before.map(({ id, facts }) => [id, facts.count]));
      for (const to of ['week', 'week', 'week', 'week', 'week']) {
        const advanced = await call('alex.admin', '/api/clock/advance', { to });
        expect(advanced).toMatchObject({ status: 200 });
      }
      const after = await Promise.all(before.map(({ id }) => head(id)));
      const moved = after.filter(({ id, facts }) => facts.count > (held.get(id) ?? 0));
      expect(moved.length).toBeGreaterThanOrEqual(8);
      expect(after.find(({ lastName }) => lastName === 'Mensah')?.phase).toBe('release-day');
      for (const { id } of after) expect(verifyChain(await factsOf(id))).toEqual({ ok: true });
    });

    it('is never behind its record, even when the machine’s clock was set back', async () => {
      await product.close();
      product = await startAt(STORED_AT.subtract({ hours: 24 * 40 }));
      const facts = await Promise.all((await journeys()).map(({ id }) => factsOf(id)));
      const latest =
        facts
          .flat()
          .map(({ at }) => at)
          .sort()
          .at(-1) ?? '';
      expect(Temporal.Instant.compare(product.controls.now(), latest)).toBeGreaterThanOrEqual(0);
    });
  });
});
