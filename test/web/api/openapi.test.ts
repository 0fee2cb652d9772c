import { afterEach, describe, expect, it } from '@jest/globals';
import { errorsOf } from '../../../web/api/route.ts';
import { ROUTES } from '../../../web/api/routes/all.ts';
import { PROBLEMS } from '../../../web/http/problem.ts';
import { apiOver } from '../../support/api-world.ts';
import { closeWorlds, journeyWorld } from '../../support/journey-world.ts';

afterEach(closeWorlds);

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly security: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, { readonly content: object }>>;
}
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly format?: string;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: object;
  };
}

async function description(): Promise<Document> {
  const world = await journeyWorld({ today: '2026-11-22' });
  const answer = await apiOver(world.services).get(undefined, '/api/openapi.json');
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as Document;
}

describe('the API’s description of itself', () => {
  it('has every route of the list, and itself', async () => {
    const { openapi, paths } = await description();
    expect(openapi).toBe('3.1.0');
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const listed = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(operations.sort()).toEqual([...listed, 'GET /api/openapi.json'].sort());
  });

  it('says who may call each route, with which token, and gives the problems it can answer', async () => {
    const { paths } = await description();
    for (const each of ROUTES) {
      const operation = paths[each.path]?.[each.method.toLowerCase()];
      expect(operation).toMatchObject({
        description: `For ${each.who}.`,
        security: each.access === 'open' ? [] : [{ bearer: [] }],
      });
      const statuses = errorsOf(each).map((code) => PROBLEMS[code].status);
      const described = Object.keys(operation?.responses ?? {}).map(Number);
      expect(described.sort()).toEqual([...new Set([each.status, ...statuses])].sort());
    }
  });

  it('names every part of a path, and takes an Idempotency-Key on every change', async () => {
    const { paths } = await description();
    for (const { path, method, changes } of ROUTES) {
      const operation = paths[path]?.[method.toLowerCase()];
      const named = (operation?.parameters ?? [])
        .filter((each) => each.in === 'path')
        .map(({ name }) => name);
      expect({ path, named }).toEqual({
        path,
        named: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      });
      const keys = (operation?.parameters ?? []).filter(({ name }) => name === 'Idempotency-Key');
      expect({ path, keys: keys.length }).toEqual({ path, keys: changes ? 1 : 0 });
    }
  });

  it('gives each operation a unique name', async () => {
    const { paths } = await description();
    const names = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((each) => each.operationId),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(get|post)[A-Z][A-Za-z]+$/);
  });

  it('says that bodies are closed and dates are dates', async () => {
    const { paths } = await description();
    const schema =
      paths['/api/journeys/{id}/release-date']?.['post']?.requestBody?.content['application/json'].schema;
    expect(schema?.additionalProperties).toBe(false);
    expect(schema?.properties?.['date']?.format).toBe('date');
    expect([...(schema?.required ?? [])].sort()).toEqual(['date', 'dateType', 'expectedVersion']);
  });

  it('leaves open only routes without personal data', async () => {
    const { paths } = await description();
    const open = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).some(({ security }) => security.length === 0) ? [path] : [],
    );
    expect(open.sort()).toEqual([
      '/api/health',
      '/api/housing-duty-checks',
      '/api/openapi.json',
      '/api/recall-dates',
      '/api/release-day-checks',
      '/api/sentence-dates',
    ]);
  });

  it('describes problems wherever one may come', async () => {
    const { paths, components } = await description();
    expect(components.schemas).toHaveProperty('Problem');
    for (const methods of Object.values(paths)) {
      for (const { responses } of Object.values(methods)) {
        expect(responses['500']?.content).toHaveProperty('application/problem+json');
      }
    }
  });
});
