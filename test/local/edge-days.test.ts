import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { startProduct, type Product } from '../../local/product.ts';
import { samplePeople, type SamplePerson } from '../../local/sample/people.ts';

/** The product, started for the first time on a day, with some of the sample people. */
function startedOn(
  day: string,
  problems: string[],
  chosen: (person: SamplePerson, index: number) => boolean,
): Promise<Product> {
  const now = Temporal.Instant.from(`${day}T12:00:00Z`);
  return startProduct({
    dataFile: ':memory:',
    port: 0,
    people: (today) => samplePeople(today).filter(chosen),
    machineClock: { now: () => now },
    onProgress: () => undefined,
    onProblem: (what, error) => problems.push(`${what}: ${String(error)}`),
  });
}

async function call(product: Product, path: string, body?: object, user = 'george.marsh') {
  const token = (await product.identity.issue(user)) ?? '';
  const response = await fetch(`${product.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('the product started for the first time', () => {
  it.each([
    ['the day before the sample once had nobody to decide', '2026-11-25'],
    ['the last day before Christmas with three weeks to go', '2026-12-04'],
    ['Christmas Day', '2026-12-25'],
    ['New Year’s Day', '2027-01-01'],
    ['Maundy Thursday', '2027-03-25'],
    ['the day the clocks go forward', '2027-03-28'],
    ['the day the clocks go back', '2027-10-31'],
    ['a leap day', '2028-02-29'],
  ])('on %s lets the governor of Leeds decide', async (_day, day) => {
    const problems: string[] = [];
    const product = await startedOn(day, problems, (_person, index) => index === 0);
    const { body: page } = await call(product, '/api/journeys?prison=LEI');
    const { items } = page as { items: readonly { id: string; person: { name: string } }[] };
    const id = items.find(({ person }) => person.name === 'Samuel Adebayo')?.id ?? '';
    const before = (await call(product, `/api/journeys/${id}`)).body as { version: number };
    const decided = await call(product, `/api/journeys/${id}/release-day-decision`, {
      outcome: 'PRESUMPTIVE',
      expectedVersion: before.version,
    });
    await product.close();
    expect(decided.status).toBe(200);
    const { releaseDateInForce } = decided.body as { releaseDateInForce: string };
    expect(releaseDateInForce < (samplePeople(day)[0]?.releaseDate ?? '')).toBe(true);
    expect(problems).toEqual([]);
  });

  it.each(['2027-01-01', '2027-03-28'])('on %s has people after release', async (day) => {
    const problems: string[] = [];
    const product = await startedOn(day, problems, ({ releaseDate }) => releaseDate < day);
    const { body: everyone } = await call(product, '/api/journeys?prison=LEI', undefined, 'alex.admin');
    const { items: rows } = everyone as { items: readonly { phase: string; flags: readonly string[] }[] };
    const { body: listed } = await call(product, '/api/victim-contact', undefined, 'vera.holt');
    await product.close();
    expect(rows.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['community', 'recalled']));
    expect(rows.flatMap(({ flags }) => flags)).toContain('NOWHERE_TO_LIVE');
    expect((listed as { toPassOn: readonly unknown[] }).toPassOn).toHaveLength(1);
    expect(problems).toEqual([]);
  });
});
