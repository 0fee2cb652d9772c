import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readReferral, readStep } from '../../application/items.ts';
import { readDelivery } from '../../application/message-items.ts';
import { keys } from '../../application/keys.ts';
import type { Step } from '../../domain/journey/step.ts';
import type { Delivery } from '../../domain/record/webhook-event.ts';
import { startProduct, type Product } from '../../local/product.ts';
import { SAMPLE_AGENCIES } from '../../local/sample/agencies.ts';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

describe('the product in one process, over HTTP', () => {
  let product: Product;
  const problems: string[] = [];

  beforeEach(async () => {
    problems.length = 0;
    product = await startProduct({
      dataFile: ':memory:',
      port: 0,
      people: () => [],
      onProgress: () => undefined,
      onProblem: (what, error) => problems.push(`${what}: ${String(error)}`),
    });
  });

  afterEach(async () => {
    await product.close();
    expect(problems).toEqual([]);
  });

  async function call(user: string, path: string, body?: object): Promise<Answer> {
    const token = await product.identity.issue(user);
    const response = await fetch(`${product.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async function complete(
    user: string,
    id: string,
    key: string,
    outcome: string,
    details: object = {},
  ): Promise<void> {
    await product.runtime.settle();
    const { body } = await call(user, `/api/journeys/${id}`);
    const answered = await call(user, `/api/journeys/${id}/steps/${key}/complete`, {
      outcome,
      details,
      expectedVersion: body['version'],
    });
    expect(answered).toMatchObject({ status: 200 });
    await product.runtime.settle();
  }

  /** A person eight weeks from release whose councils are asked in this order. */
  async function inNeed(authorities: readonly string[]): Promise<string> {
    const day = (days: number): string =>
      product.runtime.services.clock
        .now()
        .toZonedDateTimeISO('Europe/London')
        .toPlainDate()
        .add({ days })
        .toString();
    const started = await call('amira.khan', '/api/journeys', {
      prisonNumber: 'A7777QQ',
      firstName: 'Zebedee',
      lastName: 'Quillfeather',
      dateOfBirth: '1988-03-04',
      prison: 'LEI',
      region: 'N54',
      sentence: { startDate: day(-60), releaseKind: 'DETERMINATE', supervisionEndsOn: day(300) },
      release: { date: day(50), dateType: 'CRD' },
      officers: { pom: 'amira.khan', com: 'jo.adeyemi' },
    });
    expect(started.status).toBe(201);
    const id = String(started.body['id']);
    await product.runtime.settle();
    await advance('next');
    await complete('amira.khan', id, '1.housing-need', 'NEEDS_HELP');
    await complete('amira.khan', id, '1.crs-decision', 'REFER', { personAsked: true });
    await complete('amira.khan', id, '1.housing-consent', 'GIVEN', {
      authorities,
      shareContactDetails: true,
      contactBy: 'PHONE',
      contact: '07700 900 456',
    });
    return id;
  }

  async function advance(to: 'next' | 'day' | 'week'): Promise<void> {
    const response = await fetch(`${product.url}/api/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    });
    expect(response.status).toBe(200);
    await product.runtime.settle();
  }

  async function deliveries(): Promise<readonly Delivery[]> {
    const all: Delivery[] = [];
    for (const { id } of SAMPLE_AGENCIES) {
      const page = await product.table.query({
        partition: keys.agency(id).pk,
        startsWith: 'DELIVERY#',
        limit: 100,
      });
      all.push(...page.items.map(readDelivery));
    }
    return all;
  }

  async function answers(id: string): Promise<Record<string, string | undefined>> {
    const page = await product.table.query({
      partition: keys.journey(id).pk,
      startsWith: 'REFERRAL#',
      limit: 100,
    });
    return Object.fromEntries(
      page.items.map(readReferral).map(({ subject, answer }) => [subject, answer?.answer]),
    );
  }

  it('has counted the journeys by definition when it has just started', async () => {
    let counted: unknown;
    for (let asked = 0; counted === undefined && asked < 200; asked += 1)
      counted = (await call('alex.admin', '/api/definitions')).body['countedAt'];
    expect(counted).toBeDefined();
  });

  it('carries a refusal to the next council, which accepts, by signed webhooks and answers over HTTP', async () => {
    const id = await inNeed(['eastmoor-council', 'northwick-council']);
    expect(await answers(id)).toEqual({ 'CRS-1': undefined, 'DTR-1': undefined });
    await advance('week');
    expect(await answers(id)).toEqual({ 'CRS-1': 'ACCEPTED', 'DTR-1': 'DECLINED', 'DTR-2': undefined });
    await advance('week');
    expect(await answers(id)).toMatchObject({ 'DTR-2': 'ACCEPTED' });
    const sent = await deliveries();
    expect(sent.map(({ state }) => state)).toEqual(sent.map(() => 'delivered'));
    expect(sent.every(({ attempts }) => attempts.length === 1 && attempts[0]?.status === 202)).toBe(true);
  });

  it('refers to the next council when one does not answer in time', async () => {
    const id = await inNeed(['westbourne-council', 'northwick-council']);
    await advance('week');
    expect(await answers(id)).toMatchObject({ 'DTR-1': undefined });
    // Its working days are two weeks on most days of the year, and more over Christmas.
    let silent: Step | undefined;
    for (let weeks = 0; weeks < 4 && silent?.outcome === undefined; weeks += 1) {
      await advance('week');
      const row = await product.table.get(keys.step(id, '1.referral-answer.DTR-1'));
      silent = row && readStep(row);
    }
    expect(silent?.outcome).toBe('SILENT');
    await advance('week');
    expect(await answers(id)).toMatchObject({ 'DTR-1': undefined, 'DTR-2': 'ACCEPTED' });
  });

  it('sends an agency only the referral’s id', async () => {
    await inNeed(['northwick-council']);
    const told = (await deliveries()).map(({ body }) => body).join('\n');
    expect(told).toContain('through-the-gate.referral.created');
    for (const planted of ['Zebedee', 'Quillfeather', 'A7777QQ', '1988-03-04', 'LEI'])
      expect(told).not.toContain(planted);
  });

  it.each([
    ['a wrong signature', 'northwick-council', 401],
    ['an agency nobody knows', 'southmoor-council', 404],
  ])('lets an agency refuse %s', async (_case, agency, status) => {
    const response = await fetch(`${product.url}/sample-agencies/${agency}`, {
      method: 'POST',
      headers: { 'webhook-id': 'msg1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,bm8=' },
      body: '{}',
    });
    expect(response.status).toBe(status);
  });

  it.each([
    ['an unknown move', '/api/clock/advance', { to: 'yesterday' }, 400],
    ['an unknown person', '/api/token', { user: 'nobody' }, 404],
    ['an unknown field', '/api/token', { user: 'amira.khan', admin: true }, 400],
  ])('refuses %s', async (_case, path, body, status) => {
    const response = await fetch(`${product.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('lets no partner see a journey, and no officer answer for an agency', async () => {
    const id = await inNeed(['northwick-council']);
    const seen = await call('northwick-council.system', `/api/journeys/${id}`);
    expect([403, 404]).toContain(seen.status);
    const sent = (await deliveries())[0];
    const answered = await call('amira.khan', `/api/referrals/${sent?.referralId ?? ''}/responses`, {
      answer: 'ACCEPTED',
    });
    expect([403, 404]).toContain(answered.status);
  });
});
