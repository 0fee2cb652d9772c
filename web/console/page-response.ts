import type { KnownUser, PendingSignIn } from '../../application/ports/identity.ts';
import { PROBLEMS, type Problem, type ProblemCode } from '../http/problem.ts';

/** What a page's handler returns; `createConsole` turns it into HTML, a redirect or a session cookie. */
export type PageResponse =
  | {
      readonly kind: 'page';
      readonly view: string;
      readonly data: PageData;
      readonly status: number;
      /** Signs the user out, and ends a sign-in in progress. */
      readonly endsSession?: true;
    }
  | {
      readonly kind: 'redirect';
      readonly to: string;
      /** Shown once, at the top of the next page. */
      readonly notice?: string;
    }
  /** Redirects to an identity provider. */
  | {
      readonly kind: 'sign-in-elsewhere';
      readonly to: string;
      readonly pending: PendingSignIn;
      readonly returnTo: string;
    }
  | { readonly kind: 'signed-in'; readonly known: KnownUser; readonly to: string }
  | { readonly kind: 'signed-out'; readonly to: string };

/** The data of a view. The service's name is added to `title`. */
export interface PageData {
  readonly title: string;
  readonly [name: string]: unknown;
}

export function page(view: string, data: PageData, status = 200): PageResponse {
  return { kind: 'page', view, data, status };
}

export function redirect(to: string, notice?: string): PageResponse {
  return notice === undefined ? { kind: 'redirect', to } : { kind: 'redirect', to, notice };
}

/** A problem as a page in an officer's words, without its code. */
export function problemPage(problem: Problem, back = '/'): PageResponse {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFound();
    case 'NOT_PERMITTED':
      return forbidden(problem.detail);
    case 'CONFLICT':
      return conflictPage({ detail: problem.detail, back });
    default: {
      const title = titleOf(problem.code);
      return page('problem', { title, detail: detailOf(problem), back }, PROBLEMS[problem.code].status);
    }
  }
}

function titleOf(code: ProblemCode): string {
  switch (code) {
    case 'UNAVAILABLE':
    case 'INTERNAL_ERROR':
      return 'Sorry, there is a problem';
    case 'PAYLOAD_TOO_LARGE':
      return 'That is too long';
    default:
      return 'That could not be done';
  }
}

/** Officers follow links and do not know cursors. */
function detailOf({ detail, fields }: Problem): string {
  return fields?.some(({ field }) => field === 'cursor')
    ? 'This link to the next page of a list does not work any more. Open the list again.'
    : detail;
}

export function notFound(): PageResponse {
  return page('not-found', { title: 'Page not found' }, 404);
}

export function forbidden(reason: string): PageResponse {
  return page('forbidden', { title: 'You cannot see or do this', reason }, 403);
}

/** A person whom the reader may not see, whose record can be opened in an emergency. */
export function forbiddenPerson(reason: string, journeyId: string): PageResponse {
  const emergency = `/journeys/${journeyId}/emergency-access`;
  return page('forbidden', { title: 'You cannot see or do this', reason, emergency }, 403);
}

export interface Conflict {
  readonly title?: string;
  readonly detail: string;
  /** What has changed since the page was opened, in plain English. */
  readonly changes?: readonly { readonly text: string; readonly who: string; readonly when: string }[];
  readonly back: string;
  /** What was sent, and more that the page shows. */
  readonly [name: string]: unknown;
}

export function conflictPage(conflict: Conflict): PageResponse {
  return page('conflict', { title: 'This has changed since you opened it', ...conflict }, 409);
}
