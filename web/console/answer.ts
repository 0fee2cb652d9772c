import type { PendingSignIn } from '../../application/ports/identity.ts';
import type { Refusal } from '../../application/refusal.ts';
import type { User } from '../../domain/access/user.ts';

/** What a page's handler answers; `createConsole` turns it into HTML, a redirect or a session cookie. */
export type Answer =
  | {
      readonly kind: 'page';
      readonly view: string;
      readonly data: PageData;
      readonly status: number;
      /** Whoever sees it is signed out by it, and nothing begun goes on. */
      readonly endsSession?: true;
    }
  | {
      readonly kind: 'redirect';
      readonly to: string;
      /** Shown once, at the top of the page redirected to. */
      readonly notice?: string;
    }
  /** To a provider elsewhere, to prove who one is. */
  | { readonly kind: 'sign-in-elsewhere'; readonly to: string; readonly pending: PendingSignIn }
  | { readonly kind: 'signed-in'; readonly user: User; readonly to: string }
  | { readonly kind: 'signed-out'; readonly to: string };

/** What a view is given. `title` is the page's own; the service's name is added to it. */
export interface PageData {
  readonly title: string;
  readonly [name: string]: unknown;
}

export function page(view: string, data: PageData, status = 200): Answer {
  return { kind: 'page', view, data, status };
}

export function redirect(to: string, notice?: string): Answer {
  return notice === undefined ? { kind: 'redirect', to } : { kind: 'redirect', to, notice };
}

/** An expected "no" as a page of its own: what it was, why, and where to go from there. */
export function refusalPage(refusal: Refusal, back = '/'): Answer {
  switch (refusal.code) {
    case 'NOT_FOUND':
      return notFound();
    case 'NOT_PERMITTED':
      return forbidden(refusal.detail);
    case 'CONFLICT':
      return conflictPage({ detail: refusal.detail, changes: [], back });
    case 'UNAVAILABLE':
    case 'RATE_LIMITED':
      return page('problem', { title: 'Sorry, there is a problem', detail: refusal.detail, back }, 503);
    default:
      return page('problem', { title: 'That could not be done', detail: refusal.detail, back }, 422);
  }
}

export function notFound(): Answer {
  return page('not-found', { title: 'Page not found' }, 404);
}

export function forbidden(reason: string): Answer {
  return page('forbidden', { title: 'You cannot see or do this', reason }, 403);
}

export interface Conflict {
  readonly detail: string;
  /** What has changed since the page was drawn, in plain English. */
  readonly changes: readonly { readonly text: string; readonly who: string; readonly when: string }[];
  readonly back: string;
}

export function conflictPage(conflict: Conflict): Answer {
  return page('conflict', { title: 'Someone else got there first', ...conflict }, 409);
}
