import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { done } from '../../application/refusal.ts';
import { PROBLEM_CODES, PROBLEMS } from '../http/problem.ts';
import { errorsOf, openRoute, type Route } from './route.ts';

type Document = ReturnType<typeof createDocument>;

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(PROBLEM_CODES),
    fields: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
    current: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'For a conflict: the state now.' }),
    rule: z.string().optional().meta({ description: 'For a refused rule: which one.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457). Nothing was changed.' });

const idempotencyKey = z.object({
  'Idempotency-Key': z.string().min(1).max(200).optional().meta({
    description:
      'Choose a new key for each new request. For a day, the same key with the same request gives the same answer and nothing is done twice; with a different request it is refused.',
  }),
});

/** These routes and the one that describes them, made at the first request from the same schemas that check requests. */
export function withDescription(routes: readonly Route[]): readonly Route[] {
  let document: Document | undefined;
  const description = openRoute({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'The OpenAPI 3.1 description of the API.',
    answer: z.record(z.string(), z.unknown()),
    handle: async () => {
      document ??= describeApi(all);
      return done(document as unknown as Record<string, unknown>);
    },
  });
  const all = [...routes, description];
  return all;
}

/** The OpenAPI 3.1 description of these routes. */
export function describeApi(routes: readonly Route[]): Document {
  const paths: ZodOpenApiPathsObject = {};
  for (const each of routes) {
    paths[each.path] = { ...paths[each.path], [each.method.toLowerCase()]: operation(each) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Through the Gate',
      version: '1.0.0',
      description:
        'One journey per person from sentence to the end of supervision: its open steps, who answers them and by when.',
    },
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
}

function operation(each: Route): ZodOpenApiOperationObject {
  const open = each.access === 'open';
  return {
    operationId: `${each.method.toLowerCase()}${each.path.replace(/[^A-Za-z]+(\w)/g, (_, next: string) => next.toUpperCase()).replace(/\W/g, '')}`,
    summary: each.summary,
    description: `For ${each.who}.`,
    security: open ? [] : [{ bearer: [] }],
    requestParams: {
      ...(isObject(each.params) && { path: each.params }),
      ...(isObject(each.query) && { query: each.query }),
      ...(each.changes && { header: idempotencyKey }),
    },
    ...(each.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: each.body, ...(each.example && { example: each.example }) },
        },
      },
    }),
    responses: responses(each),
  };
}

function responses(each: Route): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(errorsOf(each), (code) => PROBLEMS[code].status);
  const problems = [...byStatus].map(([status, ofStatus]) => [
    String(status),
    {
      description: ofStatus.join(' or '),
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  ]);
  return {
    [`${each.status}`]: { description: 'Done', content: { 'application/json': { schema: each.answer } } },
    ...Object.fromEntries(problems),
  } as ZodOpenApiResponsesObject;
}

function isObject(schema: z.ZodType | undefined): schema is z.ZodObject {
  return schema instanceof z.ZodObject;
}
