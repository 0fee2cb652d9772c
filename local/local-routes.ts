import * as z from 'zod';
import type { LocalIdentity } from '../adapters/identity/local-identity.ts';
import { done, refuse } from '../application/refusal.ts';
import { CLOCK_MOVES } from '../application/commands/move-training-clock.ts';
import { isoInstant } from '../domain/law/time.ts';
import { openRoute, type Route } from '../web/api/route.ts';
import { problemResponse } from '../web/http/problem.ts';
import type { Request } from '../web/http/request.ts';
import type { Response } from '../web/http/response.ts';
import { createRouter } from '../web/http/router.ts';
import type { LocalClockControls } from './clock-controls.ts';
import type { AgencyDesks } from './sample/agency-desk.ts';

/** Routes of the API on one's own machine only: to move the clock, and to get a token as a ready-made person. */
export function localRoutes(identity: LocalIdentity, controls: LocalClockControls): readonly Route[] {
  return [
    openRoute({
      method: 'POST',
      path: '/api/clock/advance',
      summary: 'Move the clock to the next thing due, by a day or by a week, and let everything due happen.',
      body: z.strictObject({ to: z.enum(CLOCK_MOVES) }),
      example: { to: 'next' },
      answer: z.strictObject({ now: z.string().meta({ format: 'date-time' }), happened: z.boolean() }),
      async handle({ body: { to } }) {
        if (to !== 'next') {
          const now = await controls.advanceBy(to === 'day' ? 1 : 7);
          return done({ now: isoInstant(now), happened: true });
        }
        const at = await controls.advanceToNext();
        return done({ now: isoInstant(controls.now()), happened: at !== undefined });
      },
    }),
    openRoute({
      method: 'POST',
      path: '/api/token',
      summary: 'A token of one of the ready-made people.',
      body: z.strictObject({ user: z.string().max(100) }),
      example: { user: 'amira.khan' },
      answer: z.strictObject({ token: z.string() }),
      errors: ['NOT_FOUND'],
      async handle({ body: { user } }) {
        const token = await identity.issue(user);
        return token === undefined
          ? refuse('NOT_FOUND', 'There is no ready-made person with that id.')
          : done({ token });
      },
    }),
  ];
}

const RECEIVER = [{ method: 'POST', path: '/sample-agencies/{agency}' }] as const;

/** Where the invented agencies receive their webhooks. Answers undefined for any other address. */
export function sampleReceivers(desks: AgencyDesks): (request: Request) => Promise<Response | undefined> {
  const match = createRouter(RECEIVER);
  return async (request) => {
    const matched = match(request.method, request.path);
    if (matched.kind === 'unknown') return undefined;
    if (matched.kind === 'wrong-method')
      return problemResponse({ code: 'METHOD_NOT_ALLOWED', detail: 'Use POST here.' }, { allow: 'POST' });
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const status = await desks.receive(
      matched.params['agency'] ?? '',
      Object.fromEntries(headers),
      request.body,
    );
    switch (status) {
      case 401:
        return problemResponse({ code: 'NOT_AUTHENTICATED', detail: 'The signature is not right.' });
      case 404:
        return problemResponse({ code: 'NOT_FOUND', detail: 'There is no such agency.' });
      default:
        return { status, headers: {}, body: '' };
    }
  };
}
