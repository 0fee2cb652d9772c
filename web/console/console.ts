import type { Temporal } from 'temporal-polyfill';
import { admit } from '../../application/access.ts';
import type { Services } from '../../application/services.ts';
import { dateInLondon } from '../../domain/law/time.ts';
import { forbidden, notFound, problemPage, redirect, type PageResponse } from './page-response.ts';
import { createAssets } from './assets.ts';
import type { ClockControls } from './clock-controls.ts';
import { namesOf, type Directory } from './directory.ts';
import type { Directories, ReadFile } from './files.ts';
import type { Request } from '../http/request.ts';
import { withoutBodyForHead, type RequestHandler, type Response } from '../http/response.ts';
import { layoutOf } from './layout.ts';
import type { LocalInbox } from './local-inbox.ts';
import { readForm } from '../http/body.ts';
import { problemOfError } from '../http/problem.ts';
import { createRouter, type Match } from '../http/router.ts';
import { consoleRoutes } from './routes.ts';
import { PAGE_HEADERS, HTTPS_HEADERS } from '../http/headers.ts';
import {
  createSessions,
  isOwnForm,
  isSignedIn,
  type Session,
  type SignedIn,
  type Stranger,
} from './session.ts';
import { EXPIRED_FORM_PATH } from './pages/expired-form.ts';
import { submissionIn } from './forms/submission.ts';
import { signInFor } from './return-to.ts';
import type { SignIn } from './sign-in.ts';
import { createViews } from './views.ts';
import type { PageRequest, PageRoute } from './page-request.ts';

export interface ConsoleOptions {
  readonly services: Services;
  readonly directory: Directory;
  /** How people sign in; see `console/sign-in.ts`. */
  readonly signIn: SignIn;
  /** 32 bytes, the same for every instance. */
  readonly sessionKey: Uint8Array;
  /** Pages that move the clock, and the banner for invented people; absent in preprod and prod. */
  readonly clockControls?: ClockControls;
  /** Every message of the local product, as it would arrive. */
  readonly localInbox?: LocalInbox;
  /** Receives unexpected errors; the user sees only that there is a problem. */
  readonly onProblem: (what: string, error: unknown) => void;
  /** For sessions; the real time by default. */
  readonly wallClock?: () => Temporal.Instant;
  readonly files?: { readonly read: ReadFile; readonly directories: Directories };
}

export type Console = RequestHandler;

/** The query parameter that names a page kept for the session. */
const KEPT = 'kept';

/**
 * The officers' and administrators' pages, without a server: a request in, a page out. It keeps nothing between
 * requests and decides no access itself.
 */
export function createConsole(options: ConsoleOptions): Console {
  const { services, directory, clockControls, onProblem } = options;
  const secure = !isLoopback(new URL(services.publicUrl));
  const sessions = createSessions({
    table: services.table,
    key: options.sessionKey,
    secure,
    newId: () => services.ids.next(),
    readAgain: options.signIn.readAgain,
    ...(options.wallClock && { wallClock: options.wallClock }),
  });
  const renderView = createViews(options.files?.directories);
  const assets = createAssets(options.files?.read, options.files?.directories);
  const match = createRouter<PageRoute>([
    ...options.signIn.routes,
    ...consoleRoutes(clockControls !== undefined),
  ]);

  return async (request) => {
    if (request.path.startsWith('/assets/')) return assets(request);
    return withoutBodyForHead(request, await servePage(request));
  };

  async function servePage(request: Request): Promise<Response> {
    let session: Session = sessions.stranger();
    let kept = true;
    const matched = match(request.method, request.path);
    const accessLog = services.accessLog.during(placeOf(request, matched));
    try {
      const found = await sessions.read(request.headers['cookie']);
      session = found ?? session;
      kept = found !== undefined;
      if (isSignedIn(session) && matched.kind === 'route' && matched.route.signedIn !== false) {
        const current = await sessions.withCurrentRoles(session);
        session = current ?? sessions.stranger();
        kept = current !== undefined;
      }
      const given = await answer(request, session, matched, { ...services, accessLog });
      const response = await respond(request, session, await redirected(request, session, given), kept);
      // Nothing is shown that could not be logged.
      await accessLog.settled();
      return response;
    } catch (error) {
      const problem = problemOfError(error);
      if (problem.code !== 'VALIDATION_FAILED') onProblem(`${request.method} a page`, error);
      return respond(request, withoutNotice(session), problemPage(problem), true);
    }
  }

  async function answer(
    request: Request,
    session: Session,
    matched: Match<PageRoute>,
    logged: Services,
  ): Promise<PageResponse> {
    if (matched.kind === 'unknown') return session.user ? notFound() : redirect('/sign-in');
    if (matched.kind === 'wrong-method')
      return problemPage({ code: 'METHOD_NOT_ALLOWED', detail: 'Go back and use the links on the page.' });
    const { route, params } = matched;
    const read = readForm(request);
    if (!read.ok) return problemPage(read.problem);
    const { form } = read;
    if (request.method === 'POST' && !isOwnForm(session, form.get('_csrf'))) {
      return redirect(EXPIRED_FORM_PATH);
    }
    const pageRequest: PageRequest = {
      path: request.path,
      query: request.query,
      form,
      params,
      services: logged,
      directory,
      today: dateInLondon(services.clock.now()).toString(),
      ...(clockControls && { clockControls }),
      ...(options.localInbox && { localInbox: options.localInbox }),
      ...(!isSignedIn(session) && signInBegun(session)),
    };
    if (route.signedIn === false) return route.handle(pageRequest);
    if (!isSignedIn(session)) return redirect(signInFor(request));
    const reader = admit(logged, session.user, 'use-pages', undefined);
    if (!reader.ok) return forbidden(reader.detail);
    const given = await route.handle({ ...pageRequest, user: session.user, names: await namesOf(directory) });
    return (await keptPage(request, session, given)) ?? given;
  }

  /**
   * A page that answers a form is shown at an address of its own, so that going back never sends the form again. A
   * problem with the table is shown at once, because nothing can be kept; so is one with a form of no page.
   */
  async function redirected(request: Request, session: Session, given: PageResponse): Promise<PageResponse> {
    if (request.method !== 'POST' || !isSignedIn(session)) return given;
    const form = readForm(request);
    const submission = form.ok ? submissionIn(form.form) : undefined;
    if (given.kind === 'redirect' && submission !== undefined)
      await sessions.pages.forget(session.id, submission);
    if (given.kind !== 'page' || match('GET', request.path).kind !== 'route') return given;
    const kept = await sessions.pages.keep(session.id, submission, given);
    return redirect(`${request.path}?${new URLSearchParams({ [KEPT]: kept }).toString()}`);
  }

  /** The page that a form was answered with, for as long as its reader may open the form. */
  async function keptPage(
    request: Request,
    session: SignedIn,
    given: PageResponse,
  ): Promise<PageResponse | undefined> {
    const kept = request.query.get(KEPT);
    if (kept === null || request.method === 'POST' || given.kind !== 'page') return undefined;
    if (given.status === 403 || given.status === 404) return undefined;
    const found = await sessions.pages.find(session.id, kept);
    return found && { kind: 'page', ...found };
  }

  /** @param kept whether the browser has the session's cookie already. */
  async function respond(
    request: Request,
    session: Session,
    given: PageResponse,
    kept: boolean,
  ): Promise<Response> {
    const headers = { ...PAGE_HEADERS, ...(secure && HTTPS_HEADERS) };
    switch (given.kind) {
      case 'sign-in-elsewhere':
        await sessions.end(session);
        return seeOther(
          given.to,
          headers,
          await sessions.writeStranger(sessions.beginSignIn(given.pending, given.returnTo)),
        );
      case 'signed-in':
        await sessions.end(session);
        return seeOther(given.to, headers, await sessions.begin(given.known));
      case 'signed-out':
        await sessions.end(session);
        return seeOther(given.to, headers, sessions.forget());
      case 'redirect':
        if (given.notice !== undefined && isSignedIn(session))
          await sessions.keepNotice(session, given.notice);
        return seeOther(given.to, headers, undefined);
      case 'page': {
        if (given.endsSession) await sessions.end(session);
        const shownIn = given.endsSession ? sessions.stranger() : session;
        const notice = isSignedIn(shownIn) ? shownIn.notice : undefined;
        const body = renderView(given.view, {
          ...given.data,
          layout: layoutOf(request, shownIn, options),
          csrf: shownIn.csrf,
          notice,
        });
        if (isSignedIn(shownIn) && notice !== undefined) await sessions.keepNotice(shownIn, undefined);
        const isNew = !isSignedIn(shownIn) && (!kept || given.endsSession === true);
        const cookie = isNew ? await sessions.writeStranger(shownIn) : undefined;
        return {
          status: given.status,
          headers: cookie === undefined ? headers : { ...headers, 'set-cookie': cookie },
          body,
        };
      }
    }
  }
}

/** The page that a request is for, without ids. */
function placeOf({ method, path }: Request, matched: Match<PageRoute>): string {
  return `${method} ${matched.kind === 'route' ? matched.route.path : path}`;
}

/** A page that says that something is wrong must not need the table again. */
function withoutNotice(session: Session): Session {
  if (!isSignedIn(session)) return session;
  const { notice: _notice, ...rest } = session;
  return rest;
}

function signInBegun({ pendingSignIn, returnTo }: Stranger): Pick<PageRequest, 'pendingSignIn' | 'returnTo'> {
  return { ...(pendingSignIn && { pendingSignIn }), ...(returnTo !== undefined && { returnTo }) };
}

function seeOther(
  to: string,
  headers: Readonly<Record<string, string>>,
  cookie: string | undefined,
): Response {
  const all = { ...headers, location: to };
  return { status: 303, headers: cookie === undefined ? all : { ...all, 'set-cookie': cookie }, body: '' };
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
